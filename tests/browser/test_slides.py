"""The decks in a real browser: every slide fits the screen and can be read, no request leaves the file, notes work."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.repo.test_handouts import NAMES
from tools import slides

#: Of each slide, shown with all its steps: what sticks out of it, and the smallest text on it.
LOOK = """() => {
    const wrong = [], sizes = {};
    const screen = {right: innerWidth, bottom: innerHeight};
    for (let going = true; going;) {
        while (Reveal.nextFragment());
        const slide = Reveal.getCurrentSlide(), content = slide.querySelector('.content');
        const where = 'slide ' + Reveal.getSlidePastCount() + ': ' + content.innerText.slice(0, 40);
        if (content.scrollHeight > content.clientHeight || content.scrollWidth > content.clientWidth)
            wrong.push('too much on ' + where);
        for (const part of content.querySelectorAll('p, li, tr, pre, img, math, h1, h2, h3, h4')) {
            const box = part.getBoundingClientRect();
            if (box.left < 0 || box.top < 0 || box.right > screen.right || box.bottom > screen.bottom)
                wrong.push('off the screen, ' + where);
            if (!(box.width > 0 && box.height > 0)) wrong.push('nothing to see of a ' + part.localName + ', ' + where);
        }
        const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const parent = texts.currentNode.parentElement;
            const kind = parent.closest('pre') ? 'code' : parent.closest('math') ? 'math' : 'text';
            if (texts.currentNode.data.trim())
                sizes[kind] = Math.min(
                    sizes[kind] ?? 999, parseFloat(getComputedStyle(parent).fontSize) * Reveal.getScale());
        }
        for (const image of content.querySelectorAll('img'))
            if (!image.naturalWidth) wrong.push('a broken picture on ' + where);
        going = !Reveal.isLastSlide();
        Reveal.next();
    }
    return {wrong, sizes, total: Reveal.getTotalSlides(), seen: Reveal.getSlidePastCount() + 1};
}"""


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    slides.main(["--to", str(folder)])
    return folder


@pytest.fixture
def offline(chromium):
    """A browser of a 1280 by 720 screen without a network; `asked` lists what pages asked for."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    context.asked, context.problems = [], []
    context.on("request", lambda request: context.asked.append(request.url))
    context.on("weberror", lambda error: context.problems.append(str(error.error)))
    context.on("console", lambda message: context.problems.append(message.text) if message.type == "error" else None)
    yield context
    context.close()


def opened(context, decks, name, query=""):
    page = context.new_page()
    page.goto(f"{(decks / f'{name}.html').as_uri()}{query}")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


@pytest.mark.parametrize("name", NAMES)
def test_every_slide_fits_and_can_be_read(offline, decks, name, screenshot):
    page = opened(offline, decks, name)
    screenshot(page, f"{name}-first-slide")
    found = page.evaluate(LOOK)
    screenshot(page, f"{name}-last-slide")
    assert found["wrong"] == []
    assert found["seen"] == found["total"] > 20
    assert found["sizes"]["code"] >= 14 and found["sizes"]["text"] >= 14 and found["sizes"].get("math", 14) >= 10, (
        found["sizes"]
    )  # indices
    assert offline.problems == []
    assert [url for url in offline.asked if not url.startswith("data:")] == [(decks / f"{name}.html").as_uri()]


def test_a_slide_that_is_too_full_is_seen(offline, decks):
    page = opened(offline, decks, NAMES[0])
    page.evaluate(
        "document.querySelector('.content').insertAdjacentHTML('beforeend', '<p style=\"font-size: "
        "9px\">a</p>'.repeat(90))"
    )
    found = page.evaluate(LOOK)
    assert found["wrong"] and found["wrong"][0].startswith("too much on slide 0") and found["sizes"]["text"] == 9


def test_keyboard_and_speaker_view_without_a_network(offline, decks, screenshot):
    page = opened(offline, decks, NAMES[0])
    page.keyboard.press("Space")
    assert page.evaluate("Reveal.getSlidePastCount()") == 1
    with offline.expect_page() as opening:
        page.keyboard.press("s")
    view = opening.value
    notes = view.locator(".speaker-controls-notes .value")
    notes.get_by_text("In the notebook:").wait_for(timeout=20_000)
    before = notes.inner_text()
    view.keyboard.press("Space")
    view.wait_for_function(
        "before => document.querySelector('.speaker-controls-notes .value').innerText !== before", arg=before
    )
    assert page.evaluate("Reveal.getSlidePastCount()") == 2  # the audience's window follows
    screenshot(view, "speaker-view")
    page.keyboard.press("ArrowLeft")
    assert offline.problems == []
    assert {
        url.partition("?")[0].partition("#")[0] for url in offline.asked if not re.match("data:|about:|blob:", url)
    } <= {(decks / f"{NAMES[0]}.html").as_uri()}


def test_printing_gives_a_page_for_each_slide_and_one_for_its_notes(offline, decks):
    """Long notes may take a second page."""
    page = opened(offline, decks, NAMES[0], "?print-pdf&showNotes=separate-page")
    page.wait_for_selector(".pdf-page")
    page.wait_for_timeout(1000)
    total = page.evaluate("document.querySelectorAll('section.page').length")
    pdf = page.pdf(prefer_css_page_size=True)
    assert 2 * total <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2.1 * total


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_on_a_slide(offline, decks, name):
    page = opened(offline, decks, name)
    page.keyboard.press("Space")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []
