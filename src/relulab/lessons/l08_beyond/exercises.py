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


roll.slips(
    {
        ("keep * v + slope(w)", "v + slope(w)"): (
            "Nothing is forgotten: the share keep is missing in front of the old v, so every slope counts in full for "
            "ever, and w rolls through the valley and up the other side as far again."
        ),
        ("w - lr * v", "w + lr * v"): (
            "You climb. v adds up slopes, and a slope says which way the loss *rises*: step against it, with a minus."
        ),
        ("keep * v + slope(w)", "keep * (v + slope(w))"): (
            "You shrink the new slope as well: keep stands in front of a bracket. Only what is remembered fades; the "
            "slope of this step counts in full."
        ),
        ("keep * v + slope(w)", "keep * v + (1 - keep) * slope(w)"): (
            "You took the mean of old and new, keep and 1 - keep. Then v is never longer than a slope, and the steps "
            "do not grow. Here the slope counts in full; the mean comes in section 3."
        ),
        ("keep * v + slope(w)", "v + keep * slope(w)"): (
            "keep belongs to the old v, and you gave it to the slope: keep * v + slope(w)."
        ),
        ("v = keep * v + slope(w)\n        w = w - lr * v", "w = w - lr * v\n        v = keep * v + slope(w)"): (
            "That is one step too few. If the step stands above the line of v, it takes the v from before, at first 0: "
            "first the new v, then the step with it. Else the loop has a turn too few."
        ),
        ("keep * v + slope(w)", "keep * v + lr * slope(w)"): (
            "The learning rate is in it twice: in v, and in the step. v adds up slopes as they are; the step "
            "multiplies by lr."
        ),
        ("w - lr * v", "w - v"): "The learning rate is missing: a step is lr times v.",
        ("w - lr * v", "keep * w - lr * slope(w)"): (
            "keep shrinks w itself, so w is drawn to 0 wherever the valley is. It is v that fades: keep * v + slope(w)."
        ),
        ("return w", "return v"): "You give back v, the memory. Wanted is the place: w.",
        ("return w", "    return w"): (
            "It stops after one step, whatever steps says. If return stands inside the loop, the function ends in its "
            "first turn: move it to the left."
        ),
        ("keep * v + slope(w)", "0.9 * v + slope(w)"): (
            "0.9 was the keep of the example. Here keep is an argument, and may be another: keep * v + slope(w)."
        ),
    }
)


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


adam.slips(
    {
        ("dW**2", "dW"): (
            "s is to hold mean *squares*: dW ** 2 goes into it. Of the plain dW, positive and negative ones would "
            "cancel, and the root of what is left need not exist."
        ),
        ("s_fair**0.5", "s_fair"): (
            "The root is missing. s holds squares, so without the root a slope a hundred times as large makes a step a "
            "hundred times *shorter*, and not one of the same length."
        ),
        ("m_fair / (s_fair**0.5 + 1e-8)", "m / (s**0.5 + 1e-8)"): (
            "Neither mean was made fair: m and s begin at 0, so in the first steps both are far too small. Divide m by "
            "1 - 0.9 ** t and s by 1 - 0.999 ** t before the step."
        ),
        ("s_fair**0.5", "s**0.5"): (
            "s was not made fair: the step takes s_fair, which is s divided by 1 - 0.999 ** t. Without it the first "
            "step is about thirty times too long."
        ),
        ("m_fair / (", "m / ("): "The step takes m_fair, which is m divided by 1 - 0.9 ** t, and you took m as it is.",
        ("0.999**t", "0.9**t"): (
            "s_fair divides by 1 - 0.9 ** t, the share of m. The mean of the squares forgets more slowly, so it needs "
            "its own: 1 - 0.999 ** t."
        ),
        ("return m, s, step", "return m_fair, s_fair, step"): (
            "You give back m_fair and s_fair as the memory. They are for this step alone: made fair again and again, "
            "the means would grow. Return m and s."
        ),
        ("0.9 * m + 0.1 * dW", "0.9 * m + dW"): (
            "m is the memory of section 2, in which dW counts in full. Adam takes a mean: 0.9 of the old m and 0.1 of "
            "dW, so that m has the size of a slope."
        ),
        (
            "0.9 * m + 0.1 * dW\n    s = 0.999 * s + 0.001 * dW**2",
            "0.1 * m + 0.9 * dW\n    s = 0.001 * s + 0.999 * dW**2",
        ): (
            "The shares are exchanged: 0.9 belongs to what was there, 0.1 to dW (and 0.999 and 0.001 for s). A memory "
            "that keeps a tenth forgets nearly all in one step."
        ),
        ("0.999 * s + 0.001 * dW**2", "0.001 * s + 0.999 * dW**2"): (
            "The shares of s are exchanged: 0.999 belongs to the old s, 0.001 to dW ** 2. A mean that changes slowly "
            "keeps nearly all of what was there."
        ),
        ("0.999 * s + 0.001 * dW**2", "0.999 * s + dW**2"): (
            "dW ** 2 counts in full in your s. A mean takes 0.999 of the old s and 0.001 of dW ** 2."
        ),
        ("return m, s, step", "return s, m, step"): (
            "m and s come back exchanged. The order is that of the docstring: return m, s, step."
        ),
        ("m_fair / (", "dW / ("): (
            "The step divides dW itself. It should divide m_fair, the mean of the slopes so far: there the memory "
            "comes in."
        ),
        ("(s_fair**0.5 + 1e-8)", "(s_fair + 1e-8) ** 0.5"): (
            "1e-8 stands under the root, where it counts as 0.0001. It is added to the root: s_fair ** 0.5 + 1e-8, in "
            "brackets."
        ),
        ("(s_fair**0.5 + 1e-8)", "s_fair**0.5"): (
            "The small 1e-8 is missing: where a slope has never been other than 0, the step is 0 / 0. Add it to the "
            "root, in the brackets."
        ),
        ("return m, s, step", "return step"): (
            "You give back the step alone. The next step needs the memory as well: return m, s, step."
        ),
        ("m_fair / (", "m_fair * ("): (
            "The step is multiplied by the root where it should be divided: large slopes are to be made *smaller*."
        ),
    }
)


@adam.mistake(
    "You multiplied by t where a power stands: 0.9 ** t, with two stars. What is left of the start after t steps is "
    "0.9 · 0.9 · ..., t times."
)
def adam_times_t(m, s, dW, t):
    m, s, _ = adam.answer(m, s, dW, t)
    return m, s, m / (1 - 0.9 * t) / (np.abs(s / (1 - 0.999 * t)) ** 0.5 + 1e-8)


@adam.mistake(
    "m_fair and s_fair were made of the old m and s. First the new ones, then their fair forms, then the step."
)
def adam_of_the_old(m, s, dW, t):
    m_fair, s_fair = m / (1 - 0.9**t), s / (1 - 0.999**t)
    m, s, _ = adam.answer(m, s, dW, t)
    return m, s, m_fair / (s_fair**0.5 + 1e-8)


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


block.slips(
    {
        ("Z + A @ W", "A @ W"): (
            "The way round is missing: that is a layer with normalisation alone, and nothing is added. Put Z + in "
            "front, so that what came in goes on as it is."
        ),
        ("np.maximum(0, N + b)", "np.maximum(0, Z + b)"): (
            "Nothing was normalised: that is a layer with the way round alone. ReLU has to take N + b, not Z + b."
        ),
        ("Z + A @ W", "N + A @ W"): (
            "You added N at the end. What goes round the layer is Z itself, untouched: that is what gives the gradient "
            "its factor 1."
        ),
        ("Z + A @ W", "A + A @ W"): (
            "You added A, which is Z after normalisation and ReLU. What goes round the layer is Z itself, with its "
            "negative numbers."
        ),
        ("Z.mean(axis=0)", "Z.mean()"): (
            "The mean that you subtract is one for the whole table: without axis, .mean() is a single number. Each "
            "column has its own, .mean(axis=0)."
        ),
        ("(N**2).mean(axis=0)", "(N**2).mean()"): (
            "The mean square is one for the whole table: without axis, .mean() is a single number. Each column has its "
            "own, .mean(axis=0)."
        ),
        ("(N**2).mean(axis=0)", "N.mean(axis=0) ** 2"): (
            "You squared the mean, which is 0 by now, and so divided by next to nothing. Square first, then take the "
            "mean: (N ** 2).mean(axis=0)."
        ),
        ("(N**2).mean(axis=0)", "(N**2).sum(axis=0)"): (
            "You divided by the root of the *sum* of the squares. That grows with the rows; a mean square does not: "
            ".mean."
        ),
        (" ** 0.5", ""): (
            "The root is missing: you divided by the mean square. Its size is that of Z squared; divide by the root, "
            "** 0.5."
        ),
        ("Z - Z.mean(axis=0)", "Z"): (
            "The mean of each column was not subtracted. Without that the columns do not lie around 0, and their size "
            "counts the mean as well."
        ),
        ("N / ((N**2).mean(axis=0) + 1e-5) ** 0.5", "N"): (
            "The means are subtracted, and then nothing is divided: the columns keep their sizes. Divide by the root "
            "of the mean square."
        ),
        ("(N**2)", "(Z**2)"): (
            "The mean squares are those of Z. Take them of N, after the means are gone: else they count the means as "
            "well."
        ),
        ("np.maximum(0, N + b)\n    return Z + A @ W", "N + b\n    return np.maximum(0, Z + A @ W)"): (
            "ReLU came last, over the sum. It would cut Z off as well, wherever the sum is negative: ReLU belongs to N "
            "+ b."
        ),
        ("np.maximum(0, N + b)\n    return Z + A @ W", "N @ W + b\n    return Z + np.maximum(0, A)"): (
            "ReLU came behind the weights. Here the order is: normalise, ReLU, weights, add. So what is added may be "
            "negative as well."
        ),
        ("np.maximum(0, N + b)", "N + b"): "ReLU is missing. Without it the layer is a straight one.",
        ("np.maximum(0, N + b)", "np.maximum(0, N)"): (
            "The biases are missing: ReLU takes N + b. (Added to Z, they would go out again with the mean of their "
            "column.)"
        ),
        ("np.maximum(0, N + b)", "np.maximum(0, N) + b"): (
            "The biases came in behind ReLU. They decide where it bends: np.maximum(0, N + b)."
        ),
        ("Z + A @ W", "Z + A"): "The weights are missing: A goes through W, A @ W, before it is added.",
        ("Z + A @ W", "Z + A @ W.T"): (
            "The weights are turned: W has a row for each unit that comes in, so it is A @ W, without .T."
        ),
        ("Z + A @ W", "Z * (A @ W)"): (
            "You multiplied Z by what comes out of the layer. The way round is an addition: Z + A @ W."
        ),
        (" + 1e-5", ""): (
            "The small 1e-5 is missing, so a column that is the same on every row divides 0 by 0. Add it under the "
            "root."
        ),
    }
)


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


@block.mistake("You normalised the result as well. What goes round, Z, is to stay as it is.")
def block_norm_of_all(Z, W, b):
    return _normalised(block.answer(Z, W, b))


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


clip.slips(
    {
        ("g * longest / length", "g * min(1, longest / np.linalg.norm(g))"): (
            "Each array was cut by itself. Then the step *turns*: an array that was long is shortened, a short one is "
            "not. One length for all of them, one factor."
        ),
        ("g * longest / length", "np.clip(g, -longest, longest)"): (
            "Each number was cut by itself, as np.clip does it. Then the step turns: its long parts get shorter, the "
            "others stay. Here all are multiplied by the same factor."
        ),
        ("length <= longest", "False"): (
            "You made every step exactly as long as allowed, short ones too. A slope that is short enough is to stay "
            "as it is: near the bottom of a valley the steps should get smaller."
        ),
        ("length = total**0.5", "length = total"): "The root is missing: a length is the root of the sum of squares.",
        ("length = total**0.5", "length = sum([np.linalg.norm(g) for g in slopes])"): (
            "You added up the lengths of the arrays. Sides at right angles do not add up; their squares do: 3 and 4 "
            "make 5, not 7."
        ),
        ("length = total**0.5", "length = (total / sum([g.size for g in slopes])) ** 0.5"): (
            "You took the *mean* of the squares. The more numbers there are, the longer the step: add the squares up."
        ),
        ("np.sum(g**2)", "np.mean(g**2)"): (
            "You took the mean of the squares of each array. The length has all of them in it, added up: np.sum."
        ),
        ("np.sum(g**2)", "np.sum(np.abs(g))"): (
            "You added up the sizes |g|. The length of an arrow is another thing: the root of the sum of the squares."
        ),
        ("np.sum(g**2)", "np.sum(g)"): (
            "The squares are missing: total adds up the slopes as they are, so positive and negative ones cancel, and "
            "there may be no root. Square first: np.sum(g ** 2)."
        ),
        ("length = total**0.5", "length = total**0.25"): (
            "The root is taken twice: total is the sum of the squares as it is, and length is its root."
        ),
        ("length <= longest", "total <= longest"): (
            "You compare total, a sum of squares, with longest, which is a length. Compare length with it."
        ),
        ("g * longest / length", "g * longest / total"): (
            "You divide by total, the sum of the squares. Divide by its root: longest / length."
        ),
        ("g * longest / length", "g * longest"): (
            "You multiply by longest alone. The factor is longest / length: it makes the step as long as longest."
        ),
        ("length <= longest", "True"): "Nothing was shortened: slopes that are too long come back as they are.",
        ("g * longest / length", "longest / length"): (
            "You give back the factor, once for each array. Each array is wanted, times the factor: g * longest / "
            "length."
        ),
        ("length = total**0.5", "length = max([np.max(np.abs(g)) for g in slopes])"): (
            "You compared with the largest single number. What is cut is the length of all of them together: the root "
            "of the sum of the squares."
        ),
        ("g * longest / length", "g / length"): (
            "A length of 1 came out, whatever longest says: multiply by longest as well."
        ),
        ("g * longest / length", "g * length / longest"): (
            "The factor stands upside down: length / longest is above 1 where the step is too long, and makes it "
            "longer still."
        ),
        ("length <= longest", "length > longest"): (
            "The comparison is turned: you cut the short ones, and leave the long ones as they are."
        ),
        ("length = total**0.5", "length = np.linalg.norm(slopes[0])"): (
            "Only the first array was measured. The step is made of all of them: add up over the list."
        ),
        ("length = total**0.5", "length = np.linalg.norm(slopes[-1])"): (
            "Only the last array was measured: in the loop, = overwrites what was there. Add up with total = total + "
            "..., from 0 on."
        ),
        ("g * longest / length", "0 * g"): (
            "Slopes that are too long became 0. They still say which way to go: shorten them, do not drop them."
        ),
    }
)
