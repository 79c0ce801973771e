"""The dying-units explorer: a map of settings trained before, and networks that are trained while you watch."""

import asyncio
import signal
from contextlib import closing, contextmanager
from typing import Any

import ipywidgets as widgets
import numpy as np

from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import steps
from ...nn.statistics import spread
from .followed import BIASES, EPOCHS, HIDDEN, LRS, ROWS, RUNS, SEEDS, SLOPES, Training, followed


class _Picture(Picture):
    def __init__(self):
        super().__init__(6.4, 4.8)
        panels = self.fig.subplot_mosaic([["map", "never"], ["map", "accuracy"]], width_ratios=[1.1, 1])
        self.map, self.never, self.accuracy = panels.values()
        self.shades = self.map.imshow(
            np.zeros((len(LRS), len(BIASES))), cmap="Oranges", vmin=0, vmax=1.6, origin="lower", aspect="auto"
        )
        (self.gone,) = self.map.plot(
            [], [], "x", color=BLACK, markersize=7, linestyle="none", label="a network diverged"
        )
        (self.rim,) = self.map.plot(
            [0], [0], "s", color="none", markeredgecolor="white", markeredgewidth=5, markersize=19
        )
        (self.mark,) = self.map.plot(
            [0],
            [0],
            "s",
            color="none",
            markeredgecolor=BLACK,
            markeredgewidth=2.5,
            markersize=19,
            label="these settings",
        )
        self.map.set(
            title="never positive at the end",
            xlabel="starting bias",
            ylabel="learning rate",
            xticks=range(len(BIASES)),
            yticks=range(len(LRS)),
            yticklabels=[f"{lr:g}" for lr in LRS],
        )
        self.map.set_xticks(range(len(BIASES)), [f"{bias:g}" for bias in BIASES], rotation=90)
        self.map.grid(False)
        self.lines = {}
        for ax, name, color, dashes in ((self.never, "never", ORANGE, "-"), (self.accuracy, "accuracy", BLUE, "-")):
            (each,) = ax.plot([0], [0], color=color, linestyle=dashes, linewidth=1.3, label=f"each of {SEEDS}, stored")
            (mean,) = ax.plot(
                [0], [0], color=BLACK, linestyle="--", linewidth=2.2, label=f"mean of {RUNS}, trained here"
            )
            (most,) = ax.plot([0], [0], color=BLACK, linestyle=":", linewidth=1.3, label="8 in 10 of them")
            ax.set(xlim=(0, EPOCHS), ylim=(-4, 104), yticks=[0, 50, 100])
            self.lines[name] = each, mean, most
        self.never.set(title="never positive (%)")
        self.accuracy.set(title="test accuracy (%)", xlabel="epoch")
        handles = [*self.lines["never"], self.mark, self.gone]
        self.fig.legend(
            handles=handles,
            loc="outside lower center",
            ncols=3,
            fontsize=9,
            handlelength=2,
            columnspacing=1,
            markerscale=0.5,
        )
        self.moving = [
            self.shades,
            self.gone,
            self.rim,
            self.mark,
            *(line for lines in self.lines.values() for line in lines),
        ]
        self.moving += [self.map.title, self.never.title]

    def update(self, numbers: Numbers) -> None:
        row, column = numbers["place"]
        self.shades.set_data(np.ma.masked_invalid(numbers["map"]))
        self.gone.set_data(*np.nonzero(numbers["map diverged"])[::-1])
        for mark in (self.rim, self.mark):
            mark.set_data([column], [row])
        for name, (each, mean, most) in self.lines.items():
            each.set_data(*_one_line(100 * numbers[name]))
            for line in (mean, most):
                line.set_visible(numbers["real"] is not None)
            if numbers["real"] is not None:
                values = [100 * column[np.isfinite(column)] for column in numbers["real"][name].T]
                values = [column for column in values if len(column)]
                mean.set_data(np.arange(len(values)), [column.mean() for column in values])
                most.set_data(*_one_line(np.array([np.quantile(column, [0.1, 0.9]) for column in values]).T))
        kind = "dead" if numbers["slope"] == 0 else "never positive"
        self.map.set_title(f"{kind} at the end (dark: all)")
        self.never.set_title(f"{kind} (%)")


def _one_line(curves):
    """x and y of one line through all curves, broken where the next one begins."""
    x = np.append(np.arange(curves.shape[1]), np.nan)
    return np.tile(x, len(curves)), np.hstack([curves, np.full((len(curves), 1), np.nan)]).ravel()


def _in_per_cent(values):
    return spread(values, percent=True) if np.ptp(values) > 0 else f"{100 * values[0]:.1f} %"


def _results(measured, slope):
    """How many units are dead and how well the networks read, at the last look; who diverged counts apart."""
    last, diverged = measured["never"][:, -1], measured["diverged"] > 0
    sentences = []
    if not diverged.all():
        never, accuracy = last[~diverged], measured["accuracy"][~diverged, -1]
        units = f"{_in_per_cent(never)} of the {HIDDEN} units, {HIDDEN * never.mean():.1f} on average,"
        state = (
            "are dead" if slope == 0 else f"are never positive (not dead: the slope {slope:g} lets a gradient through)"
        )
        sentences.append(f"{units} {state}; test accuracy {_in_per_cent(accuracy)}, where guessing gives 10 %")
    if diverged.any():
        sentences.append(
            f"{diverged.sum()} of {len(diverged)} networks diverged, the first at step "
            f"{measured['diverged'][diverged].min()}: "
            "the loss was no longer a finite number, which is not death"
        )
    return "; ".join(sentences)


def text(numbers: Numbers) -> str:
    """What became of the units and of the accuracy, from the numbers of `followed`."""
    slope, real = numbers["slope"], numbers["real"]
    kind, state = ("plain ReLU", "dead") if slope == 0 else ("Leaky ReLU", "never positive")
    sentences = (
        f"Learning rate {numbers['lr']:g}, starting bias {numbers['bias']:g}, slope {slope:g} ({kind}), "
        f"{SEEDS} networks. Before training {_in_per_cent(numbers['never'][:, 0])} of the units are {state}. "
        f"After {EPOCHS} epochs on {ROWS} digits: {_results(numbers, slope)}."
    )
    if real is not None:
        sentences += (
            f" Trained here, {RUNS} other networks, after {real['epochs']} of {EPOCHS} epochs: {_results(real, slope)}."
        )
    return sentences


@contextmanager
def _interruptible():
    """Let the kernel's interrupt button reach work that no cell is waiting for; the kernel ignores it otherwise.

    JupyterLab 4.4 and later hand what a control does to a thread beside the kernel's main one. An interrupt never comes
    there, and Python lets no other thread ask for it; then the Stop button is the one way to stop.
    """
    try:
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _DyingUnits(Explorer):
    """With a button that trains the networks of these settings while the kernel stays free for the controls."""

    def __init__(self, **parts: Any):
        self.training: Any = None
        self.task: Any = None
        self.going = False
        super().__init__(**parts)

    def _build(self, question):
        self.train = widgets.Button(
            description="Train for real", tooltip=f"Train {RUNS} other networks with these settings"
        )
        self.stop = widgets.Button(description="Stop", tooltip="Stop training and keep what was learned so far")
        self.progress = widgets.IntProgress(description="epochs", min=0, max=EPOCHS, value=0)
        self.state = widgets.HTML()
        self.train.on_click(self._start)
        self.stop.on_click(lambda _: self._halt())
        self._tell("Nothing was trained here yet.")
        super()._build(question)
        row = widgets.HBox(
            [self.train, self.stop, self.progress, self.state], layout=widgets.Layout(flex_flow="row wrap")
        )
        picture = self.view.children.index(self.shown)
        self.view.children = (*self.view.children[:picture], row, *self.view.children[picture:])

    def _enable(self, on):
        super()._enable(on)
        self.train.disabled, self.stop.disabled = not on, True

    def _tell(self, what):
        self.state.value = f'<span role="status">{what}</span>'

    def numbers(self) -> Numbers:
        numbers = super().numbers()
        if self.training is not None and self.training.settings == self.values:
            numbers["real"] = self.training.numbers()
        return numbers

    def _follow(self, change=None):
        if self.going and not self.setting_many and self.training.settings != self.values:
            self._halt()
        super()._follow(change)

    def _start(self, _):
        if self.going:
            return
        if self.training is None or self.training.done or self.training.settings != self.values:
            self.training = Training(**self.values)
        self.going = True
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # this kernel runs no event loop: train to the end at once
            for _ in self._epochs():
                pass
        else:
            self.task = loop.create_task(self._train())

    def _halt(self):
        self.going = False

    async def _train(self):
        """Train epoch by epoch; in between, the kernel looks after the controls."""
        with closing(self._epochs()) as epochs:
            for _ in epochs:
                await asyncio.sleep(0.01)

    def _epochs(self):
        """Train, and yield after each epoch."""
        training = self.training
        self.train.disabled, self.stop.disabled = True, False
        self.train.description, why = "Train for real", "Done"
        try:
            while self.going and not training.done:
                self._tell(f"Training: epoch {training.epochs + 1} of {EPOCHS}.")
                try:
                    with _interruptible():
                        training.epoch()
                except KeyboardInterrupt:
                    why, self.going = "Interrupted", False
                self.progress.value = training.epochs
                self._follow()
                yield
            why = why if self.going or why == "Interrupted" else "Stopped"
        finally:
            self.going = False
            self.train.disabled, self.stop.disabled = False, True
        if not training.done:
            self.train.description = "Train on"
        self._tell(f"{why} after {training.epochs} of {EPOCHS} epochs.")

    def close(self) -> None:
        """Stop training and close every widget."""
        self._halt()
        super().close()


def explorer() -> Explorer:
    """The dying-units explorer, not yet displayed."""
    start = {"lr": 0.3, "bias": 0.0, "slope": 0.0}
    return _DyingUnits(
        question="At the learning rate 0.3 no unit dies. Which share of the 32 units is dead at the end with the rate "
        "10?",
        controls={
            "all": {
                "lr": steps("learning rate", [(f"{lr:g}", lr) for lr in LRS], start["lr"]),
                "bias": steps("starting bias", [(f"{bias:g}", bias) for bias in BIASES], start["bias"]),
                "slope": steps("slope of the leak", [(f"{slope:g}", slope) for slope in SLOPES], start["slope"]),
            }
        },
        model=followed,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "rate too high": {"lr": 10.0},
            "bias too low": {"bias": -8.0},
            "high rate, with a leak": {"lr": 10.0, "slope": 0.01},
            "low bias, with a leak": {"bias": -8.0, "slope": 0.1},
            "diverged": {"lr": 30.0, "slope": 0.1},
        },
        answer=(
            "rate too high",
            lambda numbers: (
                f"{_in_per_cent(numbers['never'][:, -1])}, with an accuracy of "
                f"{_in_per_cent(numbers['accuracy'][:, -1])}"
            ),
        ),
    )
