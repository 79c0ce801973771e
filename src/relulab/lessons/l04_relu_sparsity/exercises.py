"""Exercises: zeros of a layer, a filter, what a unit prefers, where the work is, and ReLU on arrays."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


@exercise(
    "How sparse is a layer?",
    stub="""
        A = ...       # what the layer gives: one row for each row of X
        return ...    # one number: the share of the entries of A that are 0
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
        (np.array([[1.0, -1.0], [2.0, 0.5], [0.5, 1.5]]), np.array([[-1.0, 1.0], [-2.0, 2.0]]), np.array([-5.0, 1.05])),
    ],
    hints=[
        "First the layer of lesson 01, with its bias and its ReLU (its name is not known here: write it out). Then ask "
        "which entries are zero.",
        "A == 0 is an array of True and False; its np.mean is the share of True.",
        "A = np.maximum(0, X @ W + b), then return np.mean(A == 0).",
    ],
)
def share_of_zeros(X, W, b):
    """Share of the outputs of a ReLU layer that are 0. X: rows of inputs."""
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
    "You have one share for each row. One number for the whole layer is wanted: the mean over everything, without axis."
)
def zeros_by_row(X, W, b):
    return np.mean(X @ W + b <= 0, axis=1)


@share_of_zeros.mistake("You counted small outputs, too. Only those that are exactly 0 are wanted: A == 0.")
def zeros_and_small(X, W, b):
    return np.mean(X @ W + b < 0.1)


@share_of_zeros.mistake(
    "You divided by the number of rows, and got the zeros in a row. Each row has one activation for every unit: divide "
    "by all of them, or take np.mean."
)
def zeros_per_row(X, W, b):
    return np.sum(X @ W + b <= 0) / len(X)


@share_of_zeros.mistake("After ReLU nothing is below 0. What was negative is exactly 0 now: compare with A == 0.")
def zeros_below(X, W, b):
    return np.mean(np.maximum(0, X @ W + b) < 0)


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
                out[i, j] = ...    # the patch begins in row i and column j
        return out
    """,
    cases=[
        (_STROKE, np.array([[-1.0, 0.0, 1.0]] * 3)),
        (np.arange(25.0).reshape(5, 5) ** 2, np.array([[0.0, 1.0, 0.0], [2.0, -4.0, 1.0], [0.0, 0.5, 0.25]])),
    ],
    hints=[
        "A neuron with nine inputs: multiply each pixel of the patch by the weight on it, and add up all nine.",
        "The patch is image[i : i + 3, j : j + 3]; patch * kernel multiplies entry by entry.",
        "out[i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)",
    ],
)
def slide(image, kernel):
    """Weighted sum at every place. image: a table; kernel: 3 by 3 weights."""
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


@slide.mistake(
    "The return stands inside a loop, so the function ends after its first places. It belongs under the loops, "
    "as far left as the first for."
)
def slide_returned_early(image, kernel):
    out = np.zeros_like(slide.answer(image, kernel))
    out[0, 0] = slide.answer(image, kernel)[0, 0]
    return out


@slide.mistake("Rows and columns of the kernel are swapped: it finds the wrong kind of edge.")
def slide_swapped(image, kernel):
    return slide.answer(image, np.transpose(kernel))


@slide.mistake(
    "All nine weights met the same pixel: image[i][j] is one number. The patch is the 3 by 3 pixels from there "
    "on: image[i : i + 3, j : j + 3]."
)
def slide_one_pixel(image, kernel):
    return image[:-2, :-2] * np.sum(kernel)


def _case(seed, rows, scale):
    """Outputs of a unit for rows of all ten digits, which it likes more or less."""
    rng = np.random.default_rng(seed)
    y = np.concatenate([np.arange(10), rng.integers(0, 10, rows - 10)])
    return np.maximum(0, scale * rng.normal(size=rows) + rng.permutation(10)[y] / 4).round(2), y


@exercise(
    "Does a unit prefer one digit?",
    stub="""
        responses = []
        for digit in range(10):
            responses.append(...)    # the mean of a over the rows that show this digit
        return ...                   # the largest response, as a share of all ten
    """,
    cases=[
        (np.array([4.0, 2.0, 1.0, 0, 0, 1.0, 1.0, 0, 0, 0, 0, 0.5]), np.array([0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
        _case(0, 30, 0.5),
        _case(1, 40, 1.0),
    ],
    hints=[
        "a[y == digit] picks the outputs for the rows that show this digit. One number is wanted of them.",
        "The response is np.mean(a[y == digit]). The share is the largest response, divided by the sum of all ten.",
        "responses.append(np.mean(a[y == digit])), then return max(responses) / sum(responses).",
    ],
)
def best_share(a, y):
    """Share of the best digit. a: outputs of a unit, y: digits, one per row."""
    responses = []
    for digit in range(10):
        responses.append(np.mean(a[y == digit]))
    return max(responses) / sum(responses)


def _responses(a, y, of=np.mean):
    return [of(a[y == digit]) for digit in range(10)]


@best_share.mistake(
    "A digit with many rows looks preferred here, because it is common: its outputs were added up, or divided by the "
    "number of *all* rows. Take the mean over its own rows alone."
)
def best_sums(a, y):
    sums = _responses(a, y, np.sum)
    return max(sums) / sum(sums)


@best_share.mistake(
    "That is the response itself. A share compares it with the whole: divide by the sum over all ten digits."
)
def best_mean(a, y):
    return max(_responses(a, y))


@best_share.mistake(
    "You compared single rows. One strong row says little about a digit: take the mean over all rows of a digit first."
)
def best_row(a, y):
    return np.max(a) / np.sum(a)


@best_share.mistake("You took the largest output of each digit. One strong row says little: take the mean of its rows.")
def best_strongest(a, y):
    strongest = _responses(a, y, np.max)
    return max(strongest) / sum(strongest)


@best_share.mistake(
    "You counted on how many rows the unit is on. How strongly it answers counts too: use the outputs themselves."
)
def best_rows_on(a, y):
    shares = _responses(a > 0, y)
    return max(shares) / sum(shares)


@best_share.mistake("You took the digit 0, whatever it is. The best digit is the one with the largest mean.")
def best_first(a, y):
    return _responses(a, y)[0] / sum(_responses(a, y))


@best_share.mistake(
    "You compared with the *mean* of the digits, so the result can pass 1. A share is a part of the *sum*."
)
def best_over_mean(a, y):
    return max(_responses(a, y)) / np.mean(_responses(a, y))


@best_share.mistake("That says *which* digit is the best. Asked for is the share of the response that it gets.")
def best_which(a, y):
    return np.argmax(_responses(a, y))


@best_share.mistake("You divided by the number of digits. A share is a part of the whole: divide by the sum.")
def best_over_count(a, y):
    return max(_responses(a, y)) / 10


@best_share.mistake(
    "a[digit] is the output in one row, the row of that number. The rows that *show* a digit: a[y == digit]."
)
def best_row_of_digit(a, y):
    return max(a[:10]) / sum(a[:10])


@exercise(
    "Where the work is",
    stub="""
        products = 0
        for n_in, n_out in zip(sizes, sizes[1:]):
            products += ...    # every weight of this layer is multiplied once
        values = ...           # hidden layers have an activation, outputs have none
        return products, values
    """,
    cases=[([64, 128, 128, 10],), ([64, 32, 10],), ([2, 3, 4, 5, 6],), ([7, 5],)],
    hints=[
        "How many weights lie between n_in units and n_out units? That many products. And each hidden unit computes "
        "one activation.",
        "Products: n_in * n_out for each pair of layers. Values: one for each hidden unit, and sizes[1:-1] are the "
        "hidden layers, without the inputs and the outputs.",
        "products += n_in * n_out, and values = sum(sizes[1:-1])",
    ],
)
def count_work(sizes):
    """Products and activation values for one row. sizes: such as [64, 32, 10]."""
    products = 0
    for n_in, n_out in zip(sizes, sizes[1:]):
        products += n_in * n_out
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
    "You counted the inputs, too. They are given and pass through no activation: the hidden units alone, sizes[1:-1]."
)
def work_inputs_for_outputs(sizes):
    return count_work.answer(sizes)[0], sum(sizes[:-1])


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
