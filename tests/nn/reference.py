"""What the tests compare with: the formulas once more, written apart from the package.

The activations are computed with 60 decimal digits, a network with loops over single numbers, gradients by finite
differences, and training with whole-batch steps in the open.
"""

import math
from decimal import Decimal, localcontext

import numpy as np
from hypothesis import settings

#: The same examples on every run, so that a red test is red again; no time limit on a busy machine.
PROPERTY = settings(derandomize=True, deadline=None, database=None, max_examples=60)


# ---- activations, one number at a time, in 60 digits ---------------------------------------------


def _tanh(z):
    return ((2 * z).exp() - 1) / ((2 * z).exp() + 1)


def _gelu(z):
    pi = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
    return z / 2 * (1 + _tanh((2 / pi).sqrt() * (z + Decimal("0.044715") * z**3)))


FORMULAS = {
    "identity": lambda z: z,
    "step": lambda z: Decimal(z > 0),
    "sigmoid": lambda z: 1 / (1 + (-z).exp()),
    "tanh": _tanh,
    "relu": lambda z: z if z > 0 else Decimal(0),
    "leaky_relu": lambda z: z if z > 0 else Decimal("0.01") * z,
    "elu": lambda z: z if z > 0 else z.exp() - 1,
    "softplus": lambda z: (1 + z.exp()).ln(),
    "silu": lambda z: z / (1 + (-z).exp()),
    "gelu": _gelu,
}


def exact_value(name, z):
    with localcontext(prec=60):
        return float(FORMULAS[name](Decimal(float(z))))


def exact_slope(name, z):
    """The difference quotient over 2e-20: exact to 1e-40 away from a kink."""
    with localcontext(prec=60):
        z, h = Decimal(float(z)), Decimal("1e-20")
        return float((FORMULAS[name](z + h) - FORMULAS[name](z - h)) / (2 * h))


# ---- a network, one number at a time -------------------------------------------------------------


def scalar_logits(weights, biases, f, x):
    """The outputs for one input, as a list; `f` takes and gives one number."""
    a = [float(v) for v in x]
    for layer, (W, b) in enumerate(zip(weights, biases)):
        z = [sum(a[i] * float(W[i, j]) for i in range(len(a))) + float(b[j]) for j in range(len(b))]
        a = z if layer == len(weights) - 1 else [f(v) for v in z]
    return a


def scalar_loss(logits, label):
    """-ln of the softmax at the label."""
    top = max(logits)
    return top + math.log(sum(math.exp(v - top) for v in logits)) - logits[label]


def scalar_gradients(weights, biases, f, slope, X, y):
    """Mean loss and its gradients by the chain rule, unit by unit, as [(dW, db), ...]."""
    loss, grads = 0.0, [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in zip(weights, biases)]
    for x, label in zip(X, y):
        a, z = [[float(v) for v in x]], []
        for layer, (W, b) in enumerate(zip(weights, biases)):
            z.append([sum(a[-1][i] * float(W[i, j]) for i in range(len(W))) + float(b[j]) for j in range(len(b))])
            a.append(z[-1] if layer == len(weights) - 1 else [f(v) for v in z[-1]])
        loss += scalar_loss(a[-1], label) / len(X)
        top = max(a[-1])
        total = sum(math.exp(v - top) for v in a[-1])
        delta = [(math.exp(v - top) / total - (k == label)) / len(X) for k, v in enumerate(a[-1])]
        for layer in reversed(range(len(weights))):
            dW, db = grads[layer]
            for j, d in enumerate(delta):
                db[j] += d
                for i, v in enumerate(a[layer]):
                    dW[i, j] += v * d
            if layer:
                W = weights[layer]
                delta = [
                    slope(z[layer - 1][i]) * sum(float(W[i, j]) * d for j, d in enumerate(delta)) for i in range(len(W))
                ]
    return loss, grads


def finite_differences(network, X, y, h=1e-5):
    """The gradients of `network.loss` by moving one parameter at a time, of all runs at once."""
    gradients = []
    for W, b in zip(network.weights, network.biases):
        pair = []
        for P in (W, b):
            own = P.shape if network.runs is None else P.shape[1:]
            dP = np.empty_like(P)
            for index in np.ndindex(own):
                at = index if network.runs is None else (slice(None), *index)
                kept = P[at].copy()
                P[at] = kept + h
                above = network.loss(X, y)
                P[at] = kept - h
                below = network.loss(X, y)
                P[at] = kept
                dP[at] = (above - below) / (2 * h)
            pair.append(dP)
        gradients.append(tuple(pair))
    return gradients


# ---- training with whole batches -----------------------------------------------------------------


def descend(network, X, y, lr, steps):
    """Losses of `steps` steps of gradient descent on all rows; lr is a number. Changes the network."""
    losses = []
    for _ in range(steps):
        loss, gradients = network.gradients(X, y)
        losses.append(loss)
        for W, b, (dW, db) in zip(network.weights, network.biases, gradients):
            W -= lr * dW
            b -= lr * db
    return np.array(losses)


def blobs(rows=60, n=3, classes=3, seed=0):
    """Points around `classes` centres, in float64: (X, y)."""
    rng = np.random.default_rng(seed)
    y = np.arange(rows) % classes
    return 2 * rng.standard_normal((classes, n))[y] + rng.standard_normal((rows, n)), y


def parameters(network):
    return [*network.weights, *network.biases]
