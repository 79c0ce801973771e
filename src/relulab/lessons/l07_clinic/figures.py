"""The figures of the clinic: each draws, says in words what it drew, and shows both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from ...classroom.figures import BLUE, COLORS, DASHES, MARKERS, show, subplots
from ...classroom.rendered import power
from .patients import RUNS, Patient
from .readings import WAY, Examination
from .words import in_words, layer_by_layer

#: Hidden layers and epochs of the largest patient: all axes are the same for all patients.
LAYERS, EPOCHS = 6, 20

#: The marks of an axis that counts in powers of ten.
TENS = [1e-9, 1e-6, 1e-3, 1, 1e3]

_BY_LAYER = {"xlabel": "hidden layer", "xlim": (0.5, LAYERS + 0.5), "xticks": range(1, LAYERS + 1)}
_SHARE = {**_BY_LAYER, "ylim": (-6, 106), "yticks": [0, 50, 100]}
_WAY = {"xlabel": "way to another digit", "xlim": (-0.05, 1.05), "xticks": [0, 0.5, 1], "ylim": (-0.05, 1.05)}

#: Reading -> title of its panel, how its axes look, whether it counts in powers of ten, and what to say where a patient
#: has nothing to draw.
PANELS: dict[str, tuple[str, dict[str, Any], bool, str]] = {
    "loss": (
        "loss\n(dotted: guessing)",
        {"xlabel": "epoch", "xlim": (0, EPOCHS + 1), "xticks": [1, 5, 10, 15, 20], "ylim": (3e-4, 3e3)},
        True,
        "no number",
    ),
    "ratio": ("gradient dZ,\nat the start", {**_BY_LAYER, "ylim": (1e-9, 1e3)}, True, "no gradient"),
    "saturated": ("saturated, at\nthe start (%)", _SHARE, False, ""),
    "dead_after": ("dead, at\nthe end (%)", _SHARE, False, "diverged"),
    "update": ("first step, share\nof the weights", {**_BY_LAYER, "ylim": (1e-9, 1e3)}, True, "no step"),
    "bend": ("bend: distance\nfrom a line", _WAY, False, "flat, or\nno number"),
}


def examination(patient: Patient, found: Examination, taken: Sequence[str]) -> None:
    """Show the six instruments on a patient, beside healthy networks with the same layers.

    Parameters
    ----------
    patient : Patient
    found : Examination
        What the instruments say of it now.
    taken : list of str
        The readings to show; the panels of the others stay empty.
    """
    healthy = patient.healthy()
    # Axes, titles and labels are placed by hand: working out where they go takes longer than all the drawing.
    places = {"left": 0.035, "right": 0.995, "top": 0.83, "bottom": 0.3, "wspace": 0.32}
    fig, axes = subplots(1, len(PANELS), width=11.6, height=2.6, gridspec_kw=places, layout="none")
    for ax, (reading, (title, look, powers, absent)) in zip(axes, PANELS.items()):
        if powers:
            ax.set_yscale("log")
            ax.yaxis.set_minor_locator(NullLocator())
            ax.set_yticks(TENS, [power(np.log10(ten), 0) for ten in TENS])
        ax.set(**look)
        ax.set_title(title, fontsize=10, y=1)
        ax.xaxis.set_label_coords(0.5, -0.2)
        ax.yaxis.set_label_coords(-0.2, 0.5)
        ax.tick_params(labelsize=9)
        if reading not in taken:
            _write(ax, "not taken", "#616161")
            continue
        # The patient in front and smaller, so that both are seen where they agree.
        _band(ax, _curve(reading, healthy), powers, 1)
        if not _band(ax, _curve(reading, found), powers, 0):
            _write(ax, f"this patient:\n{absent}", BLUE)
    axes[0].axhline(np.log(2), color="black", linewidth=1, linestyle=":")
    for i, label in enumerate(["this patient", "healthy, same layers"]):
        axes[0].plot([], [], color=COLORS[i], linestyle=DASHES[i], marker=MARKERS[i], label=label)
    fig.legend(*axes[0].get_legend_handles_labels(), loc="lower center", ncols=2, fontsize=9, borderaxespad=0)
    show(fig, _in_words(patient, found, healthy, taken))


def _curve(reading: str, found: Examination) -> tuple[np.ndarray, np.ndarray]:
    """Where a reading is drawn, and its values there: (networks, places)."""
    if reading == "loss":
        loss = found.history["loss"]
        return 1 + np.arange(loss.shape[1]), loss
    if reading == "bend":
        return WAY, found.way
    values = {
        "ratio": found.start["gradients"],
        "saturated": 100 * found.start["saturation"],
        "dead_after": 100 * found.end["dead"],
        "update": found.start["update"],
    }[reading]
    return 1 + np.arange(values.shape[1]), values


def _band(ax: Axes, curve: tuple[np.ndarray, np.ndarray], powers: bool, i: int) -> bool:
    """Mean and one standard deviation of what can be drawn at each place; False if there is nothing."""
    places, values = curve
    drawn = np.isfinite(values) & ((values > 0) | (not powers))
    some = drawn.mean(axis=0) >= 0.5
    if not some.any():
        return False
    with np.errstate(all="ignore"):
        kept = np.where(drawn, np.log10(values) if powers else values, np.nan)[:, some]
    mean, deviation = np.nanmean(kept, axis=0), np.nanstd(kept, axis=0)
    low, middle, high = (10**each if powers else each for each in (mean - deviation, mean, mean + deviation))
    ax.fill_between(places[some], low, high, color=COLORS[i], alpha=0.2, linewidth=0)
    ax.plot(
        places[some],
        middle,
        color=COLORS[i],
        linestyle=DASHES[i],
        marker=MARKERS[i],
        markersize=4 + 3 * i,
        linewidth=1.5,
        zorder=3 - i / 2,
    )
    return True


def _write(ax: Axes, text: str, color: str) -> None:
    ax.text(0.5, 0.94, text, color=color, fontsize=10, ha="center", va="top", transform=ax.transAxes, zorder=4)


def _in_words(patient, found, healthy, taken):
    loss = found.history["loss"]
    first, last = (in_words("loss", loss[:, k]) for k in (0, -1))
    said = [
        f"The instruments on patient {patient.name}, mean of {RUNS} networks and one standard deviation.",
        f"Loss over {loss.shape[1]} epochs: {first} in the first, {last} in the last.",
    ]
    for reading, what, powers in (("ratio", "Gradient dZ at the start", True), ("saturated", "Saturated", False)):
        if reading in taken:
            here, beside = (_curve(reading, each)[1] / (1 if powers else 100) for each in (found, healthy))
            said.append(f"{what}, {layer_by_layer(here, beside, powers)}.")
    empty = [PANELS[name][0].replace("\n", " ") for name in PANELS if name not in taken]
    said.append(f"Not taken: {'; '.join(empty)}." if empty else "The others: as in the table.")
    return " ".join(said)


def three_maps(outputs: dict[str, np.ndarray]) -> None:
    """Show what the units of one layer put out for some digits, a picture for each of some networks.

    Parameters
    ----------
    outputs : dict
        Name -> array of shape (units, digits).
    """
    places = {"left": 0.04, "right": 0.88, "top": 0.9, "bottom": 0.1, "wspace": 0.04}
    fig, axes = subplots(1, len(outputs), width=9, height=2.6, gridspec_kw=places, layout="none")
    for ax, (name, values) in zip(axes, outputs.items()):
        shown = ax.imshow(np.abs(values), cmap="gray_r", vmin=0, vmax=1.2, aspect="auto", interpolation="nearest")
        ax.set(title=f"network {name}", xlabel=f"{values.shape[1]} digits", xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set(visible=True, color="#888888", linewidth=0.8)
    axes[0].set_ylabel(f"{len(next(iter(outputs.values())))} units")
    beside = fig.add_axes((0.905, 0.1, 0.02, 0.8))
    fig.colorbar(shown, cax=beside, label="size of the output", ticks=[0, 1])
    zeros = ", ".join(f"{name}: {100 * (values == 0).mean():.0f} %" for name, values in outputs.items())
    what = "What each unit of the second hidden layer puts out for each digit, before training."
    show(fig, f"{what} Outputs that are 0: {zeros}.")
