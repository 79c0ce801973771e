"""The descent explorer: gradient descent into the valley of one weight, and how many steps it takes."""

from typing import Any

import numpy as np

from ...classroom.ask import Ask
from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import slider
from . import valley

#: How many steps there are, and how many of them are drawn on the valley and as a curve.
STEPS, ON_VALLEY, ON_CURVE = 100, 10, 30
#: Arrived is who is this near to the lowest loss within these steps, and stays there for as many more: too high a rate
#: may land there by chance, and leaves.
NEAR = 0.001
LOW, HIGH = -3.0, 8.0
W_AXIS = np.linspace(LOW, HIGH, 441)


def model(rate: float, start: float, scale: float) -> Numbers:
    """Everything that the picture shows, in plain numbers.

    Parameters
    ----------
    rate : float
        The learning rate.
    start : float
        The weight at the start.
    scale : float
        How many times as large the inputs of the neuron are.

    Returns
    -------
    dict
        "rate", "scale"; "valley": the loss over `W_AXIS`; "places", "losses": of shape (201,), the start first;
        "slope": at the start; "lowest": the place of the lowest loss; "arrived": the step from which the loss stays
        within `NEAR` of it, or None.
    """
    places = valley.walk(start, rate, 2 * STEPS, scale)
    losses = valley.loss(places, scale)
    lowest = valley.lowest(scale)
    away = np.flatnonzero(losses > valley.loss(lowest, scale) + NEAR)
    arrived = int(away[-1]) + 1 if len(away) else 0
    return {
        "rate": rate,
        "scale": scale,
        "valley": valley.loss(W_AXIS, scale),
        "places": places,
        "losses": losses,
        "slope": valley.slope(start, scale),
        "lowest": lowest,
        "arrived": arrived if arrived <= STEPS else None,
    }


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 4.4)
        self.top, self.bottom = self.fig.subplots(2, 1, height_ratios=[3, 2])
        (self.valley,) = self.top.plot(W_AXIS, W_AXIS, color=BLUE, linestyle="-", label="loss L(w)")
        (self.path,) = self.top.plot(
            [0], [0], "o-", color=ORANGE, linewidth=1.2, markersize=5, label=f"start and {ON_VALLEY} steps"
        )
        (self.first,) = self.top.plot([0], [0], "s", color=BLACK, markersize=8, label="start")
        self.top.set(xlim=(LOW, HIGH), ylim=(0, 3.4), xlabel="weight w", ylabel="loss")
        steps = np.arange(ON_CURVE + 1)
        (self.curve,) = self.bottom.plot(steps, steps, "o-", color=ORANGE, linewidth=1.2, markersize=4)
        (self.floor,) = self.bottom.plot([0, ON_CURVE], [0, 0], color=BLACK, linestyle=":", label="lowest place")
        (self.arrival,) = self.bottom.plot(
            [0], [0], "D", color=BLACK, markersize=8, markerfacecolor="white", label="arrived"
        )
        self.bottom.set(xlim=(-0.5, ON_CURVE + 0.5), ylim=(-1.5, 5.5), xlabel="step", ylabel="weight w")
        self.fig.legend(loc="outside upper center", ncols=3, fontsize=9)
        self.moving = [self.valley, self.path, self.first, self.curve, self.floor, self.arrival]

    def update(self, numbers):
        places, losses, arrived = numbers["places"], numbers["losses"], numbers["arrived"]
        self.valley.set_ydata(numbers["valley"])
        self.path.set_data(places[: ON_VALLEY + 1], losses[: ON_VALLEY + 1])
        self.first.set_data(places[:1], losses[:1])
        self.curve.set_ydata(places[: ON_CURVE + 1])
        self.floor.set_ydata([numbers["lowest"]] * 2)
        self.arrival.set_visible(arrived is not None and arrived <= ON_CURVE)
        if arrived is not None:
            self.arrival.set_data([arrived], places[[arrived]])


def text(numbers: Numbers) -> str:
    """The first step, and whether the walk arrives, from the numbers of `model`."""
    rate, places, arrived = numbers["rate"], numbers["places"], numbers["arrived"]
    late = places[STEPS - 20 : STEPS + 1]
    if arrived is not None:
        end = f"It arrives in {arrived} step{'' if arrived == 1 else 's'} and stays."
    elif (np.diff(late) > 0).all() or (np.diff(late) < 0).all():
        end = f"After {STEPS} steps it is still on its way, at w = {late[-1]:.2f}."
    else:
        end = f"After {STEPS} steps it still jumps about, between {late.min():.2f} and {late.max():.2f}."
    sentences = (
        f"First step: w = {places[0]:.2f} − {rate:.1f} · ({numbers['slope']:.2f}) = {places[1]:.2f}. "
        f"The lowest loss is at w = {numbers['lowest']:.2f}. {end}"
    )
    return sentences.replace("-", "−")


def explorer() -> Explorer:
    """The descent explorer, not yet displayed."""
    start: dict[str, Any] = {"rate": 0.2, "start": -1.0, "scale": 1.0}
    return Explorer(
        questions=[
            Ask(
                "From w = −1, which of these learning rates reaches the bottom in the fewest steps?",
                _fastest,
                choices=["0.2", "1", "2", "6"],
                preset="fast",
                then="A small rate needs many small steps; a large one jumps over the bottom and back.",
            ),
            Ask(
                "Raise the rate bit by bit, from 2. Which is the largest rate that still arrives within 100 steps?",
                lambda numbers: _largest(numbers["scale"]),
                preset="at the limit",
                within=0.1,
                then="Beyond it, near the bottom, each jump ends farther away on the other side than it began.",
            ),
            Ask(
                "Now make the inputs 2 times as large. Which is the largest rate that still arrives?",
                lambda numbers: _largest(numbers["scale"]),
                preset="inputs doubled",
                within=0.1,
                then="A quarter: each slope is twice as large, and the valley is half as wide. That is why "
                "people scale their inputs before they train.",
            ),
        ],
        controls={
            "all": {
                "rate": slider("learning rate", 0.1, 6.0, 0.1, start["rate"]),
                "start": slider("start w", -1.0, 4.0, 0.5, start["start"]),
                "scale": slider("inputs, times", 1.0, 2.0, 0.5, start["scale"]),
            }
        },
        model=model,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "fast": {"rate": 2.0},
            "at the limit": {"rate": _largest(1.0)},
            "too far": {"rate": 6.0},
            "inputs doubled": {"rate": _largest(2.0), "scale": 2.0},
        },
    )


def _fastest(numbers: Numbers) -> str:
    """Which of the rates on offer arrives first from where the numbers start."""
    start, scale = float(numbers["places"][0]), numbers["scale"]
    steps = {rate: model(float(rate), start, scale)["arrived"] for rate in ("0.2", "1", "2", "6")}
    return min((rate for rate, arrived in steps.items() if arrived is not None), key=lambda rate: steps[rate] or 0)


def _largest(scale: float) -> float:
    """The largest rate of the slider that arrives from w = -1."""
    rates = np.round(np.arange(0.1, 6.01, 0.1), 1)
    return float(max(rate for rate in rates if model(rate, -1.0, scale)["arrived"] is not None))
