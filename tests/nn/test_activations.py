"""Activations: value and slope against 60-digit arithmetic, properties, types, extremes and messages."""

import math
import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from relulab.nn import activations, fast
from relulab.nn.activations import ACTIVATIONS, Activation, LeakyReLU, Range

from .reference import FORMULAS, PROPERTY, exact_slope, exact_value

pytestmark = pytest.mark.filterwarnings("error")

NAMES = ["identity", "step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu"]
RISING = [name for name in NAMES if name not in ("silu", "gelu")]
FLOATS = [np.float32, np.float64]
EPS = {dtype: float(np.finfo(dtype).eps) for dtype in FLOATS}

every = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=str)
both = pytest.mark.parametrize("dtype", FLOATS, ids=["float32", "float64"])
ordinary = st.floats(-100, 100)


def loud():
    """Overflow, invalid operations and division by zero are errors. Rounding tiny numbers to 0 is not."""
    return np.errstate(over="raise", invalid="raise", divide="raise")


def extremes(dtype):
    info = np.finfo(dtype)
    powers = [dtype(10.0) ** k for k in range(-37, 39)]
    ends = [0, info.smallest_subnormal, info.tiny, info.eps, 1, info.max / 2, info.max]
    special = [14.999, 15, 15.001, 87, 88, 89, 103, 104, 708, 709, 710, 744, 745, 746]
    z = np.array([*ends, *powers, *special], dtype)
    return np.concatenate([z, -z])


# ---- the registry --------------------------------------------------------------------------------


def test_registry_holds_every_activation_under_its_name():
    assert list(ACTIVATIONS) == NAMES == list(FORMULAS)
    for name, f in ACTIVATIONS.items():
        assert f.name == name and isinstance(f, Activation) and repr(f) == f"<Activation {name}>"


def formula_as_code(latex):
    """The LaTeX of a formula as a Python expression in z, so that what is shown can be computed."""
    code = latex.replace(r"\left", "").replace(r"\right", "").replace(r"\,", "*").replace(r"\pi", "pi")
    code = code.replace(r"\text{ if }", " if ").replace(r"\text{ else }", " else ")
    code = re.sub(r"e\^\{([^{}]*)\}", r"exp(\1)", code).replace("e^z", "exp(z)").replace("z^3", "z**3")
    code = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", code)
    while (flat := re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", code)) != code:
        code = flat
    return re.sub(r"\\(max|min|tanh|ln)", r"\1", code).replace(")(", ")*(")


@pytest.mark.parametrize(
    "f",
    [*ACTIVATIONS.values(), LeakyReLU(0.0), LeakyReLU(0.3), LeakyReLU(1), LeakyReLU(2.5), LeakyReLU(-0.5)],
    ids=lambda f: f"{f.name} {getattr(f, 'slope', '')}".strip(),
)
def test_formula_shown_is_the_function_computed(f):
    names = dict(exp=math.exp, sqrt=math.sqrt, pi=math.pi, tanh=math.tanh, ln=math.log, max=max, min=min)
    for z in [-3.5, -1, -0.25, 0.0, 0.5, 2, 4.75]:
        shown = eval(formula_as_code(f.formula), names, {"z": z})
        assert f(z) == pytest.approx(shown, rel=1e-12, abs=1e-15)


# ---- value and slope -----------------------------------------------------------------------------


@every
@both
def test_value_and_slope_agree_with_60_digit_arithmetic(f, dtype):
    rng = np.random.default_rng(7)
    z = np.concatenate([rng.uniform(-3, 3, 60), rng.uniform(-30, 30, 40), rng.uniform(-200, 200, 20)]).astype(dtype)
    room = 4 * EPS[dtype] * np.maximum(1, np.abs(z.astype(float)))
    # A slope such as s (1 + z (1 - s)) subtracts numbers as large as z before it multiplies.
    for got, exact, allowed in [(f(z), exact_value, room), (f.derivative(z), exact_slope, 2 * room)]:
        assert got.dtype == dtype
        error = np.abs(got.astype(float) - [exact(f.name, v) for v in z])
        assert (error <= allowed).all(), f"off by {error.max():.2g} at z = {z[error.argmax()]}"


@every
def test_float32_values_are_right_to_a_few_units_in_the_last_place(f):
    z = np.concatenate([np.linspace(-8, 20, 20_001), np.linspace(-1e-3, 1e-3, 20_001)]).astype(np.float32)
    exact = f(z.astype(np.float64))
    # gelu's exponent is near -50 at z = -8: a rounding there moves its exponential by as many units, and it has four.
    units = 250 if f.name == "gelu" else 6
    assert (np.abs(f(z) - exact) <= units * np.spacing(np.abs(exact).astype(np.float32))).all()


@every
@both
def test_large_arrays_give_the_same_as_their_parts(f, dtype):
    z = np.random.default_rng(0).uniform(-9, 9, (3, 2 * fast.VALUES_AT_ONCE + 5)).astype(dtype)
    z[1, 7] = np.nan
    for g in (f, f.derivative):
        whole = g(z)
        assert whole.dtype == dtype and np.allclose(
            whole, g(z.T).T, rtol=8 * EPS[dtype], atol=8 * EPS[dtype], equal_nan=True
        )
        # The last values of an array may be computed by other instructions, which round the last bit their own way.
        parts = np.concatenate([g(part) for part in np.array_split(z.ravel(), 50)]).reshape(z.shape)
        assert np.allclose(whole, parts, rtol=8 * EPS[dtype], atol=8 * EPS[dtype], equal_nan=True)


def test_slopes_by_run_hold_for_large_arrays():
    f, z = LeakyReLU([0.1, 0.2, 0.3]), np.random.default_rng(0).standard_normal((3, fast.VALUES_AT_ONCE))
    for run, slope in enumerate(f.slope):
        assert np.array_equal(f(z)[run], LeakyReLU(slope)(z[run]))


@every
@PROPERTY
@given(z=st.floats(-20, 20))
def test_slope_is_the_slope_of_the_value(f, z):
    h = 1e-5
    assume(abs(z) > 2 * h)  # the kink of step, relu and leaky_relu
    assert f.derivative(z) == pytest.approx((f(z + h) - f(z - h)) / (2 * h), abs=1e-8)


def test_slopes_at_zero_are_the_conventions_of_the_course():
    at_zero = {name: float(f.derivative(0.0)) for name, f in ACTIVATIONS.items()}
    half = dict.fromkeys(["softplus", "silu", "gelu"], 0.5)
    assert at_zero == half | {
        "identity": 1,
        "step": 0,
        "sigmoid": 0.25,
        "tanh": 1,
        "relu": 0,
        "leaky_relu": 0.01,
        "elu": 1,
    }
    for zero in (0, 0.0, -0.0, np.float32(0), np.array([0])):
        assert ACTIVATIONS["relu"].derivative(zero) == 0
        assert LeakyReLU(0.3).derivative(zero) == np.asarray(
            zero, "f" if isinstance(zero, np.float32) else "d"
        ).dtype.type(0.3)


def test_step_is_zero_up_to_and_at_zero():
    step = ACTIVATIONS["step"]
    assert step([-1e-300, -0.0, 0, 1e-300, 7]).tolist() == [0, 0, 0, 1, 1]
    assert step.derivative([-1, 0, 1e-300, 5]).tolist() == [0, 0, 0, 0]


def test_known_values():
    A = ACTIVATIONS
    assert A["relu"]([-19, -1, 0, 1, 18]).tolist() == [0, 0, 0, 1, 18]
    assert A["leaky_relu"]([-100, 0, 3]).tolist() == [-1, 0, 3]
    assert A["sigmoid"](0) == 0.5 and A["tanh"](0) == 0 and A["softplus"](0) == pytest.approx(math.log(2))
    assert A["elu"](-1) == pytest.approx(1 / math.e - 1)
    assert A["sigmoid"].derivative(5) == pytest.approx(0.0066480567)


# ---- properties ----------------------------------------------------------------------------------


@every
@PROPERTY
@given(z=st.floats(allow_nan=False, allow_infinity=False))
def test_value_lies_in_the_range(f, z):
    value, (low, high, low_closed, high_closed) = f(z), f.range
    assert low <= value <= high
    if abs(z) < 15:  # further out, an open end may be reached by rounding
        assert (low_closed or value > low) and (high_closed or value < high)


@every
def test_range_is_no_wider_than_the_values(f):
    z = np.concatenate([np.linspace(-50, 50, 100_001), [-1e4, 1e4, -1e300, 1e300]])
    values = f(z)
    for end, closed, nearest in [
        (f.range.low, f.range.low_closed, values.min()),
        (f.range.high, f.range.high_closed, values.max()),
    ]:
        if np.isinf(end):
            assert abs(nearest) >= 1e298 and not closed  # a slope of 0.01 takes 1e300 to -1e298
        else:
            assert nearest == pytest.approx(end, abs=1e-6)
    if f.range.low_closed:
        assert f(-1e4 if f.name in ("step", "relu") else z[values.argmin()]) == pytest.approx(f.range.low, abs=1e-7)


@every
@both
def test_float32_and_float64_stay_in_the_range_up_to_rounding(f, dtype):
    values = f(np.concatenate([extremes(dtype), np.linspace(-30, 30, 5001, dtype=dtype)]))
    assert (values >= dtype(f.range.low) * (1 + EPS[dtype] * 2 * (f.range.low < 0))).all()
    assert (values <= dtype(f.range.high)).all()


@pytest.mark.parametrize("name", RISING)
@PROPERTY
@given(a=st.floats(-800, 800), b=st.floats(-800, 800))
def test_rising_activations_never_fall(name, a, b):
    a, b = sorted([a, b])
    f = ACTIVATIONS[name]
    assert f(a) <= f(b) + 4 * EPS[np.float64] * max(1, abs(b))
    assert f.derivative(a) >= 0


@pytest.mark.parametrize("name", ["silu", "gelu"])
def test_silu_and_gelu_fall_before_they_rise(name):
    f, left, right = ACTIVATIONS[name], -3.0, 0.0
    while right - left > 1e-12:  # where the slope changes its sign
        middle = (left + right) / 2
        left, right = (middle, right) if exact_slope(name, middle) < 0 else (left, middle)
    assert f(-8) > f(-3) > f(left) < f(-0.3) < f(1)
    assert f.derivative(left) == pytest.approx(0, abs=1e-11)
    # Near the bottom the value hardly changes: the end of the range is met to the last digits.
    assert f.range.low == pytest.approx(exact_value(name, left), abs=1e-15)
    assert f(left + np.linspace(-1e-4, 1e-4, 1001)).min() >= f.range.low - 1e-16


@PROPERTY
@given(z=ordinary)
def test_symmetries(z):
    A = {name: f(z) for name, f in ACTIVATIONS.items()}
    B = {name: f(-z) for name, f in ACTIVATIONS.items()}
    close = dict(abs=1e-13)
    assert A["sigmoid"] + B["sigmoid"] == pytest.approx(1, **close)
    assert A["tanh"] == pytest.approx(-B["tanh"], **close)
    assert A["tanh"] == pytest.approx(2 * ACTIVATIONS["sigmoid"](2 * z) - 1, **close)
    for name in ("relu", "softplus", "silu", "gelu"):
        assert A[name] - B[name] == pytest.approx(z, abs=1e-12)
    assert A["softplus"] >= A["relu"] >= A["gelu"]


@PROPERTY
@given(z=ordinary, scale=st.floats(0, 100))
def test_relu_scales_with_its_input_and_keeps_what_it_gives(z, scale):
    relu = ACTIVATIONS["relu"]
    assert relu(scale * z) == scale * relu(z)
    assert relu(relu(z)) == relu(z)
    assert relu(z) + relu(-z) == abs(z)
    assert relu.derivative(relu(z)) == relu.derivative(z)


@PROPERTY
@given(z=ordinary, slope=st.floats(-3, 5))
def test_leaky_relu_is_a_line_on_each_side(z, slope):
    f = LeakyReLU(slope)
    assert f(z) == (z if z > 0 else slope * z)
    assert f.derivative(z) == pytest.approx(1 if z > 0 else slope, rel=1e-15, abs=1e-15)
    if 0 <= slope <= 1:
        assert f.derivative(z) == (1 if z > 0 else slope)


@PROPERTY
@given(z=ordinary)
def test_leaky_relu_with_slope_0_1_and_more(z):
    assert LeakyReLU(0)(z) == ACTIVATIONS["relu"](z) and LeakyReLU(0).derivative(z) == ACTIVATIONS["relu"].derivative(z)
    assert LeakyReLU(1)(z) == z and LeakyReLU(1).derivative(z) == 1
    assert LeakyReLU()(z) == ACTIVATIONS["leaky_relu"](z) == max(0.01 * z, z)
    if z:
        assert LeakyReLU(2)(z) == min(2 * z, z)  # with a slope over 1 the maximum takes the wrong line


def test_relu_is_not_additive():
    relu = ACTIVATIONS["relu"]
    assert relu(3) + relu(-2) == 3 and relu(3 + -2) == 1


# ---- what goes in, what comes out ----------------------------------------------------------------


@every
@PROPERTY
@given(
    z=arrays(
        st.sampled_from(FLOATS),
        array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
        elements=st.floats(-50, 50, width=32),
    )
)
def test_shape_and_dtype_are_kept_and_the_input_is_not_touched(f, z):
    before, shape, dtype = z.copy(), z.shape, z.dtype
    z.flags.writeable = False
    for result in (f(z), f.derivative(z)):
        assert (np.shape(result), result.dtype) == (shape, dtype)
        assert not np.shares_memory(result, z)
    assert np.array_equal(z, before)


@every
def test_number_list_and_array_give_the_same(f):
    numbers = [-2.0, -0.5, 0.0, 1.5]
    for g in (f, f.derivative):
        expected = [float(g(v)) for v in numbers]
        assert isinstance(g(1.5), np.float64) and isinstance(g(np.float32(1.5)), np.float32)
        assert g(numbers).tolist() == g(tuple(numbers)).tolist() == pytest.approx(expected, rel=1e-14)
        assert g(np.array(numbers)).tolist() == pytest.approx(expected, rel=1e-14)
        assert g([numbers[:2], numbers[2:]]).ravel().tolist() == pytest.approx(expected, rel=1e-14)
        strided = np.array([numbers, numbers]).T[:, 0]
        assert g(strided).tolist() == pytest.approx(expected, rel=1e-14)
        assert g([]).shape == (0,)


@every
@pytest.mark.parametrize("kind", ["int8", "uint8", "int32", "int64", "bool"])
def test_whole_numbers_become_float64(f, kind):
    z = np.array([0, 1, 1, 0], dtype=kind)
    for g in (f, f.derivative):
        assert g(z).dtype == np.float64
        assert g(z).tolist() == pytest.approx(g(z.astype(float)).tolist())
    assert f(-3) == f(-3.0) and f(np.int64(-3)).dtype == np.float64


@every
@both
def test_nan_stays_nan_and_stays_alone(f, dtype):
    z = np.array([np.nan, -1, 2], dtype)
    with loud():
        for g in (f, f.derivative):
            assert np.isnan(g(z)).tolist() == [True, False, False]
            assert np.isnan(g(dtype(np.nan))) and g(z).dtype == dtype


@every
@both
def test_no_warning_at_any_finite_input(f, dtype):
    z = extremes(dtype)
    with loud():
        assert np.isfinite(f(z)).all()
        slope = f.derivative(z)
    assert np.isfinite(slope).all()
    assert (slope >= -0.13).all() and (slope <= 1.13).all()  # gelu goes furthest, -0.129 to 1.129


@every
@PROPERTY
@given(z=st.floats(allow_nan=False, allow_infinity=False))
def test_no_warning_at_drawn_finite_inputs(f, z):
    with loud():
        assert np.isfinite([f(z), f.derivative(z)]).all()
        assert np.isfinite(f(z) if abs(z) > 3e38 else f(np.float32(z)))


@both
def test_steep_leaky_relu_overflows_to_infinity_without_a_warning(dtype):
    with loud():
        assert LeakyReLU(5)(np.finfo(dtype).min) == -np.inf
        assert LeakyReLU(-5)(np.finfo(dtype).min) == np.inf


@every
def test_large_inputs_reach_the_ends(f):
    lines = {"identity", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu"}
    assert f(1e4) == (1e4 if f.name in lines else 1)
    ends = {"identity": -1e4, "leaky_relu": -100, "tanh": -1, "elu": -1}
    assert f(-1e4) == ends.get(f.name, 0)


@pytest.mark.parametrize(
    "z, error, words",
    [
        ("abc", TypeError, ["real numbers", "got text", "a number, a list of numbers, or an array"]),
        (None, TypeError, ["real numbers", "object"]),
        ([1, None], TypeError, ["real numbers", "object"]),
        (1 + 2j, TypeError, ["real numbers", "complex128"]),
        ([[1, 2], [3]], ValueError, ["different lengths", "regular shape"]),
    ],
    ids=["text", "None", "None in a list", "complex", "ragged"],
)
def test_what_is_not_a_number_is_named(z, error, words):
    for g in (ACTIVATIONS["relu"], ACTIVATIONS["relu"].derivative):
        with pytest.raises(error) as caught:
            g(z)
        assert all(word in str(caught.value) for word in words), caught.value


# ---- LeakyReLU with other slopes -----------------------------------------------------------------


@pytest.mark.parametrize(
    "slope, low, closed", [(0.01, -np.inf, False), (3, -np.inf, False), (0, 0, True), (-1, 0, True)]
)
def test_leaky_range_follows_the_slope(slope, low, closed):
    f = LeakyReLU(slope)
    assert f.range == (low, np.inf, closed, False)
    assert f.name == "leaky_relu" and f.slope == slope
    assert (f(np.linspace(-9, 9, 99)) >= low).all()


@both
@pytest.mark.parametrize("slopes", [[0.0, 0.01, 1.0], [0.5, 2.0, -1.0]], ids=["up to 1", "any"])
@pytest.mark.parametrize("shape", [(3,), (3, 5), (3, 4, 5)], ids=str)
def test_slopes_by_run_go_along_the_leading_axis(dtype, slopes, shape):
    f = LeakyReLU(slopes)
    z = np.random.default_rng(0).standard_normal(shape).astype(dtype)
    for got, one in [
        (f(z), lambda r: LeakyReLU(slopes[r])(z[r])),
        (f.derivative(z), lambda r: LeakyReLU(slopes[r]).derivative(z[r])),
    ]:
        assert got.dtype == dtype and got.shape == shape
        assert all(np.array_equal(got[r], one(r)) for r in range(3))


def test_it_takes_the_slopes_of_some_runs():
    f = LeakyReLU([0.1, 0.2, 0.3])
    assert f.of_runs(slice(1, 3)).slope.tolist() == [0.2, 0.3]
    assert f.of_runs(1).slope == 0.2 and f.of_runs(1)(-1.0) == -0.2
    for same in (LeakyReLU(0.1), ACTIVATIONS["tanh"]):
        assert same.of_runs(slice(0, 2)) is same


@pytest.mark.parametrize("slope", [np.nan, np.inf, "steep", None, [[0.1]], [0.1, np.nan], [[1], [2, 3]], 1j], ids=str)
def test_bad_slope_is_named(slope):
    with pytest.raises(ValueError, match="finite slope, a number such as 0.01 or one number for each run") as caught:
        LeakyReLU(slope)
    assert repr(slope) in str(caught.value)


@pytest.mark.parametrize("shape", [(), (2,), (4, 3)], ids=str)
def test_slopes_that_do_not_match_the_runs_are_named(shape):
    with pytest.raises(ValueError, match="holds 3 slopes, one for each run" + ".*first axis") as caught:
        LeakyReLU([0.1, 0.2, 0.3])(np.ones(shape))
    assert f"z has shape {shape}" in str(caught.value)


# ---- finding one ---------------------------------------------------------------------------------


def test_get_takes_a_name_or_an_activation():
    leaky = LeakyReLU(0.2)
    assert activations.get(leaky) is leaky and activations.get("tanh") is ACTIVATIONS["tanh"]


@pytest.mark.parametrize("wrong", ["rely", "ReLU", "", None, 3, ["relu"]], ids=repr)
def test_unknown_activation_lists_the_known_ones(wrong):
    with pytest.raises(ValueError) as caught:
        activations.get(wrong)
    assert f"There is no activation {wrong!r}" in str(caught.value)
    assert "Known names: " + ", ".join(NAMES) in str(caught.value)
    assert "LeakyReLU(slope=" in str(caught.value)


@pytest.mark.parametrize(
    "interval, text",
    [
        (Range(0, 1), "(0, 1)"),
        (Range(0, 1, True, True), "[0, 1]"),
        (Range(-1, 1), "(−1, 1)"),
        (Range(-np.inf, np.inf), "(−∞, ∞)"),
        (Range(0, np.inf, True), "[0, ∞)"),
        (ACTIVATIONS["silu"].range, "[−0.2785, ∞)"),
    ],
    ids=str,
)
def test_interval_is_printed_as_mathematics_writes_it(interval, text):
    assert str(interval) == text
