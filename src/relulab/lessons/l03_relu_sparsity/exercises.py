"""Exercises: ReLU on arrays, its slope, filters, zeros, work and preferences."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


@exercise(
    "ReLU without an if",
    stub="return ...",
    cases=[(3.0,), (-2.0,), (0.0,), (np.array([-19.0, -1.0, 0.5, 18.0]),), (np.array([[1.0, -1.0], [-2.0, 2.5]]),)],
    hints=[
        (
            "ReLU is the larger of two numbers, 0 and z. NumPy has a function that takes the "
            "larger of two, entry by entry."
        ),
        (
            "max takes the larger of two numbers, np.max the largest entry of one array; np.maximum takes the "
            "larger of two, entry by entry."
        ),
        "Return np.maximum(0, z).",
    ],
)
def rectify(z):
    """max(0, z) for a number or for every entry of an array, without if."""
    return np.maximum(0, z)


@rectify.mistake(
    "You took the size of z, so -2 became 2. ReLU does not turn a negative number round, it cuts it off: relu(-2) = 0."
)
def rectify_absolute(z):
    return np.abs(z)


@rectify.mistake(
    "You kept the negative numbers and cut off the positive ones. The *larger* of 0 and z "
    "is wanted: maximum, not minimum."
)
def rectify_minimum(z):
    return np.minimum(0, z)


@rectify.mistake(
    "You answer 1 for every positive z: that is the step, and also ReLU's slope. ReLU hands the "
    "number itself on: relu(18) = 18."
)
def rectify_switch(z):
    return np.asarray(z > 0, dtype=float)


@rectify.mistake(
    "np.max finds the largest entry of an array and gives one number. np.maximum compares "
    "entry by entry and keeps the shape."
)
def rectify_one_number(z):
    return np.max(z)


@rectify.mistake("You cut at 1, too. ReLU has no upper limit: relu(18) = 18.")
def rectify_clipped(z):
    return np.clip(z, 0, 1)


@rectify.mistake("Nothing is cut off: relu(-2) should be 0.")
def rectify_nothing(z):
    return 1 * z


@rectify.mistake(
    "You threw the negative entries away, and the shape with them. Each keeps its place and becomes 0: "
    "the next layer expects all units."
)
def rectify_only_positive(z):
    return np.asarray(z)[np.asarray(z) > 0]


@rectify.mistake(
    "np.max(z, 0) looks for the largest entry of z; its 0 names a direction and is not compared with anything. To "
    "compare every entry with 0: np.maximum(0, z)."
)
def rectify_largest_entry(z):
    return np.max(z, 0)


@exercise(
    "The slope of ReLU",
    stub="return ...",
    cases=[(2.5,), (-3.0,), (0.0,), (np.array([-1.0, -1e-6, 0.0, 1e-6, 100.0]),)],
    hints=[
        "Left of 0 the curve is flat, right of 0 it rises as fast as z itself.",
        "You need 1 where z > 0 and 0 elsewhere; np.where(condition, a, b) chooses entry by entry.",
        "Return np.where(np.asarray(z) > 0, 1.0, 0.0).",
    ],
)
def relu_slope(z):
    """Derivative of ReLU at z, with the convention that it is 0 at z = 0."""
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@relu_slope.mistake(
    "Right everywhere but at z = 0, where you give 1. There the curve has a corner and no slope of its own; the "
    "course's convention is 0: z > 0, not z >= 0."
)
def relu_slope_one_at_zero(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


@relu_slope.mistake(
    "Right everywhere but at z = 0, where you give the mean of both sides. That is a possible "
    "convention; the one of the course is 0."
)
def relu_slope_half_at_zero(z):
    return np.heaviside(z, 0.5)


@relu_slope.mistake(
    "You returned the value. The slope says how much the value moves when z is nudged: at z = 100 it is 1, not 100."
)
def relu_slope_value(z):
    return np.maximum(0, z)


@relu_slope.mistake("For negative z you give -1. There ReLU is flat: a nudge of z moves nothing, so the slope is 0.")
def relu_slope_sign(z):
    return np.sign(z)


@relu_slope.mistake(
    "You give 1 everywhere, the slope of the identity. For negative z ReLU stays at 0 and its slope is 0."
)
def relu_slope_always_one(z):
    return np.ones_like(np.asarray(z, dtype=float))


@relu_slope.mistake("The two sides are swapped: ReLU rises on the right, where z is positive, and is flat on the left.")
def relu_slope_turned(z):
    return np.where(np.asarray(z) < 0, 1.0, 0.0)


_STROKE = np.array(
    [[0.0, 0.5, 1.0, 0.0, 0.0], [0.0, 1.0, 0.5, 0.0, 0.0], [0.0, 1.0, 0.0, 0.25, 0.0], [0.5, 1.0, 0.0, 0.0, 0.0]]
)


@exercise(
    "Slide a filter over a picture",
    stub="""
        height, width = image.shape
        out = np.zeros((height - 2, width - 2))
        for i in range(height - 2):
            for j in range(width - 2):
                out[i, j] = ...    # the patch begins in row i, column j
        return out
    """,
    cases=[
        (_STROKE, np.array([[-1.0, 0.0, 1.0]] * 3)),
        (np.arange(25.0).reshape(5, 5) ** 2, np.array([[0.0, 1.0, 0.0], [2.0, -4.0, 1.0], [0.0, 0.5, 0.25]])),
    ],
    hints=[
        "A neuron with nine inputs: multiply each pixel of the patch by its weight and add up.",
        "The patch is image[i : i + 3, j : j + 3]; patch * kernel multiplies entry by entry.",
        "out[i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)",
    ],
)
def slide(image, kernel):
    """Weighted sum of the 3x3 patch under the kernel, for every place where the kernel fits in."""
    height, width = image.shape
    out = np.zeros((height - 2, width - 2))
    for i in range(height - 2):
        for j in range(width - 2):
            out[i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)
    return out


def _slid(image, kernel, patch_sum):
    height, width = image.shape
    return np.array(
        [[patch_sum(image[i : i + 3, j : j + 3], kernel) for j in range(width - 2)] for i in range(height - 2)]
    )


@slide.mistake(
    "Every place gets the same number: the patch does not move. It begins in row i and column j: image[i:i+3, j:j+3]."
)
def slide_stuck(image, kernel):
    return np.full((image.shape[0] - 2, image.shape[1] - 2), np.sum(image[:3, :3] * kernel))


@slide.mistake(
    "@ is the product of two matrices, rows times columns. Here each pixel meets the one weight that lies "
    "on it: *, then add up all nine."
)
def slide_matrix_product(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch @ kernel))


@slide.mistake(
    "You turned the kernel upside down first. In mathematics that is what *convolution* means; in neural networks "
    "the kernel is laid on as it is."
)
def slide_turned_kernel(image, kernel):
    return slide.answer(image, kernel[::-1, ::-1])


@slide.mistake("You took the mean of the nine products, a ninth of what is wanted. A neuron adds up.")
def slide_mean(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.mean(patch * kernel))


@slide.mistake(
    "You cut off the negative sums already. That is ReLU's work and comes next; slide gives the pre-activations."
)
def slide_rectified(image, kernel):
    return np.maximum(0, slide.answer(image, kernel))


@slide.mistake(
    "You added up the pixels and left the weights out. Each pixel is first multiplied by the weight that lies on it."
)
def slide_without_weights(image, kernel):
    return slide.answer(image, np.ones((3, 3)))


@slide.mistake("Rows and columns of the kernel are swapped: it finds the wrong kind of edge.")
def slide_swapped(image, kernel):
    return slide.answer(image, np.transpose(kernel))


@slide.mistake(
    "All nine weights met the same pixel: image[i][j] is one number. The patch is the 3 by 3 pixels from there "
    "on: image[i : i + 3, j : j + 3]."
)
def slide_one_pixel(image, kernel):
    return image[:-2, :-2] * np.sum(kernel)


@exercise(
    "How sparse is a layer?",
    stub="""
        A = ...         # the activations of the layer, one row for each row of X
        return ...      # the share of them that is zero
    """,
    cases=[
        (
            np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [-1.0, 2.0]]),
            np.array([[1.0, -1.0, 0.0], [0.5, 2.0, -1.0]]),
            np.array([-0.75, 0.25, 0.5]),
        ),
        (
            np.array([[2.0, 1.0], [-1.0, 1.0], [0.0, -3.0], [1.0, 0.0], [0.5, 0.5]]),
            np.array([[1.0, -1.0, 0.5, -2.0], [0.0, 1.0, -1.0, 0.0]]),
            np.array([0.0, -1.0, 0.75, 1.5]),
        ),
        (np.array([[1.0, -1.0], [2.0, 0.5], [0.5, 1.5]]), np.array([[-1.0, 1.0], [-2.0, 2.0]]), np.array([-5.0, 0.0])),
    ],
    hints=[
        "First the layer as in lesson 01, with its bias and its ReLU; then ask which entries are zero.",
        "A == 0 is an array of True and False; its np.mean is the share of True.",
        "A = np.maximum(0, X @ W + b), then return np.mean(A == 0).",
    ],
)
def share_of_zeros(X, W, b):
    """Share of the activations of a ReLU layer that are zero, 0 to 1, over all rows of X."""
    A = np.maximum(0, X @ W + b)
    return np.mean(A == 0)


@share_of_zeros.mistake(
    "You counted zeros among the *weights*. Those stay as they are; what ReLU sets to zero are the outputs, and "
    "which ones changes from row to row."
)
def zeros_of_weights(X, W, b):
    return np.mean(W == 0)


@share_of_zeros.mistake(
    "The bias is missing. It is not cosmetic: a bias of -1 silences most units of a layer, a bias of 1 hardly any."
)
def zeros_without_bias(X, W, b):
    return np.mean(np.maximum(0, X @ W) == 0)


@share_of_zeros.mistake(
    "You looked for zeros before ReLU, where they are rare. The negative pre-activations "
    "become zeros only *through* ReLU."
)
def zeros_before_relu(X, W, b):
    return np.mean(X @ W + b == 0)


@share_of_zeros.mistake(
    "That is how many there are. The share is that number divided by all of them: np.mean of a yes-or-no array."
)
def zeros_counted(X, W, b):
    return np.sum(X @ W + b <= 0)


@share_of_zeros.mistake("That is the share of activations that are *not* zero. The two add up to 1.")
def zeros_active(X, W, b):
    return np.mean(X @ W + b > 0)


@share_of_zeros.mistake(
    "You counted units that are zero on *all* rows. A unit that is zero on one row may answer "
    "on the next: silent is not dead."
)
def zeros_dead(X, W, b):
    return np.mean((X @ W + b <= 0).all(axis=0))


@share_of_zeros.mistake(
    "You have one share for each unit. One number for the whole layer is wanted: the mean over everything."
)
def zeros_by_unit(X, W, b):
    return np.mean(X @ W + b <= 0, axis=0)


@share_of_zeros.mistake(
    "You divided by the number of rows, and got the zeros in a row. Each row has one activation for every unit: divide "
    "by all of them, or take np.mean."
)
def zeros_per_row(X, W, b):
    return np.sum(X @ W + b <= 0) / len(X)


@share_of_zeros.mistake("After ReLU nothing is below 0. What was negative is exactly 0 now: compare with A == 0.")
def zeros_below(X, W, b):
    return np.mean(np.maximum(0, X @ W + b) < 0)


@exercise(
    "Where the work is",
    stub="""
        products = ...    # every weight is multiplied once
        values = ...      # the hidden layers have an activation, the output layer has none
        return products, values
    """,
    cases=[([64, 128, 128, 10],), ([64, 32, 10],), ([2, 3, 4, 5, 6],), ([7, 5],)],
    hints=[
        "zip(sizes, sizes[1:]) walks through the pairs of neighbouring layers.",
        (
            "Products: n_in * n_out for each pair, added up. Values: one for each hidden unit, and "
            "sizes[1:-1] are the hidden layers."
        ),
        "products = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])) and values = sum(sizes[1:-1])",
    ],
)
def count_work(sizes):
    """Multiplications and activation values of one forward pass with one row, as (products, values)."""
    products = sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))
    values = sum(sizes[1:-1])
    return products, values


@count_work.mistake(
    "You counted the parameters. A bias is added, not multiplied, so it costs no product: n_in * n_out for each layer."
)
def work_parameters(sizes):
    return sum((n_in + 1) * n_out for n_in, n_out in zip(sizes, sizes[1:])), sum(sizes[1:-1])


@count_work.mistake("You counted the outputs, too. The last layer is linear: no activation is computed there.")
def work_output_activated(sizes):
    return count_work.answer(sizes)[0], sum(sizes[1:])


@count_work.mistake(
    "You counted every layer. The inputs are given, and the output layer is linear: hidden "
    "units alone have an activation."
)
def work_inputs_activated(sizes):
    return count_work.answer(sizes)[0], sum(sizes)


@count_work.mistake("You added up the sizes. *Every* input of a layer meets *every* unit: n_in times n_out products.")
def work_sizes_added(sizes):
    return sum(sizes), sum(sizes[1:-1])


@count_work.mistake(
    "You counted an activation for every weight. A unit first adds up all its products and "
    "then applies its activation once."
)
def work_values_per_weight(sizes):
    return count_work.answer(sizes)[0], count_work.answer(sizes)[0]


@count_work.mistake("The last layer is missing: it has no activation, but weights it has.")
def work_hidden_only(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes[:-1], sizes[1:-1])), sum(sizes[1:-1])


@count_work.mistake(
    "You multiplied all the sizes. Layers come one after the other, so their products add up: n_in * "
    "n_out for each pair of neighbours."
)
def work_one_chain(sizes):
    return int(np.prod(sizes)), sum(sizes[1:-1])


@count_work.mistake(
    "You counted the hidden layers. Every *unit* of a hidden layer computes an activation: add up their sizes."
)
def work_layers(sizes):
    return count_work.answer(sizes)[0], len(sizes) - 2


@count_work.mistake("The right two numbers in the wrong order: products first, then values.")
def work_swapped(sizes):
    return count_work.answer(sizes)[::-1]


def _case(seed, rows, classes):
    rng = np.random.default_rng(seed)
    y = np.concatenate([np.arange(classes), rng.integers(0, classes, rows - classes)])
    return np.maximum(0, rng.normal(size=rows) + (y == classes - 1)).round(2), y


@exercise(
    "Does a unit prefer one digit?",
    stub="""
        means = [... for c in np.unique(y)]    # the unit's mean output over the rows of class c
        return ...
    """,
    cases=[
        (np.array([4.0, 2.0, 1.0, 0.0, 0.0, 1.0, 1.0]), np.array([0, 0, 1, 1, 2, 2, 2])),
        (np.array([0.0, 0.5, 0.0, 0.25, 0.75, 3.0]), np.array([2, 0, 0, 0, 1, 1])),
        _case(0, 30, 3),
    ],
    hints=[
        "a[y == c] picks the outputs for the rows of class c.",
        "means holds np.mean(a[y == c]) for each class; the share is the largest of them, divided by their sum.",
        "means = [np.mean(a[y == c]) for c in np.unique(y)], then return max(means) / sum(means).",
    ],
)
def best_share(a, y):
    """Share of a unit's response that its best class gets; a and y hold output and class of each row."""
    means = [np.mean(a[y == c]) for c in np.unique(y)]
    return max(means) / sum(means)


@best_share.mistake(
    "You added up the outputs. Then a class with many rows looks preferred because it is common; "
    "the *mean* over its rows is fair."
)
def best_sums(a, y):
    sums = [np.sum(a[y == c]) for c in np.unique(y)]
    return max(sums) / sum(sums)


@best_share.mistake(
    "That is the response itself. A share compares it with the whole: divide by the sum over all classes."
)
def best_mean(a, y):
    return max(np.mean(a[y == c]) for c in np.unique(y))


@best_share.mistake(
    "You compared single rows. One strong row says little about a class: take the mean over all rows of a class first."
)
def best_row(a, y):
    return np.max(a) / np.sum(a)


@best_share.mistake(
    "You counted on how many rows the unit is on. How strongly it answers counts too: use the outputs themselves."
)
def best_rows_on(a, y):
    shares = [np.mean(a[y == c] > 0) for c in np.unique(y)]
    return max(shares) / sum(shares)


@best_share.mistake("You took the first class, whatever it is. The best is the one with the largest mean.")
def best_first(a, y):
    means = [np.mean(a[y == c]) for c in np.unique(y)]
    return means[0] / sum(means)


@best_share.mistake(
    "You compared with the *mean* of the classes, so the result can pass 1. A share is a part of the *sum*."
)
def best_over_mean(a, y):
    means = [np.mean(a[y == c]) for c in np.unique(y)]
    return max(means) / np.mean(means)


@best_share.mistake("That says *which* class is the best. Asked for is the share of the response that it gets.")
def best_which(a, y):
    return np.argmax([np.mean(a[y == c]) for c in np.unique(y)])


@best_share.mistake(
    "You divided by the number of classes. A share is a part of the whole: divide by the sum of the means."
)
def best_over_count(a, y):
    return best_mean(a, y) / len(np.unique(y))


@best_share.mistake("a[c] is the output on row number c. The rows that *show* class c are a[y == c].")
def best_row_of_class(a, y):
    means = [np.mean(a[c]) for c in np.unique(y)]
    return max(means) / sum(means)
