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


share_of_zeros.slips(
    {
        ("A == 0", "W == 0"): "You counted zeros among the *weights*. Those stay as they are; what ReLU sets to zero "
        "are the outputs, and which ones changes from row to row.",
        (" + b", ""): "The bias is missing. It is not cosmetic: a bias of -1 silences most units of a layer, a bias of "
        "1 hardly any.",
        ("np.maximum(0, X @ W + b)", "X @ W + b"): "You counted what is 0 before ReLU, where zeros are rare. The "
        "negative pre-activations become zeros only *through* ReLU.",
        ("np.mean", "np.sum"): "That is how many there are. The share is that number divided by all of them: np.mean "
        "of a yes-or-no array.",
        ("A == 0", "A > 0"): "That is the share of activations that are *not* zero. The two add up to 1.",
        ("A == 0", "(A == 0).all(axis=0)"): "You counted units that are zero on *all* rows. A unit that is zero on one "
        "row may answer on the next: silent is not dead.",
        ("A == 0", "A == 0, axis=0"): "You have one share for each unit. One number for the whole layer is wanted: the "
        "mean over everything.",
        ("A == 0", "A == 0, axis=1"): "You have one share for each row. One number for the whole layer is wanted: the "
        "mean over everything, without axis.",
        ("A == 0", "A < 0.1"): "You counted small outputs, too. Only those that are exactly 0 are wanted: A == 0.",
        ("np.mean(A == 0)", "np.sum(A == 0) / len(X)"): "You divided by the number of rows, and got the zeros in a "
        "row. Each row has one activation for every unit: divide by all of them, or take np.mean.",
        ("A == 0", "A < 0"): "0 for every layer. Either your comparison is true nowhere, as < 0 is behind ReLU and == "
        "0 behind another function; or you took the mean of the zeros themselves, which is 0; or // cut the share off. "
        "Wanted is the mean of a comparison, A == 0, behind ReLU.",
        ("A == 0", "A"): "That is the mean of the outputs themselves. Asked for is how many of them are 0: the mean of "
        "a comparison.",
        ("np.mean(A == 0)", "np.sum(A == 0) / len(b)"): "You divided by the number of units, and got the zeros in a "
        "column. Each unit has one output for every row: divide by all of them, or take np.mean.",
        ("np.mean(A == 0)", "np.sum(A == 0) / W.size"): "You divided by the number of weights. A share is a part of "
        "the outputs: divide by how many outputs there are, rows times units.",
        ("np.mean(A == 0)", "np.sum(A == 0) / X.size"): "You divided by the number of inputs. A share is a part of the "
        "outputs: divide by how many outputs there are, rows times units.",
        ("np.mean(A == 0)", "np.sum(A == 0) / np.sum(A > 0)"): "You compared the zeros with the outputs that are not "
        "0. A share is a part of all of them, so it cannot pass 1.",
        ("A == 0", "A < 0.5"): "You counted small outputs, too: among them one of 0.5 or less. An output above 0 is no "
        "zero, however small.",
        ("A == 0", "A < 1"): "You counted outputs up to 1 as zeros. An output above 0 is no zero, however small.",
        ("np.mean(A == 0)", "1.0"): "1 for every layer: all outputs are counted, whatever they are. len of a "
        "comparison is how many entries it has, True and False alike; its sum is how many are True.",
        ("A == 0", "(A == 0).any(axis=0)"): "You counted units that are silent on *some* row. The share is taken over "
        "all entries of the table, one for each row and unit.",
        ("A == 0", "A[0] == 0"): "Only the first row is in it. The share is taken over the whole table.",
        ("A == 0", "A[-1] == 0"): "Only the last row is in it. The share is taken over the whole table: does a loop "
        "overwrite what it found before?",
        ("A == 0", "A[:, 0] == 0"): "Only the first unit is in it. The share is taken over the whole table.",
        ("A == 0", "X == 0"): "You counted zeros among the *inputs*. What ReLU sets to zero are the outputs of the "
        "layer.",
        ("A == 0", "X @ W + b < 0"): "You counted what is below 0 before ReLU. Where it is exactly 0, ReLU gives 0 as "
        "well: that counts, too.",
        ("X @ W + b)", "X @ W) + b"): "The bias came behind ReLU. It belongs to what ReLU gets, as it can lift a "
        "number above 0: first X @ W + b, then ReLU.",
        ("+ b", "- b"): "The bias has the wrong sign: it is added to the weighted sums.",
        ("np.maximum(0, X @ W + b)", "np.maximum(0, X) @ W + b"): "ReLU acted on the inputs. The order is: weighted "
        "sums, bias, then ReLU.",
        ("X @ W", "np.maximum(0, X) @ W"): "ReLU acted on the inputs, too. The inputs go into the weighted sums as "
        "they are.",
        ("maximum", "minimum"): "You kept the negative numbers and cut off the positive ones, so your zeros are the "
        "units that are on. ReLU takes the larger of 0 and z.",
        ("A == 0", "X @ W + b"): "That is the mean of the pre-activations. Asked for is how many outputs are 0: the "
        "mean of a comparison, behind ReLU.",
        ("np.mean(A == 0)", "np.sum(A > 0)"): "That is how many outputs are *not* zero. Wanted are those that are, "
        "divided by all of them.",
        ("+ b", "* b"): "The bias is multiplied. It is added to the weighted sums: one number for each unit, whatever "
        "the inputs are.",
        ("A == 0", "A == 1"): "You counted outputs that are 1. True counts as 1 in a mean; what is compared is the "
        "output itself, with 0.",
        ("np.mean(A == 0)", "np.sum(A == 0, axis=0)"): "You have a count for each unit. One share for the whole layer "
        "is wanted: the mean over everything.",
        ("A == 0", "(A == 0).all(axis=1)"): "You counted rows on which *all* units are zero. The share is taken over "
        "all entries of the table.",
    }
)


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


slide.slips(
    {
        ("i : i + 3, j : j + 3", ":3, :3"): "Every place gets the same number: the patch does not move. It begins in "
        "row i and column j: image[i:i+3, j:j+3].",
        ("* kernel", "@ kernel"): "@, like np.dot, is the product of two matrices, rows times columns. Here each pixel "
        "meets the one weight that lies on it: *, then add up all nine.",
        ("* kernel", "* kernel[::-1, ::-1]"): "You turned the kernel upside down first. In mathematics that is what "
        "*convolution* means; in neural networks the kernel is laid on as it is.",
        ("np.sum", "np.mean"): "You took the mean of the nine products, a ninth of what is wanted. A neuron adds up.",
        ("return out", "return np.maximum(0, out)"): "You cut off the negative sums already. That is ReLU's work and "
        "comes next; slide gives the pre-activations.",
        (" * kernel", ""): "You added up the pixels and left the weights out. Each pixel is first multiplied by the "
        "weight that lies on it.",
        ("    return out", "            return out"): "The return stands inside a loop, so the function ends after its "
        "first places. It belongs under the loops, as far left as the first for.",
        ("* kernel", "* kernel.T"): "Rows and columns of the kernel, or of the patch, are swapped: it finds the wrong "
        "kind of edge.",
        ("i : i + 3, j : j + 3", "i, j"): "All nine weights met the same pixel: image[i][j] is one number. The patch "
        "is the 3 by 3 pixels from there on: image[i : i + 3, j : j + 3].",
        ("np.sum", "np.max"): "You took the largest of the nine products. A neuron adds all of them up.",
        ("np.sum(image[i : i + 3, j : j + 3] * kernel)", "np.max(image[i : i + 3, j : j + 3])"): "You took the largest "
        "pixel of each patch; that is pooling, and the weights are left out. Each pixel is multiplied by its weight, "
        "and all nine are added up.",
        ("] * kernel)", "]) * np.sum(kernel)"): "You added up first and multiplied then. Each pixel is first "
        "multiplied by the weight that lies on it: the products are added up.",
        ("* kernel", "+ kernel"): "You added the weights to the pixels. A weight says how much a pixel counts: it "
        "multiplies.",
        ("* kernel", "- kernel"): "You took the weights away from the pixels. A weight says how much a pixel counts: "
        "it multiplies.",
        ("* kernel", "/ kernel"): "You divided by the weights. A weight says how much a pixel counts: it multiplies.",
        ("np.sum", "np.prod"): "You multiplied everything, the nine products as well. A neuron adds its products up.",
        ("* kernel", "* kernel[::-1]"): "The rows of the kernel, or of the patch, are in reversed order. The kernel is "
        "laid on as it is.",
        ("* kernel", "* kernel[:, ::-1]"): "Left and right of the kernel, or of the patch, are exchanged. The kernel "
        "is laid on as it is.",
        ("i : i + 3, j : j + 3] * kernel", "i, j : j + 3] * kernel[0]"): "Only the first row of each patch is in it. A "
        "patch has three rows, and all nine pixels count.",
        ("* kernel", "* kernel[1]"): "The middle row of the kernel met all three rows of the patch. Each pixel has a "
        "weight of its own.",
        ("* kernel", "* kernel[0]"): "The first row of the kernel met all three rows of the patch. Each pixel has a "
        "weight of its own.",
        ("i : i + 3, j : j + 3] * kernel", "i, j] * kernel[0, 0]"): "Only the pixel in the corner of each patch is in "
        "it, with its weight. All nine are multiplied, each by its own.",
        ("i : i + 3, j : j + 3] * kernel", "i + 1, j + 1] * kernel[1, 1]"): "Only one pixel of each patch is in it, "
        "the one in the middle. All nine are multiplied, each by its own weight.",
        ("i : i + 3, j : j + 3] * kernel", "i, j] * kernel[1, 1]"): "Only one pixel meets one weight. All nine of the "
        "patch are multiplied, each by its own weight.",
        ("i : i + 3", "i"): "Your patch is one row of pixels, which meets every row of the kernel. A patch is cut out "
        "of rows and of columns: three of each.",
        ("j : j + 3", "j"): "Your patch is one column of pixels. A patch is cut out of rows and of columns: three of "
        "each.",
        ("np.sum", "np.trace"): "Only the diagonal is in it. All nine pixels count.",
        ("    return out", "        return out"): "The return stands inside a loop: the first row of places is done, "
        "the others are still 0. It belongs under the loops, as far left as the first for.",
        ("    return out", "    out[-1], out[:, -1] = 0, 0\n    return out"): "The last row and the last column of "
        "places are still 0. range(n) ends one before n by itself: there are height - 2 rows of places.",
        ("(height - 2, width - 2)", "(height, width)"): "Your table is as large as the image, and its last rows and "
        "columns stay 0. The patch fits in two rows and two columns fewer.",
        ("out[i, j] =", "out ="): "One number comes back, of the last place alone. out is a table that keeps a number "
        "for each place: out[i, j] names one of them.",
        ("return out", "return np.sum(out)"): "You added up over all places. A number for each place is wanted, in a "
        "table.",
        ("range(height - 2)", "range(height - 3)"): "The last row of places is still 0. range(n) ends one before n by "
        "itself: there are height - 2 rows of places.",
        ("range(width - 2)", "range(width - 3)"): "The last column of places is still 0. range(n) ends one before n by "
        "itself: there are width - 2 columns of places.",
        ("i : i + 3, j : j + 3] * kernel", "i + 2, j : j + 3] * kernel[2]"): "Only the last row of each patch is in "
        "it. A patch has three rows, and all nine pixels count.",
        ("return out", "return out / np.sum(kernel)"): "You divided by the sum of the weights, as for a weighted mean. "
        "A neuron adds its products up, and that is all.",
        ("i : i + 3", ":3"): "The patch moves along the columns alone: its rows are the first three every time. It "
        "begins in row i.",
        ("j : j + 3", ":3"): "The patch moves along the rows alone: its columns are the first three every time. It "
        "begins in column j.",
        ("image[i : i + 3, j : j + 3] * kernel", "kernel @ image[i : i + 3, j : j + 3]"): "The product of two matrices "
        "takes rows times columns. Here each pixel meets the one weight that lies on it: *, then add up all nine.",
        ("i : i + 3, j : j + 3", "i + 1, j + 1"): "All nine weights met the same pixel, the one in the middle. The "
        "patch is the 3 by 3 pixels from image[i, j] on.",
        ("return out", "return image[:-2, :-2]"): "One pixel of each patch comes back. The kernel is missing: nine "
        "pixels are multiplied by their weights and added up.",
        ("image[i : i + 3, j : j + 3] * kernel", "np.maximum(0, image[i : i + 3, j : j + 3] * kernel)"): "You cut off "
        "every negative *product*. ReLU comes next, and acts on the sum of all nine.",
        ("np.sum", "np.min"): "You took the smallest of the nine products. A neuron adds all of them up.",
        ("image[i : i + 3, j : j + 3] * kernel", "(image[i : i + 3, j : j + 3] - kernel) ** 2"): "You measured how far "
        "the patch is from the kernel. A neuron multiplies pixel and weight, and adds up.",
    }
)


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


best_share.slips(
    {
        ("np.mean", "np.sum"): "A digit with many rows looks preferred here, because it is common: its outputs were "
        "added up, or divided by the number of *all* rows. Take the mean over its own rows alone.",
        (" / sum(responses)", ""): "That is the response itself. A share compares it with the whole: divide by the sum "
        "over all ten digits.",
        ("max(responses) / sum(responses)", "max(a) / sum(a)"): "You compared single rows. One strong row says little "
        "about a digit: take the mean over all rows of a digit first.",
        ("np.mean", "np.max"): "You took the largest output of each digit. One strong row says little: take the mean "
        "of its rows.",
        ("a[y == digit]", "a[y == digit] > 0"): "You counted on how many rows the unit is on. How strongly it answers "
        "counts too: use the outputs themselves.",
        ("max(responses)", "responses[0]"): "You took the digit 0, whatever it is. The best digit is the one with the "
        "largest mean.",
        ("/ sum(responses)", "/ np.mean(responses)"): "You compared with the *mean* of the digits, so the result can "
        "pass 1. A share is a part of the *sum*.",
        ("max(responses) / sum(responses)", "np.argmax(responses)"): "That says *which* digit is the best. Asked for "
        "is the share of the response that it gets.",
        ("sum(responses)", "10"): "You divided by the number of digits. A share is a part of the whole: divide by the "
        "sum.",
        ("np.mean(a[y == digit])", "a[digit]"): "a[digit] is the output in one row, the row of that number. The rows "
        "that *show* a digit: a[y == digit].",
        ("a[y == digit]", "a"): "Every digit has the same response here, so each gets a tenth. The mean is to be taken "
        "over the rows that show *this* digit: where does digit come in?",
        ("    return", "        return"): "1 for every unit: only one response is in the list. Either return stands "
        "inside the loop and ends it in the first turn, or = makes a new list in each turn, where append adds to it.",
        ("np.mean", "len"): "You counted how many rows show each digit. That is the same for every unit: the outputs a "
        "are not in it.",
        ("a[y == digit]", "a == digit"): "You compared the outputs with the digit. Which digit a row shows stands in "
        "y; a holds the outputs.",
        ("np.mean(a[y == digit])", "np.nan"): "The results are nan, the mean of nothing. Which digit a row shows "
        "stands in y; a holds the outputs: what is compared with digit, and what is picked?",
        ("np.mean", "np.median"): "You took the median of the rows of each digit. The response is their mean.",
        ("np.mean", "np.std"): "You took the spread of each digit. The response is the mean.",
        ("np.mean", "np.min"): "You took the smallest output of each digit. The response is the mean of its rows.",
        ("y == digit", "y != digit"): "You took the rows that do *not* show the digit. The comparison is y == digit.",
        ("np.mean(a[y == digit])", "np.sum(a[y == digit] > 0)"): "You counted rows on which the unit is on. A common "
        "digit has many, and how strongly the unit answers is not in it: take the mean of the outputs.",
        ("sum(responses)", "np.mean(a)"): "You compared with the mean of all rows. A share compares the best response "
        "with the sum of all ten *responses*.",
        ("sum(responses)", "max(a)"): "You divided by the largest output of a row. A share compares the best response "
        "with the sum of all ten responses.",
        ("sum(responses)", "sum(a)"): "You divided by the sum of all *outputs*. There are more rows than digits: the "
        "responses are ten numbers, and their sum is the whole.",
        ("max(responses)", "max(a)"): "The largest output of a single row stands above. Take the largest *response*: a "
        "mean over the rows of a digit.",
        ("max(responses)", "responses[-1]"): "You took the digit 9, whatever it is. The best digit is the one with the "
        "largest mean.",
        ("max(responses)", "min(responses)"): "That is the share of the digit that the unit likes least. The largest "
        "response is wanted.",
        ("sum(responses)", "(sum(responses) - max(responses))"): "You divided by the other nine responses. A share is "
        "a part of the whole, and the whole holds the best one, too.",
        ("sum(responses)", "sorted(responses)[-2]"): "You compared with the second best. A share is a part of the "
        "whole: divide by the sum of all ten.",
        ("max(responses) / sum(responses)", "np.mean(responses)"): "That is the mean of the ten responses. Asked for "
        "is the share that the largest of them has in their sum.",
        ("max(responses) / ", ""): "That is the sum of the ten responses: the whole. A share has a part above it, the "
        "largest response.",
        ("np.mean(a[y == digit])", "np.exp(np.mean(a[y == digit]))"): "You took e to the power of the responses first, "
        "as softmax does. A share is a plain fraction: the largest divided by the sum.",
        ("max(responses)", "np.argmax(responses)"): "The *place* of the largest response stands above the sum: "
        "np.argmax says where it is. How large it is, is max.",
        ("/ sum(responses)", "- np.mean(responses)"): "You took a difference. A share is a fraction: the part divided "
        "by the whole.",
        ("range(10)", "range(1, 10)"): "The digit 0 is missing: the ten digits are 0 to 9, which is range(10).",
        ("range(10)", "range(9)"): "The digit 9 is missing: the ten digits are 0 to 9, and range(n) ends before n.",
        ("max(responses) / sum(responses)", "sum(a[y == np.argmax(responses)]) / sum(a)"): "You divided the outputs of "
        "the best digit by all outputs. A digit with many rows looks preferred then: compare means, not sums.",
        ("max(responses)", "np.array(responses)"): "You have the share of each of the ten digits. Wanted is one "
        "number, that of the best digit: the largest.",
        ("max(responses) / sum(responses)", "np.array(responses)"): "You have all ten responses. Wanted is one number: "
        "the largest of them, divided by their sum.",
        ("y == digit", "y <= digit"): "You took the rows of this digit and of all smaller ones. The comparison is y == "
        "digit.",
        ("y == digit", "y >= digit"): "You took the rows of this digit and of all larger ones. The comparison is y == "
        "digit.",
        ("/ sum", "* sum"): "You multiplied by the sum of the responses. A share is the part *divided* by the whole.",
    }
)


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


count_work.slips(
    {
        ("n_in * n_out", "(n_in + 1) * n_out"): "You counted the parameters. A bias is added, not multiplied, so it "
        "costs no product: n_in * n_out for each layer.",
        ("sizes[1:-1]", "sizes[1:]"): "You counted the outputs, too. The last layer is linear: no activation is "
        "computed there.",
        ("sizes[1:-1]", "sizes[:-1]"): "You counted the inputs, too. They are given and pass through no activation: "
        "the hidden units alone, sizes[1:-1].",
        ("sizes[1:-1]", "sizes"): "You counted every layer. The inputs are given, and the output layer is linear: "
        "hidden units alone have an activation.",
        ("return products", "return sum(sizes)"): "You added up the sizes. *Every* input of a layer meets *every* "
        "unit: n_in times n_out products.",
        ("sum(sizes[1:-1])", "products"): "You counted an activation for every weight. A unit first adds up all its "
        "products and then applies its activation once.",
        ("zip(sizes, sizes[1:])", "zip(sizes, sizes[1:-1])"): "The last layer is missing: it has no activation, but "
        "weights it has.",
        ("return products", "return int(np.prod(sizes))"): "You multiplied all the sizes. Layers come one after the "
        "other, so their products add up: n_in * n_out for each pair of neighbours.",
        ("sum(sizes[1:-1])", "len(sizes[1:-1])"): "You counted the hidden layers. Every *unit* of a hidden layer "
        "computes an activation: add up their sizes.",
        ("products, values", "values, products"): "The right two numbers in the wrong order: products first, then "
        "values.",
        ("n_in * n_out", "n_in + n_out"): "n_in and n_out are added. *Every* input of a layer meets *every* unit, once "
        "each: that is a product.",
        ("n_in * n_out", "n_in"): "You counted one product for each input of a layer. Each input meets *every* unit: "
        "n_in times n_out.",
        ("n_in * n_out", "n_out"): "You counted one product for each unit. A unit has a weight for *every* input of "
        "its layer: n_in times n_out.",
        ("n_in * n_out", "n_in * n_in"): "You multiplied n_in by itself. The weights lie between n_in inputs and n_out "
        "units.",
        ("n_in * n_out", "n_out * n_out"): "You multiplied n_out by itself. The weights lie between n_in inputs and "
        "n_out units.",
        ("n_in * n_out", "2 * n_in * n_out"): "You counted each weight twice. Adding up costs something, too, but "
        "asked for are the products: one for each weight.",
        ("n_in * n_out", "n_in * n_out + 1"): "One too many for each layer. The bias is added, not multiplied, so it "
        "costs no product.",
        ("n_in * n_out", "n_in * (n_out + 1)"): "You counted a product for each input on top, n_in of them. A layer "
        "has n_in * n_out weights, and each is multiplied once.",
        ("return products", "return sizes[0] * sizes[1]"): "The first layer alone is counted. Either return stands "
        "inside the loop and ends it in its first turn, or the end of the list is not reached.",
        ("n_in * n_out", "sizes[0] * sizes[1]"): "The first layer is counted again in every turn. Use what the loop "
        "gives in this turn: n_in and n_out.",
        ("+=", "="): "The last layer alone is counted: in the loop = overwrites what was there, and += adds to it.",
        ("return products", "return int(np.prod([n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])]))"): "The "
        "layers' products are multiplied with each other. They come one after the other, so their work adds up: +=, "
        "from 0 on.",
        ("+=", "*="): "0 products. Either the loop multiplies a 0 again and again, where += adds, or it never fills "
        "the sum.",
        ("zip(sizes, sizes[1:])", "zip(sizes[1:], sizes[2:])"): "The first layer is missing: the inputs have no "
        "activation, but there are weights between them and the first hidden layer.",
        ("zip(sizes, sizes[1:])", "zip(sizes, sizes)"): "Each layer is paired with itself. Neighbours are zip(sizes, "
        "sizes[1:]): the list, and the list without its first entry.",
        ("return products", "return sizes[0] * sizes[-1]"): "You multiplied the first size by the last. Inputs and "
        "outputs are not joined directly: the weights lie between neighbours.",
        ("n_in * n_out", "sum(sizes)"): "All sizes are added up in every layer. The weights of a layer lie between "
        "n_in inputs and n_out units: n_in times n_out.",
        ("n_in * n_out", "n_in * (n_out - 1)"): "One unit is missing in each layer: n_out is the number of units, and "
        "each of them has n_in weights.",
        ("sum(sizes[1:-1])", "sizes[1]"): "The products are right; you counted the first hidden layer alone. All "
        "hidden layers have activations.",
        ("sum(sizes[1:-1])", "sizes[-2]"): "The products are right; you counted one layer, the last before the "
        "outputs. All hidden layers have activations.",
        ("sum(sizes[1:-1])", "sizes[-1]"): "The products are right; you counted the outputs, which are the ones "
        "*without* an activation. The hidden units have one each.",
        ("sum(sizes[1:-1])", "sizes[0]"): "The products are right; you counted the inputs, which are given. The hidden "
        "units have an activation each.",
        ("sizes[1:-1]", "sizes[1:-2]"): "The products are right; the last hidden layer is missing among the values. A "
        "slice ends before its end: sizes[1:-1] leaves out the outputs alone.",
        ("sizes[1:-1]", "sizes[2:-1]"): "The products are right; the first hidden layer is missing among the values. "
        "Index 0 are the inputs, index 1 is the first hidden layer.",
        ("sizes[1:-1]", "sizes[2:]"): "The products are right; the values begin one layer too late and end one too "
        "late: the first hidden layer is missing, and the outputs are in.",
        ("sum(sizes[1:-1])", "int(np.prod(sizes[1:-1]))"): "The products are right; the hidden sizes are multiplied, "
        "and each unit has one activation: add them up.",
        ("sum(sizes[1:-1])", "max(sizes[1:-1], default=0)"): "The products are right; you took the largest hidden "
        "layer. All of them have activations: add them up.",
        ("sum(sizes[1:-1])", "0"): "The products are right; no activations are counted. Each hidden unit computes one.",
        ("sum(sizes[1:-1])", "len(sizes) - 1"): "The products are right; you counted layers. Every *unit* of a hidden "
        "layer computes an activation: add up their sizes.",
        ("sum(sizes[1:-1])", "len(sizes)"): "The products are right; you counted the entries of the list. Every *unit* "
        "of a hidden layer computes an activation: add up their sizes.",
        ("sum(sizes[1:-1])", "2 * sum(sizes[1:-1])"): "The products are right; each hidden unit is counted twice. It "
        "computes one activation.",
        ("sum(sizes[1:-1])", "sum(sizes[1:-1]) / max(1, len(sizes) - 2)"): "The products are right; you took the mean "
        "of the hidden layers. All their units count: add them up.",
        (", values", ""): "The products alone come back. Two numbers are wanted, with a comma behind return: products, "
        "then values.",
        ("products, ", ""): "The activation values alone come back. Two numbers are wanted, with a comma behind "
        "return: products, then values.",
        ("products, values", "products + values"): "You added products and values up. They are two kinds of work: give "
        "both back, with a comma between them.",
        ("return products", "return [n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])]"): "The first part is a "
        "number for each layer. One number is wanted: they are added up.",
        ("sum(sizes[1:-1])", "sizes[1:-1]"): "The second part is a list of sizes. One number is wanted: they are added "
        "up.",
        ("n_in * n_out", "n_in - n_out"): "n_out is taken away from n_in. *Every* input of a layer meets *every* unit, "
        "once each: that is a product.",
        ("zip(sizes, sizes[1:])", "zip(sizes, sizes[2:])"): "Each layer is paired with the one after the next. "
        "Neighbours are zip(sizes, sizes[1:]).",
        ("products, values", "products + sum(sizes[1:]), sum(sizes[1:])"): "Two things at once. A bias is added, not "
        "multiplied, so it costs no product; and the outputs have no activation.",
    }
)


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
    "np.max finds the largest entry of an array and gives one number. np.maximum compares entry by entry and keeps "
    "the shape."
)
def rectify_one_number(z):
    return np.max(z)


rectify.slips(
    {
        ("maximum", "minimum"): "You kept the negative numbers and cut off the positive ones. The *larger* of 0 and z "
        "is wanted: maximum, not minimum.",
        ("np.maximum(0, z)", "1.0 * (z > 0)"): "You answer 1 for every positive z: that is the step, and also ReLU's "
        "slope. ReLU hands the number itself on: relu(18) = 18.",
        ("np.maximum(0, z)", "np.clip(z, 0, 1)"): "You cut at 1, too. ReLU has no upper limit: relu(18) = 18.",
        ("np.maximum(0, z)", "z"): "Nothing is cut off: relu(-2) should be 0.",
        ("np.maximum(0, z)", "z[z > 0] if np.ndim(z) else max(0, z)"): "You threw the negative entries away, and the "
        "shape with them. Each keeps its place and becomes 0: the next layer expects all units.",
        ("np.maximum(0, z)", "np.max(z, 0)"): "np.max(z, 0) looks for the largest entry of z; its 0 names a direction "
        "and is not compared with anything. To compare every entry with 0: np.maximum(0, z).",
        ("0, z", "0, -z"): "You kept the negative numbers, with their sign turned. ReLU hands positive numbers on as "
        "they are and makes 0 of the others.",
        ("0, z", "1, z"): "1 is the smallest number that comes out. The larger of *0* and z is wanted.",
        ("0, z", "-1, z"): "Numbers between -1 and 0 come through, and what is lower becomes -1. The limit is 0.",
        ("np.maximum(0, z)", "np.where(z > 0, z, 0.01 * z)"): "A small part of the negative numbers leaks through. "
        "ReLU makes exactly 0 of them; with a leak it is another function, of lesson 06.",
        ("np.maximum(0, z)", "np.where(z > 0, z, 0.1 * z)"): "A part of the negative numbers leaks through. ReLU makes "
        "exactly 0 of them; with a leak it is another function, of lesson 06.",
        ("np.maximum(0, z)", "np.where(z > 0, z, 1)"): "Negative numbers become 1. ReLU makes 0 of them.",
        ("np.maximum(0, z)", "np.where(z > 0, z, -1)"): "Negative numbers become -1. ReLU makes 0 of them.",
        ("np.maximum(0, z)", "np.where(z > 1, z, 0)"): "Positive numbers up to 1 are cut off, too. ReLU hands on "
        "everything above 0.",
        ("np.maximum(0, z)", "np.where(z >= 1, z, 0)"): "Positive numbers below 1 are cut off, too. ReLU hands on "
        "everything above 0.",
        ("np.maximum(0, z)", "np.sign(z)"): "You have the signs alone, -1, 0 and 1. ReLU hands a positive number "
        "itself on, and makes 0 of a negative one.",
        ("np.maximum(0, z)", "np.clip(z, -1, 1)"): "You cut at -1 and at 1. ReLU cuts at 0, from below alone: relu(18) "
        "= 18.",
        ("np.maximum(0, z)", "np.clip(z, 0, 6)"): "You cut at 6, too. ReLU has no upper limit: relu(18) = 18.",
        ("np.maximum(0, z)", "np.clip(z, 0, 10)"): "You cut at 10, too. ReLU has no upper limit: relu(18) = 18.",
        ("np.maximum(0, z)", "1 / (1 + np.exp(-z))"): "That is the sigmoid. ReLU needs no exponential: it is the "
        "larger of 0 and z.",
        ("np.maximum(0, z)", "np.log(1 + np.exp(z))"): "That is softplus, a rounded ReLU. It is above 0 everywhere; "
        "ReLU is exactly 0 for negative numbers.",
        ("np.maximum(0, z)", "np.tanh(z)"): "That is tanh. ReLU needs no exponential: it is the larger of 0 and z.",
        ("np.maximum(0, z)", "z**2"): "You squared z. ReLU hands a positive number on as it is, and makes 0 of a "
        "negative one.",
        ("np.maximum(0, z)", "np.maximum(0, z) ** 2"): "A positive number is multiplied by itself. ReLU hands it on as "
        "it is.",
        ("np.maximum(0, z)", "0 * z"): "0 for everything. A positive number is handed on: relu(3) = 3.",
        ("np.maximum(0, z)", "np.sum(np.maximum(0, z))"): "You added up the entries. Each keeps its place: the next "
        "layer expects all units.",
        ("np.maximum(0, z)", "np.mean(np.maximum(0, z))"): "You took the mean of the entries. Each keeps its place: "
        "the next layer expects all units.",
        ("0, z", "0, np.max(z, axis=0) if np.ndim(z) else z"): "Of a table one number for each column came back: .max "
        "with an axis takes the largest entry along it. Compared with 0 is each entry for itself.",
    }
)
