"""The figures of the lesson on activations."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from ...classroom.figures import points
from ...nn.network import Network


def decision_map(ax: Axes, network: Network, X: np.ndarray, y: np.ndarray, title: str) -> None:
    """Which of two classes a network predicts over the plane, with the data on top.

    Parameters
    ----------
    ax : matplotlib Axes
    network : Network
        Two inputs and two outputs.
    X : array of shape (n, 2)
    y : int array of shape (n,)
    title : str
    """
    low, high = X.min(axis=0) - 0.25, X.max(axis=0) + 0.25
    x1, x2 = np.meshgrid(np.linspace(low[0], high[0], 300), np.linspace(low[1], high[1], 300))
    predicted = network.predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    ax.pcolormesh(x1, x2, predicted, cmap=ListedColormap(["#cfe5f2", "#f9dcc8"]), vmin=0, vmax=1, rasterized=True)
    if predicted.min() != predicted.max():
        ax.contour(x1, x2, predicted, levels=[0.5], colors="black", linewidths=1)
    points(ax, X, y)
    ax.set(title=title, xticks=[], yticks=[])
    ax.grid(False)
