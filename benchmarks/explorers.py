"""From a key press to the new picture, in the real JupyterLab in headless Chromium.

    python -m benchmarks.explorers                     every control of every explorer, and two others for scale
    python -m benchmarks.explorers 01_neurons 02_activations   these explorers only
    python -m benchmarks.explorers --presses 50        more presses of each control than the usual number

The clock runs in the page: from the keydown event until the new picture stands in the page and is decoded. For scale,
the same is measured of a slider over a hand-made SVG, the least that a kernel's answer takes, and of ipywidgets'
`interact` with an inline plot. A missed target is printed and is no error. The exit status is 1 when the measurement is
not valid: a control that brought a new picture too rarely, or did not bring any.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from relulab.lessons import LESSONS
from tests.browser.jupyterlab import Notebook, View, chromium, jupyterlab

PRESSES, ENOUGH = 30, 20
TARGET, AIM = 100, 50  # milliseconds, of the 95th percentile
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
    """Times of pressing the buttons of the presets in turn."""
    times = []
    for i in range(presses):
        buttons[(i + 1) % len(buttons)].focus()
        times.append(measured(page, view, lambda: page.keyboard.press("Enter")))
    return times


def explorer_times(notebook, name, presses):
    """(control, times) for every control of an explorer."""
    page = notebook.page
    shown = View(notebook, notebook.add(f"from relulab import explore\nexplore({name!r})"))
    shown.answer()
    view = shown.view.element_handle()
    for group in shown.groups:
        for label in shown.open(group):
            handle = shown.view.locator(".widget-slider:visible", has=page.get_by_text(label, exact=True)).locator(
                ".noUi-handle"
            )
            yield label, slide(page, view, handle, presses)
    presets = shown.view.locator(".widget-toggle-buttons", has=page.get_by_text("Preset:", exact=True))
    yield "presets", choose(page, view, presets.locator("button").all(), presses)


def scale_times(notebook, source, presses):
    cell = notebook.cell(notebook.add(source))
    handle = cell.locator(".noUi-handle")
    handle.wait_for()
    return slide(notebook.page, cell.locator(".jp-Cell-outputArea").element_handle(), handle, presses)


def row(name, control, times):
    """Print one row; a list of what makes it invalid."""
    answered = np.array([time for time in times if time is not None])
    if len(answered) < ENOUGH:
        print(f"{name:16}{control:22}{len(answered):8}", flush=True)
        counted = f"only {len(answered)} of {len(times)} presses brought a new picture"
        return [f"{name}, {control}: {counted}, {ENOUGH} are needed."]
    median, high, worst = np.median(answered), np.quantile(answered, 0.95), answered.max()
    said = "" if name == "for scale" else "aim reached" if high < AIM else "reached" if high < TARGET else "MISSED"
    print(f"{name:16}{control:22}{len(answered):8}{median:9.0f}{high:9.0f}{worst:9.0f}   {said}", flush=True)
    return []


def load():
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("explorers", nargs="*", help=f"of {', '.join(LESSONS)}; default: all")
    parser.add_argument("--presses", type=int, default=PRESSES)
    options = parser.parse_args()
    if unknown := set(options.explorers) - set(LESSONS):
        parser.error(f"there is no explorer {', '.join(unknown)}; there are {', '.join(LESSONS)}")
    if options.presses < ENOUGH:
        parser.error(f"at least {ENOUGH} presses are needed")

    problems = []
    print(f"Load average at the start: {load()}, on {os.cpu_count()} processors.")
    print(f"Target of the 95th percentile: under {TARGET} ms, aim {AIM} ms.\n")
    print(f"{'milliseconds':16}{'control':22}{'presses':>8}{'median':>9}{'95 %':>9}{'worst':>9}")
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(Path(folder) / "lab") as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**chromium())
        notebook = Notebook(browser.new_page(viewport={"width": 1280, "height": 900}), lab, "01_neurons")
        for control, source in (("hand-made SVG", SVG), ("interact, inline plot", INTERACT)):
            problems += row("for scale", control, scale_times(notebook, source, options.presses))
        for name in options.explorers or LESSONS:
            for control, times in explorer_times(notebook, name, options.presses):
                problems += row(name, control, times)
        notebook.close()
    print(f"\nLoad average at the end: {load()}.")
    if problems:
        sys.exit("\n".join(["NOT A VALID MEASUREMENT:", *problems]))


if __name__ == "__main__":
    main()
