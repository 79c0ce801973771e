"""The clinic's explorer: make a network ill, with one fault or with two, and see what the instruments say."""

from functools import lru_cache
from typing import Any

import numpy as np

from ...classroom.explorer import Ask, Explorer
from ...classroom.figures import BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import choice, slider, steps
from ...nn import measures
from ...nn.network import Network
from .readings import ROWS, task
from .words import typical

SIZES, RUNS, SEED = [64, 24, 24, 24, 24, 24, 2], 4, 7000
LAYERS = len(SIZES) - 2

#: What the weights are multiplied with: 1 fits.
FACTORS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0]

#: What is said where no sign is there.
NONE = "none of these"

#: Title, range, and whether it counts in powers of ten, of the three panels.
PANELS = {
    "gradients": ("gradient dZ", (1e-9, 1e3), True),
    "saturation": ("saturated (%)", (-4, 104), False),
    "dead": ("dead (%)", (-4, 104), False),
}


@lru_cache(maxsize=3)
def _networks(activation):
    """Networks with weights that fit, and these weights as drawn."""
    networks = Network(SIZES, activation, init="he" if activation == "relu" else "glorot", runs=RUNS, seed=SEED)
    return networks, [W.copy() for W in networks.weights]


@lru_cache(maxsize=2000)
def model(activation: str = "relu", weights: float = 1.0, bias: float = 0.0) -> Numbers:
    """What three instruments say before training, by hidden layer: each an array of shape (RUNS, LAYERS).

    Parameters
    ----------
    activation : str
    weights : float
        What weights that fit are multiplied with.
    bias : float
        Of every hidden unit.
    """
    networks, drawn = _networks(activation)
    for W, fitting in zip(networks.weights, drawn):
        W[...] = weights * fitting
    for b in networks.biases[:-1]:
        b[...] = bias
    X, y, _, _ = task()
    with np.errstate(all="ignore"):
        return {
            "activation": activation,
            "weights": weights,
            "bias": bias,
            "gradients": measures.backward_norms(networks, X[:ROWS], y[:ROWS])[:, :-1],
            "saturation": 100 * measures.saturation(networks, X[:ROWS]),
            "dead": 100 * _dead(networks, X),
        }


def _dead(networks, X):
    """What `measures.dead_units` counts, as a share: of the three activations only ReLU has a slope of 0."""
    if networks.activation.name != "relu":
        return np.zeros((RUNS, LAYERS))
    return np.stack([(Z.max(axis=-2) <= 0).mean(axis=-1) for Z in networks.forward(X).pre_activations[:-1]], axis=-1)


def signs(numbers: Numbers) -> str:
    """Which illness shows before training, in words; `NONE` where nothing does."""
    first, last = numbers["gradients"][:, 0], numbers["gradients"][:, -1]
    if numbers["dead"].mean() > 70:
        return "dying by bias"
    with np.errstate(all="ignore"):
        ratio = np.log10(first / last)
    ratio = ratio[np.isfinite(ratio)].mean() if np.isfinite(ratio).any() else -np.inf
    if ratio < -1.2:
        return "vanishing by saturation" if numbers["saturation"].mean() > 70 else "vanishing by initialisation"
    return "exploding" if ratio > 1.2 else NONE


def text(numbers: Numbers) -> str:
    """What the picture shows, from what `model` gives."""
    first, last = (typical(numbers["gradients"][:, k], True) for k in (0, -1))
    shows = signs(numbers)
    said = "No illness shows" if shows == NONE else f"Signs of {shows}"
    return (
        f"{numbers['activation']}, weights times {numbers['weights']:g}, bias {numbers['bias']:g}: the gradient is "
        f"{first} in the first hidden layer and {last} in the last, {numbers['saturation'].mean():.0f} % of the slopes "
        f"are saturated, {numbers['dead'].mean():.0f} % of the units dead. {said} before training."
    )


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 3.3)
        healthy = model()
        self.lines = {}
        for ax, (name, (title, limits, powers)) in zip(self.fig.subplots(1, len(PANELS)), PANELS.items()):
            layers = np.arange(1, LAYERS + 1)
            if powers:
                ax.set_yscale("log")
            usual = _mean(healthy[name], powers)
            look = {"color": ORANGE, "marker": "s", "linestyle": "--", "markersize": 7, "label": "healthy ReLU"}
            ax.plot(layers, usual, **look)
            (self.lines[name],) = ax.plot(layers, usual, color=BLUE, marker="o", markersize=4, label="this one")
            ax.set(title=title, ylim=limits, xlabel="hidden layer", xlim=(0.5, LAYERS + 0.5), xticks=layers)
            handles = ax.get_legend_handles_labels()
        self.fig.legend(*handles, loc="outside lower center", ncols=2, fontsize=10)
        self.moving = list(self.lines.values())

    def update(self, numbers):
        for name, line in self.lines.items():
            _, (low, high), powers = PANELS[name]
            line.set_ydata(np.clip(_mean(numbers[name], powers), low, high))


def _mean(values, powers):
    """Mean over the networks in each layer; in powers of ten where these are drawn, and the lowest where there is 0."""
    with np.errstate(all="ignore"):
        return 10 ** np.log10(np.maximum(values, 1e-12)).mean(axis=0) if powers else values.mean(axis=0)


def explorer() -> Explorer:
    """The clinic's explorer, not yet displayed."""
    start: dict[str, Any] = {"activation": "relu", "weights": 1.0, "bias": 0.0}
    low = {"bias": -1.0}

    def less_dead(numbers):
        alone = model(**{**start, **low})["dead"].mean()
        change = numbers["dead"].mean() - alone
        return "fewer" if change < -1 else "more" if change > 1 else "as many"

    def first_saturated(numbers):
        shares = {0.25 * k: model("tanh", 1.0, 0.25 * k)["saturation"].mean() for k in range(13)}
        return next(bias for bias, share in shares.items() if share > 50)

    return Explorer(
        questions=[
            Ask(
                "ReLU with a bias of -1: most units are dead before training. Now all weights are 2.5 times as large "
                "as fits. How many units are dead then, beside the low bias alone?",
                less_dead,
                preset="low bias, large weights",
                choices=["fewer", "as many", "more"],
                then="Large weights reach over a low bias.",
            ),
            Ask(
                "Go on from there, with two faults put in: which illness shows before training?",
                signs,
                preset="low bias, large weights",
                choices=["dying by bias", "vanishing by saturation", "exploding", NONE],
                then="Two faults can hide each other. Put the weights back to 1, and the other one comes out.",
            ),
            Ask(
                "Press Reset and choose tanh. Move the bias up: at which one are more than half of the slopes "
                "saturated for the first time?",
                first_saturated,
                preset="tanh, high bias",
                within=0.01,
                then="From about 1.8 on, the slope of tanh is below a tenth.",
            ),
        ],
        controls={
            "all": {
                "activation": choice("activation", ["relu", "tanh", "identity"], "relu"),
                "weights": steps("weights times", [(f"{factor:g}", factor) for factor in FACTORS], 1.0),
                "bias": slider("bias", -3.0, 3.0, 0.25, 0.0),
            }
        },
        model=model,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "low bias": low,
            "low bias, large weights": {"bias": -1.0, "weights": 2.5},
            "tanh, high bias": {"activation": "tanh", "bias": 2.0},
            "small weights": {"weights": 0.2},
        },
    )
