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
        # Wider than it is high, an input of 0 more than there are rows, and 1.0 and 0.04 among the outputs.
        (
            np.array([[0.0, 0.02, 1.0], [-0.5, 0.0, -2.0]]),
            np.array([[1.0, -1.0, 0.5, 0.0, 2.0], [2.0, 1.0, -3.0, 1.5, -1.0], [-1.0, 0.5, 1.0, 0.25, -0.5]]),
            np.array([0.5, -0.5, 0.1, 0.0, -1.0]),
        ),
        # Three of the seven zeros are 0 before ReLU already.
        (
            np.array([[1.0, 1.0], [2.0, 2.0], [-3.0, 1.0], [0.25, 0.5], [-1.0, -1.0], [4.0, -2.0], [0.5, 1.5]]),
            np.array([[1.0, 2.0, 0.3], [-1.0, 1.0, 0.4]]),
            np.array([0.0, -0.5, 0.03]),
        ),
    ],
    share=True,
    advice={
        "unexpected keyword": "In a call, = gives an argument its name. A comparison has two: A == 0.",
        "no attribute 'count'": "A list has .count, an array has not. A comparison, A == 0, gives True or False for "
        "each entry: their mean is a share.",
    },
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
    "You counted zeros among the *weights*. Those stay as they are; what ReLU sets to zero are the outputs, and which"
    " ones changes from row to row."
)
def zeros_of_weights(X, W, b):
    return np.mean(W == 0)


@share_of_zeros.mistake(
    "The bias is missing. It is not cosmetic: a bias of -1 silences most units of a layer, a bias of 1 hardly any."
)
def zeros_without_bias(X, W, b):
    return np.mean(np.maximum(0, X @ W) == 0)


@share_of_zeros.mistake(
    "You counted what is 0 before ReLU, where zeros are rare. The negative pre-activations become zeros only "
    "*through* ReLU."
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
    "You counted units that are zero on *all* rows. A unit that is zero on one row may answer on the next: silent is "
    "not dead."
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
    "You divided by the number of rows, and got the zeros in a row. Each row has one activation for every unit: "
    "divide by all of them, or take np.mean."
)
def zeros_per_row(X, W, b):
    return np.sum(X @ W + b <= 0) / len(X)


@share_of_zeros.mistake(
    "0 for every layer. Either your comparison is true nowhere, as < 0 is behind ReLU and == 0 behind another "
    "function; or you took the mean of the zeros themselves, which is 0; or // cut the share off. Wanted is the mean "
    "of a comparison, A == 0, behind ReLU."
)
def zeros_below(X, W, b):
    return np.mean(np.maximum(0, X @ W + b) < 0)


@share_of_zeros.mistake(
    "That is the mean of the outputs themselves. Asked for is how many of them are 0: the mean of a comparison."
)
def zeros_mean_output(X, W, b):
    return np.mean(np.maximum(0, X @ W + b))


@share_of_zeros.mistake(
    "You divided by the number of units, and got the zeros in a column. Each unit has one output for every row: "
    "divide by all of them, or take np.mean."
)
def zeros_per_unit_sum(X, W, b):
    return np.sum(X @ W + b <= 0) / len(b)


@share_of_zeros.mistake(
    "You divided by the number of weights. A share is a part of the outputs: divide by how many outputs there are, "
    "rows times units."
)
def zeros_per_weight(X, W, b):
    return np.sum(X @ W + b <= 0) / W.size


@share_of_zeros.mistake(
    "You divided by the number of inputs. A share is a part of the outputs: divide by how many outputs there are, "
    "rows times units."
)
def zeros_per_input(X, W, b):
    return np.sum(X @ W + b <= 0) / X.size


@share_of_zeros.mistake(
    "You compared the zeros with the outputs that are not 0. A share is a part of all of them, so it cannot pass 1."
)
def zeros_against_active(X, W, b):
    return np.sum(X @ W + b <= 0) / np.sum(X @ W + b > 0)


@share_of_zeros.mistake(
    "You counted small outputs, too: among them one of 0.5 or less. An output above 0 is no zero, however small."
)
def zeros_below_half(X, W, b):
    return np.mean(X @ W + b < 0.5)


@share_of_zeros.mistake("You counted outputs up to 1 as zeros. An output above 0 is no zero, however small.")
def zeros_below_one(X, W, b):
    return np.mean(X @ W + b < 1)


@share_of_zeros.mistake(
    "1 for every layer: all outputs are counted, whatever they are. len of a comparison is how many entries it has, "
    "True and False alike; its sum is how many are True."
)
def zeros_all_counted(X, W, b):
    return 1.0


@share_of_zeros.mistake(
    "You counted units that are silent on *some* row. The share is taken over all entries of the table, one for each "
    "row and unit."
)
def zeros_units_ever(X, W, b):
    return np.mean((X @ W + b <= 0).any(axis=0))


@share_of_zeros.mistake("Only the first row is in it. The share is taken over the whole table.")
def zeros_first_row(X, W, b):
    return np.mean(X[0] @ W + b <= 0)


@share_of_zeros.mistake(
    "Only the last row is in it. The share is taken over the whole table: does a loop overwrite what it found before?"
)
def zeros_last_row(X, W, b):
    return np.mean(X[-1] @ W + b <= 0)


@share_of_zeros.mistake("Only the first unit is in it. The share is taken over the whole table.")
def zeros_first_unit(X, W, b):
    return np.mean((X @ W + b)[:, 0] <= 0)


@share_of_zeros.mistake("You counted zeros among the *inputs*. What ReLU sets to zero are the outputs of the layer.")
def zeros_of_inputs(X, W, b):
    return np.mean(X == 0)


@share_of_zeros.mistake(
    "You counted what is below 0 before ReLU. Where it is exactly 0, ReLU gives 0 as well: that counts, too."
)
def zeros_strictly_negative(X, W, b):
    return np.mean(X @ W + b < 0)


@share_of_zeros.mistake(
    "The bias came behind ReLU. It belongs to what ReLU gets, as it can lift a number above 0: first X @ W + b, then "
    "ReLU."
)
def zeros_bias_behind(X, W, b):
    return np.mean(np.maximum(0, X @ W) + b == 0)


@share_of_zeros.mistake("The bias has the wrong sign: it is added to the weighted sums.")
def zeros_bias_subtracted(X, W, b):
    return np.mean(X @ W - b <= 0)


@share_of_zeros.mistake("ReLU acted on the inputs. The order is: weighted sums, bias, then ReLU.")
def zeros_relu_of_inputs(X, W, b):
    return np.mean(np.maximum(0, X) @ W + b == 0)


@share_of_zeros.mistake("ReLU acted on the inputs, too. The inputs go into the weighted sums as they are.")
def zeros_relu_twice(X, W, b):
    return np.mean(np.maximum(0, X) @ W + b <= 0)


@share_of_zeros.mistake(
    "You kept the negative numbers and cut off the positive ones, so your zeros are the units that are on. ReLU takes"
    " the larger of 0 and z."
)
def zeros_of_minimum(X, W, b):
    return np.mean(np.minimum(0, X @ W + b) == 0)


@share_of_zeros.mistake(
    "That is the mean of the pre-activations. Asked for is how many outputs are 0: the mean of a comparison, behind "
    "ReLU."
)
def zeros_mean_before(X, W, b):
    return np.mean(X @ W + b)


@share_of_zeros.mistake("That is how many outputs are *not* zero. Wanted are those that are, divided by all of them.")
def zeros_other_count(X, W, b):
    return np.sum(X @ W + b > 0)


@share_of_zeros.mistake(
    "The bias is multiplied. It is added to the weighted sums: one number for each unit, whatever the inputs are."
)
def zeros_bias_multiplied(X, W, b):
    return np.mean(np.maximum(0, X @ W * b) == 0)


@share_of_zeros.mistake(
    "You counted outputs that are 1. True counts as 1 in a mean; what is compared is the output itself, with 0."
)
def zeros_ones(X, W, b):
    return np.mean(X @ W + b == 1)


@share_of_zeros.mistake(
    "You have a count for each unit. One share for the whole layer is wanted: the mean over everything."
)
def zeros_counted_by_unit(X, W, b):
    return np.sum(X @ W + b <= 0, axis=0)


@share_of_zeros.mistake(
    "You counted rows on which *all* units are zero. The share is taken over all entries of the table."
)
def zeros_silent_rows(X, W, b):
    return np.mean((X @ W + b <= 0).all(axis=1))


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
        # Higher than it is wide, whole numbers, all nine weights different and their sum not 0.
        (np.arange(24).reshape(6, 4) * 7 % 11 - 4, np.array([[1, -2, 3], [-4, 5, -6], [7, -9, 8]])),
    ],
    advice={
        "setting an array element": "out[i, j] takes one number, and here are several: nine products, or a row of "
        "them, or a piece of the picture. One number comes of the nine products when all of them are added up.",
        "inhomogeneous": "out[i, j] takes one number, and here are several. One number comes of the nine products when "
        "all of them are added up.",
        "is out of bounds": "A place outside the table. i counts rows and comes first, j counts columns and comes "
        "second, in out as in image; the last patch begins two rows and two columns before the edge.",
        "not callable": "Square brackets cut out a piece of a table, with a comma between rows and columns; round "
        "brackets call a function. And Python multiplies only where it sees a *.",
    },
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
    "@, like np.dot, is the product of two matrices, rows times columns. Here each pixel meets the one weight that "
    "lies on it: *, then add up all nine."
)
def slide_matrix_product(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch @ kernel))


@slide.mistake(
    "You turned the kernel upside down first. In mathematics that is what *convolution* means; in neural networks the"
    " kernel is laid on as it is."
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
    "The return stands inside a loop, so the function ends after its first places. It belongs under the loops, as far"
    " left as the first for."
)
def slide_returned_early(image, kernel):
    out = np.zeros_like(slide.answer(image, kernel))
    out[0, 0] = slide.answer(image, kernel)[0, 0]
    return out


@slide.mistake("Rows and columns of the kernel, or of the patch, are swapped: it finds the wrong kind of edge.")
def slide_swapped(image, kernel):
    return slide.answer(image, np.transpose(kernel))


@slide.mistake(
    "All nine weights met the same pixel: image[i][j] is one number. The patch is the 3 by 3 pixels from there on: "
    "image[i : i + 3, j : j + 3]."
)
def slide_one_pixel(image, kernel):
    return image[:-2, :-2] * np.sum(kernel)


@slide.mistake("You took the largest of the nine products. A neuron adds all of them up.")
def slide_largest_product(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.max(patch * kernel))


@slide.mistake(
    "You took the largest pixel of each patch; that is pooling, and the weights are left out. Each pixel is "
    "multiplied by its weight, and all nine are added up."
)
def slide_largest_pixel(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.max(patch))


@slide.mistake(
    "You added up first and multiplied then. Each pixel is first multiplied by the weight that lies on it: the "
    "products are added up."
)
def slide_sums_multiplied(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch) * np.sum(kernel))


@slide.mistake("You added the weights to the pixels. A weight says how much a pixel counts: it multiplies.")
def slide_added(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch + kernel))


@slide.mistake("You took the weights away from the pixels. A weight says how much a pixel counts: it multiplies.")
def slide_subtracted(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch - kernel))


@slide.mistake("You divided by the weights. A weight says how much a pixel counts: it multiplies.")
def slide_divided(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch / kernel))


@slide.mistake("You multiplied everything, the nine products as well. A neuron adds its products up.")
def slide_product_of_all(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.prod(patch * kernel))


@slide.mistake("The rows of the kernel, or of the patch, are in reversed order. The kernel is laid on as it is.")
def slide_flipped_rows(image, kernel):
    return slide.answer(image, kernel[::-1])


@slide.mistake("Left and right of the kernel, or of the patch, are exchanged. The kernel is laid on as it is.")
def slide_flipped_columns(image, kernel):
    return slide.answer(image, kernel[:, ::-1])


@slide.mistake("Only the first row of each patch is in it. A patch has three rows, and all nine pixels count.")
def slide_first_row(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: patch[0] @ kernel[0])


@slide.mistake("The middle row of the kernel met all three rows of the patch. Each pixel has a weight of its own.")
def slide_middle_row_of_kernel(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch * kernel[1]))


@slide.mistake("The first row of the kernel met all three rows of the patch. Each pixel has a weight of its own.")
def slide_first_row_of_kernel(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch * kernel[0]))


@slide.mistake(
    "Only the pixel in the corner of each patch is in it, with its weight. All nine are multiplied, each by its own."
)
def slide_corner(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: patch[0, 0] * kernel[0, 0])


@slide.mistake(
    "Only one pixel of each patch is in it, the one in the middle. All nine are multiplied, each by its own weight."
)
def slide_middle(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: patch[1, 1] * kernel[1, 1])


@slide.mistake("Only one pixel meets one weight. All nine of the patch are multiplied, each by its own weight.")
def slide_corner_with_middle(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: patch[0, 0] * kernel[1, 1])


@slide.mistake(
    "Your patch is one row of pixels, which meets every row of the kernel. A patch is cut out of rows and of columns:"
    " three of each."
)
def slide_same_row(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch[0] * kernel))


@slide.mistake("Your patch is one column of pixels. A patch is cut out of rows and of columns: three of each.")
def slide_same_column(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(patch[:, 0] * kernel))


@slide.mistake("Only the diagonal is in it. All nine pixels count.")
def slide_diagonal(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(np.diag(patch * kernel)))


@slide.mistake(
    "The return stands inside a loop: the first row of places is done, the others are still 0. It belongs under the "
    "loops, as far left as the first for."
)
def slide_returned_after_a_row(image, kernel):
    out = slide.answer(image, kernel)
    out[1:] = 0
    return out


@slide.mistake(
    "The last row and the last column of places are still 0. range(n) ends one before n by itself: there are height -"
    " 2 rows of places."
)
def slide_one_short(image, kernel):
    out = slide.answer(image, kernel)
    out[-1], out[:, -1] = 0, 0
    return out


@slide.mistake(
    "Your table is as large as the image, and its last rows and columns stay 0. The patch fits in two rows and two "
    "columns fewer."
)
def slide_same_size(image, kernel):
    out = np.zeros(image.shape)
    out[:-2, :-2] = slide.answer(image, kernel)
    return out


@slide.mistake(
    "One number comes back, of the last place alone. out is a table that keeps a number for each place: out[i, j] "
    "names one of them."
)
def slide_last_place(image, kernel):
    return slide.answer(image, kernel)[-1, -1]


@slide.mistake("You added up over all places. A number for each place is wanted, in a table.")
def slide_sum_of_places(image, kernel):
    return np.sum(slide.answer(image, kernel))


@slide.mistake(
    "The last row of places is still 0. range(n) ends one before n by itself: there are height - 2 rows of places."
)
def slide_rows_short(image, kernel):
    out = slide.answer(image, kernel)
    out[-1] = 0
    return out


@slide.mistake(
    "The last column of places is still 0. range(n) ends one before n by itself: there are width - 2 columns of places."
)
def slide_columns_short(image, kernel):
    out = slide.answer(image, kernel)
    out[:, -1] = 0
    return out


@slide.mistake("Only the last row of each patch is in it. A patch has three rows, and all nine pixels count.")
def slide_last_row(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: patch[-1] @ kernel[-1])


@slide.mistake(
    "You divided by the sum of the weights, as for a weighted mean. A neuron adds its products up, and that is all."
)
def slide_weighted_mean(image, kernel):
    return slide.answer(image, kernel) / np.sum(kernel)


@slide.mistake("The patch moves along the columns alone: its rows are the first three every time. It begins in row i.")
def slide_stuck_in_the_first_row(image, kernel):
    return np.repeat(slide.answer(image, kernel)[:1], image.shape[0] - 2, axis=0)


@slide.mistake(
    "The patch moves along the rows alone: its columns are the first three every time. It begins in column j."
)
def slide_stuck_in_the_first_column(image, kernel):
    return np.repeat(slide.answer(image, kernel)[:, :1], image.shape[1] - 2, axis=1)


@slide.mistake(
    "The product of two matrices takes rows times columns. Here each pixel meets the one weight that lies on it: *, "
    "then add up all nine."
)
def slide_matrix_product_turned(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(kernel @ patch))


@slide.mistake(
    "All nine weights met the same pixel, the one in the middle. The patch is the 3 by 3 pixels from image[i, j] on."
)
def slide_pixel_of_the_middle(image, kernel):
    return image[1:-1, 1:-1] * np.sum(kernel)


@slide.mistake(
    "One pixel of each patch comes back. The kernel is missing: nine pixels are multiplied by their weights and added"
    " up."
)
def slide_image_alone(image, kernel):
    return image[:-2, :-2]


@slide.mistake("You cut off every negative *product*. ReLU comes next, and acts on the sum of all nine.")
def slide_products_rectified(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum(np.maximum(0, patch * kernel)))


@slide.mistake("You took the smallest of the nine products. A neuron adds all of them up.")
def slide_smallest_product(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.min(patch * kernel))


@slide.mistake("You measured how far the patch is from the kernel. A neuron multiplies pixel and weight, and adds up.")
def slide_distance(image, kernel):
    return _slid(image, kernel, lambda patch, kernel: np.sum((patch - kernel) ** 2))


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
        _case(2, 25, 0.2),
    ],
    share=True,
    advice={
        "truth value": "The list of responses holds arrays: all outputs for a digit. A response is one number, the "
        "mean of them; then the largest can be found.",
        "has no attribute 'append'": "responses is None here. append changes the list and hands back nothing: do not "
        "write responses = before it.",
    },
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


@best_share.mistake(
    "Every digit has the same response here, so each gets a tenth. The mean is to be taken over the rows that show "
    "*this* digit: where does digit come in?"
)
def best_every_row(a, y):
    return 0.1


@best_share.mistake(
    "1 for every unit: only one response is in the list. Either return stands inside the loop and ends it in the "
    "first turn, or = makes a new list in each turn, where append adds to it."
)
def best_returned_early(a, y):
    return 1.0


@best_share.mistake(
    "You counted how many rows show each digit. That is the same for every unit: the outputs a are not in it."
)
def best_how_common(a, y):
    return max(_responses(a, y, len)) / len(y)


@best_share.mistake(
    "You compared the outputs with the digit. Which digit a row shows stands in y; a holds the outputs."
)
def best_output_is_digit(a, y):
    shares = [np.mean(a == digit) for digit in range(10)]
    return max(shares) / sum(shares)


@best_share.mistake(
    "The results are nan, the mean of nothing. Which digit a row shows stands in y; a holds the outputs: what is "
    "compared with digit, and what is picked?"
)
def best_not_a_number(a, y):
    return np.nan


@best_share.mistake("You took the median of the rows of each digit. The response is their mean.")
def best_median(a, y):
    medians = _responses(a, y, np.median)
    return max(medians) / sum(medians)


@best_share.mistake("You took the spread of each digit. The response is the mean.")
def best_spread(a, y):
    spreads = _responses(a, y, np.std)
    return max(spreads) / sum(spreads)


@best_share.mistake("You took the smallest output of each digit. The response is the mean of its rows.")
def best_smallest(a, y):
    smallest = _responses(a, y, np.min)
    return max(smallest) / sum(smallest) if sum(smallest) else np.nan


@best_share.mistake("You took the rows that do *not* show the digit. The comparison is y == digit.")
def best_others(a, y):
    others = [np.mean(a[y != digit]) for digit in range(10)]
    return max(others) / sum(others)


@best_share.mistake(
    "You counted rows on which the unit is on. A common digit has many, and how strongly the unit answers is not in "
    "it: take the mean of the outputs."
)
def best_rows_on_counted(a, y):
    counts = _responses(a > 0, y, np.sum)
    return max(counts) / sum(counts)


@best_share.mistake(
    "You compared with the mean of all rows. A share compares the best response with the sum of all ten *responses*."
)
def best_against_all(a, y):
    return max(_responses(a, y)) / np.mean(a)


@best_share.mistake(
    "You divided by the largest output of a row. A share compares the best response with the sum of all ten responses."
)
def best_against_the_largest_row(a, y):
    return max(_responses(a, y)) / max(a)


@best_share.mistake(
    "You divided by the sum of all *outputs*. There are more rows than digits: the responses are ten numbers, and "
    "their sum is the whole."
)
def best_against_outputs(a, y):
    return max(_responses(a, y)) / sum(a)


@best_share.mistake(
    "The largest output of a single row stands above. Take the largest *response*: a mean over the rows of a digit."
)
def best_row_against_responses(a, y):
    return max(a) / sum(_responses(a, y))


@best_share.mistake("You took the digit 9, whatever it is. The best digit is the one with the largest mean.")
def best_last(a, y):
    return _responses(a, y)[-1] / sum(_responses(a, y))


@best_share.mistake("That is the share of the digit that the unit likes least. The largest response is wanted.")
def best_worst(a, y):
    return min(_responses(a, y)) / sum(_responses(a, y))


@best_share.mistake(
    "You divided by the other nine responses. A share is a part of the whole, and the whole holds the best one, too."
)
def best_against_the_rest(a, y):
    return max(_responses(a, y)) / (sum(_responses(a, y)) - max(_responses(a, y)))


@best_share.mistake("You compared with the second best. A share is a part of the whole: divide by the sum of all ten.")
def best_against_the_second(a, y):
    return max(_responses(a, y)) / sorted(_responses(a, y))[-2]


@best_share.mistake(
    "That is the mean of the ten responses. Asked for is the share that the largest of them has in their sum."
)
def best_mean_response(a, y):
    return np.mean(_responses(a, y))


@best_share.mistake(
    "That is the sum of the ten responses: the whole. A share has a part above it, the largest response."
)
def best_sum_of_responses(a, y):
    return sum(_responses(a, y))


@best_share.mistake(
    "You took e to the power of the responses first, as softmax does. A share is a plain fraction: the largest "
    "divided by the sum."
)
def best_softmax(a, y):
    powers = np.exp(_responses(a, y))
    return max(powers) / sum(powers)


@best_share.mistake(
    "The *place* of the largest response stands above the sum: np.argmax says where it is. How large it is, is max."
)
def best_place_as_part(a, y):
    return np.argmax(_responses(a, y)) / sum(_responses(a, y))


@best_share.mistake("You took a difference. A share is a fraction: the part divided by the whole.")
def best_above_the_mean(a, y):
    return max(_responses(a, y)) - np.mean(_responses(a, y))


@best_share.mistake("The digit 0 is missing: the ten digits are 0 to 9, which is range(10).")
def best_without_zero(a, y):
    return max(_responses(a, y)[1:]) / sum(_responses(a, y)[1:])


@best_share.mistake("The digit 9 is missing: the ten digits are 0 to 9, and range(n) ends before n.")
def best_without_nine(a, y):
    return max(_responses(a, y)[:-1]) / sum(_responses(a, y)[:-1])


@best_share.mistake(
    "You divided the outputs of the best digit by all outputs. A digit with many rows looks preferred then: compare "
    "means, not sums."
)
def best_rows_of_the_best_over_all(a, y):
    best = np.argmax(_responses(a, y))
    return np.sum(a[y == best]) / np.sum(a)


@best_share.mistake(
    "You have the share of each of the ten digits. Wanted is one number, that of the best digit: the largest."
)
def best_all_shares(a, y):
    return np.array(_responses(a, y)) / sum(_responses(a, y))


@best_share.mistake("You have all ten responses. Wanted is one number: the largest of them, divided by their sum.")
def best_all_responses(a, y):
    return np.array(_responses(a, y))


@best_share.mistake("You took the rows of this digit and of all smaller ones. The comparison is y == digit.")
def best_up_to_the_digit(a, y):
    means = [np.mean(a[y <= digit]) for digit in range(10)]
    return max(means) / sum(means)


@best_share.mistake("You took the rows of this digit and of all larger ones. The comparison is y == digit.")
def best_from_the_digit_on(a, y):
    means = [np.mean(a[y >= digit]) for digit in range(10)]
    return max(means) / sum(means)


@best_share.mistake("You multiplied by the sum of the responses. A share is the part *divided* by the whole.")
def best_times_the_sum(a, y):
    return max(_responses(a, y)) * sum(_responses(a, y))


@exercise(
    "Where the work is",
    stub="""
        products = 0
        for n_in, n_out in zip(sizes, sizes[1:]):
            products += ...    # every weight of this layer is multiplied once
        values = ...           # hidden layers have an activation, outputs have none
        return products, values
    """,
    cases=[
        ([64, 128, 128, 10],),
        ([64, 32, 10],),
        ([2, 3, 4, 5, 6],),
        ([7, 5],),
        ([9, 4, 8, 3, 7, 2],),
        ([3, 20, 6, 1],),
    ],
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
    "You counted every layer. The inputs are given, and the output layer is linear: hidden units alone have an "
    "activation."
)
def work_inputs_activated(sizes):
    return count_work.answer(sizes)[0], sum(sizes)


@count_work.mistake("You added up the sizes. *Every* input of a layer meets *every* unit: n_in times n_out products.")
def work_sizes_added(sizes):
    return sum(sizes), sum(sizes[1:-1])


@count_work.mistake(
    "You counted an activation for every weight. A unit first adds up all its products and then applies its "
    "activation once."
)
def work_values_per_weight(sizes):
    return count_work.answer(sizes)[0], count_work.answer(sizes)[0]


@count_work.mistake("The last layer is missing: it has no activation, but weights it has.")
def work_hidden_only(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes[:-1], sizes[1:-1])), sum(sizes[1:-1])


@count_work.mistake(
    "You multiplied all the sizes. Layers come one after the other, so their products add up: n_in * n_out for each "
    "pair of neighbours."
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


@count_work.mistake(
    "n_in and n_out are added. *Every* input of a layer meets *every* unit, once each: that is a product."
)
def work_pairs_added(sizes):
    return sum(n_in + n_out for n_in, n_out in zip(sizes, sizes[1:])), sum(sizes[1:-1])


@count_work.mistake(
    "You counted one product for each input of a layer. Each input meets *every* unit: n_in times n_out."
)
def work_inputs_added(sizes):
    return sum(sizes[:-1]), sum(sizes[1:-1])


@count_work.mistake(
    "You counted one product for each unit. A unit has a weight for *every* input of its layer: n_in times n_out."
)
def work_units_added(sizes):
    return sum(sizes[1:]), sum(sizes[1:-1])


@count_work.mistake("You multiplied n_in by itself. The weights lie between n_in inputs and n_out units.")
def work_squares(sizes):
    return sum(n_in**2 for n_in in sizes[:-1]), sum(sizes[1:-1])


@count_work.mistake("You multiplied n_out by itself. The weights lie between n_in inputs and n_out units.")
def work_unit_squares(sizes):
    return sum(n_out**2 for n_out in sizes[1:]), sum(sizes[1:-1])


@count_work.mistake(
    "You counted each weight twice. Adding up costs something, too, but asked for are the products: one for each "
    "weight."
)
def work_twice(sizes):
    return 2 * count_work.answer(sizes)[0], sum(sizes[1:-1])


@count_work.mistake("One too many for each layer. The bias is added, not multiplied, so it costs no product.")
def work_bias_a_layer(sizes):
    return count_work.answer(sizes)[0] + len(sizes) - 1, sum(sizes[1:-1])


@count_work.mistake(
    "You counted a product for each input on top, n_in of them. A layer has n_in * n_out weights, and each is "
    "multiplied once."
)
def work_bias_a_input(sizes):
    return sum(n_in * (n_out + 1) for n_in, n_out in zip(sizes, sizes[1:])), sum(sizes[1:-1])


@count_work.mistake(
    "The first layer alone is counted. Either return stands inside the loop and ends it in its first turn, or the end"
    " of the list is not reached."
)
def work_first_layer(sizes):
    return sizes[0] * sizes[1], sum(sizes[1:-1])


@count_work.mistake(
    "The first layer is counted again in every turn. Use what the loop gives in this turn: n_in and n_out."
)
def work_first_layer_again(sizes):
    return (len(sizes) - 1) * sizes[0] * sizes[1], sum(sizes[1:-1])


@count_work.mistake("The last layer alone is counted: in the loop = overwrites what was there, and += adds to it.")
def work_last_layer(sizes):
    return sizes[-2] * sizes[-1], sum(sizes[1:-1])


@count_work.mistake(
    "The layers' products are multiplied with each other. They come one after the other, so their work adds up: +=, "
    "from 0 on."
)
def work_products_multiplied(sizes):
    return int(np.prod([n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])])), sum(sizes[1:-1])


@count_work.mistake(
    "0 products. Either the loop multiplies a 0 again and again, where += adds, or it never fills the sum."
)
def work_no_products(sizes):
    return 0, sum(sizes[1:-1])


@count_work.mistake(
    "The first layer is missing: the inputs have no activation, but there are weights between them and the first "
    "hidden layer."
)
def work_without_first_layer(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes[1:], sizes[2:])), sum(sizes[1:-1])


@count_work.mistake(
    "Each layer is paired with itself. Neighbours are zip(sizes, sizes[1:]): the list, and the list without its first"
    " entry."
)
def work_with_itself(sizes):
    return sum(n_in * n_in for n_in in sizes), sum(sizes[1:-1])


@count_work.mistake(
    "You multiplied the first size by the last. Inputs and outputs are not joined directly: the weights lie between "
    "neighbours."
)
def work_ends(sizes):
    return sizes[0] * sizes[-1], sum(sizes[1:-1])


@count_work.mistake(
    "All sizes are added up in every layer. The weights of a layer lie between n_in inputs and n_out units: n_in "
    "times n_out."
)
def work_size_times_all(sizes):
    return sum(sizes) * (len(sizes) - 1), sum(sizes[1:-1])


@count_work.mistake(
    "One unit is missing in each layer: n_out is the number of units, and each of them has n_in weights."
)
def work_one_unit_fewer(sizes):
    return sum(n_in * (n_out - 1) for n_in, n_out in zip(sizes, sizes[1:])), sum(sizes[1:-1])


@count_work.mistake(
    "The products are right; you counted the first hidden layer alone. All hidden layers have activations."
)
def work_values_first_hidden(sizes):
    return count_work.answer(sizes)[0], sizes[1]


@count_work.mistake(
    "The products are right; you counted one layer, the last before the outputs. All hidden layers have activations."
)
def work_values_last_hidden(sizes):
    return count_work.answer(sizes)[0], sizes[-2]


@count_work.mistake(
    "The products are right; you counted the outputs, which are the ones *without* an activation. The hidden units "
    "have one each."
)
def work_values_outputs(sizes):
    return count_work.answer(sizes)[0], sizes[-1]


@count_work.mistake(
    "The products are right; you counted the inputs, which are given. The hidden units have an activation each."
)
def work_values_inputs(sizes):
    return count_work.answer(sizes)[0], sizes[0]


@count_work.mistake(
    "The products are right; the last hidden layer is missing among the values. A slice ends before its end: "
    "sizes[1:-1] leaves out the outputs alone."
)
def work_values_without_last(sizes):
    return count_work.answer(sizes)[0], sum(sizes[1:-2])


@count_work.mistake(
    "The products are right; the first hidden layer is missing among the values. Index 0 are the inputs, index 1 is "
    "the first hidden layer."
)
def work_values_without_first(sizes):
    return count_work.answer(sizes)[0], sum(sizes[2:-1])


@count_work.mistake(
    "The products are right; the values begin one layer too late and end one too late: the first hidden layer is "
    "missing, and the outputs are in."
)
def work_values_from_two(sizes):
    return count_work.answer(sizes)[0], sum(sizes[2:])


@count_work.mistake(
    "The products are right; the hidden sizes are multiplied, and each unit has one activation: add them up."
)
def work_values_multiplied(sizes):
    return count_work.answer(sizes)[0], int(np.prod(sizes[1:-1]))


@count_work.mistake(
    "The products are right; you took the largest hidden layer. All of them have activations: add them up."
)
def work_values_largest(sizes):
    return count_work.answer(sizes)[0], max(sizes[1:-1], default=0)


@count_work.mistake("The products are right; no activations are counted. Each hidden unit computes one.")
def work_values_nothing(sizes):
    return count_work.answer(sizes)[0], 0


@count_work.mistake(
    "The products are right; you counted layers. Every *unit* of a hidden layer computes an activation: add up their "
    "sizes."
)
def work_values_one_layer_more(sizes):
    return count_work.answer(sizes)[0], len(sizes) - 1


@count_work.mistake(
    "The products are right; you counted the entries of the list. Every *unit* of a hidden layer computes an "
    "activation: add up their sizes."
)
def work_values_sizes(sizes):
    return count_work.answer(sizes)[0], len(sizes)


@count_work.mistake("The products are right; each hidden unit is counted twice. It computes one activation.")
def work_values_twice(sizes):
    return count_work.answer(sizes)[0], 2 * sum(sizes[1:-1])


@count_work.mistake(
    "The products are right; you took the mean of the hidden layers. All their units count: add them up."
)
def work_values_mean(sizes):
    return count_work.answer(sizes)[0], sum(sizes[1:-1]) / max(1, len(sizes) - 2)


@count_work.mistake(
    "The products alone come back. Two numbers are wanted, with a comma behind return: products, then values."
)
def work_products_alone(sizes):
    return count_work.answer(sizes)[0]


@count_work.mistake(
    "The activation values alone come back. Two numbers are wanted, with a comma behind return: products, then values."
)
def work_values_alone(sizes):
    return sum(sizes[1:-1])


@count_work.mistake(
    "You added products and values up. They are two kinds of work: give both back, with a comma between them."
)
def work_total(sizes):
    return count_work.answer(sizes)[0] + sum(sizes[1:-1])


@count_work.mistake("The first part is a number for each layer. One number is wanted: they are added up.")
def work_list_of_products(sizes):
    return [n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])], sum(sizes[1:-1])


@count_work.mistake("The second part is a list of sizes. One number is wanted: they are added up.")
def work_list_of_values(sizes):
    return count_work.answer(sizes)[0], sizes[1:-1]


@count_work.mistake(
    "n_out is taken away from n_in. *Every* input of a layer meets *every* unit, once each: that is a product."
)
def work_differences(sizes):
    return sum(n_in - n_out for n_in, n_out in zip(sizes, sizes[1:])), sum(sizes[1:-1])


@count_work.mistake("Each layer is paired with the one after the next. Neighbours are zip(sizes, sizes[1:]).")
def work_every_other(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[2:])), sum(sizes[1:-1])


@count_work.mistake(
    "Two things at once. A bias is added, not multiplied, so it costs no product; and the outputs have no activation."
)
def work_parameters_and_outputs(sizes):
    return sum((n_in + 1) * n_out for n_in, n_out in zip(sizes, sizes[1:])), sum(sizes[1:])


@exercise(
    "ReLU without an if",
    stub="return ...",
    cases=[
        (3.0,),
        (-2.0,),
        (0.0,),
        (np.array([-19.0, -1.0, 0.5, 18.0]),),
        (np.array([[-1.0, 0.25, 1.0], [2.5, -2.0, -0.5]]),),
        (np.array([4, 0, -7]),),
        (-0.25,),
    ],
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
    "You kept the negative numbers and cut off the positive ones. The *larger* of 0 and z is wanted: maximum, not "
    "minimum."
)
def rectify_minimum(z):
    return np.minimum(0, z)


@rectify.mistake(
    "You answer 1 for every positive z: that is the step, and also ReLU's slope. ReLU hands the number itself on: "
    "relu(18) = 18."
)
def rectify_switch(z):
    return np.asarray(z > 0, dtype=float)


@rectify.mistake(
    "np.max finds the largest entry of an array and gives one number. np.maximum compares entry by entry and keeps "
    "the shape."
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
    "You threw the negative entries away, and the shape with them. Each keeps its place and becomes 0: the next layer"
    " expects all units."
)
def rectify_only_positive(z):
    return np.asarray(z)[np.asarray(z) > 0] if np.ndim(z) else np.maximum(0, z)


@rectify.mistake(
    "np.max(z, 0) looks for the largest entry of z; its 0 names a direction and is not compared with anything. To "
    "compare every entry with 0: np.maximum(0, z)."
)
def rectify_largest_entry(z):
    return np.max(z, 0)


@rectify.mistake(
    "You kept the negative numbers, with their sign turned. ReLU hands positive numbers on as they are and makes 0 of"
    " the others."
)
def rectify_size_of_negative(z):
    return np.maximum(0, -z)


@rectify.mistake("1 is the smallest number that comes out. The larger of *0* and z is wanted.")
def rectify_at_least_one(z):
    return np.maximum(1, z)


@rectify.mistake("Numbers between -1 and 0 come through, and what is lower becomes -1. The limit is 0.")
def rectify_from_minus_one(z):
    return np.maximum(-1, z)


@rectify.mistake(
    "A small part of the negative numbers leaks through. ReLU makes exactly 0 of them; with a leak it is another "
    "function, of lesson 06."
)
def rectify_leaky(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z))


@rectify.mistake(
    "A part of the negative numbers leaks through. ReLU makes exactly 0 of them; with a leak it is another function, "
    "of lesson 06."
)
def rectify_leaky_tenth(z):
    return np.where(np.asarray(z) > 0, z, 0.1 * np.asarray(z))


@rectify.mistake("Negative numbers become 1. ReLU makes 0 of them.")
def rectify_one_below(z):
    return np.where(np.asarray(z) > 0, z, 1)


@rectify.mistake("Negative numbers become -1. ReLU makes 0 of them.")
def rectify_minus_one_below(z):
    return np.where(np.asarray(z) > 0, z, -1)


@rectify.mistake("Positive numbers up to 1 are cut off, too. ReLU hands on everything above 0.")
def rectify_from_one_on(z):
    return np.where(np.asarray(z) > 1, z, 0)


@rectify.mistake("Positive numbers below 1 are cut off, too. ReLU hands on everything above 0.")
def rectify_from_one(z):
    return np.where(np.asarray(z) >= 1, z, 0)


@rectify.mistake(
    "You have the signs alone, -1, 0 and 1. ReLU hands a positive number itself on, and makes 0 of a negative one."
)
def rectify_sign(z):
    return np.sign(z)


@rectify.mistake("You cut at -1 and at 1. ReLU cuts at 0, from below alone: relu(18) = 18.")
def rectify_clipped_both(z):
    return np.clip(z, -1, 1)


@rectify.mistake("You cut at 6, too. ReLU has no upper limit: relu(18) = 18.")
def rectify_six(z):
    return np.clip(z, 0, 6)


@rectify.mistake("You cut at 10, too. ReLU has no upper limit: relu(18) = 18.")
def rectify_ten(z):
    return np.clip(z, 0, 10)


@rectify.mistake("That is the sigmoid. ReLU needs no exponential: it is the larger of 0 and z.")
def rectify_sigmoid(z):
    return 1 / (1 + np.exp(-z))


@rectify.mistake("That is softplus, a rounded ReLU. It is above 0 everywhere; ReLU is exactly 0 for negative numbers.")
def rectify_softplus(z):
    return np.log(1 + np.exp(z))


@rectify.mistake("That is tanh. ReLU needs no exponential: it is the larger of 0 and z.")
def rectify_tanh(z):
    return np.tanh(z)


@rectify.mistake("You squared z. ReLU hands a positive number on as it is, and makes 0 of a negative one.")
def rectify_square(z):
    return z**2


@rectify.mistake("A positive number is multiplied by itself. ReLU hands it on as it is.")
def rectify_squared(z):
    return np.maximum(0, z) ** 2


@rectify.mistake("0 for everything. A positive number is handed on: relu(3) = 3.")
def rectify_nothing_left(z):
    return np.zeros(np.shape(z))


@rectify.mistake("You added up the entries. Each keeps its place: the next layer expects all units.")
def rectify_added_up(z):
    return np.sum(np.maximum(0, z))


@rectify.mistake("You took the mean of the entries. Each keeps its place: the next layer expects all units.")
def rectify_mean(z):
    return np.mean(np.maximum(0, z))


@rectify.mistake(
    "Of a table one number for each column came back: .max with an axis takes the largest entry along it. Compared "
    "with 0 is each entry for itself."
)
def rectify_rows(z):
    return np.maximum(0, np.max(z, axis=0)) if np.ndim(z) else np.maximum(0, z)
