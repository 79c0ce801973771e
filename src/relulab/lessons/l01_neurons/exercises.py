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
    ],
    hints=[
        "Two steps: add up the products of inputs and weights, plus the bias; then replace a negative result by 0.",
        "The sum of products is w @ x for two arrays of the same length. The larger of two numbers is max(0, z).",
        "z = w @ x + b on the first line, and max(0, z) behind return.",
    ],
)
def neuron(x, w, b):
    """Output of one neuron: max(0, w · x + b)."""
    z = w @ x + b
    return max(0.0, z)


@neuron.mistake(
    "The bias b is missing. It is easy to take for decoration, but without it every neuron gives 0 for an input of "
    "zeros, whatever its weights. Section 2 changes the bias alone and shows what it does."
)
def neuron_without_bias(x, w, b):
    return max(0.0, w @ x)


@neuron.mistake(
    "You return the pre-activation z itself. A neuron hands on f(z), and here f turns every negative z into 0; your "
    "result for the second case is negative."
)
def neuron_without_activation(x, w, b):
    return w @ x + b


@neuron.mistake(
    "The bias is added once for every input. A neuron has one bias: add up the products first, then add b once."
)
def neuron_bias_for_each_input(x, w, b):
    return max(0.0, np.sum(w * x + b))


@neuron.mistake(
    "You cut off the negative part before adding the bias. The bias belongs inside: first "
    "z = w · x + b, then max(0, z)."
)
def neuron_activation_before_bias(x, w, b):
    return max(0.0, w @ x) + b


@neuron.mistake(
    "You multiplied the sum of the inputs by the sum of the weights. Each input meets its *own* weight: multiply in "
    "pairs first, then add up. w @ x does both."
)
def neuron_sums_multiplied(x, w, b):
    return max(0.0, sum(w) * sum(x) + b)


@neuron.mistake("You made negative values positive. max(0, z) gives 0 for a negative z, not |z|.")
def neuron_absolute_value(x, w, b):
    return abs(w @ x + b)


@exercise(
    "Find the line where a neuron switches on",
    stub="return ...",
    cases=[
        (0.0, _array(1.0, 2.0), -4.0),
        (1.5, _array(1.0, -1.0), -0.2),
        (-2.0, _array(0.5, 4.0), 3.0),
        (np.linspace(-1, 1, 5), _array(2.0, -0.5), 1.0),
    ],
    hints=[
        "Write the equation w1 x1 + w2 x2 + b = 0 on paper and solve it for x2.",
        "Take w1 x1 and b to the other side: w2 x2 = -(w1 x1 + b).",
        "Return minus (w[0] * x1 + b), divided by w[1].",
    ],
)
def boundary(x1, w, b):
    """The x2 at which w[0] * x1 + w[1] * x2 + b is zero."""
    return -(w[0] * x1 + b) / w[1]


@boundary.mistake(
    "The bias has changed sides with the wrong sign. From w1 x1 + w2 x2 + b = 0, taking w1 x1 *and* b to "
    "the other side turns both signs."
)
def boundary_bias_sign(x1, w, b):
    return -(w[0] * x1 - b) / w[1]


@boundary.mistake(
    "The two weights are swapped. w[0] belongs to x1 and w[1] to x2; you solve for x2, so you divide by w[1]."
)
def boundary_weights_swapped(x1, w, b):
    return -(w[1] * x1 + b) / w[0]


@boundary.mistake(
    "The bias is missing: your line always goes through the origin. The picture 'bias' in section 2 shows how the bias "
    "moves the line away from it."
)
def boundary_without_bias(x1, w, b):
    return -(w[0] * x1) / w[1]


@boundary.mistake("Brackets are missing: only b is divided by w[1]. Both terms are: -(w[0] * x1 + b) / w[1].")
def boundary_bias_not_divided(x1, w, b):
    return -w[0] * x1 - b / w[1]


@boundary.mistake("Only w[0] * x1 is divided by w[1]. Both terms are: -(w[0] * x1 + b) / w[1].")
def boundary_first_term_not_divided(x1, w, b):
    return -w[0] / w[1] * x1 - b


@boundary.mistake(
    "The sign is turned. w2 x2 = -(w1 x1 + b): what goes to the other side of the equals sign turns its sign."
)
def boundary_sign(x1, w, b):
    return (w[0] * x1 + b) / w[1]


@boundary.mistake("You multiplied by w[1]. From w2 x2 = -(w1 x1 + b), x2 alone comes by dividing by w[1].")
def boundary_multiplied(x1, w, b):
    return -(w[0] * x1 + b) * w[1]


@boundary.mistake(
    "The minus sign and the division reach only one term each. Both terms change their sign, and both are divided: "
    "-(w[0] * x1 + b) / w[1]."
)
def boundary_without_brackets(x1, w, b):
    return -w[0] * x1 + b / w[1]


@boundary.mistake("You found w2 x2, not x2. Divide by w[1].")
def boundary_not_divided(x1, w, b):
    return -(w[0] * x1 + b)


@exercise(
    "Write a whole layer",
    stub="""
        Z = ...
        return ...
    """,
    cases=[
        (
            np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, 0.0]]),
            np.array([[1.0, -1.0], [0.5, 2.0]]),
            _array(0.5, -1.0),
        ),
        (np.array([[1.0, 0.0, -2.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [0.5, -1.0]]), _array(0.25, 1.0)),
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


@layer.mistake("The biases are missing. For the row of zeros every unit then gives 0; with them it gives max(0, b).")
def layer_without_bias(X, W, b):
    return np.maximum(0, X @ W)


@layer.mistake("You return Z. Each unit hands on max(0, Z), so no number in the result is negative.")
def layer_without_activation(X, W, b):
    return X @ W + b


@layer.mistake(
    "W is turned on its side. In this course W has one row for each input and one column for each "
    "unit, so that X @ W fits as it stands."
)
def layer_transposed(X, W, b):
    return np.maximum(0, X @ W.T + b)


@layer.mistake(
    "Every unit got the same bias. A layer has one bias for *each* unit; b is an array, and X "
    "@ W + b adds b[j] to column j."
)
def layer_one_bias(X, W, b):
    return np.maximum(0, X @ W + b[0])


@layer.mistake("You added the rows up. Each row of X is an input of its own and has a row of outputs of its own.")
def layer_rows_added(X, W, b):
    return np.maximum(0, (X @ W + b).sum(axis=0))


@exercise(
    "Count what a network can adjust",
    stub="""
        total = 0
        for n_in, n_out in zip(sizes, sizes[1:]):
            total += ...    # weights of this layer, plus its biases
        return total
    """,
    cases=[([3072, 100],), ([64, 32, 10],), ([2, 1],), ([64, 64, 64, 10],)],
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


@count_parameters.mistake(
    "You counted the weights alone. Each unit has a bias as well: 3072 inputs into 100 units make "
    "307 200 weights and 100 biases."
)
def count_weights_only(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "You counted one bias for each layer. But each *unit* has a bias of its own, as the array b in section 3 shows."
)
def count_one_bias_a_layer(sizes):
    return sum(n_in * n_out + 1 for n_in, n_out in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "You gave the inputs biases too. Inputs are given numbers, not units: nothing is added to them."
)
def count_biases_of_inputs(sizes):
    return sum(n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])) + sum(sizes)


@count_parameters.mistake(
    "You counted one bias for each *input* of a layer. The biases belong to its units: n_out of them."
)
def count_bias_for_each_input(sizes):
    return sum(n_in * n_out + n_in for n_in, n_out in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "Only the first layer is counted. If return stands inside the loop, the function ends in the "
    "first turn: move it to the left."
)
def count_first_layer(sizes):
    return sizes[0] * sizes[1] + sizes[1]


@count_parameters.mistake(
    "You added the sizes. Every unit has a weight for *every* input, so the weights are n_in times n_out."
)
def count_added_sizes(sizes):
    return sum(n_in + n_out for n_in, n_out in zip(sizes, sizes[1:]))
