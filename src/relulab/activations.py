r"""Activation functions and their derivatives, in one registry.

An activation :math:`f` turns the pre-activation :math:`z = w \cdot x + b` of a neuron into its
output :math:`f(z)`. Lesson 02 introduces them; tests, figures and menus all walk through
`ACTIVATIONS`. Left out on purpose: softmax, which mixes several neurons and belongs to the loss
(see `relulab.network`).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


#: Values of a large array that go through a formula together. On 10 million float32 values, 8 to 32 thousand at a
#: time were equally fast; all of them at once took 1.5 to 2.8 times as long for sigmoid, silu, elu and softplus.
VALUES_PER_BLOCK = 16_384


class Interval(NamedTuple):
    """The values a function can take; an open end is approached and never reached."""

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False

    def __str__(self):
        left, right = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        ends = (f"{end:.4g}".replace("inf", "∞").replace("-", "−") for end in self[:2])
        return left + ", ".join(ends) + right


@dataclass(frozen=True, eq=False, repr=False)
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
    range : Interval
        The values it takes over all real z; floating point may round an open end to the end itself.
    value, slope_at : callable
        The plain formulas, for float arrays alone. `slope_at` may answer with True and False for 1 and 0.
    """

    name: str
    formula: str
    range: Interval
    value: callable
    slope_at: callable

    def __call__(self, z):
        return self._in_blocks(self.value, _as_float(z))[()]

    def derivative(self, z):
        """Slope of the function at z, in the shape of z."""
        return self._in_blocks(self._slope_of_numbers, _as_float(z))[()]

    def _slope_of_numbers(self, z):
        slope = np.asarray(self.slope_at(z), dtype=z.dtype)
        # A comparison such as z > 0 calls NaN false; what is not a number has no slope either.
        return np.where(np.isnan(z), z, slope)

    def _in_blocks(self, formula, z):
        """formula(z), a block at a time: the arrays in between then stay in the processor's cache."""
        if z.size <= VALUES_PER_BLOCK:
            return formula(z)
        result, inputs = np.empty(z.shape, z.dtype), z.reshape(-1)
        outputs = result.reshape(-1)
        for start in range(0, z.size, VALUES_PER_BLOCK):
            block = slice(start, start + VALUES_PER_BLOCK)
            outputs[block] = formula(inputs[block])
        return result

    def block(self, runs):
        """The same function for a slice of the runs: itself, unless it differs by run."""
        return self

    def __repr__(self):
        return f"<Activation {self.name}>"


def _as_float(z):
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        return z
    try:
        z = np.asarray(z)
        if z.dtype.kind in "biu":
            z = z.astype(np.float64)
    except ValueError:
        raise ValueError(
            "An activation needs numbers in a regular shape, but these rows have different lengths. "
            "Give it a number, a list of numbers, or an array."
        ) from None
    if z.dtype.kind != "f":
        raise TypeError(
            f"An activation needs real numbers, but got {'text' if z.dtype.kind in 'US' else f'{z.dtype} values'}. "
            "Give it a number, a list of numbers, or an array of them."
        )
    return z


#: For formulas that overflow on the way to the right limit, or have no value at an infinity.
_without_warnings = np.errstate(over="ignore", invalid="ignore")


def _relu(z):
    # numpy compares an array with an array three times as fast as with the number 0.
    return np.maximum(z, np.zeros(z.shape, z.dtype))


def _negative_part(z):
    return np.minimum(z, np.zeros(z.shape, z.dtype))


def _one_plus_exp_of_minus(z):
    e = np.asarray(np.exp(-z))
    e += 1  # in place: a new array takes as long as the sum
    return e


@_without_warnings
def _sigmoid(z):
    # exp(-z) overflows to infinity for very negative z, and 1 / infinity is the 0 we want.
    e = _one_plus_exp_of_minus(z)
    return np.divide(1, e, out=e)


def _sigmoid_slope(z):
    s = _sigmoid(z)
    return s * (1 - s)


def _tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def _elu(z):
    # exp(x) - 1 = 2 t / (1 - t) with t = tanh(x / 2): right to a few units in the last place, and faster than np.expm1.
    t = np.tanh(_negative_part(z) / 2)
    return _relu(z) + 2 * t / (1 - t)


def _elu_slope(z):
    return np.exp(_negative_part(z))


def _softplus(z):
    # log(1 + exp(z)) overflows for large z; this form is equal and only sees exp(-|z|) <= 1.
    return _relu(z) + _log1p(np.exp(-np.abs(z)))


def _log1p(x):
    """log(1 + x) for 0 <= x <= 1, right to a few units in the last place, and faster than np.log1p in float32."""
    u = 1 + x
    # Rounding took x - (u - 1) from u, and the slope of log at u is 1 / u.
    return np.log(u) + (x - (u - 1)) / u


@_without_warnings
def _silu(z):
    return z / _one_plus_exp_of_minus(z)


@_without_warnings
def _silu_slope(z):
    s = _sigmoid(z)
    return s * (1 + z * (1 - s))


_GELU_SCALE = float(np.sqrt(2 / np.pi))


@_without_warnings
def _gelu_gate(z):
    # (1 + tanh(u)) / 2 is sigmoid(2 u), and exp takes half the time of tanh.
    return _sigmoid(2 * _GELU_SCALE * (z + 0.044715 * z * z * z))


@_without_warnings
def _gelu(z):
    return z * _gelu_gate(z)


def _gelu_slope(z):
    # Beyond |z| = 15 the slope is 0 or 1 to the last bit; clipping keeps z * z from overflowing.
    z = np.clip(z, -15, 15)
    s = _gelu_gate(z)
    return s + z * s * (1 - s) * 2 * _GELU_SCALE * (1 + 3 * 0.044715 * z * z)


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

    def __init__(self, slope=0.01):
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
            Interval(low, np.inf, low_closed=low == 0.0),
            self._value,
            self._slope_at,
        )
        object.__setattr__(self, "slope", slopes)
        object.__setattr__(self, "_at_most_1", bool((slopes <= 1).all()))
        object.__setattr__(self, "_from_0_to_1", self._at_most_1 and bool((slopes > 0).all()))  # 0 times infinity warns

    def _slope_like(self, z):
        if self.slope.ndim == 0:
            return z.dtype.type(self.slope)
        if z.ndim == 0 or len(z) != len(self.slope):
            raise ValueError(
                f"This LeakyReLU holds {len(self.slope)} slopes, one for each run, so the first axis of z must "
                f"have length {len(self.slope)}; z has shape {z.shape}."
            )
        return self.slope.astype(z.dtype).reshape(-1, *[1] * (z.ndim - 1))

    def _value(self, z):
        slope = self._slope_like(z)
        # With a slope of at most 1 the line slope * z lies below z for z > 0 and above it for z < 0. Above 0
        # it never overflows, and to silence numpy's warnings would take as long as the product.
        return np.maximum(z, slope * z) if self._from_0_to_1 else self._any_slope(z, slope)

    @_without_warnings
    def _any_slope(self, z, slope):
        if self._at_most_1:
            return np.maximum(z, slope * z)
        return _relu(z) + slope * _negative_part(z)

    def _slope_at(self, z):
        slope = self._slope_like(z)
        # Faster than np.where; for 0 <= slope <= 1 the sum rounds to 1 exactly.
        return slope + (1 - slope) * (z > 0)

    def _in_blocks(self, formula, z):
        # Slopes by run belong to the leading axis, which blocks would cut through.
        return super()._in_blocks(formula, z) if self.slope.ndim == 0 else formula(z)

    def block(self, runs):
        return self if self.slope.ndim == 0 else LeakyReLU(self.slope[runs])


_REAL_LINE = Interval(-np.inf, np.inf)

ACTIVATIONS = {
    f.name: f
    for f in [
        Activation("identity", r"z", _REAL_LINE, np.copy, np.ones_like),
        Activation(
            "step",
            r"1 \text{ if } z > 0 \text{ else } 0",
            Interval(0.0, 1.0, True, True),
            lambda z: _relu(np.sign(z)),
            np.zeros_like,
        ),
        Activation("sigmoid", r"\frac{1}{1 + e^{-z}}", Interval(0.0, 1.0), _sigmoid, _sigmoid_slope),
        Activation("tanh", r"\tanh(z)", Interval(-1.0, 1.0), np.tanh, _tanh_slope),
        # The derivative of relu at 0 is a convention; this course takes 0.
        Activation("relu", r"\max(0, z)", Interval(0.0, np.inf, True), _relu, lambda z: z > 0),
        LeakyReLU(),
        # Clevert, Unterthiner and Hochreiter 2016, with alpha = 1.
        Activation("elu", r"z \text{ if } z > 0 \text{ else } e^z - 1", Interval(-1.0, np.inf), _elu, _elu_slope),
        Activation("softplus", r"\ln(1 + e^z)", Interval(0.0, np.inf), _softplus, _sigmoid),
        # Hendrycks and Gimpel 2016 name both; gelu is their tanh form.
        Activation("silu", r"\frac{z}{1 + e^{-z}}", Interval(-0.2784645427610738, np.inf, True), _silu, _silu_slope),
        Activation(
            "gelu",
            r"\frac{z}{2}\left(1 + \tanh\left(\sqrt{2/\pi}\,(z + 0.044715\,z^3)\right)\right)",
            Interval(-0.17004075057125406, np.inf, True),
            _gelu,
            _gelu_slope,
        ),
    ]
}


def get(activation):
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
        raise ValueError(f"{activation.__name__} is a kind of activation; make one of it with brackets: {activation.__name__}().")
    raise ValueError(
        f"There is no activation {activation!r}. Known names: {', '.join(ACTIVATIONS)}. "
        "For another leaky slope use activations.LeakyReLU(slope=0.1)."
    )
