"""Every exercise: its stub is not attempted, its solution right, every known mistake caught by its own message.

The wrong and right answers further down are written here, apart from the package, the way a reader would write them.
"""

import itertools
import linecache
import math
import re

import numpy as np
import pytest

from relulab import check, hint, solution
from relulab.classroom import compare
from relulab.classroom.check import BROKEN, NOT_ATTEMPTED, RIGHT, WRONG, grade
from relulab.classroom.exercise import Mistake, source_of
from relulab.classroom.exercise import exercise as as_exercise
from relulab.course import EXERCISES

exercises = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


CELLS = itertools.count(1)


def define(source, name):
    """The function of that name, made as a notebook makes it: its source can be looked up."""
    file, namespace = f"<cell {next(CELLS)}>", {"np": np, "math": math}
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    exec(compile(source, file, "exec"), namespace)
    return namespace[name]


@exercises
def test_stub_is_not_attempted(exercise):
    result = grade(exercise, define(exercise.stub, exercise.answer.__name__))
    assert result.verdict == NOT_ATTEMPTED
    assert str(result).startswith("Not attempted yet.")


@exercises
def test_solution_as_shown_is_right(exercise):
    assert "..." not in exercise.solution_source
    result = grade(exercise, define(exercise.solution_source, exercise.answer.__name__))
    assert str(result) == "Right."


@exercises
def test_solution_keeps_the_first_line_of_the_stub(exercise):
    """The reader fills the stub in, so the solution must be the same function with the same arguments."""
    assert exercise.solution_source.splitlines()[:2] == exercise.stub.splitlines()[:2]


@exercises
def test_known_mistakes(exercise):
    assert len(exercise.mistakes) >= 3
    assert len({mistake.message for mistake in exercise.mistakes}) == len(exercise.mistakes)
    for mistake in exercise.mistakes:
        result = grade(exercise, mistake.answer)
        assert result.verdict == WRONG, mistake.name
        assert result.mistake == mistake.name
        assert result.text.startswith(mistake.message)
        assert "expected:" in result.text and "got:" in result.text


@exercises
def test_three_hints(exercise, capsys):
    assert len(exercise.hints) == 3 == len(set(exercise.hints))
    for n in (1, 2, 3):
        hint(exercise.id, n=n)
        words = f"Hint {n} of 3. {exercise.hints[n - 1]}".split()
        out = capsys.readouterr().out
        assert out.split()[: len(words)] == words
        assert (f'hint("{exercise.id}", n={n + 1})' in out) == (n < 3) and (f'solution("{exercise.id}")' in out) == (
            n == 3
        )


@exercises
def test_texts_are_for_a_beginner(exercise):
    texts = [exercise.stub, exercise.title, *exercise.hints, *(mistake.message for mistake in exercise.mistakes)]
    for text in texts:
        assert not re.search(r"\b(simply|just|obviously)\b", text, re.IGNORECASE), text


def test_three_to_six_a_lesson():
    lessons = [exercise.lesson for exercise in EXERCISES.values()]
    assert set(lessons) == {
        "01_neurons",
        "02_learning",
        "03_activations",
        "04_relu_sparsity",
        "05_vanishing_gradients",
        "06_leaky_relu",
        "07_clinic",
        "08_beyond",
    }
    for lesson in set(lessons):
        assert 3 <= lessons.count(lesson) <= 6


# ---- how they are written down -------------------------------------------------------------------


def doubled():
    """An exercise of its own, so that the tests may add to it."""

    @as_exercise(
        "Double it",
        stub="""
            y = ...    # (not a decorator's bracket
            return y
        """,
        cases=[(1,)],
        hints=["def", "lambda"],
    )
    def double(x):
        """Twice x.

        Of two lines.
        """
        return 2 * x

    return double


def test_the_decorated_solution_is_an_exercise():
    exercise = doubled()
    assert (exercise.id, exercise.title, exercise.cases, exercise.mistakes) == ("double", "Double it", [(1,)], [])
    assert exercise.answer(4) == 8
    head = 'def double(x):\n    """Twice x.\n\n    Of two lines.\n    """\n'
    assert exercise.solution_source == f"{head}    return 2 * x"
    assert exercise.stub == f"{head}    y = ...    # (not a decorator's bracket\n    return y\n"
    assert as_exercise("Double it", stub="return ...", cases=[], hints=[], id="twice")(exercise.answer).id == "twice"


def test_a_message_stays_with_its_function():
    exercise = doubled()

    @exercise.mistake("You squared it.")
    def squared(x):
        return x * x

    @exercise.mistake("It is as it was.")
    def unchanged(x):
        return x

    assert squared(3) == 9 and source_of(squared) == "def squared(x):\n    return x * x"
    assert exercise.mistakes == [Mistake(squared, "You squared it."), Mistake(unchanged, "It is as it was.")]
    assert doubled().mistakes == []


def test_a_mistake_needs_a_message_and_a_name_of_its_own():
    exercise = doubled()
    # The last one is the decorator written without brackets.
    for message in ["", " ", None, abs]:
        with pytest.raises(ValueError, match=r'needs a message: write @double.mistake\("..."\)'):
            exercise.mistake(message)
    exercise.mistake("Its size.")(abs)
    with pytest.raises(ValueError, match="'double' has a mistake 'abs' already"):
        exercise.mistake("Its size again.")(abs)
    assert len(exercise.mistakes) == 1


# ---- other right ways to write them --------------------------------------------------------------


def neuron_loop(x, w, b):
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    if z > 0:
        return z
    return 0


def layer_lists(X, W, b):
    rows = []
    for x in X:
        rows.append([max(0.0, sum(x[i] * W[i][j] for i in range(len(x))) + b[j]) for j in range(len(b))])
    return rows


def layer_relu_by_index(X, W, b):
    Z = X @ W + b
    Z[Z < 0] = 0
    return Z


def cross_entropy_logsumexp(logits, label):
    m = max(logits)
    return m + math.log(sum(math.exp(z - m) for z in logits)) - logits[label]


def descend_by_recursion(slope, w, lr, steps):
    return w if steps == 0 else descend_by_recursion(slope, w - lr * slope(w), lr, steps - 1)


def hidden_slopes_two_loops(d2, W2, a):
    d1 = [0.0] * len(a)
    for j in range(len(a)):
        if a[j] != 0:
            for k in range(len(d2)):
                d1[j] += W2[j][k] * d2[k]
    return np.array(d1)


def slopes_of_rows_where(dZ2, W2, Z1):
    return np.where(Z1 > 0, dZ2 @ np.transpose(W2), 0)


def slope_by_tanh(z):
    return (1 - np.tanh(np.asarray(z) / 2) ** 2) / 4


def slope_by_exponentials(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def slope_by_finite_difference(z):
    s = lambda z: 1 / (1 + np.exp(-z))
    return (s(z + 1e-5) - s(z - 1e-5)) / 2e-5


def xor_other_scale(x1, x2):
    h1 = max(0, 2 * x1 + 2 * x2)
    h2 = max(0, 2 * x1 + 2 * x2 - 2)
    return h1 / 2 - h2


def collapse_einsum(W1, b1, W2, b2):
    return [np.einsum("ij,jk->ik", W1, W2), np.dot(b1, W2) + b2]


def hinges_matrix(x, knots, turns):
    return np.clip(x[:, None] - knots, 0, None) @ turns


def chain_slope_backwards(weights, zs):
    slope = 1
    for i in reversed(range(len(zs))):
        e = math.exp(-zs[i])
        slope = slope * weights[i] * e / (1 + e) ** 2
    return slope


def layers_until_by_logarithm(factor, limit):
    n = math.ceil(math.log(limit) / math.log(factor))
    return n + (factor**n >= limit)


def diagnose_inside_out(loss, norms):
    first, last = norms[0], norms[-1]
    if loss >= 0.1 and first * 1000 < last:
        return "vanishing"
    if loss >= 0.1 and first > last * 1000:
        return "Exploding"
    return "healthy" if loss >= 0.1 else "finished"


def slide_nine_loops(image, kernel):
    rows, columns = image.shape
    out = np.zeros((rows - 2, columns - 2))
    for di in range(3):
        for dj in range(3):
            out += kernel[di, dj] * image[di : di + rows - 2, dj : dj + columns - 2]
    return out


def best_share_loops(a, y):
    means = []
    for c in sorted(set(y.tolist())):
        chosen = [output for output, label in zip(a, y) if label == c]
        means.append(sum(chosen) / len(chosen))
    return sorted(means)[-1] / sum(means)


def count_dead_loop(Z):
    dead = 0
    for unit in range(len(Z[0])):
        if max(row[unit] for row in Z) <= 0:
            dead += 1
    return dead


def unit_gradient_loop(da, z, X):
    total = [0.0] * len(X[0])
    for da_i, z_i, x in zip(da, z, X):
        if z_i > 0:
            total = [t + da_i * x_j for t, x_j in zip(total, x)]
    return total


def leaky_by_index(z, slope=0.01):
    a = np.array(z, dtype=float)
    a[a < 0] *= slope
    return a


def leaky_chain_loop(z, slope):
    through = 1
    for z_i in z:
        through *= 1 if z_i > 0 else slope
    return through


def fate_with_math(losses, dead_share):
    if math.isnan(losses[-1]) or math.isinf(losses[-1]):
        return "Diverged"
    return "dead" if dead_share > 0.9 else "alive"


def where_lost_loop(norms):
    worst, place = None, None
    for layer in range(len(norms), 1, -1):
        lost = norms[layer - 1] / norms[layer - 2]
        if worst is None or lost > worst:
            worst, place = lost, layer - 1
    return place


def cheapest_test_sorted(a, b, tests):
    for _, name, shows in sorted(tests, key=lambda test: test[0]):
        if len({shows[a], shows[b]}) == 2:
            return name


def name_illness_nested(readings):
    r = readings
    if r["dead_after"] > 0.5:
        return "dying by bias" if r["dead_before"] > 0.7 else "dying by rate"
    if 10 ** r["ratio"] < 10**-1.2:
        return "vanishing by " + ("initialisation" if r["saturated"] <= 0.7 else "saturation")
    if r["accuracy"] >= 0.95:
        return "healthy"
    return "linear collapse" if r["bend"] < 0.005 else "undertrained"


def named_with(readings, **instead):
    """The rule with some of its questions asked in another way."""
    r = readings
    asked = {
        "before": r["dead_before"] > 0.7,
        "after": r["dead_after"] > 0.5,
        "saturated": r["saturated"] > 0.7,
        "bend": r["bend"] < 0.005,
        **instead,
    }
    if asked["before"] or asked["after"]:
        return "dying by bias" if asked["before"] else "dying by rate"
    if r["ratio"] < -1.2:
        return "vanishing by saturation" if asked["saturated"] else "vanishing by initialisation"
    return "linear collapse" if asked["bend"] else "undertrained" if r["accuracy"] < 0.95 else "healthy"


RIGHT_WAYS = [
    ("neuron", neuron_loop),
    ("neuron", lambda x, w, b: np.where(np.dot(x, w) + b > 0, np.dot(x, w) + b, 0)),
    ("neuron", lambda x, w, b: np.clip(np.sum(x * w) + b, 0, np.inf)),
    ("boundary", lambda x1, w, b: -w[0] / w[1] * x1 - b / w[1]),
    ("layer", layer_lists),
    ("layer", layer_relu_by_index),
    ("layer", lambda X, W, b: np.clip(np.dot(X, W) + b, 0, None)),
    ("count_parameters", lambda sizes: sum((a + 1) * b for a, b in zip(sizes[:-1], sizes[1:]))),
    ("cross_entropy", cross_entropy_logsumexp),
    ("descend", descend_by_recursion),
    ("hidden_slopes", hidden_slopes_two_loops),
    ("hidden_slopes", lambda d2, W2, a: (W2 @ d2) * (a > 0)),
    ("slopes_of_rows", slopes_of_rows_where),
    ("sigmoid_slope", slope_by_tanh),
    ("sigmoid_slope", slope_by_exponentials),
    ("sigmoid_slope", slope_by_finite_difference),
    ("xor_network", xor_other_scale),
    ("collapse", collapse_einsum),
    ("hinges", hinges_matrix),
    ("chain_slope", chain_slope_backwards),
    ("factor_per_layer", lambda norms: np.exp(np.mean(np.log(np.array(norms[:-1]) / norms[1:])))),
    ("factor_per_layer", lambda norms: 10 ** ((np.log10(norms[0]) - np.log10(norms[-1])) / (len(norms) - 1))),
    ("layers_until", layers_until_by_logarithm),
    ("keeping_std", lambda n, share: (n * share) ** -0.5),
    ("keeping_std", lambda n, share: 1 / math.sqrt(n) / math.sqrt(share)),
    ("diagnose", diagnose_inside_out),
    (
        "output_function",
        lambda task: (
            {"wh": "Softmax", "ra": "SIGMOID", "to": "identity "}[task[:2]] if "tags" not in task else "sigmoid"
        ),
    ),
    ("rectify", lambda z: np.where(np.asarray(z) > 0, z, 0)),
    ("rectify", lambda z: (z + np.abs(z)) / 2),
    ("rectify", lambda z: z * (z > 0)),
    ("rectify", lambda z: np.clip(z, 0, None)),
    ("slide", slide_nine_loops),
    (
        "slide",
        lambda image, kernel: np.einsum(
            "abij,ij->ab", np.lib.stride_tricks.sliding_window_view(image, (3, 3)), kernel
        ).tolist(),
    ),
    ("share_of_zeros", lambda X, W, b: 1 - np.count_nonzero(np.maximum(0, X @ W + b)) / (len(X) * len(b))),
    ("share_of_zeros", lambda X, W, b: sum(sum(row <= 0) for row in X @ W + b) / (X @ W).size),
    ("count_work", lambda sizes: [int(np.dot(sizes[:-1], sizes[1:])), sum(sizes) - sizes[0] - sizes[-1]]),
    ("best_share", best_share_loops),
    ("count_dead", count_dead_loop),
    ("count_dead", lambda Z: int((np.maximum(0, Z).sum(axis=0) == 0).sum())),
    ("count_dead", lambda Z: Z.shape[1] - np.count_nonzero(np.any(Z > 0, axis=0))),
    ("unit_gradient", unit_gradient_loop),
    ("unit_gradient", lambda da, z, X: X.T @ np.where(z > 0, da, 0)),
    ("leaky_relu", leaky_by_index),
    ("leaky_relu", lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, slope * np.asarray(z))),
    ("leaky_relu", lambda z, slope=0.01: np.clip(z, 0, None) + slope * np.clip(z, None, 0)),
    ("leaky_chain", leaky_chain_loop),
    ("leaky_chain", lambda z, slope: slope ** np.sum(np.asarray(z) <= 0)),
    ("slope_gradient", lambda dA, Z: np.sum(dA * Z * (Z < 0))),
    ("slope_gradient", lambda dA, Z: np.vdot(dA, np.where(Z > 0, 0, Z))),
    ("step_length", lambda W, dW, lr: lr * np.sqrt((dW**2).sum() / (W**2).sum())),
    ("step_length", lambda W, dW, lr: lr * math.hypot(*dW.ravel()) / math.hypot(*W.ravel())),
    ("where_lost", where_lost_loop),
    ("where_lost", lambda norms: 1 + np.argmax(np.diff(np.log(norms)))),
    ("fate", fate_with_math),
    (
        "fate",
        lambda losses, dead_share: (
            "alive" if losses[-1] < np.inf and dead_share <= 0.9 else "dead" if losses[-1] < np.inf else "diverged"
        ),
    ),
    ("off_the_line", lambda at_a, at_b, between: max(abs(m - a - (b - a) / 2) for a, b, m in zip(at_a, at_b, between))),
    ("off_the_line", lambda at_a, at_b, between: np.linalg.norm(at_a / 2 + at_b / 2 - between, np.inf)),
    ("cheapest_test", cheapest_test_sorted),
    ("name_illness", name_illness_nested),
]


@pytest.mark.parametrize(("name", "answer"), RIGHT_WAYS)
def test_other_right_ways(name, answer):
    result = grade(EXERCISES[name], answer)
    assert result.verdict == RIGHT, result


# ---- wrong in the reader's own words ---------------------------------------------------------------


def neuron_bias_in_loop(x, w, b):
    z = 0
    for x_i, w_i in zip(x, w):
        z += x_i * w_i + b
    return z if z > 0 else 0


def descend_by_the_place(slope, w, lr, steps):
    for step in range(steps):
        w = w + slope(w) * lr
    return w


def hidden_by_columns(d2, W2, a):
    d1 = np.zeros(len(a))
    for j in range(len(a)):
        d1[j] = W2[:, j] @ d2 if a[j] > 0 else 0
    return d1


def hidden_overwritten(d2, W2, a):
    d1 = np.zeros(len(a))
    for j in range(len(a)):
        for k in range(len(d2)):
            back = W2[j, k] * d2[k]
        d1[j] = back * (a[j] > 0)
    return d1


def rows_cut_off(dZ2, W2, Z1):
    back = np.dot(dZ2, W2.T)
    back[back < 0] = 0
    return back


def hinges_overwrite(x, knots, turns):
    for knot, turn in zip(knots, turns):
        y = turn * np.maximum(0, x - knot)
    return y


WRONG_WAYS = [
    ("neuron", neuron_bias_in_loop, "one bias: add up the products first"),
    ("neuron", lambda x, w, b: sum(a * c for a, c in zip(x, w)) + b, "pre-activation z itself"),
    ("layer", lambda X, W, b: np.where(X @ W > 0, X @ W, 0), "The biases are missing"),
    (
        "count_parameters",
        lambda sizes: sum(a * b for a, b in zip(sizes, sizes[1:])) + len(sizes) - 1,
        "one bias for each layer",
    ),
    ("cross_entropy", lambda logits, label: math.log(np.exp(logits)[label] / np.exp(logits).sum()), "minus sign"),
    ("cross_entropy", lambda logits, label: -np.log(np.exp(logits) / np.exp(logits).sum())[label], "exp(1000)"),
    ("descend", descend_by_the_place, "You climb."),
    ("hidden_slopes", hidden_by_columns, "the wrong way round"),
    ("hidden_slopes", hidden_overwritten, "overwrites back"),
    ("hidden_slopes", lambda d2, W2, a: list((W2 @ d2) * (a > 0)), "which needs an array"),
    ("slopes_of_rows", rows_cut_off, "cut off negative slopes"),
    ("sigmoid_slope", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2, "infinity divided by infinity"),
    ("sigmoid_slope", lambda z: 1 - (1 / (1 + np.exp(-z))) ** 2, "slope of tanh"),
    ("xor_network", lambda x1, x2: int(x1 or x2), "that is OR"),
    ("xor_network", lambda x1, x2: x1 * x2, "That is AND"),
    ("xor_network", lambda x1, x2: 1 if x1 != x2 else 0, "x1 = x2 = 0.5 it gives 0. Two ReLU units"),
    ("xor_network", lambda x1, x2: {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}.get((x1, x2)), "it gives None. Two"),
    ("collapse", lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "goes through W2"),
    ("hinges", hinges_overwrite, "overwrites"),
    ("hinges", lambda x, knots, turns: sum(np.maximum(0, x - k) for k in knots), "its turn is missing"),
    ("chain_slope", lambda weights, zs: math.prod(weights) * 0.25 ** len(zs), "Each unit has its own z"),
    ("factor_per_layer", lambda norms: (norms[0] / norms[-1]) ** (1 / len(norms)), "two steps between them"),
    ("layers_until", lambda factor, limit: math.log(limit, factor), "round up"),
    ("layers_until", lambda factor, limit: int(math.log(limit) / math.log(factor)), "One too few"),
    ("keeping_std", lambda n, share: n**-0.5, "share is missing"),
    (
        "diagnose",
        lambda loss, norms: "finished" if max(norms) < 1e-3 or loss < 0.1 else diagnose_inside_out(loss, norms),
        "not the same word",
    ),
    ("output_function", lambda task: "sigmoid", "a 3 and an 8 at once"),
    ("output_function", lambda task: "Softmax" if "digits" in task else "identity", "any number. A sigmoid"),
    ("output_function", lambda task: "maxout", "not the same word"),
    ("rectify", lambda z: z * (z < 0), "kept the negative numbers"),
    ("rectify", lambda z: np.sqrt(np.square(z)), "does not turn a negative number round"),
    (
        "slide",
        lambda image, kernel: np.array(
            [
                [(image[i : i + 3, j : j + 3].dot(kernel)).sum() for j in range(image.shape[1] - 2)]
                for i in range(image.shape[0] - 2)
            ]
        ),
        "the product of two matrices",
    ),
    ("share_of_zeros", lambda X, W, b: np.count_nonzero(W == 0) / W.size, "among the *weights*"),
    ("share_of_zeros", lambda X, W, b: np.mean(X @ W <= 0), "It is not cosmetic"),
    (
        "count_work",
        lambda sizes: (sum(a * b + b for a, b in zip(sizes, sizes[1:])), sum(sizes[1:-1])),
        "You counted the parameters",
    ),
    ("best_share", lambda a, y: np.bincount(y, a).max() / a.sum(), "because it is common"),
    ("count_dead", lambda Z: len(Z[Z <= 0]), "all silences"),
    ("count_dead", lambda Z: sum(min(Z[:, unit]) <= 0 for unit in range(Z.shape[1])), "*some* row"),
    ("unit_gradient", lambda da, z, X: np.dot(X.T, da), "exactly 0"),
    ("unit_gradient", lambda da, z, X: np.where(da > 0, da, 0) @ X, "not by the sign of what comes back"),
    ("count_dead", lambda Z: np.sum(np.sum(Z <= 0, axis=0) == 1437), "compare with len(Z)"),
    ("unit_gradient", lambda da, z, X: np.where(z >= 0, da, 0) @ X, "at z = 0 the slope of ReLU is 0"),
    (
        "leaky_relu",
        lambda z, slope=0.01: np.where(z > slope * np.asarray(z), z, slope * np.asarray(z)),
        "For slope 2 it fails",
    ),
    ("leaky_relu", lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, 0), "plain ReLU"),
    ("leaky_chain", lambda z, slope: slope if min(z) <= 0 else 1, "a millionth"),
    ("slope_gradient", lambda dA, Z: np.sum(dA[Z < 0]), "the factor is z itself"),
    ("rectify", lambda z: np.max(z, 0), "looks for the largest entry"),
    ("share_of_zeros", lambda X, W, b: 100 * np.mean(X @ W + b <= 0), "100 times as large"),
    (
        "count_work",
        lambda sizes: (sum(a * b for a, b in zip(sizes, sizes[1:])), len(sizes[1:-1])),
        "counted the hidden layers",
    ),
    ("factor_per_layer", lambda norms: (norms[-1] / norms[0]) ** (1 / (len(norms) - 1)), "below 1 means it shrinks"),
    ("diagnose", lambda *given: diagnose_inside_out(*given).replace("vanishing", "healthy"), "never below zero"),
    ("layers_until", lambda factor, limit: len([size for size in (1.0,) if size < limit]), "The loop never began"),
    ("leaky_relu", lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z)), "always 0.01"),
    ("step_length", lambda W, dW, lr: math.sqrt((dW**2).sum() / (W**2).sum()), "learning rate is missing"),
    ("where_lost", lambda norms: norms.index(min(norms)) + 1, "where the numbers *drop*"),
    (
        "fate",
        lambda losses, dead_share: "diverged" if math.isnan(losses[-1]) else "dead" if dead_share > 0.9 else "alive",
        "infinity is not",
    ),
    ("off_the_line", lambda at_a, at_b, between: max(between - at_a / 2 - at_b / 2), "far *below* the line"),
    ("cheapest_test", lambda a, b, tests: min(tests, key=lambda test: test[0])[1], "shows the same for both"),
    (
        "name_illness",
        lambda readings: (
            "dying by rate"
            if readings["dead_after"] > 0.5 and readings["diverged"] == 0
            else name_illness_nested(readings)
        ),
        "Ask for *before* first",
    ),
    ("name_illness", lambda readings: named_with(readings, bend=readings["bend"] == 0), "hardly ever exactly 0"),
    ("name_illness", lambda readings: named_with(readings, before=readings["dead_before"] > 70), "as a share"),
    ("name_illness", lambda readings: named_with(readings, saturated=readings["saturated"] > 0.9), "limit is > 0.7"),
    ("name_illness", lambda readings: named_with(readings, after=readings["dead_after"] > 0.9), "half is > 0.5"),
    ("fate", lambda losses, dead_share: "diverged" if losses[-1] > 1000 else "alive", "no comparison finds that"),
    ("fate", lambda losses, dead_share: fate_with_math(losses, dead_share / 100).lower(), "not per cent"),
]


@pytest.mark.parametrize(("name", "answer", "words"), WRONG_WAYS)
def test_wrong_in_other_words(name, answer, words):
    result = grade(EXERCISES[name], answer)
    assert result.verdict == WRONG
    assert words in result.text


def test_a_number_of_numpy_is_shown_as_a_number():
    text = grade(EXERCISES["count_dead"], lambda Z: np.int64(7)).text
    assert "expected: 1\n" in text and "got:      7\n" in text


def test_a_result_that_is_a_dict_is_compared_entry_by_entry():
    difference = compare.difference
    assert difference({"a": 1.0, "b": np.nan}, {"b": np.nan, "a": 1.0}, 1e-6) is None
    assert "differ by 1" in difference({"a": 1.0}, {"a": 2.0}, 1e-6) and "'a'" in difference(
        {"a": 1.0}, {"a": 2.0}, 1e-6
    )
    assert "dict with 'a'" in difference({"a": 1.0}, 1.0, 1e-6) and difference({"a": 1.0}, {"b": 1.0}, 1e-6)


def test_unknown_mistake_shows_input_expected_and_got():
    text = grade(EXERCISES["neuron"], lambda x, w, b: 7.0).text
    assert "x = [0.9, 0.2], w = [ 1., -1.], b = -0.2" in text
    assert "expected: 0.5" in text and "got:      7" in text and "differ by 6.5" in text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda X, W, b: None, "nothing (None)"),
        (lambda X, W, b: "text", "you give back a text"),
        (lambda X, W, b: (X @ W).T, "shapes differ: expected shape (3, 2), got shape (2, 3)"),
        (lambda X, W, b: 1.0, "got a single number"),
        (lambda X, W, b: [[1, 2], [3]], "regular shape"),
        (lambda X, W, b: np.full((3, 2), np.nan), "6 of 6 numbers differ"),
        (lambda X, W, b: object(), "type object"),
        (7, "check needs your function itself, but got 7"),
        (None, "check('layer', layer)"),
    ],
)
def test_results_of_the_wrong_kind(answer, words):
    result = grade(EXERCISES["layer"], answer)
    assert result.verdict == WRONG
    assert words in result.text


@pytest.mark.parametrize("answer", [lambda W1, b1, W2, b2: W1 @ W2, lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + b2, 0)])
def test_a_part_too_few_or_too_many(answer):
    result = grade(EXERCISES["collapse"], answer)
    assert result.verdict == WRONG and "should be 2 things, returned with a comma" in result.text


def test_large_and_unprintable_values_are_named_and_minus_zero_is_zero():
    from relulab.classroom.compare import shown as _show

    class Rude:
        def __repr__(self):
            raise RuntimeError

    assert _show(np.ones((6, 7))) == "an array of shape (6, 7)"
    assert _show(Rude()) == "something of type Rude"
    assert _show(np.array([-0.0, 1.0])) == "[0., 1.]"
    assert len(_show("z" * 5000)) <= 200


def test_changed_input_is_right_with_a_remark():
    def layer(X, W, b):
        W *= 1.0
        X += 1.0
        return np.maximum(0, (X - 1.0) @ W + b)

    result = grade(EXERCISES["layer"], layer)
    assert result.verdict == RIGHT
    assert "changes the array or list" in result.text


def test_dots_that_mean_an_index_are_no_stub():
    def layer(X, W, b):
        Z = X @ W + b
        return np.maximum(0, Z[...])

    assert grade(EXERCISES["layer"], layer).verdict == RIGHT


def test_dots_in_a_condition_are_a_stub_still():
    """Python 3.13 leaves such a condition out of what it compiles."""
    source = EXERCISES["diagnose"].stub
    assert "if ...:" in source
    assert (
        grade(EXERCISES["diagnose"], define(source.replace("if ...:", "if loss > 99:", 1), "diagnose")).verdict
        == NOT_ATTEMPTED
    )


def test_dots_are_found_without_the_source():
    names = {}
    exec(compile("def neuron(x, w, b):\n    return ...", "<nowhere>", "exec"), names)
    assert grade(EXERCISES["neuron"], names["neuron"]).verdict == NOT_ATTEMPTED


def test_half_filled_stub_is_not_attempted():
    def neuron(x, w, b):
        z = w @ x + b
        return ...

    assert grade(EXERCISES["neuron"], neuron).verdict == NOT_ATTEMPTED


# ---- whatever the reader's code does -------------------------------------------------------------


def endless(x, w, b):
    while True:
        pass


def endless_and_catching(x, w, b):
    while True:
        try:
            w @ x
        except:
            pass


def endless_print(x, w, b):
    while True:
        print("z" * 1000)


def endless_elsewhere(x, w, b):
    # Not a line of its own: the loop is in a function of another file.
    exec(compile("while True: pass", "another file", "exec"))


def huge(x, w, b):
    return np.ones((10**8, 10**8))  # more than a 64-bit system can address


def recursive(x, w, b):
    return recursive(x, w, b)


def leaves(x, w, b):
    raise SystemExit


def misspelt(x, w, b):
    return w @ x + bias


class Rude(Exception):
    def __str__(self):
        raise RuntimeError("no message")


def rude(x, w, b):
    raise Rude


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (endless, "still running"),
        (endless_and_catching, "still running"),
        (endless_print, "still running"),
        (endless_elsewhere, "still running"),
        (huge, "more memory"),
        (recursive, "calls itself"),
        (leaves, "exit()"),
        (misspelt, "in the line: return w @ x + bias"),
        (rude, "cannot be shown"),
        (lambda x, w: 0, "wrong number of arguments"),
        (lambda x, w, b: x[5], "index 0"),
        (lambda x, w, b: 1 / 0, "divided by zero"),
        (lambda x, w, b: x.missing, "asked a value"),
        (lambda x, w, b: np.ones((2, 3)) @ x, "A @ B"),
        (lambda x, w, b: max(0, w * x + b), "a single number, and here they meet a whole array"),
        (lambda x, w, b: np.ln(w @ x + b), "np.log"),
        (lambda x, w, b: b(1 - b), "write s * (1 - s)"),
        (lambda x, w, b: np.max(0, w), "np.maximum(0, z)"),
        (lambda x, w, b: math.exp(x), "functions of math take one number"),
        (lambda x, w, b: x ^ 2, "a power as **"),
        (lambda x, w, b: np.exp - x, "argument in brackets"),
        (lambda x, w, b: np.ones(7) + x, "Two arrays of different shapes"),
        (lambda x, w, b: np.max([0, x]), "Parts of different sizes"),
        (lambda x, w, b: np.zeros(2).__setitem__(0, x), "One place of an array takes one number"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_code_that_misbehaves_is_reported(answer, words, monkeypatch, capsys):
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 0.3)
    result = grade(EXERCISES["neuron"], answer)
    assert result.verdict == BROKEN
    # The line of the reader's code that is shown is here a line of this file, with the words in it.
    shown = result.text if words.startswith("in the line") else re.sub("\n    in the line: .*", "", result.text)
    assert words in shown
    assert capsys.readouterr().out == ""
    assert grade(EXERCISES["neuron"], EXERCISES["neuron"].answer).verdict == RIGHT


# ---- the three verbs -----------------------------------------------------------------------------


def test_check_prints(capsys):
    check("neuron", EXERCISES["neuron"].answer)
    check("neuron", ...)
    right, *stub = capsys.readouterr().out.splitlines()
    assert right == "Right."
    assert " ".join(stub).startswith("Not attempted yet. Replace the dots")
    assert len(stub) == 2 and max(map(len, stub)) <= 80


@pytest.mark.parametrize("verb", [lambda name: check(name, len), hint, solution])
def test_unknown_names_are_explained(verb, capsys):
    verb("neurn")
    assert "no exercise 'neurn'. Did you mean 'neuron'?" in capsys.readouterr().out
    verb("xyz")
    out = capsys.readouterr().out
    assert "Did you mean" not in out and "cross_entropy" in out


def test_solution_prints_what_is_tested(capsys):
    solution("layer")
    assert capsys.readouterr().out.strip() == EXERCISES["layer"].solution_source
