"""Sweeps: one training or measurement for every combination of settings, over many seeds, as arrays with named axes.

All combinations that differ in learning rate, bias, leaky slope or seed are trained at once, on the
leading `runs` axis of `relulab.network`. A claim of the course is one or two sweeps and a rule, see
`relulab.claims`. Left out: search for the best setting, storage on disk.
"""

import itertools
import warnings
from dataclasses import dataclass

import numpy as np

from . import measures
from .activations import LeakyReLU
from .activations import get as get_activation
from .network import INITS, Network, transpose
from .training import TrainingStopped, _one_blas_thread, train

#: Runs that are measured together: the activations of all runs on all rows would fill the memory.
RUNS_PER_LOOK = 16


@dataclass(frozen=True)
class Sweep:
    """Measurements with named axes.

    Attributes
    ----------
    axes : dict
        Name of each axis and the settings along it, in the order of the arrays' axes.
    values : dict
        Name of each measurement and its array; axes of its own, such as layers, come last.
    """

    axes: dict
    values: dict

    def __getitem__(self, name):
        """The array of one measurement."""
        if name not in self.values:
            raise KeyError(f"This sweep did not measure {name!r}. It measured: {', '.join(self.values)}.")
        return self.values[name]

    def __repr__(self):
        axes = ", ".join(f"{name}: {len(settings)}" for name, settings in self.axes.items())
        return f"Sweep({axes}; measured: {', '.join(self.values)})"

    def at(self, **settings):
        """The part of the sweep with the given settings; their axes are gone.

        Parameters
        ----------
        **settings
            Name of an axis and one of its settings, such as `lr=0.1`.

        Returns
        -------
        Sweep
        """
        axes, values = dict(self.axes), dict(self.values)
        for name, setting in settings.items():
            if name not in axes:
                raise KeyError(f"This sweep has no axis {name!r}. Its axes are: {', '.join(self.axes)}.")
            known = [str(one) for one in axes[name]]
            if str(setting) not in known:
                raise KeyError(f"{name}={setting!r} was not part of this sweep; {name} took the values {', '.join(known)}.")
            where, position = list(axes).index(name), known.index(str(setting))
            values = {key: array.take(position, axis=where) for key, array in values.items()}
            del axes[name]
        return Sweep(axes, values)


def sweep(
    sizes, X, y, *, lr=0.1, epochs, measure, every=None, activation="relu", init="he", bias=0.0, slope=None,
    seeds=20, seed=0, batch_size=32,
):
    """Train networks for every combination of the settings given as lists, and measure them.

    Parameters
    ----------
    sizes : list of int, or list of such lists
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr, bias, slope : float or list of float
        Learning rate, starting bias of the hidden units, and slope of a Leaky ReLU, which then takes
        the place of `activation`.
    epochs : int
        0 measures the networks as they start.
    measure : callable
        Takes a Network with runs and gives a dict of arrays with those runs as leading axis.
    every : int, optional
        Measure before the first step and after every so many steps, instead of at the end only: the
        results get an axis "step".
    activation, init : str, Activation or float, or a list of them
        As for Network.
    seeds : int
        Networks for each combination. Each network of the sweep starts from a seed of its own.
    seed : int
        Where the random numbers start.
    batch_size : int

    Returns
    -------
    Sweep
        Axes in the order sizes, activation, init, lr, bias, slope, seed, step, as far as they vary. It
        has what `measure` measures, and "diverged": the step at which the loss was no longer finite,
        or 0. What is measured of a diverged network describes it before that step.
    """
    settings = {"sizes": sizes, "activation": activation, "init": init}
    apart = {name: s for name, s in settings.items() if np.ndim(s[0] if name == "sizes" else s) == 1}
    together = {name: list(s) for name, s in {"lr": lr, "bias": bias, "slope": slope}.items() if np.ndim(s) == 1}
    crossed = np.array(list(itertools.product(*together.values(), range(seeds)))).T
    runs = crossed.shape[1]
    by_run = {"lr": lr, "bias": bias, "slope": slope, **dict(zip(together, crossed))}

    parts = []
    for chosen in itertools.product(*apart.values()):
        sizes, activation, init = {**settings, **dict(zip(apart, chosen))}.values()
        if slope is not None:
            activation = LeakyReLU(by_run["slope"])
        own_seed = seed + len(parts) * runs
        networks = Network(sizes, activation, init=init, bias=by_run["bias"], runs=runs, seed=own_seed)
        parts.append(
            follow(networks, X, y, lr=by_run["lr"], epochs=epochs, measure=measure, every=every, batch_size=batch_size, seed=own_seed)
        )
    axes = {name: [getattr(one, "name", one) for one in s] for name, s in apart.items()}
    axes |= together | {"seed": list(range(seeds))}
    shape = [len(s) for s in axes.values()]
    values = {name: np.stack([part[name] for part in parts]) for name in parts[0].values}
    return Sweep(axes | parts[0].axes, {name: array.reshape(*shape, *array.shape[2:]) for name, array in values.items()})


def follow(networks, X, y, *, lr, epochs, measure, every=None, batch_size=32, seed=0):
    """Train networks and measure them on the way.

    Parameters
    ----------
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs : int
    measure : callable
        Takes a Network with runs and gives a dict of arrays with those runs as leading axis.
    every : int, optional
        Measure before the first step and after every so many steps; without it at the end only.
    batch_size : int
    seed : int
        Decides the order of the rows.

    Returns
    -------
    Sweep
        Its arrays have the runs as leading axis, then, with `every`, the axis "step".

    Raises
    ------
    KeyboardInterrupt
        If the reader interrupts; the networks keep what they had learned.
    """
    rows, rng = len(X), np.random.default_rng([seed, 2])
    diverged, done, steps, looks = np.zeros(networks.runs, int), 0, [0], []
    if every is None:
        pieces = [slice(None)] if epochs else []
    else:
        looks.append(_look(networks, measure, diverged))
        ends = range(0, rows, every * batch_size)
        pieces = [slice(start, start + every * batch_size) for _ in range(epochs) for start in ends]
    order = None
    for number, piece in enumerate(pieces):
        if every is not None and piece.start == 0:
            order = rng.permutation(rows)
        chosen = slice(None) if every is None else order[piece]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", TrainingStopped)
            history = train(
                networks, X[chosen], y[chosen], lr=lr, epochs=1 if every else epochs, batch_size=batch_size,
                seed=seed + number * networks.runs, progress=False,
            )
        if history.stopped and history.stopped.startswith("Interrupted"):
            raise KeyboardInterrupt("The sweep was interrupted; run the cell again to start it anew.")
        diverged = np.where((diverged == 0) & (history.diverged > 0), done + history.diverged, diverged)
        done += -(-len(y[chosen]) // batch_size)
        if every is not None:
            steps.append(done)
            looks.append(_look(networks, measure, diverged))
    if every is None:
        return Sweep({}, _look(networks, measure, diverged))
    return Sweep({"step": steps}, {name: np.stack([look[name] for look in looks], axis=1) for name in looks[0]})


def _look(networks, measure, diverged):
    """What `measure` says of a few runs at a time, put together."""
    starts = range(0, networks.runs, RUNS_PER_LOOK)
    # Under load, threads that wait for each other made small products ten times slower.
    with _one_blas_thread():
        found = [measure(networks.block(slice(start, start + RUNS_PER_LOOK))) for start in starts]
    return {**{name: np.concatenate([part[name] for part in found]) for name in found[0]}, "diverged": diverged}


# ---- what theory predicts -------------------------------------------------------------------------


def predicted_signal(activation, n, weight_std, depth, *, bias=0.0, start=1.0):
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


def weight_std(init, n_in, n_out):
    """Standard deviation of the weights that an initialisation draws.

    Parameters
    ----------
    init : str or float
        As for Network.
    n_in, n_out : int

    Returns
    -------
    float
    """
    if not isinstance(init, str):
        return float(init)
    kind, width = INITS[init](n_in, n_out)
    return float(width if kind == "normal" else width / np.sqrt(3))


# ---- lesson 03: filters, and sparsity against overfitting -----------------------------------------


def convolve(images, kernels):
    """Sliding weighted sums: each kernel laid on every place of each image where it fits in whole.

    Parameters
    ----------
    images : array of shape (n, height, width)
    kernels : array of shape (k, size, size)

    Returns
    -------
    array of shape (n, k, height - size + 1, width - size + 1)
    """
    images, kernels = np.asarray(images), np.asarray(kernels)
    size = kernels.shape[-1]
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))
    flat = windows.reshape(*windows.shape[:3], size * size)
    return np.moveaxis(flat @ kernels.reshape(-1, size * size).T.astype(images.dtype), -1, 1)


def filter_features(images, kernels, activation):
    """What a small convolutional layer hands on: convolve, activate, and add up within each quarter of the picture.

    Parameters
    ----------
    images : array of shape (n, 8, 8)
    kernels : array of shape (k, 3, 3)
    activation : str or Activation

    Returns
    -------
    array of shape (n, 4 * k)
    """
    A = get_activation(activation)(convolve(images, kernels))
    n, k = A.shape[:2]
    return A.reshape(n, k, 2, 3, 2, 3).sum(axis=(3, 5)).reshape(n, -1)


def filters_accuracy(activation, digits, *, kernels=8, epochs=10, lr=0.1, seeds=20, seed=0):
    """How many test digits a linear layer reads from a few random filters and an activation.

    Each seed draws its own 3x3 filters, normal numbers less their mean, and nothing trains them. The
    features of `filter_features` are standardised by the training rows; one linear layer learns from them.

    Parameters
    ----------
    activation : str or Activation
    digits : Digits
        As `datasets.load_digits` gives them.
    kernels : int
        Filters for each seed.
    epochs, lr, seeds, seed
        As for `sweep`.

    Returns
    -------
    array of shape (seeds,)
        Test accuracy, 0 to 1.
    """
    for_training, for_test = [], []
    for s in range(seed, seed + seeds):
        filters = np.random.default_rng([s, 3]).normal(size=(kernels, 3, 3))
        filters -= filters.mean(axis=(1, 2), keepdims=True)
        F = filter_features(digits.images_train, filters, activation)
        mean, deviation = F.mean(axis=0), F.std(axis=0)
        for_training.append((F - mean) / deviation)
        for_test.append((filter_features(digits.images_test, filters, activation) - mean) / deviation)
    networks = Network([4 * kernels, 10], init=0.01, runs=seeds, seed=seed)
    train(networks, np.array(for_training), digits.y_train, lr=lr, epochs=epochs, seed=seed, progress=False)
    return networks.accuracy(np.array(for_test), digits.y_test)


def small_sets(X, y, rows, *, sets=20, seed=0):
    """Small training sets, each drawn at random without repetition.

    Parameters
    ----------
    X : array of shape (n, n_inputs)
    y : int array of shape (n,)
    rows : int
        Rows in each set.
    sets, seed : int

    Returns
    -------
    X : array of shape (sets, rows, n_inputs)
    y : int array of shape (sets, rows)
    """
    chosen = np.array([np.random.default_rng([s, 4]).permutation(len(X))[:rows] for s in range(seed, seed + sets)])
    return X[chosen], y[chosen]


def train_to_loss(networks, X, y, *, target, lr, penalty=0.0, epochs=200, look=5, batch_size=32, seed=0):
    """Train networks with one hidden layer in place, each until its loss on all its rows is below a target.

    Networks that are stopped at the same loss have learned their rows equally well, so that what
    differs on other rows is not due to one of them being further on.

    Parameters
    ----------
    networks : Network
        With runs and one hidden layer.
    X : array of shape (R, rows, n_inputs)
    y : int array of shape (R, rows)
    target : float
        Softmax cross-entropy in nats, without the penalty.
    lr : float
    penalty : float
        Added to what training makes small: the penalty times the sum of a row's hidden activations,
        averaged over the rows (an L1 penalty, for activations that are never negative).
    epochs : int
        At most so many.
    look : int
        Epochs between two looks at the loss.
    batch_size, seed : int
        As for `train`.

    Returns
    -------
    int array of shape (R,)
        Epochs that each run took, or 0 where it did not come below the target.
    """
    if networks.runs is None or len(networks.sizes) != 3:
        raise ValueError(f"train_to_loss needs a Network with runs and one hidden layer, but got {networks!r}.")
    runs, (_, rows) = networks.runs, np.shape(y)
    rate = np.full((runs, 1, 1), lr, networks.weights[0].dtype)
    took, each = np.zeros(runs, int), np.arange(runs)[:, None]
    orders = [np.random.default_rng([seed + r, 5]) for r in range(runs)]
    with _one_blas_thread():
        for epoch in range(1, epochs + 1):
            order = np.array([rng.permutation(rows) for rng in orders])
            for start in range(0, rows, batch_size):
                batch = order[:, start : start + batch_size]
                X_batch = X[each, batch]
                _, gradients = networks.gradients(X_batch, y[each, batch])
                if penalty:
                    Z = X_batch @ networks.weights[0] + networks.biases[0][:, None, :]
                    push = (penalty / batch.shape[1] * networks.activation.derivative(Z)).astype(rate.dtype)
                    gradients[0] = gradients[0][0] + transpose(X_batch) @ push, gradients[0][1] + push.sum(axis=-2)
                for W, b, (dW, db) in zip(networks.weights, networks.biases, gradients):
                    W -= rate * dW
                    b -= rate[:, 0] * db
            if epoch % look == 0:
                there = (took == 0) & (networks.loss(X, y) < target)
                took[there] = epoch
                rate[there] = 0
                if took.all():
                    break
    return took


# ---- lesson 05: dying units -----------------------------------------------------------------------


def phase_map(
    X, y, *, lrs, biases, slope=None, hidden=(32,), epochs=10, seeds=5, seed=0, batch_size=32, X_test=None, y_test=None,
):
    """Train networks for every pair of a learning rate and a starting bias, and count their dead units.

    Parameters
    ----------
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
        0 to n_classes - 1.
    lrs, biases : list of float
        Learning rates, and starting biases of all hidden units.
    slope : float, optional
        Slope of a Leaky ReLU; without it, plain ReLU.
    hidden : tuple of int
        Units in each hidden layer.
    epochs, seeds, seed, batch_size : int
        As for `sweep`.
    X_test, y_test : array, optional
        The accuracy is measured on these; on X and y if not given.

    Returns
    -------
    Sweep
        Axes lr, bias, seed. "dead": share of all hidden units that are dead on X after training.
        "accuracy". "diverged": the step at which the loss was no longer finite, or 0. A network that
        diverged counts apart: what is measured of it describes it before that step, and its accuracy
        may be NaN.
    """
    X_test, y_test = (X, y) if X_test is None else (X_test, y_test)

    def measure(networks):
        return {
            "dead": measures.dead_units(networks, X).sum(axis=-1) / sum(hidden),
            "accuracy": networks.accuracy(X_test, y_test),
        }

    sizes = [np.shape(X)[-1], *hidden, int(np.max(y)) + 1]
    return sweep(
        sizes, X, y, lr=list(lrs), bias=list(biases), slope=slope, epochs=epochs, seeds=seeds, seed=seed,
        batch_size=batch_size, measure=measure,
    )


def follow_deaths(networks, X, y, *, lr, epochs, every, batch_size=32, seed=0):
    """Train networks and note, again and again, which units are dead.

    Parameters
    ----------
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs, every, batch_size, seed : int
        As for `follow`.

    Returns
    -------
    Sweep
        Axis "step". "dead": bool array of shape (R, steps, hidden units), the units in the order of the
        layers; dead as in `measures.dead_units`, on all rows of X. "diverged" as in `follow`.
    """
    def measure(some):
        return {"dead": np.concatenate(measures.which_dead(some, X), axis=-1)}

    return follow(networks, X, y, lr=lr, epochs=epochs, every=every, measure=measure, batch_size=batch_size, seed=seed)


def born_dead(widths, depths, *, draws=1000, init="he", activation="relu", seed=0):
    """Which deep, narrow networks give the same output for every input before any training.

    The networks have one input, hidden layers of the same width and one output, all biases zero, and
    inputs on both sides of 0.

    Parameters
    ----------
    widths : list of int
        Units in each hidden layer.
    depths : list of int
        Layers with weights: a depth of 5 means 4 hidden layers and the output. At least 2.
    draws : int
        Networks of each width and depth.
    init, activation : str, float or Activation
        As for Network.
    seed : int

    Returns
    -------
    Sweep
        Axes width, depth, draw. "dead": True where all outputs are equal. A network and the deeper ones
        of the same draw share no weights.

    Notes
    -----
    The question is that of L. Lu, Y. Shin, Y. Su and G. E. Karniadakis, "Dying ReLU and
    initialization", 2019, https://arxiv.org/abs/1903.06733.
    """
    # Without biases a ReLU network is a straight line on either side of 0, so few inputs tell all.
    x = np.array([-2.0, -1.0, 1.0, 2.0])[:, None]
    dead = np.empty((len(widths), len(depths), draws), bool)
    for i, width in enumerate(widths):
        for j, depth in enumerate(depths):
            apart = seed + (i * len(depths) + j) * draws
            networks = Network([1, *[width] * (depth - 1), 1], activation, init=init, runs=draws, seed=apart, dtype=np.float64)
            outputs = networks.forward(x).activations[-1]
            dead[i, j] = (outputs == outputs[:, :1]).all(axis=(-1, -2))
    return Sweep({"width": list(widths), "depth": list(depths), "draw": list(range(draws))}, {"dead": dead})


# ---- gradients, layer by layer ----------------------------------------------------------------------


def signals(networks, X, y, names=("Z", "A", "dZ", "dW")):
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

    def spread(arrays):
        # In float64: the squares of large float32 signals would overflow.
        return np.stack([array.std(axis=(-1, -2), dtype=np.float64) for array in arrays], axis=-1)

    ways = {
        "Z": lambda part: spread(part.forward(X).pre_activations),
        "A": lambda part: spread(part.forward(X).activations[1:]),
        "dZ": lambda part: measures.backward_norms(part, X, y),
        "dW": lambda part: measures.gradient_norms(part, X, y),
    }
    values = _look(networks, lambda part: {name: ways[name](part) for name in names}, np.zeros(networks.runs, int))
    del values["diverged"]
    return Sweep({"seed": list(range(networks.runs)), "layer": list(range(1, len(networks.sizes)))}, values)


def predicted_gradient(activation, init, n, depth, *, start=1.0):
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


def as_tanh(networks):
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


def steps_to(error, networks, X, y, *, lr, epochs, every=5, seed=0, probe=300):
    """Training steps until the share of wrong answers is down to `error`.

    Parameters
    ----------
    error : float
        Between 0 and 1.
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs : int
        When to give up.
    every : int
        Look after every so many steps.
    seed : int
        Decides the order of the rows.
    probe : int
        How many rows of X the error is measured on.

    Returns
    -------
    array of shape (R,)
        Between two looks the error is taken to fall in a straight line; infinite where it did not
        come down that far.
    """
    X_probe, y_probe = X[:probe], y[:probe]
    steps, errors = np.zeros(0), np.ones((networks.runs, 0))
    for epoch in range(epochs):
        looks = follow(
            networks, X, y, lr=lr, epochs=1, every=every, seed=seed + epoch * networks.runs,
            measure=lambda part: {"error": 1 - part.accuracy(X_probe, y_probe)},
        )
        before = steps[-1] if epoch else 0
        steps = np.append(steps, before + np.array(looks.axes["step"]))
        errors = np.concatenate([errors, np.nan_to_num(looks["error"], nan=1.0)], axis=1)
        if (errors <= error).any(axis=1).all():
            break
    reached = np.full(networks.runs, np.inf)
    for run, below in enumerate(errors <= error):
        i = below.argmax()
        if below[i]:
            before, after = (errors[run, max(i - 1, 0)], errors[run, i])
            share = (before - error) / (before - after) if before > after else 1.0
            reached[run] = steps[max(i - 1, 0)] + share * (steps[i] - steps[max(i - 1, 0)])
    return reached


def shallower(networks, depth):
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
    part = networks._with(weights, biases, networks.runs, networks.activation)
    part.sizes = [*networks.sizes[: depth + 1], networks.sizes[-1]]
    return part


def first_over_last(names, gains, depths, X, y, *, width=64, seeds=20, seed=0):
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
            networks = shallower(drawn._with(weights, drawn.biases, seeds, get_activation(name)), depth)
            norms = _look(networks, lambda part: {"dZ": measures.backward_norms(part, X, y)}, None)["dZ"]
            ratio[i, j, k] = norms[:, 0] / norms[:, depth - 1]
    return Sweep({"activation": list(names), "gain": list(gains), "depth": list(depths), "seed": list(range(seeds))}, {"ratio": ratio})
