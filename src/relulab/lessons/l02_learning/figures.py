"""The figures of the lesson on learning; each one draws, and shows itself with its text."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...classroom.figures import BLACK, BLUE, ORANGE, band, images, show, subplots
from ...nn.datasets import Digits
from ...nn.loss import softmax
from ...nn.network import Network
from ...nn.statistics import spread
from ...nn.training import train

#: Where the units of the drawn network stand: inputs, hidden units, outputs; and the radius of a unit.
_COLUMNS, _ROWS, _RADIUS = (0.0, 3.4, 6.8), (1.0, -1.0), 0.34


def tangent(loss: Callable, w: float, slope: float) -> None:
    """A loss over its weight, and the straight line that touches it at w.

    Parameters
    ----------
    loss : callable
        Takes a weight, gives a number.
    w, slope : float
        The place, and the slope measured there.
    """
    ws = np.linspace(w - 2, w + 4, 121)
    fig, ax = subplots(width=6.6, height=2.9)
    ax.plot(ws, [loss(place) for place in ws], color=BLUE, linestyle="-", label="loss")
    near = np.array([w - 1.1, w + 1.1])
    ax.plot(
        near, loss(w) + slope * (near - w), color=ORANGE, linestyle="--", label=f"straight line of slope {slope:.2f}"
    )
    ax.plot(w, loss(w), "o", color=BLACK, markersize=8, linestyle="none", label=f"w = {w:g}")
    ax.set(xlabel="weight w", ylabel="loss", ylim=(0, None))
    ax.legend()
    show(fig, f"At w = {w:g} a straight line of slope {slope:.2f} touches the loss. The loss there is {loss(w):.2f}.")


def walk(loss: Callable, places: Sequence[float]) -> None:
    """A loss over its weight, with the places of a walk downhill in their order.

    Parameters
    ----------
    loss : callable
        Takes a weight, gives a number.
    places : list of float
        The start, and the place after each step.
    """
    ws = np.linspace(min(places) - 1, max(places) + 1, 121)
    fig, ax = subplots(width=6.6, height=2.9)
    ax.plot(ws, [loss(w) for w in ws], color=BLUE, linestyle="-", label="loss")
    heights = [loss(w) for w in places]
    ax.plot(places, heights, "o", color=ORANGE, markersize=7, linestyle="none", label="start, and after each step")
    for step in range(4):  # later ones would lie on top of each other
        ax.annotate(f"{step}", (places[step], heights[step]), xytext=(7, 5), textcoords="offset points")
    ax.set(xlabel="weight w", ylabel="loss", ylim=(0, None))
    ax.legend()
    listed = ", ".join(f"{w:.2f}" for w in places)
    show(
        fig,
        f"{len(places) - 1} steps downhill. Places: {listed}. The loss falls from {heights[0]:.3f} to "
        f"{heights[-1]:.3f}.",
    )


# ---- the network of two inputs, two hidden units and two outputs ---------------------------------------


def way_forward(x: np.ndarray, W1: np.ndarray, W2: np.ndarray, label: int) -> None:
    """The way forward: a weight on each arrow, a value in each unit, the loss at the end.

    Parameters
    ----------
    x : array of shape (2,)
    W1, W2 : array of shape (2, 2)
        Weights into the hidden units and into the outputs; every bias is 0.
    label : int
        The right output.
    """
    _show_network(x, W1, W2, label, back=False)


def way_back(x: np.ndarray, W1: np.ndarray, W2: np.ndarray, label: int) -> None:
    """The same with the way back: the slope of the loss below each unit, and on each arrow that of its weight.

    Parameters are those of `way_forward`.
    """
    _show_network(x, W1, W2, label, back=True)


def _show_network(x, W1, W2, label, *, back):
    a = np.maximum(0, x @ W1)
    z = a @ W2
    p = softmax(z)
    d2 = p - np.eye(2)[label]
    d1 = (W2 @ d2) * (a > 0)
    fig, ax = _drawing()
    layers: list[tuple] = [(W1, np.outer(x, d1)), (W2, np.outer(a, d2))]
    for start, (W, dW) in enumerate(layers):
        for i, tail in enumerate(_ROWS):
            for j, head in enumerate(_ROWS):
                _arrow(ax, start, tail, head, W[i, j], dW[i, j] if back else None)
    slopes: list = [[None, None], d1 if back else [None, None], d2 if back else [None, None]]
    for column, name, values, slopes_of in zip(_COLUMNS, "xaz", (x, a, z), slopes):
        for i, row in enumerate(_ROWS):
            _unit(ax, column, row, f"{name}{i + 1} = {_short(values[i])}", slopes_of[i])
    for k, row in enumerate(_ROWS):
        right = "the right one" if k == label else "a wrong one"
        ax.text(_COLUMNS[2] + 0.62, row, f"p{k + 1} = {_short(p[k])}\n{right}", va="center", fontsize=11)
    ax.text(_COLUMNS[2] + 0.62, 0, f"loss −ln {_short(p[label])} = {-np.log(p[label]):.3f}", va="center", fontsize=11)
    for column, text in zip(_COLUMNS, ("inputs", "hidden units (ReLU)", "outputs")):
        ax.text(column, 1.78, text, ha="center", fontsize=11, weight="bold")
    show(fig, _said(x, W1, W2, a, z, p, label, (d1, d2, layers) if back else None))


def _drawing() -> tuple[Figure, Axes]:
    fig, ax = subplots(width=8.8, height=3.4)
    ax.set(xlim=(-0.8, 9.5), ylim=(-1.85, 2.05), aspect="equal")
    ax.axis("off")
    return fig, ax


def _arrow(ax, start, tail, head, weight, slope):
    """One arrow with its weight near its tail and, on the way back, its slope near its head."""
    begin, end = np.array([_COLUMNS[start], tail]), np.array([_COLUMNS[start + 1], head])
    along = (end - begin) / np.hypot(*(end - begin))
    ax.annotate(
        "",
        xy=end - 1.2 * _RADIUS * along,
        xytext=begin + 1.2 * _RADIUS * along,
        arrowprops={"arrowstyle": "-|>", "color": "#888888", "linewidth": 1.2},
    )
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    ax.text(*(begin + 0.3 * (end - begin)), _short(weight), ha="center", va="center", fontsize=11, color=BLUE, bbox=box)
    if slope is not None:
        box = {**box, "edgecolor": ORANGE}
        place = begin + 0.7 * (end - begin)
        ax.text(*place, _short(slope), ha="center", va="center", fontsize=11, color=ORANGE, bbox=box)


def _unit(ax, column, row, text, slope):
    box = {"boxstyle": "round,pad=0.35", "facecolor": "white", "edgecolor": BLACK, "linewidth": 1.4}
    ax.text(column, row, text, ha="center", va="center", fontsize=11, bbox=box)
    if slope is not None:
        ax.text(
            column,
            row - 0.5,
            f"slope {_short(slope)}",
            ha="center",
            va="center",
            fontsize=11,
            color=ORANGE,
            weight="bold",
        )


def _short(value):
    """A number with at most three decimals, and a minus of its own."""
    return f"{round(float(value), 3) + 0.0:g}".replace("-", "−")


def _said(x, W1, W2, a, z, p, label, back):
    """What the drawing shows, as text."""

    def listed(values):
        return ", ".join(map(_short, np.ravel(values)))

    forward = (
        f"Inputs {listed(x)}. Weights to hidden unit 1: {listed(W1[:, 0])}; to hidden unit 2: {listed(W1[:, 1])}. "
        f"Hidden units give {listed(a)}. Weights to output 1: {listed(W2[:, 0])}; to output 2: {listed(W2[:, 1])}. "
        f"Outputs {listed(z)}, probabilities {listed(p)}; output {label + 1} is right."
    )
    if back is None:
        return f"The way forward, with a weight on each arrow and a value in each unit. {forward}"
    d1, d2, ((_, dW1), (_, dW2)) = back
    return (
        "The way back, with the slope of the loss below each unit and near the head of each arrow. "
        f"At the outputs {listed(d2)}; at the hidden units {listed(d1)}. Of the weights to hidden unit 1: "
        f"{listed(dW1[:, 0])}; to hidden unit 2: {listed(dW1[:, 1])}; to output 1: {listed(dW2[:, 0])}; "
        f"to output 2: {listed(dW2[:, 1])}. {forward}"
    )


# ---- digits ----------------------------------------------------------------------------------------


def ten_probabilities(
    digits: Digits, rows: Sequence[int], forward: Callable, before: Sequence, after: Sequence
) -> None:
    """Test digits, each with the ten probabilities that networks give it before and after training.

    Parameters
    ----------
    digits : Digits
    rows : list of int
        Which test digits.
    forward : callable
        Takes pictures and a network; gives the logits.
    before, after : list
        The networks. The bars are the means of their probabilities.
    """
    of_each = [np.array([softmax(forward(digits.X_test[rows], n)) for n in networks]) for networks in (before, after)]
    fig, axes = subplots(len(rows), 2, width=8.2, height=1.95 * len(rows), width_ratios=[1, 4])
    places, parts = np.arange(10), []
    for i, (left, right) in enumerate(axes):
        digit = digits.y_test[rows[i]]
        images([left], [digits.images_test[rows[i]]], [f"written as {digit}"])
        old, new = (probabilities[:, i] for probabilities in of_each)
        right.bar(places - 0.2, old.mean(axis=0), 0.4, color="white", edgecolor=BLACK, hatch="///", label="before")
        right.bar(places + 0.2, new.mean(axis=0), 0.4, color=BLUE, edgecolor=BLACK, label="after training")
        right.set(xticks=places, ylim=(0, 1.05), ylabel="probability")
        right.grid(axis="x", visible=False)
        was, became = (spread(probabilities[:, digit], digits=2) for probabilities in (old, new))
        parts.append(f"For the {digit}, the probability of {digit} was {was} and is {became}.")
    axes[0, 1].legend(loc="upper right", ncols=2, bbox_to_anchor=(1, 1.32))
    axes[-1, 1].set_xlabel("digit")
    show(
        fig,
        f"Ten probabilities for {' and '.join(f'one {digits.y_test[row]}' for row in rows)}, before and after "
        f"training. The bars are means of {len(before)} networks. {' '.join(parts)}",
    )


def learning_curve(networks: Network, digits: Digits, epochs: int, lr: float = 0.1) -> None:
    """Train networks, an epoch at a time, and draw their loss and the digits that they read correctly.

    Parameters
    ----------
    networks : Network
        With runs; they are trained in place.
    digits : Digits
    epochs : int
    lr : float
    """
    losses: list[np.ndarray] = []
    on_training: list[np.ndarray] = []
    on_test: list[np.ndarray] = []
    rows = np.arange(len(digits.y_train))
    for epoch in range(epochs + 1):
        if epoch > 0:
            seed = len(losses[0]) * epoch
            train(networks, digits.X_train, digits.y_train, lr=lr, epochs=1, seed=seed, progress=False)
        probabilities = networks.probabilities(digits.X_train)  # of both curves: a pass forward takes most of the time
        losses.append(-np.log(probabilities[:, rows, digits.y_train]).mean(axis=1))
        on_training.append((probabilities.argmax(axis=2) == digits.y_train).mean(axis=1))
        on_test.append(networks.accuracy(digits.X_test, digits.y_test))
    fig, (left, right) = subplots(1, 2, width=8.8, height=3.1)
    x = range(epochs + 1)
    band(left, x, losses, "training digits")
    left.axhline(np.log(10), color=BLACK, linestyle=":", linewidth=1.5, label="guessing: 2.30")
    left.set(title="loss", xlabel="epochs of training", ylim=(0, 2.6))
    left.legend(loc="upper right", bbox_to_anchor=(1, 0.85))
    band(right, x, 100 * np.array(on_training), "training digits", 0)
    band(right, x, 100 * np.array(on_test), "test digits", 1)
    right.axhline(10, color=BLACK, linestyle=":", linewidth=1.5, label="guessing: 10 %")
    right.set(title="digits read correctly (%)", xlabel="epochs of training", ylim=(0, 102))
    right.legend(loc="lower right", bbox_to_anchor=(1, 0.15))
    of_test = [spread(on_test[epoch], percent=True) for epoch in (0, 1, -1)]
    show(
        fig,
        f"Loss and accuracy of {len(losses[0])} networks over {epochs} epochs. Lines are means, bands one spread to "
        f"either side. Loss on the training digits: {spread(losses[0])} before, {spread(losses[-1])} after. Test "
        f"digits read correctly: {of_test[0]} before, {of_test[1]} after one epoch, {of_test[2]} at the end; training "
        f"digits at the end: {spread(on_training[-1], percent=True)}.",
    )


def weights(start: Network, trained: Network) -> None:
    """The weights of eight hidden units as pictures, before and after training.

    Parameters
    ----------
    start, trained : Network
        With runs, and 64 inputs.
    """
    fig, axes = subplots(2, 8, width=8.8, height=2.7)
    for row, network, when in zip(axes, (start, trained), ("start", "trained")):
        pictures = network.weights[0][0].T.reshape(-1, 8, 8)[:8]  # the first network's first eight units
        shown = images(row, pictures, [f"unit {unit + 1}" for unit in range(8)], limit=0.8)
        row[0].set_ylabel(when)
    fig.colorbar(shown, ax=axes, label="weight")
    size = [spread(network.weights[0].std(axis=(1, 2))) for network in (start, trained)]
    show(
        fig,
        "Weights of eight hidden units of one network as pictures, before and after training: orange negative, purple "
        f"positive. Standard deviation of the hidden layer's weights, over {len(start.weights[0])} networks: {size[0]} "
        f"before, {size[1]} after.",
    )


def hard(digits: Digits, networks: Network, readings: Sequence[int] | None = None) -> None:
    """The six test digits that networks find hardest; beside somebody's readings, what they are and how they are read.

    Parameters
    ----------
    digits : Digits
    networks : Network
        With runs.
    readings : list of six int, optional
        Without them the pictures stand alone.
    """
    every = np.arange(len(digits.y_test))
    probability = networks.probabilities(digits.X_test)[:, every, digits.y_test].mean(axis=0)
    rows = np.sort(np.argsort(probability)[:6])
    written, read = digits.y_test[rows], networks.predict(digits.X_test[rows])
    mostly = [int(np.bincount(read[:, i]).argmax()) for i in range(6)]
    titles = [f"picture {i + 1}" for i in range(6)]
    if readings is not None:
        titles = [f"written as {a}\nread as {b} by most\nas {c} by you" for a, b, c in zip(written, mostly, readings)]
    fig, axes = subplots(1, 6, width=8.8, height=1.75 if readings is None else 2.2)
    images(axes, list(digits.images_test[rows]), titles)
    mistakes = (networks.predict(digits.X_test) != digits.y_test).sum(axis=1)
    said = f"One network misreads {spread(mistakes, digits=1)} of {len(every)} test digits."
    if readings is not None:
        yours = int((np.array(readings) == written).sum())
        theirs = spread((read == written).sum(axis=1), digits=1)
        said = f"Written as {', '.join(map(str, written))}. You read {yours} of the six, one network reads {theirs}."
    show(fig, f"The six test digits that {len(read)} networks find hardest. {said}")
