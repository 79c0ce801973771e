"""The activation explorer: an activation and its slope, the tangent at a point, and where it is sensitive."""

import numpy as np
from matplotlib.collections import PolyCollection

from ...classroom.explorer import Ask, Explorer
from ...classroom.figures import BLACK, BLUE, GREEN, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import choice, slider
from ...nn.activations import ACTIVATIONS

Z_AXIS = np.linspace(-6, 6, 601)
NONE = "none"
STEEP = ["gelu", "relu", "silu", "tanh"]

#: Ends of the axes.
VALUES, SLOPES = (-1.5, 3.0), (-0.2, 1.25)

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
        super().__init__(5.8, 4.4)
        self.ax, self.below = ax, below = self.fig.subplots(2, 1, sharex=True, height_ratios=[3, 2])
        self.zones = [_zone(ax), _zone(below)]
        (self.value,) = ax.plot(Z_AXIS, Z_AXIS, color=BLUE, linestyle="-")
        (self.other_value,) = ax.plot(Z_AXIS, Z_AXIS, color=BLUE, linestyle=":", linewidth=1.5)
        (self.tangent,) = ax.plot([0, 1], [0, 1], color=BLACK, linestyle="-", linewidth=1.5)
        (self.mark,) = ax.plot([0], [0], "o", color=BLACK, markersize=8)
        (self.slope,) = below.plot(Z_AXIS, Z_AXIS, color=ORANGE, linestyle="--")
        (self.other_slope,) = below.plot(Z_AXIS, Z_AXIS, color=ORANGE, linestyle=(0, (1, 2)), linewidth=1.5)
        (self.slope_mark,) = below.plot([0], [0], "o", color=BLACK, markersize=8)
        ax.set(xlim=(-6, 6), ylim=VALUES, ylabel="value f(z)", title="relu")
        below.set(ylim=SLOPES, ylabel="slope f'(z)", xlabel="z (green: sensitive)")
        self.moving = [
            *self.zones,
            self.value,
            self.slope,
            self.other_value,
            self.other_slope,
            self.tangent,
            self.mark,
            self.slope_mark,
            ax.title,
        ]

    def update(self, numbers):
        f, second, z, a = (numbers[name] for name in ("f", "second", "z", "a"))
        ends = np.flatnonzero(np.diff(numbers["sensitive"], prepend=False, append=False))
        for zone, (low, high) in zip(self.zones, (VALUES, SLOPES)):
            zone.set_verts([_rectangle(Z_AXIS[i], Z_AXIS[j - 1], low, high) for i, j in ends.reshape(-1, 2)])
        self.value.set_ydata(numbers["value"])
        self.slope.set_ydata(numbers["slopes"])
        for line, function in ((self.other_value, second), (self.other_slope, second and second.derivative)):
            line.set_visible(second is not None)
            if second is not None:
                line.set_ydata(function(Z_AXIS))
        ends = np.array([z - 1.5, z + 1.5])
        self.tangent.set_data(ends, a + numbers["slope"] * (ends - z))
        self.mark.set_data([z], [a])
        self.slope_mark.set_data([z], [numbers["slope"]])
        self.ax.set_title(f.name if second is None else f"{f.name}, compared with {second.name} (dotted)")


def _zone(ax):
    """The green zone of an axis, not yet where it belongs."""
    return ax.add_collection(PolyCollection([], color=GREEN, alpha=0.15, linewidth=0))


def _rectangle(left, right, low, high):
    return [(left, low), (left, high), (right, high), (right, low)]


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


def _steeper_from(f, g):
    z = np.arange(1, 61) / 10
    return float(z[f.derivative(z) > g.derivative(z)].min())


def explorer() -> Explorer:
    """The activation explorer, not yet displayed."""
    start = {"activation": "sigmoid", "other": NONE, "z": 0.0}
    return Explorer(
        questions=[
            Ask(
                "At z = 0 tanh is four times as steep as the sigmoid. From which positive z on is the sigmoid steeper?",
                lambda numbers: _steeper_from(numbers["f"], numbers["second"]),
                preset="sigmoid against tanh",
                within=0.2,
                then="tanh is twice as tall and twice as fast: it rises more steeply and is finished sooner.",
            ),
            Ask(
                "Take silu and move z. At which z does its tangent lie flat?",
                lambda numbers: Z_AXIS[np.abs(numbers["slopes"]).argmin()],
                preset="silu dips",
                within=0.15,
                then="Left of it silu falls: a larger sum gives a smaller output. ReLU never does that.",
            ),
            Ask(
                "Which of these has, somewhere, the largest slope?",
                lambda numbers: max(STEEP, key=lambda name: ACTIVATIONS[name].derivative(Z_AXIS).max()),
                choices=STEEP,
                then="The sentence above the picture gives the largest slope of each; two of them pass 1.",
            ),
        ],
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
    )
