r"""Activation functions and their slopes, in one registry.

An activation :math:`f` turns the pre-activation :math:`z = w \cdot x + b` of a neuron into its output
:math:`f(z)`. The lesson on activations introduces them; tests, figures and menus all walk through
`ACTIVATIONS`. Each formula stands here as the lesson states it. What is computed is the form that
`fast.py` has for it: the same numbers, also where the plain formula overflows.
Left out: softmax, which mixes several neurons and belongs to the loss (`loss.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from . import checks, fast

Formula = Callable[[np.ndarray], np.ndarray]

GELU_SCALE = float(np.sqrt(2 / np.pi))


def step(z):
    return np.where(z > 0, 1, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z):
    s = sigmoid(z)
    return s * (1 - s)


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def relu(z):
    return np.maximum(0, z)


def relu_slope(z):
    return np.where(z > 0, 1, 0)  # at 0 a convention; this course takes 0


def elu(z):
    return np.where(z > 0, z, np.exp(z) - 1)


def elu_slope(z):
    return np.where(z > 0, 1, np.exp(z))


def softplus(z):
    return np.log(1 + np.exp(z))


def silu(z):
    return z * sigmoid(z)


def silu_slope(z):
    s = sigmoid(z)
    return s + z * s * (1 - s)


def gelu(z):
    return z / 2 * (1 + np.tanh(GELU_SCALE * (z + 0.044715 * z**3)))


def gelu_slope(z):
    t = np.tanh(GELU_SCALE * (z + 0.044715 * z**3))
    return (1 + t) / 2 + z / 2 * (1 - t**2) * GELU_SCALE * (1 + 3 * 0.044715 * z**2)


class Range(NamedTuple):
    """The values a function can take; an open end is approached and never reached."""

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False

    def __str__(self):
        left, right = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        text = left + ", ".join(f"{end:.4g}" for end in self[:2]) + right
        signs = text.replace("inf", "∞").replace("-", "−")
        try:
            signs.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:  # a console with a code page that lacks the signs
            return text
        return signs


@dataclass(eq=False, repr=False)
class Activation:
    """An activation function: call it for its value, `.derivative` for its slope.

    Both take a number, a list or an array z of any shape and return the same shape. float32 stays
    float32, integers become float64, NaN stays NaN, and no finite z raises an overflow warning.

    Attributes
    ----------
    name : str
        Its key in `ACTIVATIONS`.
    formula : str
        The definition in LaTeX, in the variable z.
    range : Range
        The values it takes over all real z; floating point may round an open end to the end itself.
    value, slope_at : callable
        The plain formulas, for float arrays alone.
    fast_value, fast_slope : callable
        What is computed in their place: the same numbers, see `fast.py`.
    """

    name: str
    formula: str
    range: Range
    value: Formula
    slope_at: Formula

    def __post_init__(self):
        # What is computed: the plain formulas, or the same in a form that is faster and does not overflow.
        self.fast_value, self.fast_slope = fast.FORMS.get(self.name, (self.value, self.slope_at))

    def __call__(self, z: ArrayLike) -> np.ndarray:
        return fast.in_pieces(self.fast_value, checks.numbers(z))[()]

    def derivative(self, z: ArrayLike) -> np.ndarray:
        """Slope of the function at z, in the shape of z."""
        return fast.in_pieces(self._slope_of_numbers, checks.numbers(z))[()]

    def _slope_of_numbers(self, z):
        slope = np.asarray(self.fast_slope(z), dtype=z.dtype)
        # A comparison such as z > 0 calls NaN false; what is not a number has no slope either.
        return np.where(np.isnan(z), z, slope)

    @property
    def largest_slope(self) -> np.ndarray:
        """The largest slope in size that it has anywhere; of shape (R, 1, 1) where it differs by run."""
        return _largest_slope(self)

    def of_runs(self, runs: slice | int) -> Activation:
        """The same function for some of the runs: itself, unless it differs by run."""
        return self

    def __repr__(self):
        return f"<Activation {self.name}>"


@lru_cache(maxsize=64)
def _largest_slope(f):
    return np.abs(f.derivative(np.linspace(-10, 10, 20001))).max()


class LeakyReLU(Activation):
    """max(0, z) + slope * min(0, z): like ReLU, with a small slope for negative z.

    Parameters
    ----------
    slope : float or array of shape (R,)
        Slope for z <= 0. An array belongs to a network with R runs and gives each run its own:
        its entries are matched with the leading axis of z.

    Raises
    ------
    ValueError
        If the slope is not finite, or not a number or a flat list of numbers.

    Notes
    -----
    At z = 0 the derivative is the slope. Source: Maas, Hannun and Ng, "Rectifier nonlinearities
    improve neural network acoustic models", 2013, with slope 0.01.
    """

    def __init__(self, slope: ArrayLike = 0.01):
        try:
            slopes = np.asarray(slope, dtype=np.float64)
        except (TypeError, ValueError):
            slopes = np.array(np.nan)
        if slopes.ndim > 1 or not np.isfinite(slopes).all():
            raise ValueError(
                f"LeakyReLU needs a finite slope, a number such as 0.01 or one number for each run, but got {slope!r}."
            )
        low = -np.inf if (slopes > 0).any() else 0.0
        shown = f"{float(slopes):g}" if slopes.ndim == 0 else "a"
        super().__init__(
            "leaky_relu",
            rf"\max(0, z) + {shown}\,\min(0, z)",
            Range(low, np.inf, low_closed=low == 0.0),
            self._value,
            self._slope_at,
        )
        self.slope = slopes
        self.fast_value, self.fast_slope = fast.leaky_relu(slopes, self._slope_for)

    def _slope_for(self, z):
        """The slope in the kind of number that z holds; where each run has its own, matched with z's leading axis."""
        if self.slope.ndim == 0:
            return z.dtype.type(self.slope)
        if z.ndim == 0 or len(z) != len(self.slope):
            raise ValueError(
                f"This LeakyReLU holds {len(self.slope)} slopes, one for each run, so the first axis of z must "
                f"have length {len(self.slope)}; z has shape {z.shape}."
            )
        return self.slope.astype(z.dtype).reshape(-1, *[1] * (z.ndim - 1))

    def _value(self, z):
        return np.maximum(0, z) + self._slope_for(z) * np.minimum(0, z)

    def _slope_at(self, z):
        return np.where(z > 0, 1, self._slope_for(z))

    def __call__(self, z: ArrayLike) -> np.ndarray:
        # Slopes by run belong to the leading axis, which pieces would cut through.
        return super().__call__(z) if self.slope.ndim == 0 else self.fast_value(checks.numbers(z))

    def derivative(self, z: ArrayLike) -> np.ndarray:
        """Slope of the function at z, in the shape of z."""
        return super().derivative(z) if self.slope.ndim == 0 else self._slope_of_numbers(checks.numbers(z))

    @property
    def largest_slope(self) -> np.ndarray:
        """1, or the leak where that is steeper; of shape (R, 1, 1) where it differs by run."""
        steepest = np.maximum(1.0, np.abs(self.slope))
        return steepest[:, None, None] if steepest.ndim else steepest

    def of_runs(self, runs: slice | int) -> LeakyReLU:
        """The same function for some of the runs, each with its own slope."""
        return self if self.slope.ndim == 0 else LeakyReLU(self.slope[runs])


_REAL_LINE = Range(-np.inf, np.inf)

ACTIVATIONS: dict[str, Activation] = {
    f.name: f
    for f in [
        Activation("identity", r"z", _REAL_LINE, np.copy, np.ones_like),
        Activation("step", r"1 \text{ if } z > 0 \text{ else } 0", Range(0.0, 1.0, True, True), step, np.zeros_like),
        Activation("sigmoid", r"\frac{1}{1 + e^{-z}}", Range(0.0, 1.0), sigmoid, sigmoid_slope),
        Activation("tanh", r"\tanh(z)", Range(-1.0, 1.0), np.tanh, tanh_slope),
        Activation("relu", r"\max(0, z)", Range(0.0, np.inf, True), relu, relu_slope),
        LeakyReLU(),
        # Clevert, Unterthiner and Hochreiter 2016, with alpha = 1.
        Activation("elu", r"z \text{ if } z > 0 \text{ else } e^z - 1", Range(-1.0, np.inf), elu, elu_slope),
        Activation("softplus", r"\ln(1 + e^z)", Range(0.0, np.inf), softplus, sigmoid),
        # Hendrycks and Gimpel 2016 name both; gelu is their tanh form.
        Activation("silu", r"\frac{z}{1 + e^{-z}}", Range(-0.2784645427610738, np.inf, True), silu, silu_slope),
        Activation(
            "gelu",
            r"\frac{z}{2}\left(1 + \tanh\left(\sqrt{2/\pi}\,(z + 0.044715\,z^3)\right)\right)",
            Range(-0.17004075057125406, np.inf, True),
            gelu,
            gelu_slope,
        ),
    ]
}


def get(activation: str | Activation) -> Activation:
    """The Activation with this name, or the Activation given.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists the known ones.
    """
    if isinstance(activation, Activation):
        return activation
    if isinstance(activation, str) and activation in ACTIVATIONS:
        return ACTIVATIONS[activation]
    if isinstance(activation, type) and issubclass(activation, Activation):
        name = activation.__name__
        raise ValueError(f"{name} is a kind of activation; make one of it with brackets: {name}().")
    raise ValueError(
        f"There is no activation {activation!r}. Known names: {', '.join(ACTIVATIONS)}. "
        "For another leaky slope use LeakyReLU(slope=0.1)."
    )
