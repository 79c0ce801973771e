"""The neuron explorer: one neuron that looks at two pixels, the plane it divides, and the arithmetic of one picture."""

from typing import Any

import numpy as np

from ...classroom.explorer import Ask, Explorer
from ...classroom.figures import BLACK, BLUE, GREEN, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import slider
from .figures import ARROW, EDGES, OUTPUT, PEAK, digit_spots, foot, right_of
from .pictures import LEFT, RIGHT, a_hundred_pictures

SIDE = np.linspace(*EDGES, 61)
Z_AXIS = np.array([-3.0, 0.0, 3.0])
PICTURES, WRITTEN = a_hundred_pictures()
#: The biases that the slider can be moved to.
BIASES = np.arange(-2.0, 2.01, 0.25)


def model(w1: float, w2: float, b: float, x1: float, x2: float) -> Numbers:
    """Everything that the picture shows, in plain numbers.

    Parameters
    ----------
    w1, w2, b : float
        Weights and bias of the neuron.
    x1, x2 : float
        The two pixels of one picture.

    Returns
    -------
    dict
        "w", "x": the weights and the pixels as pairs; "b": the bias; "z", "a": pre-activation and output for these
        pixels; "right": how many of the hundred pictures the neuron gets right; "answers": for how many it answers;
        "shades": the output over the plane, rows for `SIDE` upwards, of shape (61, 61); "boundary": two points on the
        line z = 0, or None where both weights are 0.
    """
    z = w1 * x1 + w2 * x2 + b
    plane = w1 * SIDE[None, :] + w2 * SIDE[:, None] + b
    of_all = w1 * PICTURES[:, *LEFT] + w2 * PICTURES[:, *RIGHT] + b
    return {
        "w": (w1, w2),
        "b": b,
        "x": (x1, x2),
        "z": z,
        "a": max(0.0, z),
        "right": right_of((w1, w2), b, PICTURES, WRITTEN),
        "answers": int((of_all > 0).sum()),
        "shades": np.maximum(0, plane),
        "boundary": _boundary(w1, w2, b),
    }


def _boundary(w1, w2, b):
    """Two points on the line w1 x1 + w2 x2 + b = 0 far outside the plane that is drawn, or None."""
    if w1 == 0 and w2 == 0:
        return None
    start = foot((w1, w2), b)
    along = np.array([-w2, w1]) / np.hypot(w1, w2)
    return start - 20 * along, start + 20 * along


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 3.7)
        self.plane, self.curve = self.fig.subplots(1, 2, width_ratios=[1.75, 1])
        extent = (*EDGES, *EDGES)
        self.shades = self.plane.imshow(
            np.zeros((61, 61)), extent=extent, origin="lower", cmap=OUTPUT, vmin=0, vmax=PEAK, interpolation="bilinear"
        )
        (self.line,) = self.plane.plot(
            [0, 0], [0, 0], color=BLACK, linestyle="-", linewidth=1.6, label="boundary z = 0"
        )
        (self.arrow,) = self.plane.plot([0, 1], [0, 1], color=ORANGE, linestyle="-", linewidth=2.4, label="weights")
        (self.tip,) = self.plane.plot([1], [1], "D", color=ORANGE, markersize=6)
        (self.point,) = self.plane.plot(
            [0],
            [0],
            "o",
            color="none",
            markersize=17,
            markeredgecolor=GREEN,
            markeredgewidth=2.2,
            linestyle="none",
            label="input (x1, x2)",
        )
        digit_spots(self.plane, PICTURES, WRITTEN)
        self.plane.set(xlabel="x1", ylabel="x2", title="a hundred pictures")
        self.fig.legend(
            handles=[self.line, self.arrow, self.point],
            loc="outside lower center",
            ncols=3,
            fontsize=9,
            handlelength=1.8,
        )
        self.curve.plot(Z_AXIS, np.maximum(0, Z_AXIS), color=BLUE, linestyle="-")
        (self.guide,) = self.curve.plot([0, 0, -3], [-1, 0, 0], color=GREEN, linestyle=":", linewidth=1.5)
        (self.mark,) = self.curve.plot(
            [0], [0], "o", color="none", markeredgecolor=GREEN, markeredgewidth=2.2, markersize=11
        )
        self.curve.set(
            xlim=(-3, 3),
            ylim=(-1, 3),
            xticks=[-2, 0, 2],
            yticks=[0, 1, 2, 3],
            xlabel="pre-activation z",
            title="output a",
        )
        self.moving = [
            self.shades,
            self.line,
            self.arrow,
            self.tip,
            self.point,
            self.guide,
            self.mark,
        ]

    def update(self, numbers):
        self.shades.set_data(numbers["shades"])
        ends, w = numbers["boundary"], np.array(numbers["w"])
        for artist in (self.line, self.arrow, self.tip):
            artist.set_visible(ends is not None)
        if ends is not None:
            self.line.set_data(*np.transpose(ends))
            start = foot(w, numbers["b"])
            end = start + ARROW * w
            self.arrow.set_data(*np.transpose([start, end]))
            self.tip.set_data(*np.transpose([end]))
        self.point.set_data(*[[x] for x in numbers["x"]])
        # What lies outside the drawn range stands at its edge.
        z, a = float(np.clip(numbers["z"], -3, 3)), min(numbers["a"], 3.0)
        self.guide.set_data([z, z, -3], [-1, a, a])
        self.mark.set_data([z], [a])


def text(numbers: Numbers) -> str:
    """The arithmetic of the picture, what the neuron says of it, and how many of the hundred it gets right."""
    (w1, w2), b, (x1, x2), z, a = (numbers[name] for name in ("w", "b", "x", "z", "a"))
    sums = f"z = ({w1:g})({x1:g}) + ({w2:g})({x2:g}) + ({b:g}) = {z:g}, so a = {a:g}"
    says = "the neuron answers, so it says 8" if a > 0 else "the neuron is silent, so it says 3"
    line = " Both weights are 0, so there is no boundary." if numbers["boundary"] is None else ""
    return f"{sums}: {says}. It says 8 to {numbers['answers']} of the hundred and gets {numbers['right']} right.{line}"


def _most(numbers):
    """How many are right at the best bias, with the weights as they are."""
    return max(right_of(numbers["w"], b, PICTURES, WRITTEN) for b in BIASES)


def explorer() -> Explorer:
    """The neuron explorer, not yet displayed."""
    start: dict[str, Any] = {"w1": 1.0, "w2": -1.0, "b": -0.25, "x1": 0.75, "x2": 0.25}
    best = max(BIASES, key=lambda b: right_of((1.0, -1.0), b, PICTURES, WRITTEN))
    return Explorer(
        questions=[
            Ask(
                "The neuron of the lesson gets 86 of a hundred pictures right. Moving the bias alone, how many can it "
                "get right at most?",
                _most,
                preset="best bias",
                within=1,
                then="The weights were good from the start; it was the bias that stood in the wrong place.",
            ),
            Ask(
                "Press Reset and set w2 to 0. How does the boundary run now?",
                lambda numbers: "upright" if numbers["w"][1] == 0 else "not upright",
                preset="one pixel",
                choices=["upright", "level", "at a slant, as before"],
                then="With the weight 0 the neuron is blind to x2: moving up or down changes nothing.",
            ),
            Ask(
                "Press Reset and lower b step by step. At which b does the boundary run through the green ring?",
                lambda numbers: -float(np.dot(numbers["w"], numbers["x"])),
                within=0.01,
                then="There z = 0, so b = -(w1 x1 + w2 x2). Below it the neuron is silent for this picture.",
            ),
        ],
        controls={
            "weights and bias": {name: slider(name, -2.0, 2.0, 0.25, start[name]) for name in ("w1", "w2", "b")},
            "input": {name: slider(name, 0.0, 1.0, 0.25, start[name]) for name in ("x1", "x2")},
        },
        model=model,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "best bias": {"b": float(best)},
            "one pixel": {"w2": 0.0},
            "turned round": {"w1": -1.0, "w2": 1.0},
            "no weights": {"w1": 0.0, "w2": 0.0},
        },
    )
