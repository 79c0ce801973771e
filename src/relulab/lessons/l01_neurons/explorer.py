"""The neuron explorer: one neuron with two inputs, the plane it divides, and the arithmetic of one point."""

from typing import Any

import numpy as np

from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import choice, slider
from ...nn.activations import ACTIVATIONS

LIMIT = 2.0
SIDE = np.linspace(-LIMIT, LIMIT, 61)
Z_AXIS = np.linspace(-8, 8, 401)


def model(w1: float, w2: float, b: float, x1: float, x2: float, activation: str) -> Numbers:
    """Everything that the picture shows, in plain numbers.

    Parameters
    ----------
    w1, w2, b : float
        Weights and bias of the neuron.
    x1, x2 : float
        The input point.
    activation : str
        A name in `ACTIVATIONS`.

    Returns
    -------
    dict
        "w", "x": the weights and the input as pairs; "b": the bias; "f": the Activation; "z", "a": pre-activation
        and output at the input; "shades": the output over the plane, rows for `SIDE` upwards, of shape (61, 61);
        "boundary": two points on the line z = 0, or None where both weights are 0.
    """
    f = ACTIVATIONS[activation]
    z = w1 * x1 + w2 * x2 + b
    plane = w1 * SIDE[None, :] + w2 * SIDE[:, None] + b
    return {
        "w": (w1, w2),
        "b": b,
        "x": (x1, x2),
        "f": f,
        "z": z,
        "a": float(f(z)),
        "shades": f(plane),
        "boundary": _boundary(w1, w2, b),
    }


def _boundary(w1, w2, b):
    """Two points on the line w1 x1 + w2 x2 + b = 0 far outside the plane that is drawn, or None."""
    length = np.hypot(w1, w2)
    if length == 0:
        return None
    foot = -b * np.array([w1, w2]) / length**2
    along = np.array([-w2, w1]) / length
    return foot - 20 * along, foot + 20 * along


class _Picture(Picture):
    def __init__(self):
        super().__init__(8.0, 3.7)
        self.plane, self.curve = self.fig.subplots(1, 2)
        extent = (-LIMIT, LIMIT, -LIMIT, LIMIT)
        self.shades = self.plane.imshow(
            np.zeros((61, 61)), extent=extent, origin="lower", cmap="PuOr", vmin=-4, vmax=4, interpolation="bilinear"
        )
        self.fig.colorbar(self.shades, ax=self.plane).ax.set_title("a", fontsize=10)
        (self.line,) = self.plane.plot([0, 0], [0, 0], color=BLACK, linestyle="-", label="z = 0")
        (self.arrow,) = self.plane.plot(
            [0, 1], [0, 1], color=BLUE, linestyle="-", linewidth=3, label="weights (w1, w2)"
        )
        (self.tip,) = self.plane.plot([1], [1], "D", color=BLUE, markersize=7)
        (self.point,) = self.plane.plot(
            [0],
            [0],
            "o",
            color=ORANGE,
            markersize=11,
            markeredgecolor="white",
            linestyle="none",
            label="input (x1, x2)",
        )
        self.plane.set(
            xlim=(-LIMIT, LIMIT), ylim=(-LIMIT, LIMIT), xlabel="x1", ylabel="x2", title="output over the inputs"
        )
        self.plane.grid(False)
        self.fig.legend(loc="outside lower center", ncols=3, fontsize=9)
        (self.graph,) = self.curve.plot(Z_AXIS, Z_AXIS, color=BLACK, linestyle="-")
        (self.guide,) = self.curve.plot([0, 0, -8], [-2, 0, 0], color=ORANGE, linestyle=":")
        (self.mark,) = self.curve.plot([0], [0], "o", color=ORANGE, markersize=11, markeredgecolor="white")
        self.curve.set(xlim=(-8, 8), ylim=(-2, 8), xlabel="pre-activation z", ylabel="output a", title="activation")
        self.moving = [
            self.shades,
            self.line,
            self.arrow,
            self.tip,
            self.point,
            self.graph,
            self.guide,
            self.mark,
            self.curve.title,
        ]

    def update(self, numbers):
        self.shades.set_data(numbers["shades"])
        ends = numbers["boundary"]
        self.line.set_visible(ends is not None)
        if ends is not None:
            self.line.set_data(*np.transpose(ends))
        w, z, a = numbers["w"], numbers["z"], numbers["a"]
        self.arrow.set_data([0, w[0]], [0, w[1]])
        self.tip.set_data([w[0]], [w[1]])
        self.point.set_data(*[[x] for x in numbers["x"]])
        self.graph.set_ydata(numbers["f"](Z_AXIS))
        self.guide.set_data([z, z, -8], [-2, a, a])
        self.mark.set_data([z], [a])
        self.curve.set_title(f"activation: {numbers['f'].name}")


def text(numbers: Numbers) -> str:
    """The arithmetic of the point, and where the neuron's boundary lies, from the numbers of `model`."""
    (w1, w2), b, (x1, x2), z, a = (numbers[name] for name in ("w", "b", "x", "z", "a"))
    sums = f"z = w1 x1 + w2 x2 + b = ({w1:.2f})({x1:.2f}) + ({w2:.2f})({x2:.2f}) + ({b:.2f}) = {z:.2f}"
    if numbers["boundary"] is None:
        line = "Both weights are 0, so z is the same everywhere and there is no boundary."
    else:
        line = (
            f"The boundary z = 0 stands at a right angle to the weights, {abs(b) / np.hypot(w1, w2):.2f} from "
            "the origin."
        )
    return f"{sums}; a = {numbers['f'].name}({z:.2f}) = {a:.2f}. {line}"


def explorer() -> Explorer:
    """The neuron explorer, not yet displayed."""
    start: dict[str, Any] = {"w1": 1.0, "w2": -1.0, "b": -0.2, "x1": 0.9, "x2": 0.2, "activation": "relu"}
    return Explorer(
        question="Which one of w1, w2 and b moves the boundary without turning it?",
        controls={
            "weights and bias": {name: slider(name, -2.0, 2.0, 0.1, start[name]) for name in ("w1", "w2", "b")},
            "input point": {name: slider(name, -2.0, 2.0, 0.1, start[name]) for name in ("x1", "x2")},
            "activation": {"activation": choice("activation", list(ACTIVATIONS), "relu")},
        },
        model=model,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "larger bias": {"b": 1.0},
            "everything halved": {"w1": 0.5, "w2": -0.5, "b": -0.1},
            "w2 turned round": {"w2": 1.0},
            "no weights": {"w1": 0.0, "w2": 0.0},
            "soft switch": {"activation": "sigmoid"},
        },
        answer=("larger bias", lambda numbers: "the bias b; a weight turns the line"),
    )
