"""The dying-units explorer: a map of settings trained before, and networks that are trained while you watch."""

import asyncio
import signal
from contextlib import closing, contextmanager
from typing import Any

import ipywidgets as widgets
import numpy as np

from ...classroom.explorer import Ask, Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import steps
from ...nn.statistics import spread
from .followed import BIASES, EPOCHS, LRS, RUNS, SEEDS, SLOPES, Training, followed


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 4.4)
        (left, right), (never, accuracy) = self.fig.subplots(2, 2, height_ratios=[1.25, 1])
        self.maps, self.marks = {}, []
        for ax, name, colors, title in (
            (left, "never", "Oranges", "never positive at the end (%)"),
            (right, "accuracy", "Blues", "test accuracy at the end (%)"),
        ):
            shades = ax.imshow(
                np.zeros((len(LRS), len(BIASES))), cmap=colors, vmin=0, vmax=100, origin="lower", aspect="auto"
            )
            bar = self.fig.colorbar(shades, ax=ax, ticks=[0, 50, 100], fraction=0.06, pad=0.02)
            bar.ax.tick_params(labelsize=8)
            (gone,) = ax.plot([], [], "x", color=BLACK, markersize=5, linestyle="none", label="a network diverged")
            (rim,) = ax.plot([0], [0], "s", color="none", markeredgecolor="white", markeredgewidth=4, markersize=12)
            (mark,) = ax.plot(
                [0],
                [0],
                "s",
                color="none",
                markeredgecolor=BLACK,
                markeredgewidth=2,
                markersize=12,
                label="these settings",
            )
            ax.set(xticks=range(len(BIASES)), yticks=range(len(LRS)))
            ax.set_xticklabels([f"{bias:g}" for bias in BIASES], fontsize=8, rotation=90)
            ax.set_yticklabels([f"{lr:g}" for lr in LRS], fontsize=8)
            ax.set_xlabel("starting bias", fontsize=9)
            ax.set_title(title, fontsize=9)
            ax.grid(False)
            self.maps[name] = shades, gone
            self.marks += [rim, mark]
        left.set_ylabel("learning rate", fontsize=9)
        self.lines = {}
        for ax, name, color in ((never, "never", ORANGE), (accuracy, "accuracy", BLUE)):
            (each,) = ax.plot([0], [0], color=color, linestyle="-", linewidth=1.3, label=f"each of {SEEDS}, stored")
            (mean,) = ax.plot(
                [0], [0], color=BLACK, linestyle="--", linewidth=2.2, label=f"mean of {RUNS}, trained here"
            )
            (most,) = ax.plot([0], [0], color=BLACK, linestyle=":", linewidth=1.3, label="8 in 10 of them")
            ax.set(xlim=(0, EPOCHS), ylim=(-4, 104), yticks=[0, 50, 100])
            ax.set_xlabel("epoch", fontsize=9)
            ax.tick_params(labelsize=8)
            self.lines[name] = each, mean, most
        self.titles = left.title, never.set_title("", fontsize=9)
        accuracy.set_title("test accuracy (%)", fontsize=9)
        handles = [*self.lines["never"], self.marks[1], self.maps["never"][1]]
        self.fig.legend(
            handles=handles,
            loc="outside lower center",
            ncols=3,
            fontsize=8,
            handlelength=2,
            columnspacing=1,
            markerscale=0.7,
        )
        self.moving = [
            *(artist for shown in self.maps.values() for artist in shown),
            *self.marks,
            *(line for lines in self.lines.values() for line in lines),
            *self.titles,
        ]

    def update(self, numbers: Numbers) -> None:
        row, column = numbers["place"]
        for name, (shades, gone) in self.maps.items():
            shades.set_data(np.ma.masked_invalid(100 * numbers[f"{name} map"]))
            gone.set_data(*np.nonzero(numbers["diverged map"])[::-1])
        for mark in self.marks:
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
        for title, words in zip(self.titles, (f"{kind} at the end (%)", f"{kind} (%)")):
            title.set_text(words)


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
        state = "dead" if slope == 0 else "never positive (not dead: they have a slope)"
        sentences.append(f"{_in_per_cent(never)} are {state}; test accuracy {_in_per_cent(accuracy)}")
    if diverged.any():
        sentences.append(
            f"{diverged.sum()} of {len(diverged)} networks diverged, the first at step "
            f"{measured['diverged'][diverged].min()}: their loss is no finite number any more, which is not death"
        )
    return "; ".join(sentences)


def text(numbers: Numbers) -> str:
    """What became of the units and of the accuracy, from the numbers of `followed`."""
    slope, real = numbers["slope"], numbers["real"]
    kind, state = ("no leak", "dead") if slope == 0 else (f"slope {slope:g}", "never positive")
    sentences = (
        f"Learning rate {numbers['lr']:g}, starting bias {numbers['bias']:g}, {kind}, {SEEDS} networks: before "
        f"training {_in_per_cent(numbers['never'][:, 0])} of the units are {state}. "
        f"After {EPOCHS} epochs {_results(numbers, slope)}."
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

    def _build(self):
        self.train = widgets.Button(
            description="Train for real", tooltip=f"Train {RUNS} other networks with these settings"
        )
        self.stop = widgets.Button(description="Stop", tooltip="Stop training and keep what was learned so far")
        self.progress = widgets.IntProgress(description="epochs", min=0, max=EPOCHS, value=0)
        self.state = widgets.HTML()
        self.train.on_click(self._start)
        self.stop.on_click(lambda _: self._halt())
        self._tell("Nothing was trained here yet.")
        super()._build()

    def extra(self) -> list[widgets.Widget]:
        """What trains networks with these settings."""
        buttons = widgets.HBox([self.train, self.stop], layout=widgets.Layout(flex_flow="row wrap"))
        return [buttons, self.progress, self.state]

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


def _best_rate(numbers):
    """The rate at which networks with this starting bias and slope read best, as long as none of them diverged."""
    column = numbers["place"][1]
    stayed = ~numbers["diverged map"][:, column]
    return f"{LRS[int(np.argmax(np.where(stayed, numbers['accuracy map'][:, column], 0)))]:g}"


def _saving_rate(numbers):
    """The highest rate at which hardly a unit with this starting bias is dead at the end, if there is one."""
    alive = numbers["never map"][:, numbers["place"][1]] < 0.1
    return f"{LRS[int(np.flatnonzero(alive).max())]:g}" if alive.any() else "none of them"


def _nearly_all_over(numbers):
    """After how many epochs nine tenths of all the deaths were over."""
    dead = numbers["never"].mean(axis=0)
    return float(np.argmax(dead >= 0.9 * dead[-1]))


QUESTIONS = [
    Ask(
        "No leak (slope 0), the learning rate 1, all biases start at −1: at the end about two thirds of the units are "
        "dead. Which share of the test digits do such networks read?",
        lambda numbers: 100 * numbers["accuracy"][:, -1],
        preset="half dead",
        unit="%",
        then="A dead unit is one that is not there: what is left is a smaller network, and on the digits it will do.",
    ),
    Ask(
        "Keep the slope 0 and the bias −1, and lower the rate. At which rate are fewer than one in ten units dead?",
        _saving_rate,
        preset="half dead",
        choices=["0.3", "0.1", "0.03", "none of them"],
        then="Half of the layer was dead before the first step, and no rate brings it back.",
    ),
    Ask(
        "Now the bias −8, far too low, and the slope 0.01. Which learning rate reads best?",
        _best_rate,
        preset="tiny leak",
        choices=["0.3", "1", "3", "10", "30"],
        then="A tiny slope times a high rate is a step of ordinary size. One rate further up, the networks diverge.",
    ),
    Ask(
        "Back to slope 0 and bias 0, with the rate 10. After how many of the 30 epochs are nine tenths of all the "
        "deaths over? Press Train for real: do the 100 networks agree?",
        _nearly_all_over,
        preset="high rate",
        unit="epochs",
        within=2,
        then="They die early. Lowering the rate later comes too late.",
    ),
]


def explorer() -> Explorer:
    """The dying-units explorer, not yet displayed."""
    start = {"lr": 0.3, "bias": 0.0, "slope": 0.1}  # no answer stands on its maps
    return _DyingUnits(
        questions=QUESTIONS,
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
            "half dead": {"lr": 1.0, "bias": -1.0, "slope": 0.0},
            "high rate": {"lr": 10.0, "slope": 0.0},
            "tiny leak": {"lr": 10.0, "bias": -8.0, "slope": 0.01},
            "straight": {"bias": -8.0, "slope": 0.3},
            "diverged": {"lr": 30.0},
        },
    )
