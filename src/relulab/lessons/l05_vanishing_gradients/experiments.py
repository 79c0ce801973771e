"""Experiments of the lesson on vanishing gradients: signals by layer, and theory."""

import itertools
from collections.abc import Sequence

import numpy as np

from ...nn import checks, measures
from ...nn.activations import Activation
from ...nn.activations import get as get_activation
from ...nn.network import Network, weight_std
from ...nn.sweep import Sweep, in_groups


def signals(networks: Network, X: np.ndarray, y: np.ndarray, names: Sequence[str] = ("Z", "A", "dZ", "dW")) -> Sweep:
    """How large the signals in networks are, layer by layer, on the way forward and on the way back.

    Parameters
    ----------
    networks : Network
        With runs.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    names : tuple of str
        What to measure.

    Returns
    -------
    Sweep
        Axes seed and layer; the last layer is the linear output. It has "Z", the spread of the
        pre-activations (standard deviation over rows and units), "A", the spread of the outputs, and
        the lengths of "dZ" and "dW", the slopes of the loss with respect to pre-activations and weights.
    """

    def deviation(arrays):
        # In float64: the squares of large float32 signals would overflow.
        return np.stack([array.std(axis=(-1, -2), dtype=np.float64) for array in arrays], axis=-1)

    ways = {
        "Z": lambda part: deviation(part.forward(X).pre_activations),
        "A": lambda part: deviation(part.forward(X).activations[1:]),
        "dZ": lambda part: measures.backward_norms(part, X, y),
        "dW": lambda part: measures.gradient_norms(part, X, y),
    }
    seeds, layers = range(checks.runs(networks)), range(1, len(networks.sizes))
    values = in_groups(networks, lambda part: {name: ways[name](part) for name in names})
    return Sweep({"seed": list(seeds), "layer": list(layers)}, values)


def predicted_signal(
    activation: str | Activation, n: int, weight_std: float, depth: int, *, bias: float = 0.0, start: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Spread of the pre-activations, and the factor by which gradients change, layer by layer, in a wide network.

    Each layer's pre-activations are taken as normal with mean `bias` and a variance q that follows
    from the layer before: q' = n * weight_std**2 * E[f(z)**2]. Going backwards, the gradient of the
    pre-activations gets n * weight_std**2 * E[f'(z)**2] times its squared length in each layer.

    Parameters
    ----------
    activation : str or Activation
    n : int
        Units in each layer.
    weight_std : float
        Standard deviation of each weight.
    depth : int
        Number of hidden layers.
    bias : float
    start : float
        Standard deviation of the pre-activations of the first hidden layer.

    Returns
    -------
    std : array of shape (depth,)
        Standard deviation of the pre-activations of each hidden layer.
    factor : array of shape (depth,)
        By how much the length of the gradient is multiplied from layer l + 1 back to layer l.

    Notes
    -----
    Source: B. Poole and others, "Exponential expressivity in deep neural networks through transient
    chaos", 2016, and S. Schoenholz and others, "Deep information propagation", 2017.
    """
    f = get_activation(activation)
    # Midpoints of small pieces, so that a corner of f at 0 lies between two of them.
    nodes = (np.arange(4000) + 0.5) / 250 - 8
    shares = np.exp(-(nodes**2) / 2)
    shares /= shares.sum()
    gain = n * weight_std**2
    std, factor, q = [], [], start**2
    for _ in range(depth):
        z = bias + np.sqrt(q) * nodes
        std.append(np.sqrt(q))
        factor.append(np.sqrt(gain * shares @ f.derivative(z) ** 2))
        q = gain * shares @ f(z) ** 2
    return np.array(std), np.array(factor)


def predicted_gradient(
    activation: str | Activation, init: str | float, n: int, depth: int, *, start: float = 1.0
) -> np.ndarray:
    """Length of the gradient of the pre-activations in each hidden layer, as a share of the last one's, in theory.

    Parameters
    ----------
    activation : str or Activation
    init : str or float
        As for Network.
    n : int
        Units in each layer.
    depth : int
        Number of hidden layers.
    start : float
        Standard deviation of the pre-activations of the first hidden layer.

    Returns
    -------
    array of shape (depth,)
        The last entry is 1. See `predicted_signal`.
    """
    _, factor = predicted_signal(activation, n, weight_std(init, n, n), depth, start=start)
    return np.append(np.cumprod(factor[-2::-1])[::-1], 1.0)


def as_tanh(networks: Network) -> Network:
    """Change a fresh sigmoid network in place so that it computes what the tanh network of the same seed computes.

    tanh(u) = 2 sigmoid(2u) - 1, so the weights become 2 or 4 times as large, and the biases take away
    what the mean output of one half adds up to.

    Parameters
    ----------
    networks : Network
        With the sigmoid and at least one hidden layer.

    Returns
    -------
    Network
        The same object.
    """
    last = len(networks.weights) - 1
    for layer, (W, b) in enumerate(zip(networks.weights, networks.biases)):
        if layer < last:
            W *= 2
            b *= 2
        if layer > 0:
            W *= 2
            b -= W.sum(axis=-2) / 2
    return networks


def shallower(networks: Network, depth: int) -> Network:
    """The first hidden layers of networks with layers of equal width, and their output layer, as networks of their own.

    Parameters
    ----------
    networks : Network
        They share their arrays with the result.
    depth : int
        Number of hidden layers to keep.

    Returns
    -------
    Network
    """
    weights, biases = ([*arrays[:depth], arrays[-1]] for arrays in (networks.weights, networks.biases))
    return networks.with_parameters(weights, biases)


def first_over_last(
    names: Sequence[str],
    gains: Sequence[float],
    depths: Sequence[int],
    X: np.ndarray,
    y: np.ndarray,
    *,
    width: int = 64,
    seeds: int = 20,
    seed: int = 0,
) -> Sweep:
    """How the gradient of the first hidden layer compares with that of the last one, in fresh networks.

    The networks of all activations and gains share their random numbers; the weights differ in scale alone.

    Parameters
    ----------
    names : list of str
        Activations.
    gains : list of float
        Units in a layer times the variance of their weights.
    depths : list of int
        Numbers of hidden layers.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    width, seeds, seed : int

    Returns
    -------
    Sweep
        Axes activation, gain, depth, seed. It has "ratio", the length of the gradient of the
        pre-activations in the first hidden layer, divided by that in the last.
    """
    sizes = [X.shape[1], *[width] * max(depths), int(y.max()) + 1]
    drawn = Network(sizes, init=width**-0.5, runs=seeds, seed=seed)
    ratio = np.empty((len(names), len(gains), len(depths), seeds))
    for (i, name), (j, gain) in itertools.product(enumerate(names), enumerate(gains)):
        weights = [np.float32(np.sqrt(gain)) * W for W in drawn.weights]
        for k, depth in enumerate(depths):
            networks = shallower(drawn.with_parameters(weights, drawn.biases, get_activation(name)), depth)
            norms = in_groups(networks, lambda part: {"dZ": measures.backward_norms(part, X, y)})["dZ"]
            ratio[i, j, k] = norms[:, 0] / norms[:, depth - 1]
    return Sweep(
        {"activation": list(names), "gain": list(gains), "depth": list(depths), "seed": list(range(seeds))},
        {"ratio": ratio},
    )
