"""The activation explorer: an activation and its slope, the tangent at a point, and where it is sensitive."""

import numpy as np

from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, GREEN, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import choice, slider
from ...nn.activations import ACTIVATIONS

Z_AXIS = np.linspace(-6, 6, 601)
NONE = "none"

#: An activation counts as sensitive where its slope is at least this share of its largest.
SENSITIVE = 0.1


def model(activation: str, other: str, z: float) -> Numbers:
    """Everything that the picture shows, in plain numbers.

    Parameters
    ----------
    activation, other : str
        Names in `ACTIVATIONS`; `other` is compared with the first, or is "none".
    z : float
        Where the tangent touches.

    Returns
    -------
    dict
        "f", "second": the Activations, the second or None; "z", "a", "slope": the place, and value and slope there;
        "value", "slopes": both over `Z_AXIS`; "peak": the largest slope in size on that axis; "sensitive": bool array,
        where the slope is at least `SENSITIVE` times the peak.
    """
    f = ACTIVATIONS[activation]
    slope = f.derivative(Z_AXIS)
    peak = np.abs(slope).max()
    sensitive = (np.abs(slope) >= SENSITIVE * peak) if peak > 0 else np.zeros(len(Z_AXIS), bool)
    second = None if other == NONE else ACTIVATIONS[other]
    return {
        "f": f,
        "second": second,
        "z": z,
        "a": float(f(z)),
        "slope": float(f.derivative(z)),
        "peak": peak,
        "sensitive": sensitive,
        "value": f(Z_AXIS),
        "slopes": slope,
    }


class _Picture(Picture):
    def __init__(self):
        super().__init__(8.0, 4.0)
        self.ax = ax = self.fig.subplots()
        self.zone = ax.fill_between(
            Z_AXIS, -2, 4, where=np.zeros(len(Z_AXIS), bool), color=GREEN, alpha=0.15, linewidth=0, label="sensitive"
        )
        (self.value,) = ax.plot(Z_AXIS, Z_AXIS, color=BLUE, linestyle="-", label="value f(z)")
        (self.slope,) = ax.plot(Z_AXIS, Z_AXIS, color=ORANGE, linestyle="--", label="slope f'(z)")
        (self.other_value,) = ax.plot(
            Z_AXIS, Z_AXIS, color=BLUE, linestyle=":", linewidth=1.5, label="value, second function"
        )
        (self.other_slope,) = ax.plot(
            Z_AXIS, Z_AXIS, color=ORANGE, linestyle=(0, (1, 3)), linewidth=1.5, label="slope, second function"
        )
        (self.tangent,) = ax.plot([0, 1], [0, 1], color=BLACK, linestyle="-", linewidth=1.5, label="tangent at z")
        (self.mark,) = ax.plot([0], [0], "o", color=BLACK, markersize=8)
        ax.set(xlim=(-6, 6), ylim=(-2, 4), xlabel="z", title="relu")
        self.fig.legend(loc="outside lower center", ncols=3, fontsize=9)
        self.moving = [
            self.zone,
            self.value,
            self.slope,
            self.other_value,
            self.other_slope,
            self.tangent,
            self.mark,
            ax.title,
        ]

    def update(self, numbers):
        f, second, z, a = (numbers[name] for name in ("f", "second", "z", "a"))
        self.zone.set_data(Z_AXIS, -2, 4, where=numbers["sensitive"])
        self.value.set_ydata(numbers["value"])
        self.slope.set_ydata(numbers["slopes"])
        for line, function in ((self.other_value, second), (self.other_slope, second and second.derivative)):
            line.set_visible(second is not None)
            if second is not None:
                line.set_ydata(function(Z_AXIS))
        ends = np.array([z - 1.5, z + 1.5])
        self.tangent.set_data(ends, a + numbers["slope"] * (ends - z))
        self.mark.set_data([z], [a])
        self.ax.set_title(f.name if second is None else f"{f.name}, compared with {second.name}")


def text(numbers: Numbers) -> str:
    """Value and slope at z, and where the function is sensitive, from the numbers of `model`."""
    f, z = numbers["f"], numbers["z"]
    sentences = (
        f"{f.name} at z = {z:.2f}: value {numbers['a']:.4f}, slope {numbers['slope']:.4f}; its largest slope "
        f"here is {numbers['peak']:.2f}."
    )
    if numbers["second"] is not None:
        g = numbers["second"]
        sentences += f" {g.name} there: value {float(g(z)):.4f}, slope {float(g.derivative(z)):.4f}."
    inside = Z_AXIS[numbers["sensitive"]]
    if not len(inside):
        return sentences + " Its slope is 0 everywhere: it is sensitive nowhere."
    ends = [
        ("the left edge" if inside[0] == Z_AXIS[0] else f"{inside[0]:.2f}"),
        ("the right edge" if inside[-1] == Z_AXIS[-1] else f"{inside[-1]:.2f}"),
    ]
    return sentences + f" Sensitive (slope at least a tenth of the largest) from {ends[0]} to {ends[1]}."


def explorer() -> Explorer:
    """The activation explorer, not yet displayed."""
    start = {"activation": "sigmoid", "other": NONE, "z": 0.0}
    return Explorer(
        question="At z = 5 the sigmoid gives 0.993. What is its slope there?",
        controls={
            "all": {
                "activation": choice("function", list(ACTIVATIONS), "sigmoid"),
                "other": choice("compare with", [NONE, *ACTIVATIONS]),
                "z": slider("z", -6.0, 6.0, 0.1, 0.0),
            }
        },
        model=model,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "sigmoid far out": {"z": 5.0},
            "sigmoid against tanh": {"other": "tanh"},
            "the corner of ReLU": {"activation": "relu"},
            "silu dips": {"activation": "silu", "z": -1.3},
            "the step": {"activation": "step", "z": 1.0},
        },
        answer=("sigmoid far out", lambda numbers: f"{numbers['slope']:.4f}, although the value is {numbers['a']:.3f}"),
    )
