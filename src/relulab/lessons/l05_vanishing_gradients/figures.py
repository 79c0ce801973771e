"""The figures of the lesson on vanishing gradients, a call each; each describes what it drew."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ...classroom.figures import BLACK, BLUE, COLORS, DASHES, GREEN, MARKERS, ORANGE, PURPLE, band, show, subplots
from ...classroom.rendered import power
from ...nn.activations import ACTIVATIONS
from ...nn.statistics import spread, typical
from ...nn.sweep import Sweep
from ..through_layers import power_ticks
from .deep import WIDTH, Case, pair, start_of, times
from .experiments import predicted_gradient
from .races import RUNNERS

#: Each function has one colour in this lesson and its explorer, and one kind of dashes.
STYLES = {"sigmoid": (ORANGE, "-"), "relu": (BLUE, "--"), "tanh": (GREEN, ":"), "identity": ("#888888", "-")}


def style_of(name: str) -> tuple[str, str]:
    """Colour and dashes of an activation."""
    return STYLES.get(name, (PURPLE, "-."))


def _band(ax: Axes, x: ArrayLike, values: np.ndarray, name: str, label: str | None = None) -> None:
    """Mean and one standard deviation over the runs, in the style of an activation."""
    color, dashes = style_of(name)
    mean, deviation = values.mean(axis=0), values.std(axis=0, ddof=1)
    ax.fill_between(x, mean - deviation, mean + deviation, color=color, alpha=0.2, linewidth=0)
    ax.plot(x, mean, color=color, linestyle=dashes, label=label or name, linewidth=4 if name == "identity" else 2)


def whisper(kept: Sequence[float]) -> None:
    """Draw how much of a whisper arrives at each person, on two axes.

    Parameters
    ----------
    kept : list of float
        What each person hands on, as a share of what the first one heard.
    """
    people = np.arange(1, len(kept) + 1)
    fig, (left, right) = subplots(1, 2, width=9, height=2.8)
    left.bar(people, kept, color=ORANGE)
    left.set(title="an axis as usual", xlabel="person", ylabel="share handed on", xticks=people)
    right.plot(people, np.log10(kept), "o-", color=ORANGE)
    right.set(title="a logarithmic axis", xlabel="person", xticks=people)
    power_ticks(right, -6, 0)
    show(
        fig,
        "The same numbers twice: on the right, each line is a tenth of the one above. On the left the bars "
        f"shrink from {kept[0]:.3g} and cannot be seen from the fifth on; on the right the points lie on a "
        f"straight line that goes down to {kept[-1]:.1e}.",
    )


def losses_by_epoch(losses: Mapping[str, np.ndarray]) -> None:
    """Draw the training loss by epoch, a line for each network.

    Parameters
    ----------
    losses : dict
        Label -> array of shape (epochs, R).
    """
    fig, ax = subplots(width=7, height=3)
    for i, (label, each) in enumerate(losses.items()):
        epochs = np.arange(1, len(each) + 1)
        for r, loss in enumerate(each.T):
            ax.plot(epochs, loss, color=COLORS[i], linestyle=DASHES[i], linewidth=1.5, label=None if r else label)
    ax.axhline(np.log(10), color=BLACK, linewidth=1, linestyle=":")
    ax.text(epochs[-1], np.log(10) + 0.05, "guessing", fontsize=9, horizontalalignment="right")
    ax.set(xlabel="epoch", ylabel="training loss", ylim=(0, 2.7), xticks=epochs)
    ax.legend(loc="lower left")
    ends = "; ".join(f"{label}, {(each[-1] < 2).sum()} of {each.shape[1]}" for label, each in losses.items())
    show(fig, f"Training loss of networks of thirty ReLU layers, a line for each. Below 2 in the last epoch: {ends}.")


def norms_by_layer(norms: Mapping[str, np.ndarray], gains: Mapping[str, float]) -> None:
    """Draw the norm of dZ by layer, relative to the last hidden one, with what theory says; on the right, enlarged.

    Parameters
    ----------
    norms : dict
        Activation -> array of shape (R, layers).
    gains : dict
        Activation -> gain of its weights.
    """
    fig, (left, right) = subplots(1, 2, width=9.5, height=3.5)
    for name, each in norms.items():
        layers = np.arange(1, each.shape[1] + 1)
        shares = each / each[:, -1:]
        theory = predicted_gradient(name, (gains[name] / WIDTH) ** 0.5, WIDTH, len(layers), start=start_of(gains[name]))
        for ax, scale in ((left, np.log10), (right, np.asarray)):
            if ax is left or name != "sigmoid":
                _band(ax, layers, scale(shares), name)
                ax.plot(layers, scale(theory), "k+", markersize=9)
    left.plot([], [], "k+", markersize=9, label="in theory")
    left.set(xlabel="hidden layer", ylabel="norm of dZ, relative to layer 10", xticks=layers)
    power_ticks(left, -6, 0, 2)
    left.legend(loc="lower right")
    right.set(title="the upper three, enlarged", xlabel="hidden layer", xticks=layers, ylim=(0, 1.4))
    first = "; ".join(f"{name} {times(each[:, 0] / each[:, -1])}" for name, each in norms.items())
    show(
        fig,
        "Norm of dZ by layer, relative to the last hidden one, mean and spread of 20 networks; crosses are theory. "
        f"The first layer has, relative to the last: {first}.",
    )


def learning(curves: Mapping[str, np.ndarray]) -> None:
    """Draw the share of test digits read correctly by epoch.

    Parameters
    ----------
    curves : dict
        Label -> array of shape (R, epochs + 1); a label may begin with "mended".
    """
    fig, ax = subplots(width=7, height=3.2)
    for label, each in curves.items():
        _band(ax, range(each.shape[1]), 100 * each, label)
    ax.set(xlabel="epochs", ylabel="test digits read correctly (%)", ylim=(0, 104))
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    ends = "; ".join(f"{label} {spread(each[:, -1], percent=True)}" for label, each in curves.items())
    show(fig, f"Six hidden layers learn to read, mean and spread of 20 networks each. At the end: {ends}.")


def six_panels(cases: Mapping[str, Case]) -> None:
    """Draw loss and norms of some networks, a panel each.

    Parameters
    ----------
    cases : dict
        Letter -> `Case`.
    """
    fig, axes = subplots(2, 3, width=9.5, height=4.2, sharey=True)
    for ax, (letter, case) in zip(axes.flat, cases.items()):
        layers = np.arange(1, len(case.norms) + 1)
        ax.plot(layers, np.log10(case.norms), "o-", color=ORANGE, markersize=4)
        loss = f"{case.loss:.4f}" if case.loss < 0.1 else f"{case.loss:.1f}" if case.loss < 100 else f"{case.loss:.0f}"
        ax.set(title=f"{letter}: loss {loss}", xticks=[1, len(layers)], ylim=(-8, 5))
        power_ticks(ax, -8, 4, 4)
    for ax in axes[-1]:
        ax.set(xlabel="hidden layer")
    for ax in axes[:, 0]:
        ax.set(ylabel="norm of dZ")
    said = "; ".join(f"{letter}: loss {pair(case.losses)}" for letter, case in cases.items())
    show(fig, f"Six networks: the loss of each, and the norm of dZ by layer. {said}.")


# ---- going deeper ------------------------------------------------------------------------------------


def sensitivity(names: Sequence[str]) -> None:
    """Draw the slope of some activations, each as a share of its largest.

    Parameters
    ----------
    names : list of str
    """
    z = np.linspace(-6, 6, 1201)
    fig, ax = subplots(width=7, height=2.8)
    ax.axvspan(-2, 2, color="#eeeeee", zorder=0)
    left = []
    for name in names:
        f = ACTIVATIONS[name]
        shares = 100 * f.derivative(z) / f.largest_slope
        ax.plot(z, shares, color=style_of(name)[0], linestyle=style_of(name)[1], label=name)
        left.append(f"{name} {100 * float(f.derivative(2.0)) / f.largest_slope:.0f} %")
    ax.axhline(10, color=BLACK, linewidth=1, linestyle=":")
    ax.text(-5.9, 13, "a tenth", fontsize=9)
    ax.set(xlabel="pre-activation z", ylabel="slope (% of the largest)", ylim=(0, 108))
    ax.legend(loc="upper right")
    show(
        fig,
        f"Slope of {' and '.join(names)}, each as a share of its largest; the interval from -2 to 2 is shaded. At "
        f"its edge is left: {', '.join(left)}.",
    )


def saturated_by_layer(shares: Mapping[str, np.ndarray]) -> None:
    """Draw the share of saturated units by layer.

    Parameters
    ----------
    shares : dict
        Label -> array of shape (R, layers), 0 to 1.
    """
    fig, ax = subplots(width=7, height=2.8)
    for i, (label, each) in enumerate(shares.items()):
        layers = np.arange(1, each.shape[1] + 1)
        band(ax, layers, 100 * each.T, label, i)
    ax.set(xlabel="hidden layer", ylabel="saturated (%)", xticks=layers, ylim=(-2, 62))
    ax.legend(loc="upper left", ncols=3)
    ends = "; ".join(f"{label} {spread(each[:, -1], percent=True)}" for label, each in shares.items())
    show(
        fig,
        "Saturated units by layer in five tanh layers, mean and spread of 20 networks each. In the last hidden "
        f"layer: {ends}.",
    )


def ratio_by_depth(grid: Sweep) -> None:
    """Draw first over last norm of dZ against the depth, a panel for each activation and a line for each gain.

    Parameters
    ----------
    grid : Sweep
        From `experiments.first_over_last`.
    """
    names, gains, depths = (grid.axes[axis] for axis in ("activation", "gain", "depth"))
    fig, axes = subplots(1, len(names), width=10, height=3.9, sharey=True)
    for ax, name in zip(axes, names):
        for i, gain in enumerate(gains):
            band(ax, depths, np.log10(grid.at(activation=name, gain=gain)["ratio"]), f"gain {gain:g}", i)
            theory = [
                predicted_gradient(name, (gain / WIDTH) ** 0.5, WIDTH, depth, start=start_of(gain))[0]
                for depth in depths
            ]
            ax.plot(depths, np.log10(theory), "k+", markersize=8, label=None if i else "in theory")
        ax.set(title=name, xlabel="hidden layers", ylim=(-33, 33))
    power_ticks(axes[0], -30, 30, 10)
    axes[0].set(ylabel="first / last norm of dZ")
    handles, labels = axes[0].get_legend_handles_labels()
    fig.legend(handles, labels, loc="outside lower center", ncols=5)
    deepest = []
    for name in names:
        for gain in (gains[0], gains[-1]):
            exponent = np.log10(typical(grid.at(activation=name, gain=gain, depth=depths[-1])["ratio"]))
            # The decimals of a large one hang on the processor.
            deepest.append(f"{name}, gain {gain:g}: {power(exponent, 0 if abs(exponent) > 3 else 1)}")
    show(
        fig,
        "First over last norm of dZ against the depth, for three functions and four gains; crosses are theory. At "
        f"{depths[-1]} layers: {'; '.join(deepest)}.",
    )


def there_and_back(found: Mapping[str, Sweep]) -> None:
    """Draw the signals of tanh layers on the way forward and back, for two ways to draw the weights.

    Parameters
    ----------
    found : dict
        Name of the starting weights -> what `experiments.signals` measures.
    """
    titles = {"A": "spread of the activations", "dZ": "norm of dZ (going back)", "dW": "norm of dW (weights)"}
    fig, axes = subplots(1, 3, width=10, height=3.3)
    for ax, (what, title) in zip(axes, titles.items()):
        for i, (init, each) in enumerate(found.items()):
            layers = np.arange(1, each[what].shape[1])
            band(ax, layers, np.log10(each[what][:, :-1]).T, init, i)
        ax.set(title=title, xlabel="hidden layer", xticks=layers, ylim=(-3.4, 0.2))
        power_ticks(ax, -3, 0)
    handles, labels = axes[0].get_legend_handles_labels()
    fig.legend(handles, labels, loc="outside lower center", ncols=2)
    said = "; ".join(
        f"{title}, {init} {times(each[what][:, 0] / each[what][:, -2])}"
        for what, title in titles.items()
        for init, each in found.items()
    )
    show(fig, f"Five tanh layers before training, 20 networks each. First over last layer: {said}.")


def race(tried: Mapping[str, np.ndarray], steps: Mapping[str, np.ndarray]) -> None:
    """Draw how the rates were chosen, and the race at the best of them.

    Parameters
    ----------
    tried : dict
        Runner -> mean steps at each of its rates, infinite where one did not get there.
    steps : dict
        Runner -> steps of each network at the best rate.
    """
    fig, (left, right) = subplots(1, 2, width=10, height=3.4)
    for i, (label, each) in enumerate(tried.items()):
        name = label.split(",")[-1].strip() if "," in label else label
        color = PURPLE if name == "mended" else style_of(name)[0]
        shown = np.where(np.isfinite(each), each, np.nan)
        left.plot(RUNNERS[label][0], shown, marker=MARKERS[i], color=color, linestyle=DASHES[i], label=label)
        right.plot(steps[label], i + np.linspace(-0.2, 0.2, len(steps[label])), MARKERS[i], color=color, alpha=0.7)
    left.set(
        xscale="log",
        yscale="log",
        xlabel="learning rate",
        ylabel="steps to 10 % error",
        title="choosing the rate (5 networks each)",
        xticks=[0.125, 0.25, 0.5, 1, 2, 4, 8],
        xticklabels=["⅛", "¼", "½", "1", "2", "4", "8"],
        yticks=[10, 30, 100, 300],
        yticklabels=["10", "30", "100", "300"],
    )
    left.minorticks_off()
    right.set(
        yticks=range(len(steps)),
        yticklabels=list(steps),
        xlabel="steps to 10 % error",
        xlim=(0, None),
        title="at the best rate (20 other networks)",
    )
    said = "; ".join(f"{label} {pair(each)}" for label, each in steps.items())
    show(
        fig,
        "Left: steps to 10 % error against the rate, where all five networks got there; right: the race at the best "
        f"rate, in the same colours. Steps of 20 networks: {said}.",
    )
