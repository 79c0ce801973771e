"""From a key press to the new picture, in headless Chromium, each explorer in its own lesson, in the real JupyterLab.

    python -m benchmarks.explorers                     every control of every explorer
    python -m benchmarks.explorers 01_neurons 03_activations   these explorers only
    python -m benchmarks.explorers --presses 50        more presses of each control than the usual number
    python -m benchmarks.explorers --site build/site   in the browser's own Python: a site that `make site` made

A lesson is opened as a reader has it and run from top to bottom, which the first number is for; then its explorer is
moved. The clock runs in the page: from the keydown event until the new picture stands in the page and is decoded. For
scale, the same is measured in the same notebook of a slider over a hand-made SVG, the least that a kernel's answer
takes, a few presses before each control; and once of ipywidgets' `interact` with an inline plot. A missed target is
printed and is no error. The exit status is 1 when the measurement is not valid: a control that brought a new picture
too rarely, or did not bring any.
"""

import argparse
import functools
import os
import re
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from relulab.lessons import LESSONS
from tests.browser.jupyterlab import Notebook, View, chromium, jupyterlab
from tests.site.conftest import Files, Live, served

PRESSES, ENOUGH, PEER = 30, 20, 10
#: Of JupyterLab and of a site: milliseconds of the 95th percentile, and seconds of Run All.
TARGETS = {False: (60, 10), True: (150, 60)}
GAP = 120  # milliseconds between presses: a hand that holds no key down
PATIENCE = 3000  # milliseconds until a press counts as one that changed nothing

SVG = """import ipywidgets as widgets, numpy as np
x = np.linspace(-6, 6, 201)
points = " ".join(f"{20 * a + 130:.1f},{120 - 18 * max(a, 0):.1f}" for a in x)
z, picture = widgets.FloatSlider(description="z", min=-6, max=6, step=0.1), widgets.HTML()

def draw(change=None):
    picture.value = f'''<svg width="260" height="140" role="img" aria-label="relu at {z.value}">
    <polyline points="{points}" fill="none" stroke="black"/>
    <circle cx="{20 * z.value + 130}" cy="{120 - 18 * max(z.value, 0)}" r="6"/></svg>'''

z.observe(draw, "value")
draw()
widgets.VBox([z, picture])"""

INTERACT = """%matplotlib inline
import ipywidgets as widgets, matplotlib.pyplot as plt, numpy as np
x = np.linspace(-6, 6, 201)

def draw(z):
    fig, ax = plt.subplots(figsize=(8, 4))
    ax.plot(x, np.maximum(0, x))
    ax.plot(z, max(0, z), "o")
    plt.show()

widgets.interact(draw, z=widgets.FloatSlider(min=-6, max=6, step=0.1, value=0));"""

# Called before a press; window.answer is then the time to the next picture, or null if none came.
WATCH = """([view, patience]) => {
    const key = () => (view.querySelector('svg') ?? view.querySelector('img'))?.outerHTML;
    const before = key();
    window.answer = new Promise(resolve => {
        let start = null, done = false;
        const end = value => { if (!done) { done = true; observer.disconnect(); resolve(value); } };
        const observer = new MutationObserver(async () => {
            const now = key();
            if (start === null || now === undefined || now === before) return;
            const picture = view.querySelector('svg') ? null : view.querySelector('img');
            if (picture) { try { await picture.decode(); } catch { return; } }
            end(performance.now() - start);
        });
        observer.observe(view, {childList: true, subtree: true, attributes: true, attributeFilter: ['src']});
        document.addEventListener('keydown', () => { start = performance.now(); }, {capture: true, once: true});
        setTimeout(() => end(null), patience);
    });
}"""


def measured(page, view, press):
    """Milliseconds from one press to the new picture, or None."""
    page.evaluate(WATCH, [view, PATIENCE])
    press()
    time = page.evaluate("() => window.answer")
    page.wait_for_timeout(GAP)
    return time


def slide(page, view, handle, presses):
    """Times of pressing the arrow keys on a slider, to its end and back."""
    handle.focus()
    times, key = [], "ArrowRight"
    for _ in range(presses):
        low, now, high = (float(handle.get_attribute(f"aria-value{name}")) for name in ("min", "now", "max"))
        key = "ArrowLeft" if now >= high else "ArrowRight" if now <= low else key
        times.append(measured(page, view, lambda key=key: page.keyboard.press(key)))
    return times


def choose(page, view, buttons, presses):
    """Times of pressing some buttons in turn."""
    times = []
    for i in range(presses):
        buttons[(i + 1) % len(buttons)].focus()
        times.append(measured(page, view, lambda: page.keyboard.press("Enter")))
    return times


def added(notebook, source):
    """A slider over something else, in a cell of its own: a function that presses its keys."""
    identity = notebook.add(source)
    cell = notebook.cell(identity)
    handle, view = cell.locator(".noUi-handle"), cell.locator(".jp-OutputArea-output > .jupyter-widgets")
    handle.wait_for()

    def press(presses):
        notebook.cell(identity)  # JupyterLab hides what is far from the screen
        handle.scroll_into_view_if_needed()
        return slide(notebook.page, view.element_handle(), handle, presses)

    return press


def explorer_times(notebook, peer, presses):
    """(control, times, times of the peer) for every control of the explorer of a lesson."""
    page = notebook.page
    identity = next(cell["id"] for cell in notebook.cells if re.search(r"^explore\(", "".join(cell["source"]), re.M))
    shown = View(notebook, identity)
    shown.answer()

    def timed(label):
        notebook.cell(identity)
        shown.view.scroll_into_view_if_needed()
        view = shown.view.element_handle()
        buttons = shown.buttons(label)
        if buttons:
            return choose(page, view, buttons, presses)
        row = shown.view.locator(".widget-slider:visible", has=page.get_by_text(label, exact=True))
        return slide(page, view, row.locator(".noUi-handle"), presses)

    for group in shown.groups:
        notebook.cell(identity)
        for label in [*shown.open(group), *(["Presets:"] if group == shown.groups[-1] else [])]:
            yield label, timed(label), peer(PEER)


def row(name, control, times, peer=(), target=0):
    """Print one row; a list of what makes it invalid."""
    answered = np.array([time for time in times if time is not None])
    if len(answered) < ENOUGH:
        print(f"{name:24}{control:22}{len(answered):8}", flush=True)
        counted = f"only {len(answered)} of {len(times)} presses brought a new picture"
        return [f"{name}, {control}: {counted}, {ENOUGH} are needed."]
    median, high, worst = np.median(answered), np.quantile(answered, 0.95), answered.max()
    beside = [time for time in peer if time is not None]
    ratio = f"{median / np.median(beside):9.1f}" if beside else " " * 9
    said = "" if name == "for scale" else "reached" if high < target else "MISSED"
    print(
        f"{name:24}{control:22}{len(answered):8}{median:9.0f}{high:9.0f}{worst:9.0f}{ratio}   {said}".rstrip(),
        flush=True,
    )
    return []


@contextmanager
def opener(site):
    """A function that opens a lesson on a page: in a JupyterLab over copies of the lessons, or in a site."""
    if site:
        with served(functools.partial(Files, directory=site)) as port:
            yield lambda page, name: Live(page, f"http://127.0.0.1:{port}", name)
    else:
        with tempfile.TemporaryDirectory() as folder, jupyterlab(Path(folder) / "lab") as lab:
            yield lambda page, name: Notebook(page, lab, name)


def load():
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("explorers", nargs="*", help=f"of {', '.join(LESSONS)}; default: all")
    parser.add_argument("--presses", type=int, default=PRESSES)
    parser.add_argument("--site", type=Path, help="a site that was made, in place of JupyterLab")
    options = parser.parse_args()
    if unknown := set(options.explorers) - set(LESSONS):
        parser.error(f"there is no explorer {', '.join(unknown)}; there are {', '.join(LESSONS)}")
    if options.presses < ENOUGH:
        parser.error(f"at least {ENOUGH} presses are needed")

    target, run_all = TARGETS[bool(options.site)]
    problems = []
    print(f"Load average at the start: {load()}, on {os.cpu_count()} processors.")
    print(f"Target of the 95th percentile: under {target} ms; of Run All: under {run_all} s.\n")
    print(f"{'milliseconds':24}{'control':22}{'presses':>8}{'median':>9}{'95 %':>9}{'worst':>9}{'to SVG':>9}")
    svg = []
    with opener(options.site) as open_lesson, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium())
        for name in options.explorers or LESSONS:
            notebook = open_lesson(browser.new_page(viewport={"width": 1366, "height": 768}), name)
            seconds = notebook.run_all()
            print(f"{name:24}Run All: {seconds:.1f} s   {'reached' if seconds < run_all else 'MISSED'}", flush=True)
            peer = added(notebook, SVG)
            for control, times, beside in explorer_times(notebook, peer, options.presses):
                svg += beside
                problems += row(name, control, times, beside, target)
            if name == (options.explorers or LESSONS)[-1]:
                problems += row("for scale", "hand-made SVG", svg)
                problems += row("for scale", "interact, inline plot", added(notebook, INTERACT)(options.presses))
            notebook.close()
    print(f"\nLoad average at the end: {load()}.")
    if problems:
        sys.exit("\n".join(["NOT A VALID MEASUREMENT:", *problems]))


if __name__ == "__main__":
    main()
