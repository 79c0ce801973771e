"""Exercises: a step with a memory, a step of its own for each weight, a layer with a way round it, a cut length."""

import numpy as np

from ...classroom.exercise import exercise


def _array(*values):
    return np.array(values, dtype=np.float64)


def slope_of_a_bowl(w):
    """The slope of (w - 3)²."""
    return 2 * (w - 3)


def slope_of_a_ramp(w):
    """The slope of a straight way down: the same everywhere."""
    return 1.0


def slope_of_a_valley(w):
    """Of a valley that is steep across and gentle along: a slope for each of two weights."""
    return np.array([0.4, 8.0]) * w


@exercise(
    "Roll downhill",
    stub="""
        v = 0
        for step in range(steps):
            v = ...    # a share keep of the v so far, plus the slope where w is now
            w = ...    # a step against v, of the rate lr
        return w
    """,
    cases=[
        (slope_of_a_bowl, 0.0, 0.1, 0.5, 2),
        (slope_of_a_ramp, 4.0, 0.5, 0.9, 6),
        (slope_of_a_bowl, 5.0, 0.05, 0.9, 7),
        (slope_of_a_bowl, 5.0, 0.25, 0.0, 3),
        (slope_of_a_ramp, 1.0, 0.1, 1.0, 4),
        (slope_of_a_bowl, 1.0, 0.1, 0.9, 0),
        (slope_of_a_bowl, 2.0, 0.2, 0.8, 1),
        (slope_of_a_valley, _array(-2.0, 1.0), 0.1, 0.7, 5),
    ],
    hints=[
        "Two lines in the loop: first what is remembered, then the step. The second is `descend` with v for the slope.",
        "v = keep * v + slope(w): what is left of the steps before, and what the ground says here.",
        "v = keep * v + slope(w), then w = w - lr * v.",
    ],
    advice={"'function'": "slope is a function. Its value at the place where w is now is slope(w), with brackets."},
)
def roll(slope, w, lr, keep, steps):
    """Where w is after some steps with momentum; slope(w) is the slope at w.
    w is a number or an array, keep a number from 0 to 1."""
    v = 0
    for step in range(steps):
        v = keep * v + slope(w)
        w = w - lr * v
    return w


@roll.mistake(
    "The memory is missing: your w takes a plain step against the slope. A share keep of the old v belongs to the new "
    "one: v = keep * v + ..."
)
def roll_without_memory(slope, w, lr, keep, steps):
    for step in range(steps):
        w = w - lr * slope(w)
    return w


@roll.mistake(
    "Nothing is forgotten: the share keep is missing in front of the old v, so every slope counts in full for ever, "
    "and w rolls through the valley and up the other side as far again."
)
def roll_forgetting_nothing(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = v + slope(w)
        w = w - lr * v
    return w


@roll.mistake(
    "You climb. v adds up slopes, and a slope says which way the loss *rises*: step against it, with a minus."
)
def roll_uphill(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = keep * v + slope(w)
        w = w + lr * v
    return w


@roll.mistake(
    "You shrink the new slope as well: keep stands in front of a bracket. Only what is remembered fades; the slope of "
    "this step counts in full."
)
def roll_fading_slope(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = keep * (v + slope(w))
        w = w - lr * v
    return w


@roll.mistake(
    "You took the mean of old and new, keep and 1 - keep. Then v is never longer than a slope, and the steps do not "
    "grow. Here the slope counts in full; the mean comes in section 3."
)
def roll_by_mean(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = keep * v + (1 - keep) * slope(w)
        w = w - lr * v
    return w


@roll.mistake("keep belongs to the old v, and you gave it to the slope: keep * v + slope(w).")
def roll_keep_at_the_slope(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = v + keep * slope(w)
        w = w - lr * v
    return w


@roll.mistake(
    "That is one step too few. If the step stands above the line of v, it takes the v from before, at first 0: first "
    "the new v, then the step with it. Else the loop has a turn too few."
)
def roll_a_step_late(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        w = w - lr * v
        v = keep * v + slope(w)
    return w


@roll.mistake(
    "Every turn of your loop asks for the slope at the start. The ground changes as w rolls: ask for slope(w) in each "
    "turn."
)
def roll_with_first_slope(slope, w, lr, keep, steps):
    v, first = 0, slope(w)
    for step in range(steps):
        v = keep * v + first
        w = w - lr * v
    return w


@roll.mistake(
    "The learning rate is in it twice: in v, and in the step. v adds up slopes as they are; the step multiplies by lr."
)
def roll_rate_twice(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = keep * v + lr * slope(w)
        w = w - lr * v
    return w


@roll.mistake("The learning rate is missing: a step is lr times v.")
def roll_without_rate(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = keep * v + slope(w)
        w = w - v
    return w


@roll.mistake(
    "keep shrinks w itself, so w is drawn to 0 wherever the valley is. It is v that fades: keep * v + slope(w)."
)
def roll_fading_place(slope, w, lr, keep, steps):
    for step in range(steps):
        w = keep * w - lr * slope(w)
    return w


@roll.mistake("You give back v, the memory. Wanted is the place: w.")
def roll_memory_alone(slope, w, lr, keep, steps):
    v = 0
    for step in range(steps):
        v = keep * v + slope(w)
        w = w - lr * v
    return v


@roll.mistake(
    "It stops after one step, whatever steps says. If return stands inside the loop, the function ends in its first "
    "turn: move it to the left."
)
def roll_once(slope, w, lr, keep, steps):
    return w - lr * slope(w) if steps else None


@roll.mistake("0.9 was the keep of the example. Here keep is an argument, and may be another: keep * v + slope(w).")
def roll_keeping_nine_tenths(slope, w, lr, keep, steps):
    return roll.answer(slope, w, lr, 0.9, steps)


@exercise(
    "Write a step of Adam",
    stub="""
        m = ...                         # 0.9 of the old m, and 0.1 of dW
        s = ...                         # 0.999 of the old s, and 0.001 of dW ** 2
        m_fair = m / (1 - 0.9 ** t)
        s_fair = ...
        step = ...                      # m_fair, divided by (s_fair ** 0.5 + 1e-8)
        return m, s, step
    """,
    cases=[
        (0.0, 0.0, 2.0, 1),
        (_array(0.0, 0.0), _array(0.0, 0.0), _array(-0.001, 400.0), 1),
        (0.3, 0.04, -1.5, 2),
        (_array(0.5, -2.0), _array(0.9, 5.0), _array(1.0, 3.0), 7),
        (_array(0.0, 0.0), _array(0.0, 0.0), _array(0.0, 1e-7), 1),
        (
            np.array([[0.1, -0.2], [0.4, 0.0]]),
            np.array([[0.02, 0.3], [1.0, 0.0]]),
            np.array([[-0.6, 0.5], [0.0, 0.2]]),
            40,
        ),
        (0.25, 0.01, 0.75, 1000),
    ],
    hints=[
        "Each line stands in the text above in words. The new m goes into m_fair, the new s into s_fair.",
        (
            "m = 0.9 * m + 0.1 * dW; s is the same with 0.999, 0.001 and dW ** 2. s_fair mends s as m_fair mends m, "
            "with the share of s."
        ),
        ("s = 0.999 * s + 0.001 * dW ** 2, s_fair = s / (1 - 0.999 ** t), and step = m_fair / (s_fair ** 0.5 + 1e-8)."),
    ],
)
def adam(m, s, dW, t):
    """Step number t of Adam, counted from 1: the new m, the new s, and the step.
    m, s and dW are numbers, or arrays of one shape."""
    m = 0.9 * m + 0.1 * dW
    s = 0.999 * s + 0.001 * dW**2
    m_fair = m / (1 - 0.9**t)
    s_fair = s / (1 - 0.999**t)
    step = m_fair / (s_fair**0.5 + 1e-8)
    return m, s, step


def _step(m, s, t):
    return m / (1 - 0.9**t) / ((s / (1 - 0.999**t)) ** 0.5 + 1e-8)


def _adam(m, s, dW, t, *, fair_m=True, fair_s=True):
    m, s = 0.9 * m + 0.1 * dW, 0.999 * s + 0.001 * dW**2
    return m, s, m / (1 - 0.9**t if fair_m else 1), s / (1 - 0.999**t if fair_s else 1)


@adam.mistake(
    "s is to hold mean *squares*: dW ** 2 goes into it. Of the plain dW, positive and negative ones would cancel, and "
    "the root of what is left need not exist."
)
def adam_without_square(m, s, dW, t):
    m, s = 0.9 * m + 0.1 * dW, 0.999 * s + 0.001 * dW
    return m, s, _step(m, s, t)


@adam.mistake(
    "The root is missing. s holds squares, so without the root a slope a hundred times as large makes a step a hundred "
    "times *shorter*, and not one of the same length."
)
def adam_without_root(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t)
    return m, s, m_fair / (s_fair + 1e-8)


@adam.mistake(
    "Neither mean was made fair: m and s begin at 0, so in the first steps both are far too small. Divide m by "
    "1 - 0.9 ** t and s by 1 - 0.999 ** t before the step."
)
def adam_unfair(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t, fair_m=False, fair_s=False)
    return m, s, m_fair / (s_fair**0.5 + 1e-8)


@adam.mistake(
    "s was not made fair: the step takes s_fair, which is s divided by 1 - 0.999 ** t. Without it the first step is "
    "about thirty times too long."
)
def adam_s_unfair(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t, fair_s=False)
    return m, s, m_fair / (s_fair**0.5 + 1e-8)


@adam.mistake("The step takes m_fair, which is m divided by 1 - 0.9 ** t, and you took m as it is.")
def adam_m_unfair(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t, fair_m=False)
    return m, s, m_fair / (s_fair**0.5 + 1e-8)


@adam.mistake(
    "s_fair divides by 1 - 0.9 ** t, the share of m. The mean of the squares forgets more slowly, so it needs its own: "
    "1 - 0.999 ** t."
)
def adam_fair_with_one_share(m, s, dW, t):
    m, s, m_fair, _ = _adam(m, s, dW, t)
    return m, s, m_fair / ((s / (1 - 0.9**t)) ** 0.5 + 1e-8)


@adam.mistake(
    "You give back m_fair and s_fair as the memory. They are for this step alone: made fair again and again, the means "
    "would grow. Return m and s."
)
def adam_keeping_the_fair(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t)
    return m_fair, s_fair, m_fair / (s_fair**0.5 + 1e-8)


@adam.mistake(
    "You multiplied by t where a power stands: 0.9 ** t, with two stars. What is left of the start after t steps is "
    "0.9 · 0.9 · ..., t times."
)
def adam_times_t(m, s, dW, t):
    m, s, *_ = _adam(m, s, dW, t)
    return m, s, m / (1 - 0.9 * t) / (np.abs(s / (1 - 0.999 * t)) ** 0.5 + 1e-8)


@adam.mistake(
    "m is the memory of section 2, in which dW counts in full. Adam takes a mean: 0.9 of the old m and 0.1 of dW, so "
    "that m has the size of a slope."
)
def adam_momentum_for_mean(m, s, dW, t):
    m, s = 0.9 * m + dW, 0.999 * s + 0.001 * dW**2
    return m, s, _step(m, s, t)


@adam.mistake(
    "The shares are exchanged: 0.9 belongs to what was there, 0.1 to dW (and 0.999 and 0.001 for s). A memory that "
    "keeps a tenth forgets nearly all in one step."
)
def adam_shares_exchanged(m, s, dW, t):
    m, s = 0.1 * m + 0.9 * dW, 0.001 * s + 0.999 * dW**2
    return m, s, _step(m, s, t)


@adam.mistake(
    "The shares of s are exchanged: 0.999 belongs to the old s, 0.001 to dW ** 2. A mean that changes slowly keeps "
    "nearly all of what was there."
)
def adam_shares_of_s_exchanged(m, s, dW, t):
    m, s = 0.9 * m + 0.1 * dW, 0.001 * s + 0.999 * dW**2
    return m, s, _step(m, s, t)


@adam.mistake("dW ** 2 counts in full in your s. A mean takes 0.999 of the old s and 0.001 of dW ** 2.")
def adam_square_in_full(m, s, dW, t):
    m, s = 0.9 * m + 0.1 * dW, 0.999 * s + dW**2
    return m, s, _step(m, s, t)


@adam.mistake("m and s come back exchanged. The order is that of the docstring: return m, s, step.")
def adam_s_first(m, s, dW, t):
    m, s, step = adam.answer(m, s, dW, t)
    return s, m, step


@adam.mistake(
    "The step divides dW itself. It should divide m_fair, the mean of the slopes so far: there the memory comes in."
)
def adam_step_of_dW(m, s, dW, t):
    m, s, _, s_fair = _adam(m, s, dW, t)
    return m, s, dW / (s_fair**0.5 + 1e-8)


@adam.mistake(
    "m_fair and s_fair were made of the old m and s. First the new ones, then their fair forms, then the step."
)
def adam_of_the_old(m, s, dW, t):
    new_m, new_s, *_ = _adam(m, s, dW, t)
    return new_m, new_s, _step(m, s, t)


@adam.mistake(
    "1e-8 stands under the root, where it counts as 0.0001. It is added to the root: s_fair ** 0.5 + 1e-8, in brackets."
)
def adam_small_number_under_the_root(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t)
    return m, s, m_fair / (s_fair + 1e-8) ** 0.5


@adam.mistake(
    "The small 1e-8 is missing: where a slope has never been other than 0, the step is 0 / 0. Add it to the root, in "
    "the brackets."
)
def adam_without_small_number(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t)
    with np.errstate(all="ignore"):
        return m, s, np.asarray(m_fair) / np.asarray(s_fair) ** 0.5


@adam.mistake("You give back the step alone. The next step needs the memory as well: return m, s, step.")
def adam_step_alone(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t)
    return m_fair / (s_fair**0.5 + 1e-8)


@adam.mistake("The step is multiplied by the root where it should be divided: large slopes are to be made *smaller*.")
def adam_multiplied(m, s, dW, t):
    m, s, m_fair, s_fair = _adam(m, s, dW, t)
    return m, s, m_fair * (s_fair**0.5 + 1e-8)


@exercise(
    "A layer with both",
    stub="""
        N = ...         # Z minus the mean of each column
        N = ...         # divided by the root of (the mean square of each column + 1e-5)
        A = ...         # relu of N + b
        return ...      # Z, and A through the weights W on top of it
    """,
    cases=[
        (
            np.array([[1.0, 4.0], [3.0, 0.0], [2.0, 5.0]]),
            np.array([[1.0, -0.5], [0.5, 2.0]]),
            _array(0.1, -0.3),
        ),
        (
            np.array([[-2.0, 0.5, 1.0], [0.0, 1.5, -1.0], [4.0, -0.5, 3.0], [1.0, 2.0, 0.0]]),
            np.array([[0.4, -1.0, 0.2], [1.2, 0.3, -0.6], [-0.7, 0.8, 1.1]]),
            _array(0.0, 0.5, -0.2),
        ),
        # Large numbers and small ones; a column that is the same on every row; one unit.
        (
            np.array([[1000.0, 0.001], [1200.0, 0.003], [900.0, 0.002], [1100.0, 0.001]]),
            np.array([[0.7, -0.3], [-1.1, 0.9]]),
            _array(0.2, 0.4),
        ),
        (
            np.array([[2.0, 1.0], [2.0, -1.0], [2.0, 3.0]]),
            np.array([[1.5, -1.0], [-0.5, 0.5]]),
            _array(0.25, 0.75),
        ),
        (np.array([[1.0], [2.0], [4.0], [7.0], [0.0]]), np.array([[-1.5]]), _array(0.3)),
    ],
    tolerance=1e-5,
    advice={
        "not aligned": "Z and A have a row for each input and a column for each unit: A @ W, with A in front.",
        "mismatch in its core dimension": (
            "Z and A have a row for each input and a column for each unit: A @ W, with A in front."
        ),
        "could not be broadcast": (
            "Rows of different sizes meet. The mean of each column, .mean(axis=0), has one number for each unit and "
            "fits on every row; that of each row, axis=1, does not. (And A goes through the weights with @: A * W "
            "multiplies entry by entry.)"
        ),
    },
    hints=[
        "Four steps: subtract column means, divide by column sizes, ReLU with its biases, and Z added at the end.",
        ("Z.mean(axis=0) is the mean of each column. After the first line the mean squares are (N ** 2).mean(axis=0)."),
        (
            "N = Z - Z.mean(axis=0), N = N / ((N ** 2).mean(axis=0) + 1e-5) ** 0.5, A = np.maximum(0, N + b), and "
            "Z + A @ W behind return."
        ),
    ],
)
def block(Z, W, b):
    """From the Z of one layer to that of the next: Z is normalised, goes through ReLU
    and the weights W, and is added to what comes out. Z has a row for each input."""
    N = Z - Z.mean(axis=0)
    N = N / ((N**2).mean(axis=0) + 1e-5) ** 0.5
    A = np.maximum(0, N + b)
    return Z + A @ W


def _normalised(Z, axis=0):
    keep = axis is not None
    N = Z - Z.mean(axis=axis, keepdims=keep)
    return N / ((N**2).mean(axis=axis, keepdims=keep) + 1e-5) ** 0.5


@block.mistake(
    "The way round is missing: that is a layer with normalisation alone, and nothing is added. Put Z + in front, so "
    "that what came in goes on as it is."
)
def block_without_skip(Z, W, b):
    return np.maximum(0, _normalised(Z) + b) @ W


@block.mistake("Nothing was normalised: that is a layer with the way round alone. ReLU has to take N + b, not Z + b.")
def block_without_norm(Z, W, b):
    return Z + np.maximum(0, Z + b) @ W


@block.mistake(
    "You added N at the end. What goes round the layer is Z itself, untouched: that is what gives the gradient its "
    "factor 1."
)
def block_with_n_round(Z, W, b):
    N = _normalised(Z)
    return N + np.maximum(0, N + b) @ W


@block.mistake(
    "You added A, which is Z after normalisation and ReLU. What goes round the layer is Z itself, with its negative "
    "numbers."
)
def block_with_a_round(Z, W, b):
    A = np.maximum(0, _normalised(Z) + b)
    return A + A @ W


@block.mistake(
    "You normalised rows. Here each *unit* is made comparable over the inputs of the batch, and units are columns: "
    "axis=0."
)
def block_by_row(Z, W, b):
    return Z + np.maximum(0, _normalised(Z, axis=1) + b) @ W


@block.mistake(
    "One mean and one size for the whole table: without axis, .mean() is a single number. Each column needs its own, "
    ".mean(axis=0)."
)
def block_by_table(Z, W, b):
    return Z + np.maximum(0, _normalised(Z, axis=None) + b) @ W


@block.mistake(
    "The mean that you subtract is one for the whole table: without axis, .mean() is a single number. Each column has "
    "its own, .mean(axis=0)."
)
def block_mean_of_table(Z, W, b):
    N = Z - Z.mean()
    return Z + np.maximum(0, N / ((N**2).mean(axis=0) + 1e-5) ** 0.5 + b) @ W


@block.mistake(
    "The mean square is one for the whole table: without axis, .mean() is a single number. Each column has its own, "
    ".mean(axis=0)."
)
def block_size_of_table(Z, W, b):
    N = Z - Z.mean(axis=0)
    return Z + np.maximum(0, N / ((N**2).mean() + 1e-5) ** 0.5 + b) @ W


@block.mistake(
    "You squared the mean, which is 0 by now, and so divided by next to nothing. Square first, then take the mean: "
    "(N ** 2).mean(axis=0)."
)
def block_square_of_mean(Z, W, b):
    N = Z - Z.mean(axis=0)
    return Z + np.maximum(0, N / (N.mean(axis=0) ** 2 + 1e-5) ** 0.5 + b) @ W


@block.mistake(
    "You divided by the root of the *sum* of the squares. That grows with the rows; a mean square does not: .mean."
)
def block_by_sum(Z, W, b):
    N = Z - Z.mean(axis=0)
    return Z + np.maximum(0, N / ((N**2).sum(axis=0) + 1e-5) ** 0.5 + b) @ W


@block.mistake(
    "The root is missing: you divided by the mean square. Its size is that of Z squared; divide by the root, ** 0.5."
)
def block_without_root(Z, W, b):
    N = Z - Z.mean(axis=0)
    N = N / ((N**2).mean(axis=0) + 1e-5)
    return Z + np.maximum(0, N + b) @ W


@block.mistake(
    "The mean of each column was not subtracted. Without that the columns do not lie around 0, and their size counts "
    "the mean as well."
)
def block_without_centring(Z, W, b):
    N = Z / ((Z**2).mean(axis=0) + 1e-5) ** 0.5
    return Z + np.maximum(0, N + b) @ W


@block.mistake(
    "The means are subtracted, and then nothing is divided: the columns keep their sizes. Divide by the root of the "
    "mean square."
)
def block_without_division(Z, W, b):
    return Z + np.maximum(0, Z - Z.mean(axis=0) + b) @ W


@block.mistake(
    "The mean squares are those of Z. Take them of N, after the means are gone: else they count the means as well."
)
def block_squares_of_z(Z, W, b):
    N = (Z - Z.mean(axis=0)) / ((Z**2).mean(axis=0) + 1e-5) ** 0.5
    return Z + np.maximum(0, N + b) @ W


@block.mistake(
    "ReLU came last, over the sum. It would cut Z off as well, wherever the sum is negative: ReLU belongs to N + b."
)
def block_relu_over_all(Z, W, b):
    return np.maximum(0, Z + (_normalised(Z) + b) @ W)


@block.mistake(
    "ReLU came behind the weights. Here the order is: normalise, ReLU, weights, add. So what is added may be negative "
    "as well."
)
def block_relu_behind(Z, W, b):
    return Z + np.maximum(0, _normalised(Z) @ W + b)


@block.mistake("ReLU is missing. Without it the layer is a straight one.")
def block_without_relu(Z, W, b):
    return Z + (_normalised(Z) + b) @ W


@block.mistake(
    "The biases are missing: ReLU takes N + b. (Added to Z, they would go out again with the mean of their column.)"
)
def block_without_bias(Z, W, b):
    return Z + np.maximum(0, _normalised(Z)) @ W


@block.mistake("The biases came in behind ReLU. They decide where it bends: np.maximum(0, N + b).")
def block_bias_behind(Z, W, b):
    return Z + (np.maximum(0, _normalised(Z)) + b) @ W


@block.mistake("The weights are missing: A goes through W, A @ W, before it is added.")
def block_without_weights(Z, W, b):
    return Z + np.maximum(0, _normalised(Z) + b)


@block.mistake("You normalised the result as well. What goes round, Z, is to stay as it is.")
def block_norm_of_all(Z, W, b):
    return _normalised(Z + np.maximum(0, _normalised(Z) + b) @ W)


@block.mistake("The weights are turned: W has a row for each unit that comes in, so it is A @ W, without .T.")
def block_turned(Z, W, b):
    return Z + np.maximum(0, _normalised(Z) + b) @ W.T


@block.mistake("You multiplied Z by what comes out of the layer. The way round is an addition: Z + A @ W.")
def block_multiplied(Z, W, b):
    return Z * (np.maximum(0, _normalised(Z) + b) @ W)


@block.mistake(
    "The small 1e-5 is missing, so a column that is the same on every row divides 0 by 0. Add it under the root."
)
def block_without_small_number(Z, W, b):
    N = Z - Z.mean(axis=0)
    with np.errstate(all="ignore"):
        return Z + np.maximum(0, N / (N**2).mean(axis=0) ** 0.5 + b) @ W


@exercise(
    "Cut a long slope",
    stub="""
        total = ...                   # of all arrays together: the sum of the squares
        length = total ** 0.5
        if ...:                       # not longer than allowed
            return slopes
        return ...                    # a list: each array, times longest / length
    """,
    cases=[
        ([_array(3.0, 4.0)], 1.0),
        ([np.array([[3.0, 0.0], [0.0, -4.0]]), _array(12.0, 0.0)], 6.5),
        ([np.array([[0.3, -0.2]]), _array(0.1)], 1.0),
        ([_array(3.0), _array(-4.0)], 5.0),
        ([_array(0.0, 0.0), _array(0.0)], 1.0),
        ([np.array([[20.0, -10.0], [5.0, 30.0]]), _array(-7.0, 2.0), np.array([[0.5], [1.5]])], 2.0),
        ([_array(-0.6), _array(-0.8), _array(0.0)], 0.5),
        ([_array(0.5, 0.5, 0.5, 0.5), _array(0.5, 0.5)], 1.3),
        ([_array(2.0), _array(1.0, -2.0)], 4.0),
    ],
    hints=[
        "The length of all slopes together is the root of the sum of *all* squares, over all arrays.",
        (
            "np.sum(g ** 2) is the sum for one array g. Start total at 0, and let a loop over slopes add to it, or use "
            "a list comprehension. Then one factor shortens all of them."
        ),
        (
            "total = sum([np.sum(g ** 2) for g in slopes]), if length <= longest, and "
            "[g * longest / length for g in slopes] behind return."
        ),
    ],
    advice={
        "truth value of an array": (
            "Your length is an array still, and if wants one answer. np.sum(g ** 2) makes one number of each array g."
        ),
        "'list' and 'float'": (
            "slopes is a list of arrays, and a list as a whole cannot be multiplied: make a new list, "
            "[g * ... for g in slopes]."
        ),
        "inhomogeneous shape": (
            "The arrays in slopes have different shapes, so they do not fit into one array. Take them one after the "
            "other: for g in slopes."
        ),
        "unsupported operand type(s) for ** or pow(): 'list'": (
            "slopes is a list of arrays. Square the arrays in it one after the other: g ** 2 for g in slopes."
        ),
    },
)
def clip(slopes, longest):
    """The slopes of one step, shortened all together if they are longer than allowed.
    slopes is a list of arrays, such as [dW, db]; longest is a number."""
    total = sum([np.sum(g**2) for g in slopes])
    length = total**0.5
    if length <= longest:
        return slopes
    return [g * longest / length for g in slopes]


def _length(slopes):
    return sum(np.sum(g**2) for g in slopes) ** 0.5


def _cut(slopes, longest, length):
    with np.errstate(all="ignore"):
        return [g * longest / length for g in slopes]


def _cut_above(slopes, longest, length):
    """The slopes, cut where this length of theirs is above the longest."""
    return slopes if length <= longest else _cut(slopes, longest, length)


@clip.mistake(
    "Each array was cut by itself. Then the step *turns*: an array that was long is shortened, a short one is not. One "
    "length for all of them, one factor."
)
def clip_each_array(slopes, longest):
    return [g * min(1, longest / max(np.sum(g**2) ** 0.5, 1e-300)) for g in slopes]


@clip.mistake(
    "Each number was cut by itself, as np.clip does it. Then the step turns: its long parts get shorter, the others "
    "stay. Here all are multiplied by the same factor."
)
def clip_each_number(slopes, longest):
    return [np.clip(g, -longest, longest) for g in slopes]


@clip.mistake(
    "You made every step exactly as long as allowed, short ones too. A slope that is short enough is to stay as it is: "
    "near the bottom of a valley the steps should get smaller."
)
def clip_always(slopes, longest):
    return _cut(slopes, longest, _length(slopes))


@clip.mistake("The root is missing: a length is the root of the sum of squares.")
def clip_by_square(slopes, longest):
    return _cut_above(slopes, longest, _length(slopes) ** 2)


@clip.mistake(
    "You added up the lengths of the arrays. Sides at right angles do not add up; their squares do: 3 and 4 make 5, "
    "not 7."
)
def clip_by_sum_of_lengths(slopes, longest):
    return _cut_above(slopes, longest, sum(np.sum(g**2) ** 0.5 for g in slopes))


@clip.mistake(
    "You took the *mean* of the squares. The more numbers there are, the longer the step: add the squares up."
)
def clip_by_mean(slopes, longest):
    return _cut_above(slopes, longest, (sum(np.sum(g**2) for g in slopes) / sum(g.size for g in slopes)) ** 0.5)


@clip.mistake("You took the mean of the squares of each array. The length has all of them in it, added up: np.sum.")
def clip_by_sum_of_means(slopes, longest):
    return _cut_above(slopes, longest, sum(np.mean(g**2) for g in slopes) ** 0.5)


@clip.mistake(
    "You added up the sizes |g|. The length of an arrow is another thing: the root of the sum of the squares."
)
def clip_by_sizes(slopes, longest):
    return _cut_above(slopes, longest, sum(np.sum(np.abs(g)) for g in slopes) ** 0.5)


@clip.mistake(
    "The squares are missing: total adds up the slopes as they are, so positive and negative ones cancel, and there "
    "may be no root. Square first: np.sum(g ** 2)."
)
def clip_without_squares(slopes, longest):
    with np.errstate(all="ignore"):
        return _cut_above(slopes, longest, sum(np.sum(g) for g in slopes) ** 0.5)


@clip.mistake("The root is taken twice: total is the sum of the squares as it is, and length is its root.")
def clip_root_twice(slopes, longest):
    return _cut_above(slopes, longest, _length(slopes) ** 0.5)


@clip.mistake("You compare total, a sum of squares, with longest, which is a length. Compare length with it.")
def clip_comparing_squares(slopes, longest):
    length = _length(slopes)
    return slopes if length**2 <= longest else [g * longest / length for g in slopes]


@clip.mistake("You divide by total, the sum of the squares. Divide by its root: longest / length.")
def clip_dividing_by_squares(slopes, longest):
    length = _length(slopes)
    return slopes if length <= longest else [g * longest / length**2 for g in slopes]


@clip.mistake("You multiply by longest alone. The factor is longest / length: it makes the step as long as longest.")
def clip_times_longest(slopes, longest):
    return slopes if _length(slopes) <= longest else [g * longest for g in slopes]


@clip.mistake("Nothing was shortened: slopes that are too long come back as they are.")
def clip_nothing(slopes, longest):
    return slopes


@clip.mistake(
    "You give back the factor, once for each array. Each array is wanted, times the factor: g * longest / length."
)
def clip_factor_alone(slopes, longest):
    length = _length(slopes)
    return slopes if length <= longest else [longest / length for g in slopes]


@clip.mistake(
    "You compared with the largest single number. What is cut is the length of all of them together: the root of the "
    "sum of the squares."
)
def clip_by_largest(slopes, longest):
    return _cut_above(slopes, longest, max(np.max(np.abs(g)) for g in slopes))


@clip.mistake("A length of 1 came out, whatever longest says: multiply by longest as well.")
def clip_to_one(slopes, longest):
    length = _length(slopes)
    return slopes if length <= longest else [g / length for g in slopes]


@clip.mistake(
    "The factor stands upside down: length / longest is above 1 where the step is too long, and makes it longer still."
)
def clip_upside_down(slopes, longest):
    length = _length(slopes)
    return slopes if length <= longest else [g * length / longest for g in slopes]


@clip.mistake("The comparison is turned: you cut the short ones, and leave the long ones as they are.")
def clip_turned(slopes, longest):
    length = _length(slopes)
    return slopes if length > longest else _cut(slopes, longest, length)


@clip.mistake("Only the first array was measured. The step is made of all of them: add up over the list.")
def clip_by_first(slopes, longest):
    return _cut_above(slopes, longest, np.sum(slopes[0] ** 2) ** 0.5)


@clip.mistake(
    "Only the last array was measured: in the loop, = overwrites what was there. Add up with total = total + ..., from "
    "0 on."
)
def clip_by_last(slopes, longest):
    return _cut_above(slopes, longest, np.sum(slopes[-1] ** 2) ** 0.5)


@clip.mistake("Slopes that are too long became 0. They still say which way to go: shorten them, do not drop them.")
def clip_dropping(slopes, longest):
    return slopes if _length(slopes) <= longest else [0 * g for g in slopes]
