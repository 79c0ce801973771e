"""The lesson's first minute: looking for the lowest place of a loss that is hidden in fog, by feeling its slope."""

import numpy as np

from ...classroom.figures import BLACK, BLUE, show, subplots
from ...classroom.text import say
from . import valley

#: Where the reader stood, in this notebook.
_places: list[float] = []


def feel(w: float) -> None:
    """Say how large the loss is at w, and which way it falls.

    Parameters
    ----------
    w : float
    """
    try:
        w = float(w)
    except (TypeError, ValueError):
        w = np.nan
    if not abs(w) <= 100:
        say("feel takes a number such as 0.5, the place where you want to stand.")
        return
    _places.append(w)
    slope = valley.slope(w)
    way = "right, to a larger w" if slope < 0 else "left, to a smaller w"
    say(f"At w = {w:g} the loss is {valley.loss(w):.3f}. Its slope is {slope:.3f}: it falls to the {way}.")


def lift_the_fog() -> float:
    """Show the whole loss with the places where the reader stood.

    Returns
    -------
    float
        Where it is lowest.
    """
    lowest = valley.lowest()
    stood = np.array(_places or [0.0])
    seen = stood[(stood >= -2) & (stood <= 6)]
    w = np.linspace(-2, 6, 200)
    fig, ax = subplots(width=6.8, height=2.9)
    ax.plot(w, valley.loss(w), color=BLUE, linestyle="-", label="loss")
    ax.plot(seen, valley.loss(seen), "o", color=BLACK, markersize=8, label="where you stood")
    ax.plot(lowest, valley.loss(lowest), "v", color=BLACK, markerfacecolor="white", markersize=10, label="lowest")
    ax.set(xlabel="weight w", ylabel="loss", ylim=(0, 3.3))
    ax.legend(ncols=3, loc="upper center")
    show(
        fig,
        f"The fog is gone: the loss is a valley, lowest at w = {lowest:.2f}. There it is {valley.loss(lowest):.3f}. "
        f"Places where you stood: {', '.join(f'{place:g}' for place in stood)}.",
    )
    return lowest
