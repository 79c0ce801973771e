"""Answers to the exercises of lessons 04 and 05 as readers write them, and words that their replies must hold.

Written from the stubs. A tuple stands in place of the stub's dots, in order; a text is all that stands below the
docstring. `python -m tests.lessons.test_replies_04_05` prints how many are caught and how many of them well.
"""

import textwrap

import pytest

from relulab.classroom.check import BROKEN, RIGHT, WRONG, grade
from relulab.course import EXERCISES

from .test_exercises import define


def filled(name, answer):
    """The function: a tuple fills the dots of the stub in order, a text stands for everything below the docstring."""
    exercise = EXERCISES[name]
    if isinstance(answer, tuple):
        source = exercise.stub
        assert source.count("...") == len(answer)
        for part in answer:
            source = source.replace("...", part, 1)
    else:
        head = exercise.stub.split('"""')[0]
        source = head.rstrip() + "\n" + textwrap.indent(textwrap.dedent(answer).strip("\n"), "    ") + "\n"
    return define(source, exercise.answer.__name__)


LAYER = "np.maximum(0, X @ W + b)"
PATCH = "image[i:i+3, j:j+3]"
MEAN = "np.mean(a[y == digit])"
RATIO = "norms[0] / norms[-1]"
PICK = "max(responses) / sum(responses)"
WEIGHTED = "w * s * (1 - s)"
VARIANCE = "1 / (n * share)"
RULE = ("loss < 0.1", "ratio < 0.001", '"vanishing"', "ratio > 1000", '"exploding"', '"healthy"')


def ruled(**changed):
    """The fills of diagnose, some of them changed."""
    names = ("finished", "low", "low_word", "high", "high_word", "rest")
    return tuple(changed.get(name, part) for name, part in zip(names, RULE))


def ratio(text):
    """The rule with another ratio."""
    return (
        f'ratio = {text}\nif loss < 0.1:\n    return "finished"\nif ratio < 0.001:\n    return "vanishing"\n'
        'if ratio > 1000:\n    return "exploding"\nreturn "healthy"'
    )


def work(products="n_in * n_out", values="sum(sizes[1:-1])"):
    return (products, values)


def slid(line, rows="height - 2", columns="width - 2", size="(height - 2, width - 2)", returned="return out"):
    return (
        f"height, width = image.shape\nout = np.zeros({size})\nfor i in range({rows}):\n"
        f"    for j in range({columns}):\n        {line}\n{returned}"
    )


RIGHT_ANSWERS = {
    "share_of_zeros": [
        (LAYER, "np.mean(A == 0)"),
        (LAYER, "np.sum(A == 0) / A.size"),
        (LAYER, "1 - np.mean(A > 0)"),
        (LAYER, "(A == 0).sum() / (A.shape[0] * A.shape[1])"),
        (LAYER, "np.mean(A <= 0)"),
        (LAYER, "np.mean(np.isclose(A, 0))"),
        (LAYER, "float(sum(sum(A == 0)) / len(A) / len(A[0]))"),
        ("X @ W + b", "np.mean(A <= 0)"),
        ("np.where(X @ W + b > 0, X @ W + b, 0)", "np.mean(np.mean(A == 0, axis=0))"),
        """
        zeros, entries = 0, 0
        for x in X:
            for j in range(len(b)):
                entries += 1
                if max(0, x @ W[:, j] + b[j]) == 0:
                    zeros += 1
        return zeros / entries
        """,
        "return np.mean([max(0, x @ W[:, j] + b[j]) == 0 for x in X for j in range(W.shape[1])])",
    ],
    "slide": [
        (f"np.sum({PATCH} * kernel)",),
        (f"({PATCH} * kernel).sum()",),
        (f"np.vdot({PATCH}, kernel)",),
        (f"sum(sum({PATCH} * kernel))",),
        (f"np.trace({PATCH} @ kernel.T)",),
        ("sum(image[i + r, j + c] * kernel[r, c] for r in range(3) for c in range(3))",),
        (f"{PATCH}.ravel() @ kernel.ravel()",),
        "return [[np.sum(image[i:i+3, j:j+3] * kernel) for j in range(image.shape[1] - 2)] "
        "for i in range(len(image) - 2)]",
        slid("for r in range(3):\n            out[i, j] += image[i + r, j:j+3] @ kernel[r]"),
    ],
    "best_share": [
        (MEAN, PICK),
        ("a[y == digit].mean()", "np.max(responses) / np.sum(responses)"),
        ("np.sum(a[y == digit]) / np.sum(y == digit)", PICK),
        ("sum(a[y == digit]) / len(a[y == digit])", "max(np.array(responses) / sum(responses))"),
        ("np.average(a, weights=y == digit)", "sorted(responses)[-1] / sum(responses)"),
        (MEAN, "max([r / sum(responses) for r in responses])"),
        (MEAN, "responses[np.argmax(responses)] / (10 * np.mean(responses))"),
        "means = np.bincount(y, weights=a) / np.bincount(y)\nreturn means.max() / means.sum()",
    ],
    "count_work": [
        work(),
        work("n_out * n_in", "sum(sizes) - sizes[0] - sizes[-1]"),
        work(values="sum(sizes[1:len(sizes) - 1])"),
        work(values="int(np.sum(sizes[1:-1]))"),
        "return np.dot(sizes[:-1], sizes[1:]), sum(sizes[1:-1])",
        "return [sum(a * b for a, b in zip(sizes, sizes[1:])), sum(sizes[1:-1])]",
        """
        products, values = 0, 0
        for k in range(1, len(sizes)):
            products += sizes[k - 1] * sizes[k]
            if k < len(sizes) - 1:
                values += sizes[k]
        return products, values
        """,
    ],
    "rectify": [
        ("np.maximum(0, z)",),
        ("np.maximum(z, 0)",),
        ("np.where(np.asarray(z) > 0, z, 0)",),
        ("np.where(z > 0, z, 0)",),
        ("z * (z > 0)",),
        ("(z + abs(z)) / 2",),
        ("np.clip(z, 0, None)",),
        ("np.clip(z, 0, np.inf)",),
        ("np.fmax(0.0, z)",),
        ("z - np.minimum(z, 0)",),
        ("np.vectorize(lambda v: float(max(0, v)))(z)",),
        "a = np.array(z, dtype=float)\na[a < 0] = 0\nreturn a",
    ],
    "chain_slope": [
        (WEIGHTED,),
        ("s * (1 - s) * w",),
        ("w * (s - s ** 2)",),
        ("w * np.exp(-z) / (1 + np.exp(-z)) ** 2",),
        ("w * (1 - np.tanh(z / 2) ** 2) / 4",),
        "s = 1 / (1 + np.exp(-np.array(zs)))\nreturn np.prod(np.array(weights) * s * (1 - s))",
        "s = [1 / (1 + np.exp(-z)) for z in zs]\np = 1\n"
        "for i in range(len(s)):\n    p = p * weights[i] * s[i] * (1 - s[i])\nreturn p",
        "if len(zs) == 0:\n    return 1.0\ns = 1 / (1 + np.exp(-zs[0]))\n"
        "return weights[0] * s * (1 - s) * chain_slope(weights[1:], zs[1:])",
    ],
    "factor_per_layer": [
        ("len(norms) - 1", f"({RATIO}) ** (1 / steps)"),
        ("len(norms) - 1", f"np.power({RATIO}, 1 / steps)"),
        ("len(norms) - 1", f"np.exp(np.log({RATIO}) / steps)"),
        ("len(norms[1:])", "norms[0] ** (1 / steps) / norms[-1] ** (1 / steps)"),
        ("len(norms) - 1", "1 / (norms[-1] / norms[0]) ** (1 / steps)"),
        ("len(norms) - 1", "10 ** ((np.log10(norms[0]) - np.log10(norms[-1])) / steps)"),
        "n = np.array(norms)\nreturn np.prod(n[:-1] / n[1:]) ** (1 / (len(n) - 1))",
    ],
    "layers_until": [
        ("size >= limit", "factor"),
        ("not size < limit", "factor"),
        ("limit <= size", "factor"),
        "layers = 0\nwhile factor ** layers >= limit:\n    layers += 1\nreturn layers",
        "return int(np.floor(np.log(limit) / np.log(factor))) + 1",
        "for layers in range(100000):\n    if factor ** layers < limit:\n        return layers",
        "layers, size = 0, 1.0\nwhile True:\n    size = size * factor\n    layers = layers + 1\n"
        "    if size < limit:\n        break\nreturn layers",
        "if limit > 1:\n    return 0\nreturn 1 + layers_until(factor, limit / factor)",
    ],
    "keeping_std": [
        (VARIANCE, "np.sqrt(variance)"),
        (VARIANCE, "variance ** 0.5"),
        ("1 / n / share", "variance ** (1 / 2)"),
        ("n * share", "1 / np.sqrt(variance)"),
        (VARIANCE, "math.sqrt(variance)"),
        ("n * share", "variance ** -0.5"),
        (VARIANCE, "np.exp(np.log(variance) / 2)"),
    ],
    "diagnose": [
        RULE,
        ruled(low="norms[0] * 1000 < norms[-1]", high="norms[0] > 1000 * norms[-1]"),
        ruled(low="ratio < 1e-3", high="ratio > 1e3"),
        ruled(low="ratio < 1 / 1000"),
        ruled(high="ratio < 1", high_word='"healthy"', rest='"exploding" if ratio > 1000 else "healthy"'),
        ruled(finished="0.1 > loss", low="np.log10(ratio) < -3", high="np.log10(ratio) > 3"),
        'ratio = norms[0] / norms[-1]\nif loss >= 0.1:\n    if ratio < 0.001:\n        return "vanishing"\n'
        '    elif ratio > 1000:\n        return "exploding"\n    else:\n        return "healthy"\nreturn "finished"',
        'if loss < 0.1:\n    return "Finished"\nratio = norms[-1] / norms[0]\nif ratio > 1000:\n'
        '    return " vanishing "\nif ratio < 0.001:\n    return "exploding"\nreturn "healthy"',
    ],
}

#: Exercise -> the answers: what is written, its fault, and words that a reply to it must hold.
WRONG_ANSWERS = {
    "share_of_zeros": [
        ((LAYER, "A == 0"), "a table of yes and no", "take their mean, without axis"),
        ((LAYER, "np.mean(A)"), "mean of the outputs", "That is the mean of the"),
        ((LAYER, "np.sum(A == 0)"), "count", "how many there are"),
        ((LAYER, "sum(A == 0) / len(A)"), "one a unit", "one share for each unit"),
        ((LAYER, "np.mean(A == 0, axis=1)"), "one a row", "one share for each row"),
        ((LAYER, "np.sum(A == 0) / len(A)"), "divided by rows", "by the number of rows"),
        ((LAYER, "np.sum(A == 0) / A.shape[1]"), "divided by columns", "You divided by the number of"),
        ((LAYER, "np.sum(A == 0) / W.size"), "divided by the number of weights", "You divided by the number of"),
        ((LAYER, "np.sum(A == 0) / np.sum(A > 0)"), "zeros against the others", "You compared the zeros with the"),
        ((LAYER, "np.mean(A > 0)"), "the other share", "*not* zero"),
        ((LAYER, "np.mean(A != 0)"), "the other share", "*not* zero"),
        ((LAYER, "np.mean(A < 0)"), "below", "0 for every layer. Either your"),
        ((LAYER, "np.mean(A < 0.1)"), "small ones, too", "small outputs"),
        ((LAYER, "np.mean(A < 0.5)"), "small ones, too", "small outputs"),
        ((LAYER, "np.mean(A[A == 0])"), "mean of the zeros", "0 for every layer. Either your"),
        ((LAYER, "len(A[A == 0]) / len(A)"), "divided by rows", "by the number of rows"),
        ((LAYER, "len(A == 0) / len(A)"), "len of a comparison", "1 for every layer: all outputs"),
        ((LAYER, "np.mean(A == 0) * 100"), "per cent", "per cent"),
        ((LAYER, "np.round(np.mean(A == 0), 1)"), "rounded", "rounded to 1"),
        ((LAYER, "np.mean((A == 0).all(axis=0))"), "dead", "silent is not dead"),
        ((LAYER, "np.mean((A == 0).any(axis=0))"), "units silent somewhere", "You counted units that are silent"),
        ((LAYER, "np.mean(A[0] == 0)"), "first row", "Only the first row is in"),
        ((LAYER, "np.mean(W == 0)"), "weights", "*weights*"),
        ((LAYER, "np.mean(X == 0)"), "inputs", "You counted zeros among the *inputs*"),
        (("X @ W + b", "np.mean(A == 0)"), "no ReLU", "before ReLU"),
        (("X @ W + b", "np.mean(A < 0)"), "an exact 0 is not counted", "You counted what is below 0"),
        (("np.maximum(0, X @ W)", "np.mean(A == 0)"), "no bias", "bias is missing"),
        (("np.maximum(0, X @ W) + b", "np.mean(A == 0)"), "bias behind ReLU", "The bias came behind ReLU. It"),
        (("np.maximum(0, X @ W - b)", "np.mean(A == 0)"), "bias subtracted", "The bias has the wrong sign"),
        (("np.maximum(0, X) @ W + b", "np.mean(A == 0)"), "ReLU of the inputs", "ReLU acted on the inputs. The"),
        (("np.minimum(0, X @ W + b)", "np.mean(A == 0)"), "minimum", "You kept the negative numbers and"),
        (("abs(X @ W + b)", "np.mean(A == 0)"), "abs", "before ReLU"),
        (("np.maximum(1, X @ W + b)", "np.mean(A == 0)"), "cut at 1", "0 for every layer. Either your"),
        (("np.maximum(0, W @ X + b)", "np.mean(A == 0)"), "order", "X @ W"),
        (("np.maximum(0, X * W + b)", "np.mean(A == 0)"), "* for @", "entry by entry"),
        (("max(0, X @ W + b)", "np.mean(A == 0)"), "max", "np.maximum"),
        (("np.max(0, X @ W + b)", "np.mean(A == 0)"), "np.max", "np.maximum"),
        (("layer(X, W, b)", "np.mean(A == 0)"), "layer is not known", "layer"),
        (("np.maximum(0, X @ W + b)", "np.mean(A = 0)"), "= for ==", "In a call, = gives an"),
        (("np.maximum(0, X @ W + b)", "mean(A == 0)"), "np. missing", "np.mean"),
        (("np.maximum(0, X @ W + b)", "A.count(0) / A.size"), "count of a list", "A list has .count, an array"),
        ("A = np.maximum(0, X @ W + b)\nprint(np.mean(A == 0))", "print", "None"),
    ],
    "slide": [
        ((f"{PATCH} * kernel",), "not added up", "one number"),
        ((f"np.sum({PATCH} * kernel, axis=0)",), "axis", "one number"),
        ((f"sum({PATCH} * kernel)",), "sum of Python", "one number"),
        ((f"np.sum({PATCH} @ kernel)",), "@", "product of two matrices"),
        (("np.sum(image[i:i+3, j:i+3] * kernel)",), "columns short", "j:i + 3 takes 2 columns here, and j : j + 3"),
        ((f"np.dot({PATCH}, kernel).sum()",), "dot", "product of two matrices"),
        ((f"{PATCH} @ kernel",), "@ alone", "one number"),
        ((f"np.mean({PATCH} * kernel)",), "mean", "a ninth"),
        ((f"np.max({PATCH} * kernel)",), "largest product", "You took the largest of the"),
        ((f"np.max({PATCH})",), "largest pixel", "You took the largest pixel of"),
        ((f"np.sum({PATCH})",), "no weights", "left the weights out"),
        ((f"np.sum({PATCH}) * np.sum(kernel)",), "sum times sum", "You added up first and multiplied"),
        ((f"np.sum({PATCH} + kernel)",), "plus", "You added the weights to the"),
        ((f"np.prod({PATCH} * kernel)",), "product of all", "You multiplied everything, the nine products"),
        ((f"np.maximum(0, np.sum({PATCH} * kernel))",), "ReLU", "cut off the negative"),
        ((f"abs(np.sum({PATCH} * kernel))",), "abs", "minus signs"),
        ((f"-np.sum({PATCH} * kernel)",), "sign", "sign"),
        ((f"np.sum({PATCH} * kernel[::-1, ::-1])",), "turned", "upside down"),
        ((f"np.sum({PATCH} * kernel[::-1])",), "flipped", "The rows of the kernel, or"),
        ((f"np.sum({PATCH} * kernel[:, ::-1])",), "flipped", "Left and right of the kernel"),
        ((f"np.sum({PATCH} * kernel.T)",), "kernel transposed", "Rows and columns of the kernel"),
        ((f"np.sum({PATCH}.T * kernel)",), "patch transposed", "Rows and columns of the kernel"),
        ((f"np.sum({PATCH}[0] * kernel[0])",), "first row of the patch", "Only the first row of each"),
        ((f"np.sum({PATCH} * kernel[1])",), "one row of the kernel", "The middle row of the kernel"),
        (("np.sum(image[i, j] * kernel)",), "one pixel", "one number"),
        (("image[i, j] * kernel[1, 1]",), "one pixel with the middle weight", "Only one pixel meets one weight"),
        (("np.sum(image[:3, :3] * kernel)",), "does not move", "does not move"),
        (("np.sum(image[i:3, j:3] * kernel)",), "ends at 3", "j:3 takes 2 columns here"),
        (("np.sum(image[i:i+2, j:j+2] * kernel)",), "too short", "(2, 2)"),
        (("np.sum(image[i:i+4, j:j+4] * kernel)",), "too long", "i : i + 3"),
        (("np.sum(image[i-1:i+2, j-1:j+2] * kernel)",), "centred", "-1 at the edge"),
        (("np.sum(image[i:i+3][j:j+3] * kernel)",), "two brackets", "one pair"),
        (("np.sum(image[j:j+3, i:i+3] * kernel)",), "i and j exchanged", "i counts rows"),
        (("np.sum(image[i+1:i+4, j+1:j+4] * kernel)",), "begins one later", "The patch image[i + 1:i +"),
        (("np.sum(image * kernel)",), "the whole image", "Two arrays of different shapes meet"),
        (("np.sum(image[i] * kernel)",), "a whole row", "Two arrays of different shapes meet"),
        (("np.sum(image[i, j:j+3] * kernel)",), "one row of pixels", "Your patch is one row of"),
        (("np.sum(image[i:i+3, j] * kernel)",), "one column of pixels", "Your patch is one column of"),
        (("np.sum(image(i, j) * kernel)",), "round brackets", "quare brackets"),
        (slid(f"out[j, i] = np.sum({PATCH} * kernel)"), "out[j, i]", "row"),
        (slid(f"out = np.sum({PATCH} * kernel)"), "out overwritten", "One number comes back, of the"),
        (
            slid(f"out[i, j] = np.sum({PATCH} * kernel)\n        return out", returned=""),
            "return inside",
            "inside a loop",
        ),
        (
            slid(f"out[i, j] = np.sum({PATCH} * kernel)\n    return out", returned=""),
            "return in outer",
            "inside a loop",
        ),
        (
            slid(f"out[i, j] = np.sum({PATCH} * kernel)", "height - 3", "width - 3"),
            "one place short",
            "The last row and the last",
        ),
        (
            slid(f"out[i, j] = np.sum({PATCH} * kernel)", "height", "width", "image.shape"),
            "over the edge",
            "The patch image[i:i + 3, j:j",
        ),
        (
            slid(f"out[i, j] = np.sum({PATCH} * kernel)", size="(height, width)"),
            "as large as the image",
            "Your table is as large as",
        ),
        (
            slid(f"out[i, j] = np.sum({PATCH} * kernel)", returned="return np.sum(out)"),
            "added up",
            "You added up over all places",
        ),
        (slid(f"out[i, j] = np.sum({PATCH} * kernel)", returned="return out.T"), "turned", "table is turned"),
    ],
    "best_share": [
        (("np.sum(a[y == digit])", PICK), "sums", "because it is common"),
        (("np.mean(a * (y == digit))", PICK), "mean over all rows", "number of *all* rows"),
        (("a[y == digit]", PICK), "mean forgotten", "mean"),
        (("np.mean(a)", PICK), "no digit", "Every digit has the same response"),
        (("np.mean(a[digit])", PICK), "row of that number", "row of that number"),
        (("a[digit]", PICK), "row of that number", "row of that number"),
        (("np.mean(y == digit)", PICK), "how common", "You counted how many rows show"),
        (("np.sum(y == digit)", PICK), "how common", "You counted how many rows show"),
        (("np.mean(a == digit)", PICK), "a for y", "You compared the outputs with the"),
        (("np.max(a[y == digit])", PICK), "max", "largest output of each digit"),
        (("np.median(a[y == digit])", PICK), "median", "You took the median of the"),
        (("np.mean(a[y == digit] > 0)", PICK), "rows on", "on how many rows"),
        (("np.std(a[y == digit])", PICK), "spread", "You took the spread of each"),
        (("np.mean(a[y != digit])", PICK), "all others", "You took the rows that do"),
        (("np.mean(a[a == digit])", PICK), "a for y", "The results are nan, the mean"),
        (("np.mean(a[y])", PICK), "y as places", "Every digit has the same response"),
        (
            ("np.mean(a[y == digit]) / np.mean(a)", "max(responses)"),
            "against the mean of all",
            "You compared with the mean of",
        ),
        ((MEAN, "max(responses)"), "largest response", "the response itself"),
        ((MEAN, "max(responses) / 10"), "count", "number of digits"),
        ((MEAN, "max(responses) / len(responses)"), "count", "number of digits"),
        ((MEAN, "max(responses) / np.mean(responses)"), "mean", "with the *mean*"),
        ((MEAN, "np.argmax(responses)"), "which", "*which* digit"),
        ((MEAN, "responses[0] / sum(responses)"), "first", "the digit 0"),
        ((MEAN, "responses[-1] / sum(responses)"), "last", "You took the digit 9, whatever"),
        ((MEAN, "min(responses) / sum(responses)"), "min", "That is the share of the"),
        ((MEAN, "sum(responses) / max(responses)"), "upside down", "upside down"),
        ((MEAN, "max(responses) / sum(a)"), "outputs in the denominator", "You divided by the sum of"),
        ((MEAN, "max(responses) / np.mean(a)"), "mean output in the denominator", "You compared with the mean of"),
        ((MEAN, "max(responses) / max(a)"), "largest output in the denominator", "You divided by the largest output"),
        ((MEAN, "max(a) / sum(responses)"), "largest output above", "The largest output of a single"),
        ((MEAN, "max(a) / sum(a)"), "rows", "single rows"),
        (
            (MEAN, "max(responses) / (sum(responses) - max(responses))"),
            "against the rest",
            "You divided by the other nine",
        ),
        ((MEAN, "1 - max(responses) / sum(responses)"), "the rest", "1 minus"),
        ((MEAN, "sum(responses) / len(responses)"), "mean", "That is the mean of the"),
        ((MEAN, "sum(responses)"), "sum", "That is the sum of the"),
        ((MEAN, "responses / sum(responses)"), "list", "You have the share of each"),
        ((MEAN, "np.array(responses) / sum(responses)"), "all shares", "You have the share of each"),
        ((MEAN, f"100 * {PICK}"), "per cent", "per cent"),
        ((MEAN, "np.max(np.exp(responses)) / np.sum(np.exp(responses))"), "softmax", "You took e to the power"),
        ((MEAN, "np.argmax(responses) / sum(responses)"), "place", "The *place* of the largest response"),
        ((MEAN, "max(responses) - np.mean(responses)"), "difference", "You took a difference. A share"),
        (
            f"responses = []\nfor digit in range(1, 10):\n    responses.append({MEAN})\nreturn {PICK}",
            "no 0",
            "The digit 0 is missing: the",
        ),
        (
            f"responses = []\nfor digit in range(9):\n    responses.append({MEAN})\nreturn {PICK}",
            "no 9",
            "The digit 9 is missing: the",
        ),
        (
            f"responses = []\nfor digit in range(10):\n    responses.append({MEAN})\n    return {PICK}",
            "return inside",
            "1 for every unit: only one",
        ),
        (
            f"responses = []\nfor digit in range(10):\n    responses = [{MEAN}]\nreturn {PICK}",
            "overwritten",
            "1 for every unit: only one",
        ),
        (
            f"responses = []\nfor digit in range(10):\n    responses = responses.append({MEAN})\nreturn {PICK}",
            "None",
            "append",
        ),
    ],
    "count_work": [
        (work("n_in * n_out + n_out"), "parameters", "counted the parameters"),
        (work("(n_in + 1) * n_out"), "parameters", "counted the parameters"),
        (work("n_in + n_out"), "plus", "n_in and n_out are added. *Every*"),
        (work("n_in"), "n_in", "You counted one product for each"),
        (work("n_out"), "n_out", "You counted one product for each"),
        (work("n_in ** 2"), "n_in squared", "You multiplied n_in by itself. The"),
        (work("n_in * n_out * 2"), "multiply and add", "You counted each weight twice. Adding"),
        (work("n_in * n_out + 1"), "one bias a layer", "One too many for each layer"),
        (work("sizes[0] * sizes[1]"), "first layer every time", "The first layer is counted again"),
        (work("sum(sizes)"), "sum of sizes", "All sizes are added up in"),
        (work("n_in * (n_out - 1)"), "one too few", "One unit is missing in each"),
        (work(values="sum(sizes[1:])"), "outputs", "counted the outputs"),
        (work(values="sum(sizes[:-1])"), "inputs", "counted the inputs"),
        (work(values="sum(sizes)"), "all", "every layer"),
        (work(values="len(sizes) - 2"), "layers", "hidden layers"),
        (work(values="len(sizes[1:-1])"), "layers", "hidden layers"),
        (work(values="products"), "one a weight", "for every weight"),
        (work(values="sizes[1]"), "first hidden layer", "The products are right; you counted"),
        (work(values="sizes[-1]"), "the outputs alone", "The products are right; you counted"),
        (work(values="sizes[1:-1]"), "not added up", "added up"),
        (work(values="sum(sizes[1:-2])"), "last hidden layer missing", "The products are right; the last"),
        (work(values="sum(sizes[2:-1])"), "first hidden layer missing", "The products are right; the first"),
        (work(values="sum(sizes[2:])"), "first hidden missing, outputs in", "The products are right; the values"),
        (work(values="np.prod(sizes[1:-1])"), "multiplied", "The products are right; the hidden"),
        (work(values="max(sizes[1:-1])"), "largest", "The products are right; you took"),
        (work(values="0"), "nothing", "The products are right; no activations"),
        (work(values="len(sizes) - 1"), "layers", "The products are right; you counted"),
        (work("n_in * n_out", "sum(sizes[1:-1]) * 2"), "twice", "The products are right; each hidden"),
        (
            "products = 0\nfor a, b in zip(sizes, sizes[1:]):\n    products = a * b\nreturn products, sum(sizes[1:-1])",
            "=",
            "The last layer alone is counted",
        ),
        (
            (
                "products = 1\nfor a, b in zip(sizes, sizes[1:]):\n    products *= a * b\n"
                "return products, sum(sizes[1:-1])"
            ),
            "*=",
            "The layers' products are multiplied with",
        ),
        (
            (
                "products = 0\nfor a, b in zip(sizes, sizes[1:]):\n    products *= a * b\n"
                "return products, sum(sizes[1:-1])"
            ),
            "0 *=",
            "0 products. Either the loop multiplies",
        ),
        (
            (
                "products = 1\nfor a, b in zip(sizes, sizes[1:]):\n    products += a * b\n"
                "return products, sum(sizes[1:-1])"
            ),
            "from 1",
            "Yours is one more every time",
        ),
        (
            "for a, b in zip(sizes, sizes[1:]):\n    products += a * b\nreturn products, sum(sizes[1:-1])",
            "no start",
            "start value",
        ),
        (
            "products = 0\nfor a, b in zip(sizes, sizes[1:]):\n    products += a * b\nreturn products",
            "one number",
            "The products alone come back. Two",
        ),
        (
            (
                "products = 0\nfor a, b in zip(sizes, sizes[1:]):\n    products += a * b\n"
                "return products + sum(sizes[1:-1])"
            ),
            "added",
            "You added products and values up",
        ),
        (
            (
                "products = 0\nfor a, b in zip(sizes, sizes[1:]):\n    products += a * b\n"
                "return sum(sizes[1:-1]), products"
            ),
            "swapped",
            "wrong order",
        ),
        (
            (
                "products = 0\nfor a, b in zip(sizes, sizes[1:]):\n    products += a * b\n"
                "    return products, sum(sizes[1:-1])"
            ),
            "early",
            "The first layer alone is counted",
        ),
        (
            (
                "products = 0\nfor a, b in zip(sizes, sizes[1:-1]):\n"
                "    products += a * b\nreturn products, sum(sizes[1:-1])"
            ),
            "last",
            "last layer is missing",
        ),
        (
            (
                "products = 0\nfor a, b in zip(sizes[1:], sizes[2:]):\n"
                "    products += a * b\nreturn products, sum(sizes[1:-1])"
            ),
            "first",
            "The first layer is missing: the",
        ),
        (
            "products = 0\nfor a, b in zip(sizes, sizes):\n    products += a * b\nreturn products, sum(sizes[1:-1])",
            "itself",
            "Each layer is paired with itself",
        ),
        (
            (
                "products = 0\nfor i in range(len(sizes)):\n"
                "    products += sizes[i] * sizes[i + 1]\n"
                "return products, sum(sizes[1:-1])"
            ),
            "range",
            "one turn earlier",
        ),
        ("products = np.prod(sizes)\nreturn products, sum(sizes[1:-1])", "all multiplied", "multiplied all the sizes"),
        ("products = [a * b for a, b in zip(sizes, sizes[1:])]\nreturn products, sum(sizes[1:-1])", "list", "added up"),
        (
            "products = sizes[0] * sizes[-1]\nreturn products, sum(sizes[1:-1])",
            "ends",
            "You multiplied the first size by",
        ),
        (
            (
                "products = 0\nvalues = 0\nfor a, b in zip(sizes, sizes[1:]):\n"
                "    products += a * b\n    values += b\nreturn products, values"
            ),
            "outputs",
            "counted the outputs",
        ),
    ],
    "rectify": [
        (("max(0, z)",), "max", "np.maximum"),
        (("np.max(0, z)",), "np.max", "np.maximum"),
        (("np.max(z, 0)",), "np.max", "compared with anything"),
        (("np.max(z)",), "np.max", "one number"),
        (("z.max(0)",), "max of it", "z may also be a plain"),
        (("abs(z)",), "abs", "does not turn a negative number round"),
        (("np.sqrt(z ** 2)",), "abs", "does not turn a negative number round"),
        (("z + abs(z)",), "half", "Yours is twice what is wanted"),
        (("np.minimum(0, z)",), "minimum", "kept the negative numbers"),
        (("-np.minimum(0, z)",), "-min", "You kept the negative numbers, with"),
        (("np.maximum(0, -z)",), "of -z", "You kept the negative numbers, with"),
        (("-np.maximum(0, z)",), "sign", "sign"),
        (("np.maximum(1, z)",), "1", "1 is the smallest number that"),
        (("np.maximum(-1, z)",), "-1", "Numbers between -1 and 0 come"),
        (("np.maximum(z)",), "one argument", "compared with"),
        (("np.maximum(z, 0.01 * z)",), "leaky", "A small part of the negative"),
        (("np.where(z > 0, z, 0.1 * z)",), "leaky", "A part of the negative numbers"),
        (("z > 0",), "comparison", "that is the step"),
        (("np.where(z > 0, 1, 0)",), "step", "that is the step"),
        (("np.where(z > 0, z)",), "two of three", "takes three"),
        (("np.where(z > 0, 0, z)",), "turned", "kept the negative numbers"),
        (("np.where(z > 0, z, 1)",), "1 for negative", "Negative numbers become 1. ReLU makes"),
        (("np.where(z > 0, z, -z)",), "abs", "does not turn a negative number round"),
        (("np.where(z > 1, z, 0)",), "from 1 on", "Positive numbers up to 1 are"),
        (("np.sign(z)",), "sign", "You have the signs alone, -1"),
        (("np.clip(z, 0, 1)",), "clip", "cut at 1"),
        (("np.clip(z, -1, 1)",), "clip both", "You cut at -1 and at"),
        (("np.clip(z, 0, 6)",), "at 6", "You cut at 6, too. ReLU"),
        (("1 / (1 + np.exp(-z))",), "sigmoid", "That is the sigmoid. ReLU needs"),
        (("np.log(1 + np.exp(z))",), "softplus", "That is softplus, a rounded ReLU"),
        (("np.tanh(z)",), "tanh", "That is tanh. ReLU needs no"),
        (("z",), "nothing", "Nothing is cut off"),
        (("z ** 2",), "square", "You squared z. ReLU hands a"),
        (("np.zeros(np.shape(z))",), "zeros", "0 for everything. A positive number"),
        (("z[z > 0]",), "picks, and fails for a number", "number"),
        (("z[z > 0] if np.ndim(z) else max(0, z)",), "picks", "threw the negative"),
        (("np.vectorize(lambda v: max(0, v))(z)",), "whole numbers", "Your results are whole numbers"),
        (("np.maximum(0, np.round(z))",), "rounded", "Your results are whole numbers"),
        (("np.sum(np.maximum(0, z))",), "sum", "You added up the entries. Each"),
        (("[max(0, v) for v in z]",), "not for a number", "plain number"),
        (("0 if z < 0 else z",), "if", "np.where"),
        (("relu(z)",), "relu", "relu"),
        (("np.relu(z)",), "np.relu", "np.where"),
        (("z.clip(0)",), "not for a number", "plain number"),
        (("maximum(0, z)",), "np. missing", "np.maximum"),
        ("z[z < 0] = 0\nreturn z", "not for a number", "plain number"),
        ("if z > 0:\n    return z\nreturn 0", "if", "np.where"),
        ("np.maximum(0, z)", "no return", "None"),
    ],
    "chain_slope": [
        (("w",), "no slope", "weights alone"),
        (("s * (1 - s)",), "no weight", "weights are missing"),
        (("s",), "value, no weight", "You multiplied the values of the"),
        (("w * s",), "value", "value of the sigmoid"),
        (("w * (1 - s)",), "half", "Half of the slope"),
        (("w * (1 - s ** 2)",), "tanh", "slope of tanh"),
        (("w * (1 - np.tanh(z) ** 2)",), "tanh of z", "That is the slope of tanh"),
        (("w * s * (1 + s)",), "1 + s", "A sign inside the brackets: the"),
        (("w * s * (s - 1)",), "s - 1", "With an odd number of units"),
        (("w * s * 1 - s",), "brackets", "The brackets around 1 - s"),
        (("w * s - s ** 2",), "brackets", "The weight counts in a part"),
        (("w * s ** 2",), "squared", "s² is not the slope of"),
        (("w + s * (1 - s)",), "plus", "You added the weight to the"),
        (("w * z",), "z", "You multiplied by z. That is"),
        (("w * z * (1 - z)",), "z for s", "The slope is written with z"),
        (("z * s * (1 - s)",), "z for w", "z stands where the weight belongs"),
        (("w * z * s * (1 - s)",), "z, too", "z is a factor, too. It"),
        (("w * 0.25",), "quarter", "A quarter is"),
        (("0.25",), "quarter", "A quarter a layer is the"),
        (("abs(w) * s * (1 - s)",), "abs", "The sizes are right, the signs"),
        (("w * (z > 0)",), "ReLU's slope", "That is the slope of ReLU"),
        (("product * w * s * (1 - s)",), "product twice", "product stands on both sides: product"),
        (("w ** 2 * s * (1 - s)",), "weight twice", "The weight is multiplied twice. A"),
        (("w * s * (1 - s) ** 2",), "slope too often", "1 - s is multiplied twice"),
        (("w * (s * (1 - s)) ** 2",), "slope twice", "The slope is multiplied twice. A"),
        (("w / (s * (1 - s))",), "divided", "You divided by the slope. A"),
        (("s * (1 - s) / w",), "divided by w", "You divided by the weight. A"),
        (("w * s(1 - s)",), "call", "write s * (1 - s)"),
        (("weights * s * (1 - s)",), "list", "list"),
        (("w * sigmoid(z) * (1 - sigmoid(z))",), "not known", "sigmoid"),
        (("w * np.exp(-z)",), "exp", "e to the power -z is"),
        (("-w * s * (1 - s)",), "sign", "With an odd number of units"),
        (("w * s * (1 - s) * 4",), "4", "Four times too large in each"),
        (
            (
                "product = 1.0\nfor w, z in zip(weights, zs):\n"
                "    s = 1 / (1 + np.exp(-z))\n    product = w * s * (1 - s)\n"
                "return product"
            ),
            "=",
            "overwrites",
        ),
        (
            (
                "product = 1.0\nfor w, z in zip(weights, zs):\n"
                "    s = 1 / (1 + np.exp(-z))\n    product += w * s * (1 - s)\n"
                "return product"
            ),
            "+= from 1",
            "You added the factors to 1",
        ),
        (
            (
                "product = 0.0\nfor w, z in zip(weights, zs):\n"
                "    s = 1 / (1 + np.exp(-z))\n    product += w * s * (1 - s)\n"
                "return product"
            ),
            "+=",
            "added the factors",
        ),
        (
            (
                "product = 0.0\nfor w, z in zip(weights, zs):\n"
                "    s = 1 / (1 + np.exp(-z))\n    product *= w * s * (1 - s)\n"
                "return product"
            ),
            "from 0",
            "0 for every chain: a product",
        ),
        (
            (
                "product = 1.0\nfor w, z in zip(weights, zs):\n"
                "    s = 1 / (1 + np.exp(-z))\n    product *= w * s * (1 - s)\n"
                "    return product"
            ),
            "early",
            "The first unit alone is in",
        ),
        (
            (
                "product = 1.0\nfor w, z in zip(weights, zs):\n"
                "    s = 1 / (1 + np.exp(-z))\n    product *= w\n"
                "return product * s * (1 - s)"
            ),
            "slope once",
            "All weights are in it, and",
        ),
        (
            "s = 1 / (1 + np.exp(-zs[0]))\nreturn np.prod(weights) * (s * (1 - s)) ** len(zs)",
            "first z",
            "The slope of the first unit",
        ),
        (
            "s = 1 / (1 + np.exp(-np.array(zs)))\nreturn np.array(weights) * s * (1 - s)",
            "not multiplied",
            "You have a factor for each",
        ),
        (
            "s = 1 / (1 + np.exp(-np.array(zs)))\nreturn np.cumprod(np.array(weights) * s * (1 - s))",
            "all on the way",
            "You have the product after each",
        ),
        (
            "s = 1 / (1 + np.exp(-np.array(zs)))\nreturn np.mean(np.array(weights) * s * (1 - s))",
            "mean",
            "You took the mean of the",
        ),
        ("s = 1 / (1 + np.exp(-zs))\nreturn np.prod(weights * s * (1 - s))", "list", "list"),
        (
            "a = 1.0\nfor w, z in zip(weights, zs):\n    a = 1 / (1 + np.exp(-w * a))\nreturn a",
            "the output",
            "That is the output of the",
        ),
    ],
    "factor_per_layer": [
        (("len(norms)", f"({RATIO}) ** (1 / steps)"), "layers", "number of layers"),
        (("9", f"({RATIO}) ** (1 / steps)"), "typed in", "9 is right for ten layers only"),
        (("len(norms) + 1", f"({RATIO}) ** (1 / steps)"), "one more", "There are fewer steps: two layers"),
        (("len(norms) - 2", f"({RATIO}) ** (1 / steps)"), "one fewer", "There is one step more: two"),
        (("norms - 1", f"({RATIO}) ** (1 / steps)"), "list", "list"),
        (("len(norms) - 1", "(norms[-1] / norms[0]) ** (1 / steps)"), "upside down", "way forward"),
        (
            ("len(norms)", "(norms[-1] / norms[0]) ** (1 / steps)"),
            "upside down and layers",
            "Two things at once. The first",
        ),
        (("len(norms) - 1", RATIO), "total", "over all layers together"),
        (("len(norms) - 1", "norms[-1] / norms[0]"), "total, upside down", "That is the last norm divided"),
        (("len(norms) - 1", f"{RATIO} / steps"), "divided", "You shared the factor out by"),
        (("len(norms) - 1", f"{RATIO} ** (1 / steps)"), "brackets", "The root was taken of the"),
        (("len(norms) - 1", f"({RATIO}) ** 1 / steps"), "brackets", "You shared the factor out by"),
        (("len(norms) - 1", f"({RATIO}) ** steps"), "power", "You took the power for the"),
        (("len(norms) - 1", f"({RATIO}) ** (1 // steps)"), "//", "1 for nearly every list: //"),
        (("len(norms) - 1", f"({RATIO}) ** (-1 / steps)"), "minus", "way forward"),
        (("len(norms) - 1", f"({RATIO}) ^ (1 / steps)"), "^", "**"),
        (("len(norms) - 1", f"np.sqrt({RATIO})"), "root of 2", "That is the square root, right"),
        (("len(norms) - 1", f"np.log({RATIO}) / steps"), "log", "That is the logarithm of the"),
        (("len(norms) - 1", f"np.log10({RATIO}) / steps"), "log10", "That is the factor's power of"),
        (("len(norms) - 1", f"np.log({RATIO})"), "log", "That is the logarithm of the"),
        (("len(norms) - 1", "(norms[0] - norms[-1]) / steps"), "difference", "straight line"),
        (("len(norms) - 1", "(norms[-1] - norms[0]) / steps"), "difference", "straight line"),
        (("len(norms) - 1", "norms[0] - norms[-1]"), "difference", "That is a difference. A gradient"),
        (("len(norms) - 1", "norms[0] / norms[1]"), "one step", "Those are the first two layers"),
        (("len(norms) - 1", "norms[-2] / norms[-1]"), "one step", "Those are the last two layers"),
        (("len(norms) - 1", "norms[0] ** (1 / steps)"), "last missing", "The last norm is missing. What"),
        (("len(norms) - 1", "(1 / norms[-1]) ** (1 / steps)"), "first missing", "The first norm is missing. What"),
        (("len(norms) - 1", "(norms[0] * norms[-1]) ** (1 / steps)"), "times", "You multiplied the two norms. How"),
        (("len(norms) - 1", "(norms[1] / norms[-1]) ** (1 / steps)"), "norms[1]", "Index 1 is the *second* layer"),
        (
            ("len(norms) - 1", "(min(norms) / max(norms)) ** (1 / steps)"),
            "min / max",
            "You divided the smallest by the",
        ),
        (("len(norms) - 1", "(max(norms) / min(norms)) ** (1 / steps)"), "max / min", "You divided the largest by the"),
        (("len(norms) - 1", "steps"), "steps", "That is the number of steps"),
        (("len(norms) - 1", "sum(norms) / steps"), "mean", "That is the sum of the"),
        (("len(norms) - 1", "np.mean(norms)"), "mean", "That is the mean of the"),
        (("len(norms) - 1", "norms[steps] ** (1 / steps)"), "last alone", "The first norm is missing, and"),
        (("len(norms) - 1", "norms[0] / norms[len(norms)] ** (1 / steps)"), "index", "length - 1"),
        (("len(norms) - 1", "norms[0] / (norms[-1] * steps)"), "divided", "You shared the factor out by"),
        ("n = np.array(norms)\nreturn np.mean(n[:-1] / n[1:])", "mean of factors", "added up the factors"),
        (
            "n = np.array(norms)\nreturn np.mean(n[1:] / n[:-1])",
            "mean of factors, forward",
            "Those are the factors of the",
        ),
        ("n = np.array(norms)\nreturn n[:-1] / n[1:]", "each factor", "You have the factor of each"),
        ("n = np.array(norms)\nreturn np.median(n[:-1] / n[1:])", "median", "You took the median of the"),
    ],
    "layers_until": [
        (("size > limit", "factor"), "equal counts as below", "Equal is not yet below. Where"),
        (("size < limit", "factor"), "turned", "never began"),
        (("size <= limit", "factor"), "turned", "never began"),
        (("size != limit", "factor"), "never equal", "still running"),
        (("size > 0", "factor"), "no limit", "It was still running after 2"),
        (("size * factor >= limit", "factor"), "one short", "One too few"),
        (("size >= limit * factor", "factor"), "one more", "One too many"),
        (("layers < limit", "factor"), "layers", "1 every time, so one step"),
        (("layers <= limit", "factor"), "layers", "1 every time, so one step"),
        (("size >= factor", "factor"), "factor for limit", "2 every time. Either the size"),
        (("size >= factor", "limit"), "exchanged", "factor and limit are exchanged, in"),
        (("factor >= limit", "factor"), "nothing changes", "still running"),
        (("True", "factor"), "never ends", "still running"),
        (("size >= limit", "size * factor"), "twice", "multiplied twice"),
        (("size >= limit", "1 - factor"), "1 - factor", "You multiplied by 1 - factor"),
        (("size >= limit", "1 / factor"), "grows", "still running"),
        (("size >= limit", "limit"), "limit", "2 every time. Either the size"),
        (("size >= limit", "layers"), "layers", "1 every time, so one step"),
        (("size >= limit", "factor ** layers"), "power as well", "You multiplied by a power of"),
        (("size >= limit", "factor / 2"), "half", "You multiplied by half the factor"),
        (("1 - size >= limit", "factor"), "what is lost", "never began"),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size -= factor\n    layers += 1\nreturn layers",
            "-=",
            "You took the factor away from",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size -= 1 - factor\n    layers += 1\nreturn layers",
            "-= 1 - f",
            "same *amount*",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size = factor\n    layers += 1\nreturn layers",
            "=",
            "still running",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size /= factor\n    layers += 1\nreturn layers",
            "/=",
            "still running",
        ),
        (
            "layers, size = 1, 1.0\nwhile size >= limit:\n    size *= factor\n    layers += 1\nreturn layers",
            "from 1",
            "One too many",
        ),
        (
            "layers, size = 0, factor\nwhile size >= limit:\n    size *= factor\n    layers += 1\nreturn layers",
            "begins later",
            "One too few",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size *= factor\n    layers += 1\n    return layers",
            "early",
            "1 every time, so one step",
        ),
        (
            "layers, size = 0, 1.0\nif size >= limit:\n    size *= factor\n    layers += 1\nreturn layers",
            "if",
            "1 every time, so one step",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size *= factor\nlayers += 1\nreturn layers",
            "indent",
            "1 every time, so one step",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size *= factor\n    layers += 1\nreturn size",
            "size",
            "That is the size that is",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size *= factor\n    layers += 1\nreturn layers, size",
            "both",
            "The size comes back, too. Asked",
        ),
        (
            "layers, size = 0, 1.0\nwhile size >= limit:\n    size *= factor\n    layers = 1\nreturn layers",
            "= 1",
            "1 every time, so one step",
        ),
        ("return int(np.ceil(np.log(limit) / np.log(factor)))", "equal", "Equal is not yet below. Where"),
        ("return int(np.log(limit) / np.log(factor))", "int", "One too few"),
        ("return np.log(limit) / np.log(factor)", "not whole", "round up"),
        ("return round(np.log(limit) / np.log(factor))", "round", "You rounded to the nearest whole"),
        (
            "return int(np.ceil(np.log(factor) / np.log(limit)))",
            "fraction turned",
            "factor and limit are exchanged, in",
        ),
        ("return np.log(factor) / np.log(limit)", "fraction turned", "The fraction is upside down: how"),
        ("return int(np.ceil(np.log(limit / factor)))", "log of the ratio", "The logarithm of a quotient is"),
        ("return limit / factor", "ratio", "You divided one by the other"),
        ("return np.ceil(factor / limit)", "ratio", "Dividing once"),
        ("return int((1 - limit) / (1 - factor)) + 1", "amounts", "same *amount*"),
        ("return int(np.log(1 / limit))", "factor missing", "The factor is missing: how fast"),
        ("return -np.log(limit) / np.log(factor)", "sign", "The minus sign is too many"),
        ("return factor ** limit", "power", "You took the limit as the"),
    ],
    "keeping_std": [
        ((VARIANCE, "variance"), "variance", "square root"),
        (("np.sqrt(1) / (n * share)", "variance"), "root of 1", "square root"),
        ((VARIANCE, "variance ** 2"), "squared", "squared the variance"),
        ((VARIANCE, "variance ** 1 / 2"), "brackets", "That is half of the variance"),
        ((VARIANCE, "variance / 2"), "half", "That is half of the variance"),
        (("n * share", "np.sqrt(variance)"), "turned over", "Turned over"),
        (("n * share", "variance"), "turned over, no root", "Turned over, and without a root"),
        (("1 / n * share", "np.sqrt(variance)"), "brackets", "wrong side"),
        (("1 / n * share", "variance"), "brackets, no root", "The share stands above, and the"),
        (("share / n", "np.sqrt(variance)"), "share above", "wrong side"),
        (("1 / n", "np.sqrt(variance)"), "no share", "share is missing"),
        (("1 / n", "variance"), "no share, no root", "Share and root are missing. The"),
        (("1 / share", "np.sqrt(variance)"), "no n", "n is missing: the more inputs"),
        (("2 / n", "np.sqrt(variance)"), "He", "right for ReLU"),
        (("2 / n", "variance"), "He, no root", "That is the variance for ReLU"),
        (("2 / (n * share)", "np.sqrt(variance)"), "2", "The 2 is too many: in"),
        (("3 / (n * share)", "np.sqrt(variance)"), "uniform", "That is the end of a"),
        (("6 / (n * share)", "np.sqrt(variance)"), "uniform", "That holds the 6 of a"),
        (("1 / (n + share)", "np.sqrt(variance)"), "plus", "n and the share are added"),
        (("1 - n * share", "np.sqrt(variance)"), "minus", "The root of a negative number"),
        (("n / share", "np.sqrt(variance)"), "n above", "n stands above, or is multiplied"),
        (("1 / (n * share ** 2)", "np.sqrt(variance)"), "root of n alone", "whole fraction"),
        (("1 / (n ** 2 * share)", "np.sqrt(variance)"), "root of the share alone", "The root belongs to the whole"),
        (("1 / (n * share)", "1 / np.sqrt(variance)"), "turned over", "Turned over"),
        (("1 // (n * share)", "np.sqrt(variance)"), "//", "0 nearly everywhere: // divides without"),
        (("1 / (n * (1 - share))", "np.sqrt(variance)"), "the rest", "It divided by zero. Which number"),
        (("1 / (n * share)", "np.log(variance)"), "log", "You took a logarithm. From the"),
        (("1 / (n * share)", "variance ** (1 / 3)"), "cube root", "You took the third root. From"),
        (("1 / (n * share)", "np.sqrt(variance) / 2"), "half", "Yours is half of what is wanted"),
        (("1 / (n * share)", "np.sqrt(variance) * n"), "times n", "n stands above, or is multiplied"),
        (("1 / (n * share)", "np.sqrt(variance / n)"), "by n twice", "The root belongs to the whole"),
        (("1 / (n * share)", "np.std(variance)"), "np.std", "0 every time: np.std and np.var"),
        (("1 / (n * share)", "np.random.normal(0, np.sqrt(variance))"), "drawn", "second call"),
        (("1 / (n * share)", "sqrt(variance)"), "np. missing", "np.sqrt"),
        (("np.sqrt(n * share)", "variance"), "turned over", "Turned over"),
        (("1 / (n * share)", "np.sqrt(variance) * share"), "share again", "The share stands on the wrong"),
        (("0.01", "variance"), "fixed", "same for every input"),
        (("1 / (n * 0.5)", "np.sqrt(variance)"), "always half", "right for ReLU"),
        (("n * variance * share == 1", "np.sqrt(variance)"), "equation", "The name variance has no value"),
        (("share * np.sqrt(1 / n)", "variance"), "share outside", "The share stands outside of the"),
    ],
    "diagnose": [
        (ruled(finished="loss < 0.5"), "limit", "0.1"),
        (ruled(finished="loss < 1"), "limit", "0.1"),
        (ruled(finished="loss < 2.3"), "limit", "0.1"),
        (ruled(finished="loss < 10"), "limit", "0.1"),
        (ruled(finished="loss < 0.01"), "limit", "0.1"),
        (ruled(finished="loss < 0.03"), "limit", "0.1"),
        (ruled(finished="loss < 0.001"), "limit", "0.1"),
        (ruled(finished="loss <= 0.1"), "limit itself", "below 0.1"),
        (ruled(finished="loss == 0"), "exactly 0", "0.1"),
        (ruled(finished="loss > 0.1"), "turned", "The comparison of the loss is"),
        (ruled(finished="loss < 10 / 100 * 10"), "per cent", "0.1"),
        (ruled(finished="norms[-1] < 0.1"), "norm for loss", "You compared the last norm with"),
        (ruled(finished="norms[0] < 0.1"), "norm for loss", "You compared the first norm with"),
        (ruled(finished="ratio < 0.1"), "ratio for loss", "You compared the ratio with 0.1"),
        (ruled(finished="norms[0] < 0.001"), "small norm is finished", "A small gradient does not mean"),
        (ruled(finished="loss < 0.1 and ratio > 0.001"), "and", "Vanishing is asked for before the"),
        (ruled(finished="loss < 0.1 and ratio > 0.001 and ratio < 1000"), "and", "The loss comes too late: a"),
        (ruled(finished="False"), "loss ignored", "No loss counts as low with"),
        (ruled(low="ratio < 0.01"), "limit", "0.001"),
        (ruled(low="ratio < 0.1"), "limit", "0.001"),
        (ruled(low="ratio < 1"), "limit", "0.001"),
        (ruled(low="ratio < 0.0001"), "limit", "0.001"),
        (ruled(low="ratio < 1e-6"), "limit", "Nothing is ever vanishing with your"),
        (ruled(low="ratio <= 0.001"), "limit itself", "A first norm of exactly a"),
        (ruled(low="ratio < 1000", high="ratio > 0.001"), "limits exchanged", "What is healthy is called vanishing"),
        (ruled(low="ratio < -1000"), "minus", "never below zero"),
        (ruled(low="ratio < -0.001"), "minus", "never below zero"),
        (ruled(low="ratio == 0.001"), "==", "Nothing is ever vanishing with your"),
        (ruled(low="ratio > 0.001"), "turned", "The first comparison of the ratio"),
        (ruled(high="ratio > 100"), "limit", "1000"),
        (ruled(high="ratio > 10"), "limit", "1000"),
        (ruled(high="ratio > 1"), "limit", "1000"),
        (ruled(high="ratio > 10000"), "limit", "1000"),
        (ruled(high="ratio > 1e6"), "limit", "Nothing is ever exploding with your"),
        (ruled(high="ratio >= 1000"), "limit itself", "A first norm of exactly a"),
        (ruled(high="ratio < 1000"), "turned", "The second comparison of the ratio"),
        (ruled(high="ratio > 0.001"), "limit", "Nothing is ever healthy with your"),
        (ruled(low="ratio < 0.01", high="ratio > 100"), "narrow", "For a loss of 1.5, a"),
        (ruled(low="norms[0] < 0.001"), "size", "Vanishing is judged by the size"),
        (ruled(low="norms[0] < 0.001", high="norms[0] > 1000"), "size", "first norm alone"),
        (ruled(low="norms[-1] < 0.001", high="norms[-1] > 1000"), "last", "You looked at the size of"),
        (ruled(low="min(norms) < 0.001", high="max(norms) > 1000"), "any norm", "You looked for one small or"),
        (ruled(low_word='"exploding"', high_word='"vanishing"'), "words exchanged", "direction is turned"),
        (ruled(rest='"finished"'), "rest", "not finished"),
        (ruled(low_word='"vanish"'), "word", "vanishing"),
        (ruled(high_word='"exploading"'), "spelling", "The words to choose from"),
        (ruled(low_word='"finished"'), "stuck is finished", "Where the gradient vanishes you say"),
        (ruled(high_word='"healthy"'), "exploding is healthy", "Nothing is ever exploding with your"),
        (ruled(rest="None"), "None", "None"),
        (ruled(rest="True"), "True", "The words to choose from: finished"),
        (ruled(rest="healthy"), "no quotes", "quotes"),
        (ratio("norms[-1] / norms[0]"), "ratio turned", "direction is turned"),
        (ratio("norms[0] / norms[1]"), "second layer", "You divided by the second norm"),
        (ratio("norms[-2] / norms[-1]"), "second to last", "You compared the last two layers"),
        (ratio("min(norms) / max(norms)"), "min / max", "You divided the smallest norm by"),
        (ratio("max(norms) / min(norms)"), "max / min", "You divided the largest norm by"),
        (ratio("np.log10(norms[0] / norms[-1])"), "log", "Your ratio is a logarithm, and"),
        (ratio("norms[0] - norms[-1]"), "difference", "You took the difference of the"),
        (
            ratio("(norms[0] / norms[-1]) ** (1 / (len(norms) - 1))"),
            "factor a step",
            "Nothing is ever vanishing or exploding",
        ),
        (ratio("norms[0]"), "size", "first norm alone"),
        (ratio("norms / norms[-1]"), "list", "list"),
        (
            'ratio = norms[0] / norms[-1]\nif ratio < 0.001:\n    return "vanishing"\n'
            'if ratio > 1000:\n    return "exploding"\n'
            'if loss < 0.1:\n    return "finished"\nreturn "healthy"',
            "loss last",
            "The loss comes too late: a",
        ),
        (
            'ratio = norms[0] / norms[-1]\nword = "healthy"\nif loss < 0.1:\n    word = "finished"\nif ratio < 0.001:\n'
            '    word = "vanishing"\nif ratio > 1000:\n    word = "exploding"\nreturn word',
            "overwritten",
            "The loss comes too late: a",
        ),
        (
            'ratio = norms[0] / norms[-1]\nif loss < 0.1:\n    return "finished"\n'
            'if ratio < 0.001:\n    return "vanishing"\n'
            'return "exploding"',
            "no healthy",
            "Nothing is ever healthy with your",
        ),
        (
            'ratio = norms[0] / norms[-1]\nif loss < 0.1:\n    return "finished"\n'
            'if ratio < 0.001:\n    return "vanishing"\n'
            'if ratio > 1000:\n    return "exploding"',
            "no last return",
            "None",
        ),
        (
            'if loss < 0.1:\n    return "finished"\nreturn "healthy"',
            "norms ignored",
            "Nothing is ever vanishing or exploding",
        ),
        ('return "healthy"', "constant", "Everything is healthy with your rule"),
    ],
}


def replied(name, answer):
    """The result, and the words of its text with single spaces."""
    result = grade(EXERCISES[name], filled(name, answer))
    return result, " ".join(result.text.split())


def well(result):
    """Whether a reply says more than which numbers differ, and more than that there was an error."""
    if result.verdict == BROKEN:
        return "Run your function by itself" not in result.text
    return bool(result.mistake) or not result.text.startswith(("For ", "these arguments")) or "None" in result.text


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Loops without an end are stopped sooner."""
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 2)


@pytest.mark.parametrize("name", RIGHT_ANSWERS)
def test_right_answers_are_right(name):
    assert len(RIGHT_ANSWERS[name]) >= 5
    for answer in RIGHT_ANSWERS[name]:
        result, text = replied(name, answer)
        assert result.verdict == RIGHT, (answer, text)


@pytest.mark.parametrize("name", WRONG_ANSWERS)
def test_wrong_answers_are_told_what_to_look_at(name):
    assert len(WRONG_ANSWERS[name]) >= 12
    told = []
    for answer, fault, words in WRONG_ANSWERS[name]:
        result, text = replied(name, answer)
        assert result.verdict in (WRONG, BROKEN), (answer, fault)
        assert words in text and words, (answer, fault, text)
        told.append(well(result))
    assert sum(told) >= 0.7 * len(told)


if __name__ == "__main__":
    print("exercise           wrong  caught  well  generic | right  refused")
    for each, rows in WRONG_ANSWERS.items():
        results = [replied(each, row[0])[0] for row in rows]
        caught = [result for result in results if result.verdict != RIGHT]
        good = sum(map(well, caught))
        refused = sum(replied(each, answer)[0].verdict != RIGHT for answer in RIGHT_ANSWERS[each])
        print(
            f"{each:18} {len(rows):5} {len(caught):7} {good:5} {len(caught) - good:8} |"
            f" {len(RIGHT_ANSWERS[each]):5} {refused:8}"
        )
