"""The gradient-flow explorer: the signal in each layer of a deep network, and the gradient on its way back."""

import itertools
from typing import Any

import numpy as np

from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import choice, whole
from ...nn.activations import ACTIVATIONS
from .flow import DEEPEST, INITS, SEEDS, WIDTH, drawn, flow

#: The vertical axis reaches so many powers of ten up and down, the first that is enough; the horizontal one, layers.
POWERS, LAYERS = (4, 12, 48), (10, DEEPEST)


def _smallest(limits, needed):
    """The first of some rising limits that is enough, or the last one."""
    return next((limit for limit in limits if limit >= needed), limits[-1])


class _Picture(Picture):
    def __init__(self):
        super().__init__(6.4, 4.8)
        # Placed by hand, so that the panels stay where they are when their ranges change.
        self.fig.set_layout_engine("none")
        place = {"left": 0.15, "right": 0.97, "top": 0.93, "bottom": 0.19, "hspace": 0.3}
        self.panels = self.fig.subplots(2, 1, sharex=True, gridspec_kw=place)
        self.lines = []
        for ax, color, marker, label in zip(self.panels, (ORANGE, BLUE), ("o", "s"), ("gradient", "pre-activations")):
            (measured,) = ax.plot(
                [1],
                [1],
                color=color,
                linestyle="-",
                marker=marker,
                markersize=4,
                linewidth=1,
                label=f"{label}, each network",
            )
            (predicted,) = ax.plot([1], [1], color=BLACK, linestyle="--", linewidth=2, label="prediction")
            ax.set(yscale="log", title=" ")
            ax.minorticks_off()
            self.lines.append((measured, predicted))
        self.panels[0].axhspan(1e-3, 1e3, color="#eeeeee", zorder=0)  # where it counts as arriving
        self.panels[0].set_ylabel("gradient, share\nof last layer")
        self.panels[1].set(ylabel="spread of the\npre-activations", xlabel="hidden layer")
        handles = [self.lines[0][0], self.lines[1][0], self.lines[0][1]]
        self.fig.legend(handles=handles, loc="lower center", ncols=3, fontsize=10, handlelength=2, columnspacing=1)
        self.moving = [line for pair in self.lines for line in pair] + [ax.title for ax in self.panels]
        for powers, layers in itertools.product(POWERS, LAYERS):  # now, so that no key press waits for it
            self._rescale(powers, layers)
            self.prepare()

    def update(self, numbers):
        depth, layers = numbers["depth"], np.arange(1, numbers["depth"] + 1)
        curves = [numbers[name] for name in ("predicted gradient", "predicted spread")]
        largest = max(np.abs(np.log10(values[values > 0])).max() for values in curves)
        self._rescale(_smallest(POWERS, largest), _smallest(LAYERS, depth))
        for (measured, predicted), name in zip(self.lines, ("gradient", "spread")):
            values = numbers[name]
            for line in (measured, predicted):
                line.set_visible(values is not None)
            if values is not None:
                # One line for all networks, broken where the next one begins.
                gap = np.full((SEEDS, 1), np.nan)
                measured.set_data(np.tile(np.append(layers, np.nan), SEEDS), np.hstack([values, gap]).ravel())
                predicted.set_data(layers, numbers[f"predicted {name}"])
        self.panels[0].set_title(f"{numbers['activation']}, {numbers['init']}, {depth} layers: {_outcome(numbers)}")
        self.panels[1].set_title(
            f"spread: {_number(numbers['spread'][:, 0])} in the first layer, {_number(numbers['spread'][:, -1])} in "
            "the last"
        )

    def _rescale(self, powers, layers):
        if self.scale == (powers, layers):
            return
        self.scale = powers, layers
        for ax in self.panels:
            ax.set(
                ylim=(10.0**-powers, 10.0**powers),
                yticks=10.0 ** np.linspace(-powers, powers, 5),
                xlim=(0.5, layers + 0.5),
            )
            ax.set_xticks([1, *range(5, layers + 1, 5)])
            ax.minorticks_off()
            ax.set_yticklabels([f"$10^{{{power:g}}}$" for power in np.linspace(-powers, powers, 5)])


def _typical(values):
    """The geometric mean: the right way to average numbers of very different size."""
    return float(np.exp(np.log(values).mean()))


def _number(values):
    typical = _typical(values)
    return f"{typical:.3g}" if 0.01 <= typical < 1000 else f"10^({np.log10(typical):.1f})"


def _outcome(numbers):
    """What becomes of the gradient, by the limits of the lesson's last exercise."""
    if numbers["gradient"] is None:
        return "no gradient"
    ratio = _typical(numbers["gradient"][:, 0])
    return (
        "the gradient vanishes" if ratio < 1e-3 else "the gradient explodes" if ratio > 1e3 else "the gradient arrives"
    )


def text(numbers: Numbers) -> str:
    """What becomes of gradient and signal, measured and predicted with its arithmetic, from the numbers of `flow`."""
    depth, steps = numbers["depth"], numbers["depth"] - 1
    sentences = (
        f"{depth} hidden layers of {WIDTH} {numbers['activation']} units, weights drawn by {numbers['init']}: "
        f"{_outcome(numbers)}. "
    )
    if numbers["gradient"] is None:
        sentences += "The slope of this activation is 0 everywhere, so nothing is handed back. "
    else:
        predicted = numbers["predicted gradient"][0]
        each = predicted ** (1 / steps)
        sentences += (
            f"From the last hidden layer back to the first it is multiplied by {_number(numbers['gradient'][:, 0])} "
            f"(typical of {SEEDS} networks). Theory: {steps} {'step' if steps == 1 else 'steps'} back, each times "
            f"about {each:.3f}, and {each:.3f}^{steps} = {_number(predicted)}. "
        )
    first, last = numbers["spread"][:, 0], numbers["spread"][:, -1]
    return sentences + (
        f"The spread of the pre-activations is {_number(first)} in the first layer and {_number(last)} in the last "
        f"(theory: {_number(numbers['predicted spread'][-1])})."
    )


def explorer() -> Explorer:
    """The gradient-flow explorer, not yet displayed."""
    start: dict[str, Any] = {"depth": 10, "activation": "sigmoid", "init": "glorot"}
    for init in INITS:  # now, so that no key press waits for it
        drawn(init)
    return Explorer(
        question="Thirty ReLU layers with Glorot's starting weights: by which factor does the gradient change from "
        "the last layer to the first?",
        controls={
            "all": {
                "depth": whole("hidden layers", 2, DEEPEST, start["depth"]),
                "activation": choice("activation", list(ACTIVATIONS), start["activation"]),
                "init": choice("starting weights", list(INITS), start["init"]),
            }
        },
        model=flow,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "relu, weights too small": {"depth": 30, "activation": "relu"},
            "relu, weights that fit": {"depth": 30, "activation": "relu", "init": "he"},
            "relu, weights too large": {"depth": 30, "activation": "relu", "init": "normal, gain 4"},
            "sigmoid, large weights": {"init": "normal, gain 16"},
            "fifty layers of tanh": {"depth": 50, "activation": "tanh"},
        },
        answer=(
            "relu, weights too small",
            lambda numbers: (
                f"{_number(numbers['gradient'][:, 0])}; theory says {_number(numbers['predicted gradient'][0])}"
            ),
        ),
    )
