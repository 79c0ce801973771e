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
    "Yours is never below b: it is cut off at the bias, or before adding the bias. The bias belongs inside: first "
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


@neuron.mistake(
    "The bias has the wrong sign: yours takes it away. It is added, also where it is itself negative: z = w · x + b."
)
def neuron_bias_sign(x, w, b):
    return max(0.0, w @ x - b)


@neuron.mistake(
    "It is the other way round: yours keeps what is negative and makes 0 of what is positive. A neuron hands on z "
    "where it is positive, so the *larger* of 0 and z."
)
def neuron_minimum(x, w, b):
    return min(0.0, w @ x + b)


@neuron.mistake(
    "Your neuron answers with 0 or 1 alone: a step. ReLU hands on z itself where it is positive, however large it is; "
    "only what is negative becomes 0."
)
def neuron_step(x, w, b):
    return 1.0 if w @ x + b > 0 else 0.0


@neuron.mistake(
    "Where z is not positive, yours comes to its end without a return, and gives nothing (None). That way needs its "
    "own line: return 0. max(0, z) covers both."
)
def neuron_without_else(x, w, b):
    if w @ x + b > 0:
        return w @ x + b


@neuron.mistake(
    "Only the first two inputs count in yours. A neuron may have any number of them: w @ x runs through all."
)
def neuron_of_two(x, w, b):
    return max(0.0, w[0] * x[0] + w[1] * x[1] + b)


@neuron.mistake(
    "Yours is one number for each input. The products are still to be added up to one sum, and the bias comes to that "
    "sum once: w @ x multiplies in pairs and adds up."
)
def neuron_not_added_up(x, w, b):
    return np.maximum(0, w * x + b)


@neuron.mistake("You multiplied by the bias. It is a number of its own, added to the sum of the products.")
def neuron_times_bias(x, w, b):
    return max(0.0, w @ x * b)


@neuron.mistake(
    "The bias got to the inputs, so the weights multiply it too. It is added once, to the sum of the products: w · x "
    "first, then + b."
)
def neuron_bias_to_inputs(x, w, b):
    return max(0.0, w @ (x + b))


@neuron.mistake("That is a sigmoid of z, which lies between 0 and 1. Here f is ReLU: z where it is positive, else 0.")
def neuron_sigmoid(x, w, b):
    return 1 / (1 + np.exp(-(w @ x + b)))


@neuron.mistake(
    "The sign of z is turned before the cut: yours is silent where the neuron should answer, and answers where it "
    "should be silent. The larger of 0 and z is wanted, not of 0 and -z."
)
def neuron_minus_z(x, w, b):
    return max(0.0, -(w @ x + b))


@neuron.mistake(
    "You cut off the negative part of each product. A negative product counts: it holds the neuron back. Add up all "
    "products and the bias first, and cut off once, at the end."
)
def neuron_each_product_cut(x, w, b):
    return sum(np.maximum(0, w * x)) + b


@neuron.mistake(
    "You cut off the negative part of each product, and of the sum again. A negative product counts: it holds the "
    "neuron back. Cut off once, at the end."
)
def neuron_cut_twice(x, w, b):
    return max(0.0, sum(np.maximum(0, w * x)) + b)


@neuron.mistake("You took the mean of the products. They are added up, so that each further input adds its own part.")
def neuron_mean(x, w, b):
    return max(0.0, np.mean(w * x) + b)


@neuron.mistake(
    "A small part of what is negative comes through: a leak of one hundredth. Plain ReLU gives exactly 0 there."
)
def neuron_leaky(x, w, b):
    z = w @ x + b
    return z if z > 0 else 0.01 * z


@neuron.mistake(
    "Your neuron never gives less than 1: z is compared with 1. The limit is 0: where z is negative, the output is 0."
)
def neuron_at_least_one(x, w, b):
    return max(1.0, w @ x + b)


@neuron.mistake("You added weights and inputs. A weight *multiplies* its input: products first, then the sum of them.")
def neuron_weights_added(x, w, b):
    return max(0.0, np.sum(w + x) + b)


@neuron.mistake(
    "The weights are missing: you added up the inputs as they are. Each input counts as much as its weight says."
)
def neuron_without_weights(x, w, b):
    return max(0.0, np.sum(x) + b)


@neuron.mistake(
    "You cut off the negative part twice, before adding the bias and after. The bias belongs inside: first z = w · x "
    "+ b, then the larger of 0 and z, once."
)
def neuron_cut_before_and_after(x, w, b):
    return max(0.0, max(0.0, w @ x) + b)


@neuron.mistake(
    "Only the first input counts. If return stands inside the loop, the function ends in the first turn: move it to "
    "the left."
)
def neuron_first_input(x, w, b):
    return max(0.0, w[0] * x[0] + b)


@neuron.mistake("Only the last input counts: in a loop, = overwrites the sum. Add to it: z = z + w[i] * x[i].")
def neuron_last_input(x, w, b):
    return max(0.0, w[-1] * x[-1] + b)


@neuron.mistake("The last input is left out. Where does the loop, or a slice, end?")
def neuron_without_last_input(x, w, b):
    return max(0.0, w[:-1] @ x[:-1] + b)


@neuron.mistake("The inputs are missing: you added up the weights as they are. Each weight multiplies its input.")
def neuron_without_inputs(x, w, b):
    return max(0.0, np.sum(w) + b)


@neuron.mistake("The bias is added twice. Once is enough: z = w · x + b.")
def neuron_bias_twice(x, w, b):
    return max(0.0, w @ x + 2 * b)


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


@boundary.mistake(
    "That is the left side of the equation, with x1 in both places. Ask instead which x2 makes it 0: bring everything "
    "else to the other side, then divide by the weight of x2."
)
def boundary_left_side(x1, w, b):
    return w[0] * x1 + w[1] * x1 + b


@boundary.mistake(
    "You divided by w[0], the weight of x1. You solve for x2, so divide by the weight that multiplies it, w[1]."
)
def boundary_wrong_divisor(x1, w, b):
    return -(w[0] * x1 + b) / w[0]


@boundary.mistake("x1 is missing: w[0] stands alone. Along the line x2 changes with x1, and w[0] multiplies it.")
def boundary_weight_alone(x1, w, b):
    return -(w[0] + b) / w[1]


@boundary.mistake(
    "x1 is missing: yours is right at x1 = 0 alone, where the line meets the x2 axis. Elsewhere w[0] * x1 counts too."
)
def boundary_at_zero(x1, w, b):
    return -b / w[1]


@boundary.mistake("That is how steep the line is, the same for every x1. Where it lies takes x1 and b as well.")
def boundary_steepness(x1, w, b):
    return -w[0] / w[1]


@boundary.mistake("The weight of x1 is missing: in the equation w[0] multiplies x1.")
def boundary_without_first_weight(x1, w, b):
    return -(x1 + b) / w[1]


@boundary.mistake(
    "You get two numbers, one for each weight: w without brackets is both weights at once. x1 belongs to w[0]."
)
def boundary_both_weights(x1, w, b):
    return -(w * x1 + b) / w[1]


@boundary.mistake("w[0] multiplies the bias as well. It belongs to x1 alone: w[0] * x1, and then + b.")
def boundary_bias_weighted(x1, w, b):
    return -(w[0] * (x1 + b)) / w[1]


@boundary.mistake(
    "The bias is neither divided nor turned. From w2 x2 = -(w1 x1 + b), both terms change their sign, and both are "
    "divided by w[1]."
)
def boundary_bias_as_it_is(x1, w, b):
    return -w[0] * x1 / w[1] + b


@boundary.mistake("You took w[1] away. It *multiplies* x2 in the equation, so x2 alone comes by dividing by it.")
def boundary_subtracted(x1, w, b):
    return -(w[0] * x1 + b) - w[1]


@boundary.mistake(
    "You turned the negative ones into 0, as ReLU does. Here a line is wanted, and x2 may well be negative."
)
def boundary_cut(x1, w, b):
    return np.maximum(0, -(w[0] * x1 + b) / w[1])


@boundary.mistake(
    "w[1] stands with x1 as well. In the equation w[0] multiplies x1, and w[1] multiplies the x2 that you look for."
)
def boundary_one_weight(x1, w, b):
    return -(w[1] * x1 + b) / w[1]


@boundary.mistake(
    "The signs are turned the wrong way: both terms change their sign when they go to the other side, and in yours "
    "only b has."
)
def boundary_only_bias_turned(x1, w, b):
    return (w[0] * x1 - b) / w[1]


@boundary.mistake("That is w1 x1 + b. Bring it to the other side, where its sign turns, and divide by w[1].")
def boundary_neither(x1, w, b):
    return w[0] * x1 + b


@boundary.mistake(
    "The two weights are swapped, and the sign is missing. w[0] belongs to x1; you solve for x2, so you divide by "
    "w[1]: w2 x2 = -(w1 x1 + b)."
)
def boundary_swapped_sign(x1, w, b):
    return (w[1] * x1 + b) / w[0]


@boundary.mistake("You divided by both weights together. Only w[1] multiplies the x2 that you look for.")
def boundary_sum_of_weights(x1, w, b):
    return -(w[0] * x1 + b) / (w[0] + w[1])


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


@layer.mistake(
    "Yours is never below b: it is cut off at the biases, or before adding them. They belong inside: first "
    "Z = X W + b, then the larger of 0 and Z."
)
def layer_activation_before_bias(X, W, b):
    return np.maximum(0, X @ W) + b


@layer.mistake(
    "You looked for the largest entry of each column. np.max finds the largest in an array; np.maximum(0, Z) compares "
    "every entry with 0 and keeps the shape."
)
def layer_column_maximum(X, W, b):
    return (X @ W + b).max(axis=0)


@layer.mistake("You made negative values positive. ReLU gives 0 for a negative Z, not its size.")
def layer_absolute_value(X, W, b):
    return np.abs(X @ W + b)


@layer.mistake(
    "Your units answer with 0 or 1 alone: a step. ReLU hands on Z itself where it is positive, however large."
)
def layer_step(X, W, b):
    return (X @ W + b > 0) * 1.0


@layer.mistake(
    "It is the other way round: yours keeps what is negative and makes 0 of what is positive. The *larger* of 0 and Z "
    "is wanted."
)
def layer_minimum(X, W, b):
    return np.minimum(0, X @ W + b)


@layer.mistake(
    "Only the first row of X has an answer. Each row is an input of its own: X @ W takes all at once. If return "
    "stands inside a loop, the function ends in the first turn."
)
def layer_first_row(X, W, b):
    return np.maximum(0, X[0] @ W + b)


@layer.mistake(
    "Only the last row of X has an answer: in a loop, = overwrites what the turn before has found. X @ W takes all "
    "rows at once."
)
def layer_last_row(X, W, b):
    return np.maximum(0, X[-1] @ W + b)


@layer.mistake("The biases have the wrong sign: yours takes them away. They are added, also where they are negative.")
def layer_bias_sign(X, W, b):
    return np.maximum(0, X @ W - b)


@layer.mistake(
    "The biases got to the weights, so the inputs multiply them. They are added once, after the product: X @ W + b."
)
def layer_bias_to_weights(X, W, b):
    return np.maximum(0, X @ (W + b))


@layer.mistake(
    "Every unit got all biases together. b[j] is the bias of unit j alone, and X @ W + b adds it to column j."
)
def layer_bias_sum(X, W, b):
    return np.maximum(0, X @ W + b.sum())


@layer.mistake(
    "The places of the negative numbers are gone: picking by a condition throws them away, and the table with them. "
    "They become 0 and stay where they are."
)
def layer_thrown_away(X, W, b):
    Z = X @ W + b
    return Z[Z > 0]


@layer.mistake(
    "That is a sigmoid of Z, which lies between 0 and 1. Here every unit gives Z where it is positive, else 0."
)
def layer_sigmoid(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


@layer.mistake("You multiplied by the biases. They are added to the sums: X @ W + b.")
def layer_times_bias(X, W, b):
    return np.maximum(0, X @ W * b)


@layer.mistake(
    "A small part of what is negative comes through: a leak of one hundredth. Plain ReLU gives exactly 0 there."
)
def layer_leaky(X, W, b):
    Z = X @ W + b
    return np.where(Z > 0, Z, 0.01 * Z)


@layer.mistake("Your units never give less than 1: Z is compared with 1. The limit is 0.")
def layer_at_least_one(X, W, b):
    return np.maximum(1, X @ W + b)


@layer.mistake(
    "You added each row up. Each unit has an output of its own: a row for each input, a column for each unit."
)
def layer_units_added(X, W, b):
    return np.maximum(0, X @ W + b).sum(axis=1)


@layer.mistake(
    "You took the mean of the rows. Each row of X is an input of its own and has a row of outputs of its own."
)
def layer_mean(X, W, b):
    return np.maximum(0, X @ W + b).mean(axis=0)


@layer.mistake("The sign of Z is turned before the cut. The larger of 0 and Z is wanted, not of 0 and -Z.")
def layer_minus_z(X, W, b):
    return np.maximum(0, -(X @ W + b))


@layer.mistake("The biases are added twice. Once is enough: Z = X W + b.")
def layer_bias_twice(X, W, b):
    return np.maximum(0, X @ W + 2 * b)


@layer.mistake("That is tanh of Z. Here every unit gives Z where it is positive, else 0.")
def layer_tanh(X, W, b):
    return np.tanh(X @ W + b)


@layer.mistake("Every unit got the last bias. b is an array with one for each unit; X @ W + b adds b[j] to column j.")
def layer_last_bias(X, W, b):
    return np.maximum(0, X @ W + b[-1])


@layer.mistake(
    "Whole numbers came out: what stands behind the point is cut off. np.vectorize and arrays made of whole numbers "
    "do that; np.maximum(0, Z) keeps it."
)
def layer_whole_numbers(X, W, b):
    return np.maximum(0, X @ W + b).astype(int)


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


@count_parameters.mistake(
    "Only the last layer is counted: in the loop, = overwrites what was there. Add to the total with +=."
)
def count_last_layer(sizes):
    return sizes[-2] * sizes[-1] + sizes[-1]


@count_parameters.mistake("total stays 0. A sum by itself changes nothing: only total += ... keeps it.")
def count_nothing(sizes):
    return 0


@count_parameters.mistake(
    "You counted biases on both sides of each layer, one for every input as well. The biases belong to the units "
    "alone: n_out of them."
)
def count_biases_on_both_sides(sizes):
    return sum(a * b + a + b for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "You counted one row and one column too many: the product of n_in + 1 and n_out + 1. A bias is like one more "
    "*input* of each unit, so 1 goes to n_in alone."
)
def count_one_more_on_both_sides(sizes):
    return sum((a + 1) * (b + 1) for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "The biases are *multiplied* with the weights. A layer has n_in times n_out weights, and n_out biases besides: "
    "add the two."
)
def count_multiplied_biases(sizes):
    return sum(a * b * b for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "The first layer is not counted: the weights from the inputs to the first units belong to the network, too. Where "
    "does the loop, or a slice, begin?"
)
def count_without_first_layer(sizes):
    return sum(a * b + b for a, b in zip(sizes[1:], sizes[2:]))


@count_parameters.mistake("The last layer is not counted. Where does the loop, or a slice, end?")
def count_without_last_layer(sizes):
    return sum(a * b + b for a, b in zip(sizes[:-2], sizes[1:-1]))


@count_parameters.mistake(
    "Each size is paired with itself. A layer leads from one size to the *next*: sizes and sizes[1:]."
)
def count_paired_with_itself(sizes):
    return sum(a * a + a for a in sizes)


@count_parameters.mistake(
    "You counted inputs and units. What can be adjusted are the weights, one for each pair of an input and a unit, "
    "and the biases."
)
def count_units(sizes):
    return sum(sizes)


@count_parameters.mistake("You counted the biases alone. Each unit has a weight for every one of its inputs, too.")
def count_biases_only(sizes):
    return sum(sizes[1:])


@count_parameters.mistake(
    "You counted how many sizes there are. What can be adjusted are weights and biases: multiply neighbours in the "
    "list."
)
def count_sizes(sizes):
    return len(sizes)


@count_parameters.mistake(
    "You multiplied all sizes. Only *neighbouring* layers are joined by weights: multiply in pairs, then add up."
)
def count_all_multiplied(sizes):
    return np.prod(sizes)


@count_parameters.mistake(
    "You joined the inputs to the outputs directly. The weights lead from each layer to the next one: go through the "
    "list in pairs of neighbours."
)
def count_direct(sizes):
    return sizes[0] * sizes[-1] + sizes[-1]


@count_parameters.mistake(
    "The biases of the last layer are missing. Its units have a bias each, as those of the layers before."
)
def count_hidden_biases(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes[1:-1])


@count_parameters.mistake("You counted each bias twice. A unit has one.")
def count_biases_twice(sizes):
    return sum(a * b + 2 * b for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "You counted the weights and the bias of *one* unit in each layer. There are n_out units, each with weights of "
    "its own."
)
def count_one_unit(sizes):
    return sum(a + 1 for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake("The biases are taken away. They are added: n_in times n_out weights, *plus* n_out biases.")
def count_biases_taken_away(sizes):
    return sum(a * b - b for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "You counted what goes into each layer. The weights are n_in times n_out, and there are n_out biases besides."
)
def count_inputs_of_layers(sizes):
    return sum(sizes[:-1])


@count_parameters.mistake(
    "You counted every weight twice, and no bias. Each weight is one number; each unit has a bias besides."
)
def count_weights_twice(sizes):
    return sum(2 * a * b for a, b in zip(sizes, sizes[1:]))


@count_parameters.mistake(
    "Only the last layer has biases in yours. If they are added after the loop, only the last n_out is left there: "
    "every layer's units have biases."
)
def count_biases_of_last_layer(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sizes[-1]


@count_parameters.mistake(
    "You counted one bias for the whole network. Each *unit* has a bias of its own, as the array b in section 3 shows."
)
def count_one_bias(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + 1


@count_parameters.mistake(
    "You counted one bias for each of the sizes. Each *unit* has a bias of its own, as the array b in section 3 shows."
)
def count_a_bias_a_size(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + len(sizes)


@count_parameters.mistake("Those are the layers one by one. One number is wanted: add them up.")
def count_layers_apart(sizes):
    return [a * b + b for a, b in zip(sizes, sizes[1:])]
