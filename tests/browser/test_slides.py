"""The decks in a real browser without a network: every slide fits the screen and can be read, and the notes follow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.repo.test_handouts import NAMES
from tools import decks as tool

#: The slides with more on them than fits, shown with all their steps, and the smallest text of each kind.
LOOK = """() => {
    const full = [], sizes = {};
    for (let going = true; going;) {
        while (Reveal.nextFragment());
        const slide = Reveal.getCurrentSlide();
        if (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth)
            full.push(slide.textContent.trim());
        for (const part of slide.querySelectorAll('p, li, td, pre, mi')) {
            const kind = part.localName === 'pre' ? 'code' : part.localName === 'mi' ? 'math' : 'text';
            const size = parseFloat(getComputedStyle(part).fontSize) * Reveal.getScale();
            if (!part.closest('aside')) sizes[kind] = Math.min(sizes[kind] ?? 99, size);
        }
        going = !Reveal.isLastSlide();
        Reveal.next();
    }
    return {full, sizes, total: Reveal.getTotalSlides(), seen: Reveal.getSlidePastCount() + 1};
}"""
#: A table that is longer than a slide is scrolled.
SCROLLED = {"05_vanishing_gradients": ["claim"], "06_leaky_relu": ["claim"]}


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1280, "height": 720}, "offline": True}


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    tool.main(["--to", str(folder)])
    return folder


@pytest.fixture
def opened(page, decks, tmp_path):
    """A function that opens the deck of a lesson, with no other file beside it."""

    def open_it(name, query=""):
        (tmp_path / "deck.html").write_bytes((decks / f"{name}.html").read_bytes())
        page.goto(f"{(tmp_path / 'deck.html').as_uri()}{query}")
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        return page

    return open_it


@pytest.mark.parametrize("name", NAMES)
def test_every_slide_fits_and_can_be_read(opened, name, screenshot):
    page = opened(name)
    screenshot(page, f"{name}-first-slide")
    found = page.evaluate(LOOK)
    assert [text.split()[0] for text in found["full"]] == SCROLLED.get(name, [])
    assert found["seen"] == found["total"] > 20
    assert found["sizes"]["code"] >= 14 and found["sizes"]["text"] >= 10 and found["sizes"].get("math", 14) >= 10, found
    assert page.problems == []


def test_a_slide_that_is_too_full_is_seen(opened):
    page = opened(NAMES[0])
    page.evaluate(
        "Reveal.getCurrentSlide().insertAdjacentHTML('beforeend', '<p style=\"font-size: 9px\">a</p>'.repeat(99))"
    )
    found = page.evaluate(LOOK)
    assert len(found["full"]) == 1 and found["sizes"]["text"] == 9


def test_keyboard_and_speaker_view(opened, screenshot):
    page = opened(NAMES[0])
    page.keyboard.press("Space")
    assert page.evaluate("Reveal.getSlidePastCount()") == 1
    with page.context.expect_page() as opening:
        page.keyboard.press("s")
    view = opening.value
    notes = view.locator(".speaker-controls-notes .value")
    notes.get_by_text("of the notebook").first.wait_for(timeout=20_000)
    before = notes.inner_text()
    view.keyboard.press("Space")
    changed = "before => document.querySelector('.speaker-controls-notes .value').innerText !== before"
    view.wait_for_function(changed, arg=before)
    assert page.evaluate("Reveal.getSlidePastCount()") == 2  # the audience's window follows
    screenshot(view, "speaker-view")
    assert page.problems == []


def test_printing_gives_a_page_for_each_slide(opened):
    page = opened(NAMES[0], "?print-pdf")
    page.wait_for_selector(".pdf-page")
    page.wait_for_timeout(1000)
    total = page.evaluate("Reveal.getTotalSlides()")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == total


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_on_a_slide(opened, name):
    page = opened(name)
    for _ in range(12):
        page.keyboard.press("Space")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []
