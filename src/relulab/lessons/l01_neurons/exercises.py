"""Exercises: neurons and layers."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


def _array(*values):
    return np.array(values, dtype=np.float64)


@exercise(
    "Write a neuron",
    stub="""
        z = ...       # the weighted sum of the inputs, plus the bias
        return ...    # z where it is positive, else 0
    """,
    cases=[
        (_array(0.9, 0.2), _array(1.0, -1.0), -0.2),
        (_array(0.2, 0.9), _array(1.0, -1.0), -0.2),
        (_array(2.0, -1.0, 0.5), _array(0.5, 1.0, -2.0), 1.5),
        (_array(-1.0, 3.0), _array(-2.0, -1.0), 0.25),
        (_array(3.0, 2.0), _array(1.25, -0.5), 0.375),
        (_array(0.5, -1.5, 2.0, 1.0), _array(2.0, -1.0, 0.25, 0.5), -0.75),
        (np.array([2, 1]), np.array([1, -2]), 0),
        (np.array([2, 3]), np.array([-1, 1]), -4),
    ],
    hints=[
        "Two steps: add up the products of inputs and weights, plus the bias; then replace a negative result by 0.",
        "The sum of products is w @ x for two arrays of the same length. The larger of two numbers is max(0, z).",
        "z = w @ x + b on the first line, and max(0, z) behind return.",
    ],
    advice={"has no attribute 'x'": "w · x, the sum of the products, is written w @ x. A dot asks a value for a part."},
)
def neuron(x, w, b):
    """Output of one neuron: max(0, w · x + b)."""
    z = w @ x + b
    return max(0.0, z)


neuron.slips(
    {
        (" + b", ""): "The bias b is missing. It is easy to take for decoration, but without it every neuron gives 0 "
        "for an input of zeros, whatever its weights. Section 2 changes the bias alone and shows what it does.",
        ("max(0.0, z)", "z"): "You return the pre-activation z itself. A neuron hands on f(z), and here f turns every "
        "negative z into 0; your result for the second case is negative.",
        ("w @ x + b", "np.sum(w * x + b)"): "The bias is added once for every input. A neuron has one bias: add up the "
        "products first, then add b once.",
        ("max(0.0, z)", "max(0.0, w @ x) + b"): "Yours is never below b: it is cut off at the bias, or before adding "
        "the bias. The bias belongs inside: first z = w · x + b, then max(0, z).",
        ("w @ x", "sum(w) * sum(x)"): "You multiplied the sum of the inputs by the sum of the weights. Each input "
        "meets its *own* weight: multiply in pairs first, then add up. w @ x does both.",
        ("max(0.0, z)", "abs(z)"): "You made negative values positive. max(0, z) gives 0 for a negative z, not |z|.",
        ("+ b", "- b"): "The bias has the wrong sign: yours takes it away. It is added, also where it is itself "
        "negative: z = w · x + b.",
        ("max", "min"): "It is the other way round: yours keeps what is negative and makes 0 of what is positive. A "
        "neuron hands on z where it is positive, so the *larger* of 0 and z.",
        ("max(0.0, z)", "1.0 if z > 0 else 0.0"): "Your neuron answers with 0 or 1 alone: a step. ReLU hands on z "
        "itself where it is positive, however large it is; only what is negative becomes 0.",
        ("max(0.0, z)", "z if z > 0 else None"): "Where z is not positive, yours comes to its end without a return, "
        "and gives nothing (None). That way needs its own line: return 0. max(0, z) covers both.",
        ("w @ x", "w[0] * x[0] + w[1] * x[1]"): "Only the first two inputs count in yours. A neuron may have any "
        "number of them: w @ x runs through all.",
        ("max(0.0, z)", "np.maximum(0, w * x + b)"): "Yours is one number for each input. The products are still to be "
        "added up to one sum, and the bias comes to that sum once: w @ x multiplies in pairs and adds up.",
        ("+ b", "* b"): "You multiplied by the bias. It is a number of its own, added to the sum of the products.",
        ("w @ x + b", "w @ (x + b)"): "The bias got to the inputs, so the weights multiply it too. It is added once, "
        "to the sum of the products: w · x first, then + b.",
        ("max(0.0, z)", "1 / (1 + np.exp(-z))"): "That is a sigmoid of z, which lies between 0 and 1. Here f is ReLU: "
        "z where it is positive, else 0.",
        ("0.0, z", "0.0, -z"): "The sign of z is turned before the cut: yours is silent where the neuron should "
        "answer, and answers where it should be silent. The larger of 0 and z is wanted, not of 0 and -z.",
        ("max(0.0, z)", "sum(np.maximum(0, w * x)) + b"): "You cut off the negative part of each product. A negative "
        "product counts: it holds the neuron back. Add up all products and the bias first, and cut off once, at the "
        "end.",
        ("w @ x", "sum(np.maximum(0, w * x))"): "You cut off the negative part of each product, and of the sum again. "
        "A negative product counts: it holds the neuron back. Cut off once, at the end.",
        ("w @ x", "np.mean(w * x)"): "You took the mean of the products. They are added up, so that each further input "
        "adds its own part.",
        ("max(0.0, z)", "z if z > 0 else 0.01 * z"): "A small part of what is negative comes through: a leak of one "
        "hundredth. Plain ReLU gives exactly 0 there.",
        ("0.0", "1.0"): "Your neuron never gives less than 1: z is compared with 1. The limit is 0: where z is "
        "negative, the output is 0.",
        ("w @ x", "np.sum(w + x)"): "You added weights and inputs. A weight *multiplies* its input: products first, "
        "then the sum of them.",
        ("w @ x", "np.sum(x)"): "The weights are missing: you added up the inputs as they are. Each input counts as "
        "much as its weight says.",
        ("w @ x", "max(0.0, w @ x)"): "You cut off the negative part twice, before adding the bias and after. The bias "
        "belongs inside: first z = w · x + b, then the larger of 0 and z, once.",
        ("w @ x", "w[0] * x[0]"): "Only the first input counts. If return stands inside the loop, the function ends in "
        "the first turn: move it to the left.",
        ("w @ x", "w[-1] * x[-1]"): "Only the last input counts: in a loop, = overwrites the sum. Add to it: z = z + "
        "w[i] * x[i].",
        ("w @ x", "w[:-1] @ x[:-1]"): "The last input is left out. Where does the loop, or a slice, end?",
        ("w @ x", "np.sum(w)"): "The inputs are missing: you added up the weights as they are. Each weight multiplies "
        "its input.",
        ("+ b", "+ 2 * b"): "The bias is added twice. Once is enough: z = w · x + b.",
    }
)


@exercise(
    "Find the line where a neuron switches on",
    stub="return ...",
    cases=[
        (0.0, _array(1.0, 2.0), -4.0),
        (1.5, _array(1.0, -1.0), -0.2),
        (-2.0, _array(0.5, 4.0), 3.0),
        (np.linspace(-1, 1, 5), _array(2.0, -0.5), 1.0),
        (3.0, _array(-1.5, -2.0), 0.7),
        (2, np.array([3, 4]), -1),
    ],
    hints=[
        "Write the equation w1 x1 + w2 x2 + b = 0 on paper and solve it for x2.",
        "Take w1 x1 and b to the other side: w2 x2 = -(w1 x1 + b).",
        "Return minus (w[0] * x1 + b), divided by w[1].",
    ],
    advice={
        "'x2'": "x2 is what the function is to find, so nothing can be computed from it. Solve the equation for it "
        "first: on the right stand w, x1 and b alone.",
        "'w0'": "The weights stand in one array: w[0] belongs to x1, and w[1] to x2.",
        "'w1'": "The weights stand in one array: w[0] belongs to x1, and w[1] to x2.",
        "'w2'": "The weights stand in one array: w[0] belongs to x1, and w[1] to x2.",
        "index 2": "Python counts from 0: the weight of x1 is w[0], the weight of x2 is w[1], and there is no w[2].",
    },
)
def boundary(x1, w, b):
    """The x2 at which w[0] * x1 + w[1] * x2 + b is zero; x1 is a number or an array."""
    return -(w[0] * x1 + b) / w[1]


boundary.slips(
    {
        ("+ b", "- b"): "The bias has changed sides with the wrong sign. From w1 x1 + w2 x2 + b = 0, taking w1 x1 "
        "*and* b to the other side turns both signs.",
        ("-(w[0] * x1 + b) / w[1]", "-(w[1] * x1 + b) / w[0]"): "The two weights are swapped. w[0] belongs to x1 and "
        "w[1] to x2; you solve for x2, so you divide by w[1].",
        (" + b", ""): "The bias is missing: your line always goes through the origin. The picture 'bias' in section 2 "
        "shows how the bias moves the line away from it.",
        ("(w[0] * x1 + b)", "w[0] * x1 - b"): "Brackets are missing: only b is divided by w[1]. Both terms are: -(w[0] "
        "* x1 + b) / w[1].",
        ("(w[0] * x1 + b) / w[1]", "w[0] * x1 / w[1] - b"): "Only w[0] * x1 is divided by w[1]. Both terms are: -(w[0] "
        "* x1 + b) / w[1].",
        ("-(", "("): "The sign is turned. w2 x2 = -(w1 x1 + b): what goes to the other side of the equals sign turns "
        "its sign.",
        ("/ w[1]", "* w[1]"): "You multiplied by w[1]. From w2 x2 = -(w1 x1 + b), x2 alone comes by dividing by w[1].",
        ("(w[0] * x1 + b)", "w[0] * x1 + b"): "The minus sign and the division reach only one term each. Both terms "
        "change their sign, and both are divided: -(w[0] * x1 + b) / w[1].",
        (" / w[1]", ""): "You found w2 x2, not x2. Divide by w[1].",
        ("-(w[0] * x1 + b) / w[1]", "w[0] * x1 + w[1] * x1 + b"): "That is the left side of the equation, with x1 in "
        "both places. Ask instead which x2 makes it 0: bring everything else to the other side, then divide by the "
        "weight of x2.",
        ("/ w[1]", "/ w[0]"): "You divided by w[0], the weight of x1. You solve for x2, so divide by the weight that "
        "multiplies it, w[1].",
        ("w[0] * x1", "w[0]"): "x1 is missing: w[0] stands alone. Along the line x2 changes with x1, and w[0] "
        "multiplies it.",
        ("w[0] * x1 + b", "b"): "x1 is missing: yours is right at x1 = 0 alone, where the line meets the x2 axis. "
        "Elsewhere w[0] * x1 counts too.",
        ("w[0] * x1 + b", "w[0]"): "That is how steep the line is, the same for every x1. Where it lies takes x1 and b "
        "as well.",
        ("w[0] * x1", "x1"): "The weight of x1 is missing: in the equation w[0] multiplies x1.",
        ("w[0]", "w"): "You get two numbers, one for each weight: w without brackets is both weights at once. x1 "
        "belongs to w[0].",
        ("w[0] * x1 + b", "w[0] * (x1 + b)"): "w[0] multiplies the bias as well. It belongs to x1 alone: w[0] * x1, "
        "and then + b.",
        ("(w[0] * x1 + b) / w[1]", "w[0] * x1 / w[1] + b"): "The bias is neither divided nor turned. From w2 x2 = -(w1 "
        "x1 + b), both terms change their sign, and both are divided by w[1].",
        ("/ w[1]", "- w[1]"): "You took w[1] away. It *multiplies* x2 in the equation, so x2 alone comes by dividing "
        "by it.",
        ("-(w[0] * x1 + b) / w[1]", "np.maximum(0, -(w[0] * x1 + b) / w[1])"): "You turned the negative ones into 0, "
        "as ReLU does. Here a line is wanted, and x2 may well be negative.",
        ("w[0]", "w[1]"): "w[1] stands with x1 as well. In the equation w[0] multiplies x1, and w[1] multiplies the x2 "
        "that you look for.",
        ("-(w[0] * x1 + b)", "(w[0] * x1 - b)"): "The signs are turned the wrong way: both terms change their sign "
        "when they go to the other side, and in yours only b has.",
        ("-(w[0] * x1 + b) / w[1]", "w[0] * x1 + b"): "That is w1 x1 + b. Bring it to the other side, where its sign "
        "turns, and divide by w[1].",
        ("-(w[0] * x1 + b) / w[1]", "(w[1] * x1 + b) / w[0]"): "The two weights are swapped, and the sign is missing. "
        "w[0] belongs to x1; you solve for x2, so you divide by w[1]: w2 x2 = -(w1 x1 + b).",
        ("/ w[1]", "/ (w[0] + w[1])"): "You divided by both weights together. Only w[1] multiplies the x2 that you "
        "look for.",
    }
)


@exercise(
    "Write a whole layer",
    stub="""
        Z = ...
        return ...
    """,
    cases=[
        (
            np.array([[-1.0, 0.5], [1.0, 2.0], [0.0, 0.0]]),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
            _array(0.5, -1.0),
        ),
        (np.array([[1.0, 0.0, -2.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [0.5, -1.0]]), _array(-0.25, 1.0)),
        (
            np.array([[-1.0, -1.0], [2.0, 0.25], [0.5, -1.5]]),
            np.array([[1.0, -2.0, 0.5, -0.5], [-1.0, 1.5, 2.0, 0.75]]),
            _array(-0.25, 0.125, -0.5, 0.3),
        ),
    ],
    hints=[
        "One line computes all pre-activations at once, one line cuts off what is negative.",
        "X @ W has one row for each input and one column for each unit; + b adds the biases to every row.",
        "Z = X @ W + b, and np.maximum(0, Z) behind return. (Python's own max compares two single numbers only.)",
    ],
)
def layer(X, W, b):
    """Outputs of a layer for each row of X: max(0, X W + b)."""
    Z = X @ W + b
    return np.maximum(0, Z)


layer.slips(
    {
        (" + b", ""): "The biases are missing. For the row of zeros every unit then gives 0; with them it gives max(0, "
        "b).",
        ("np.maximum(0, Z)", "Z"): "You return Z. Each unit hands on max(0, Z), so no number in the result is "
        "negative.",
        ("W + b", "W.T + b"): "W is turned on its side. In this course W has one row for each input and one column for "
        "each unit, so that X @ W fits as it stands.",
        ("+ b", "+ b[0]"): "Every unit got the same bias. A layer has one bias for *each* unit; b is an array, and X @ "
        "W + b adds b[j] to column j.",
        ("0, Z", "0, Z.sum(axis=0)"): "You added the rows up. Each row of X is an input of its own and has a row of "
        "outputs of its own.",
        ("np.maximum(0, Z)", "np.maximum(0, X @ W) + b"): "Yours is never below b: it is cut off at the biases, or "
        "before adding them. They belong inside: first Z = X W + b, then the larger of 0 and Z.",
        ("np.maximum(0, Z)", "Z.max(axis=0)"): "You looked for the largest entry of each column. np.max finds the "
        "largest in an array; np.maximum(0, Z) compares every entry with 0 and keeps the shape.",
        ("np.maximum(0, Z)", "np.abs(Z)"): "You made negative values positive. ReLU gives 0 for a negative Z, not its "
        "size.",
        ("np.maximum(0, Z)", "(Z > 0) * 1.0"): "Your units answer with 0 or 1 alone: a step. ReLU hands on Z itself "
        "where it is positive, however large.",
        ("maximum", "minimum"): "It is the other way round: yours keeps what is negative and makes 0 of what is "
        "positive. The *larger* of 0 and Z is wanted.",
        ("X @ W", "X[0] @ W"): "Only the first row of X has an answer. Each row is an input of its own: X @ W takes "
        "all at once. If return stands inside a loop, the function ends in the first turn.",
        ("X @ W", "X[-1] @ W"): "Only the last row of X has an answer: in a loop, = overwrites what the turn before "
        "has found. X @ W takes all rows at once.",
        ("+ b", "- b"): "The biases have the wrong sign: yours takes them away. They are added, also where they are "
        "negative.",
        ("W + b", "(W + b)"): "The biases got to the weights, so the inputs multiply them. They are added once, after "
        "the product: X @ W + b.",
        ("+ b", "+ b.sum()"): "Every unit got all biases together. b[j] is the bias of unit j alone, and X @ W + b "
        "adds it to column j.",
        ("np.maximum(0, Z)", "Z[Z > 0]"): "The places of the negative numbers are gone: picking by a condition throws "
        "them away, and the table with them. They become 0 and stay where they are.",
        ("np.maximum(0, Z)", "1 / (1 + np.exp(-Z))"): "That is a sigmoid of Z, which lies between 0 and 1. Here every "
        "unit gives Z where it is positive, else 0.",
        ("+ b", "* b"): "You multiplied by the biases. They are added to the sums: X @ W + b.",
        ("np.maximum(0, Z)", "np.where(Z > 0, Z, 0.01 * Z)"): "A small part of what is negative comes through: a leak "
        "of one hundredth. Plain ReLU gives exactly 0 there.",
        ("0, Z", "1, Z"): "Your units never give less than 1: Z is compared with 1. The limit is 0.",
        ("np.maximum(0, Z)", "np.maximum(0, Z).sum(axis=1)"): "You added each row up. Each unit has an output of its "
        "own: a row for each input, a column for each unit.",
        ("np.maximum(0, Z)", "np.maximum(0, Z).mean(axis=0)"): "You took the mean of the rows. Each row of X is an "
        "input of its own and has a row of outputs of its own.",
        ("0, Z", "0, -Z"): "The sign of Z is turned before the cut. The larger of 0 and Z is wanted, not of 0 and -Z.",
        ("+ b", "+ 2 * b"): "The biases are added twice. Once is enough: Z = X W + b.",
        ("np.maximum(0, Z)", "np.tanh(Z)"): "That is tanh of Z. Here every unit gives Z where it is positive, else 0.",
        ("+ b", "+ b[-1]"): "Every unit got the last bias. b is an array with one for each unit; X @ W + b adds b[j] "
        "to column j.",
        ("np.maximum(0, Z)", "np.maximum(0, Z).astype(int)"): "Whole numbers came out: what stands behind the point is "
        "cut off. np.vectorize and arrays made of whole numbers do that; np.maximum(0, Z) keeps it.",
    }
)


@exercise(
    "Count what a network can adjust",
    stub="""
        total = 0
        for n_in, n_out in zip(sizes, sizes[1:]):
            total += ...    # weights of this layer, plus its biases
        return total
    """,
    cases=[([3072, 100],), ([64, 32, 10],), ([2, 1],), ([64, 64, 64, 10],), ([3, 5, 2],), ([2, 7],)],
    hints=[
        "Look at W and b in section 3, with 2 inputs and 3 units. How many numbers are in each?",
        "W has n_in rows and n_out columns; b has n_out numbers.",
        "Add n_in * n_out + n_out in each turn of the loop.",
    ],
)
def count_parameters(sizes):
    """How many weights and biases a network with these layer sizes has."""
    total = 0
    for n_in, n_out in zip(sizes, sizes[1:]):
        total += n_in * n_out + n_out
    return total


count_parameters.slips(
    {
        (" + n_out", ""): "You counted the weights alone. Each unit has a bias as well: 3072 inputs into 100 units "
        "make 307 200 weights and 100 biases.",
        ("+ n_out", "+ 1"): "You counted one bias for each layer. But each *unit* has a bias of its own, as the array "
        "b in section 3 shows.",
        ("return total", "return total + sizes[0]"): "You gave the inputs biases too. Inputs are given numbers, not "
        "units: nothing is added to them.",
        ("+ n_out", "+ n_in"): "You counted one bias for each *input* of a layer. The biases belong to its units: "
        "n_out of them.",
        ("    return total", "        return total"): "Only the first layer is counted. If return stands inside the "
        "loop, the function ends in the first turn: move it to the left.",
        ("n_in * n_out + n_out", "n_in + n_out"): "You added the sizes. Every unit has a weight for *every* input, so "
        "the weights are n_in times n_out.",
        ("+=", "="): "Only the last layer is counted: in the loop, = overwrites what was there. Add to the total with "
        "+=.",
        ("total +=", "total +"): "total stays 0. A sum by itself changes nothing: only total += ... keeps it.",
        ("+ n_out", "+ n_in + n_out"): "You counted biases on both sides of each layer, one for every input as well. "
        "The biases belong to the units alone: n_out of them.",
        ("n_in * n_out + n_out", "(n_in + 1) * (n_out + 1)"): "You counted one row and one column too many: the "
        "product of n_in + 1 and n_out + 1. A bias is like one more *input* of each unit, so 1 goes to n_in alone.",
        ("+ n_out", "* n_out"): "The biases are *multiplied* with the weights. A layer has n_in times n_out weights, "
        "and n_out biases besides: add the two.",
        ("zip(sizes, sizes[1:])", "zip(sizes[1:], sizes[2:])"): "The first layer is not counted: the weights from the "
        "inputs to the first units belong to the network, too. Where does the loop, or a slice, begin?",
        ("sizes[1:]", "sizes[1:-1]"): "The last layer is not counted. Where does the loop, or a slice, end?",
        ("sizes[1:]", "sizes"): "Each size is paired with itself. A layer leads from one size to the *next*: sizes and "
        "sizes[1:].",
        ("return total", "return sum(sizes)"): "You counted inputs and units. What can be adjusted are the weights, "
        "one for each pair of an input and a unit, and the biases.",
        ("n_in * n_out + n_out", "n_out"): "You counted the biases alone. Each unit has a weight for every one of its "
        "inputs, too.",
        ("return total", "return len(sizes)"): "You counted how many sizes there are. What can be adjusted are weights "
        "and biases: multiply neighbours in the list.",
        ("return total", "return np.prod(sizes)"): "You multiplied all sizes. Only *neighbouring* layers are joined by "
        "weights: multiply in pairs, then add up.",
        ("return total", "return sizes[0] * sizes[-1] + sizes[-1]"): "You joined the inputs to the outputs directly. "
        "The weights lead from each layer to the next one: go through the list in pairs of neighbours.",
        ("return total", "return total - sizes[-1]"): "The biases of the last layer are missing. Its units have a bias "
        "each, as those of the layers before.",
        ("+ n_out", "+ 2 * n_out"): "You counted each bias twice. A unit has one.",
        ("n_in * n_out + n_out", "n_in + 1"): "You counted the weights and the bias of *one* unit in each layer. There "
        "are n_out units, each with weights of its own.",
        ("+ n_out", "- n_out"): "The biases are taken away. They are added: n_in times n_out weights, *plus* n_out "
        "biases.",
        ("n_in * n_out + n_out", "n_in"): "You counted what goes into each layer. The weights are n_in times n_out, "
        "and there are n_out biases besides.",
        ("n_in * n_out + n_out", "2 * n_in * n_out"): "You counted every weight twice, and no bias. Each weight is one "
        "number; each unit has a bias besides.",
        (" + n_out", "\n    total += n_out"): "Only the last layer has biases in yours. If they are added after the "
        "loop, only the last n_out is left there: every layer's units have biases.",
        (" + n_out", "\n    total += 1"): "You counted one bias for the whole network. Each *unit* has a bias of its "
        "own, as the array b in section 3 shows.",
        (" + n_out", "\n    total += len(sizes)"): "You counted one bias for each of the sizes. Each *unit* has a bias "
        "of its own, as the array b in section 3 shows.",
        ("return total", "return [n_in * n_out + n_out for n_in, n_out in zip(sizes, sizes[1:])]"): "Those are the "
        "layers one by one. One number is wanted: add them up.",
    }
)
