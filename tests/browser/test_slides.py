"""The slides of a class in a real browser without a network: every one fits and can be read, and the notes follow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from relulab.teaching.deck import deck
from relulab.teaching.web import with_drawings
from tests.repo.test_class import INSTRUCTOR, PLANS, lesson, made

#: The slides with more on them than fits, and the smallest text.
LOOK = """() => {
    const full = [];
    let smallest = 99;
    for (let going = true; going;) {
        const page = Reveal.getCurrentSlide().querySelector('.page');
        for (const box of page.querySelectorAll('.body'))
            if (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
                full.push(page.querySelector('h1, h2').textContent);
        if (page.scrollHeight > 720) full.push(page.querySelector('h1, h2').textContent);
        for (const part of page.querySelectorAll('p, li, td, pre, mi'))
            if (part.checkVisibility()) smallest = Math.min(smallest, parseFloat(getComputedStyle(part).fontSize));
        going = !Reveal.isLastSlide();
        Reveal.next();
    }
    return {full, smallest: smallest * Reveal.getScale(), total: Reveal.getTotalSlides()};
}"""


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1280, "height": 720}, "offline": True}


@pytest.fixture
def opened(page, tmp_path):
    """A function that opens the deck of a plan, with no other file beside it."""

    def open_it(name, length, query=""):
        html = with_drawings(deck(lesson(name).title, made(name, length)[0]), INSTRUCTOR)
        (tmp_path / "deck.html").write_text(html, encoding="utf-8")
        page.goto(f"{(tmp_path / 'deck.html').as_uri()}{query}")
        if not query:
            page.wait_for_function("window.Reveal && Reveal.isReady()")
        return page

    return open_it


@pytest.mark.parametrize("name, length", PLANS)
def test_every_slide_fits_and_can_be_read(opened, name, length, screenshot):
    page = opened(name, length)
    screenshot(page, f"{name}-{length}-first-slide")
    found = page.evaluate(LOOK)
    assert found["full"] == [] and found["smallest"] >= 14
    assert found["total"] == len(made(name, length)[0])
    assert page.problems == []


def test_a_slide_that_is_too_full_is_seen(opened):
    page = opened("04_relu_sparsity", 45)
    more = '<p style="font-size: 9px">a</p>'
    page.evaluate(f"document.querySelector('.body').insertAdjacentHTML('beforeend', '{more}'.repeat(99))")
    found = page.evaluate(LOOK)
    assert len(found["full"]) >= 1 and found["smallest"] == 9


def test_keyboard_code_and_speaker_view(opened, screenshot):
    page = opened("04_relu_sparsity", 45)
    page.keyboard.press("Space")
    assert page.evaluate("Reveal.getSlidePastCount()") == 1
    with page.context.expect_page() as opening:
        page.keyboard.press("s")
    view = opening.value
    notes = view.locator(".speaker-controls-notes .value")
    notes.get_by_text("Minute 0 to 5").first.wait_for(timeout=20_000)
    before = notes.inner_text()
    for frame in view.frames[1:]:  # the two slides that it shows; a key that comes before them is lost
        frame.wait_for_function("window.Reveal && Reveal.isReady()", timeout=20_000)
    # The audience's window follows. reveal.js loses a key that comes before the two windows agree on the last one.
    for past in range(2, 6):
        view.keyboard.press("Space")
        page.wait_for_function(f"Reveal.getSlidePastCount() === {past}", timeout=20_000)
    changed = "before => document.querySelector('.speaker-controls-notes .value').innerText !== before"
    view.wait_for_function(changed, arg=before)
    screenshot(view, "speaker-view")
    page.bring_to_front()
    while not page.evaluate("!!Reveal.getCurrentSlide().querySelector('details')"):
        page.keyboard.press("Space")
    page.keyboard.press("c")
    assert page.evaluate("Reveal.getCurrentSlide().querySelector('details').open")
    assert page.problems == []


def test_printing_gives_a_page_for_each_slide(opened):
    page = opened("04_relu_sparsity", 45, "?print-pdf")
    page.wait_for_timeout(1000)
    total = len(made("04_relu_sparsity", 45)[0])
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == total


@pytest.mark.parametrize("name, length", [plan for plan in PLANS if plan[1] == 45])
def test_axe_finds_nothing_on_a_slide(opened, name, length):
    page = opened(name, length)
    for _ in range(8):
        page.keyboard.press("Space")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []
