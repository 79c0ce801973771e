"""What a reader is told whose code stopped with an error: by the line, the values in it, and the exercise."""

import copy
import functools
import inspect
import itertools
import linecache
import re
import sys
import time
from dataclasses import replace

import numpy as np
import pytest

from relulab.classroom.advice.error import described
from relulab.classroom.check import BROKEN, grade
from relulab.classroom.compare import difference, plain
from relulab.classroom.exercise import exercise
from relulab.course import EXERCISES

_cells = itertools.count()


def written(source, id):
    """The function of that name from a cell with this source, as a notebook would have it."""
    file = f"<cell of test_advice {next(_cells)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names = {"np": np, "__name__": "__main__"}
    exec(compile(source, file, "exec"), names)
    return names[EXERCISES[id].answer.__name__]


def body(id, lines):
    """A cell with the exercise's own first line and this body."""
    parameters = inspect.signature(EXERCISES[id].answer)
    return f"def {EXERCISES[id].answer.__name__}{parameters}:\n" + "\n".join(
        f"    {line}" for line in lines.split("\n")
    )


def reply(id, lines):
    """The general advice: what an exercise says itself comes before it."""
    source = lines if lines.startswith(("def ", "import ", "@")) or "\ndef " in lines else body(id, lines)
    return failing(replace(EXERCISES[id], advice={}), source) or pytest.fail("no case ends with an error")


def failing(exercise, source):
    """What is said about the first case that ends with an error; None if none does."""
    answer = written(source, exercise.id)
    for case in exercise.cases:
        try:
            with np.errstate(all="ignore"):
                answer(*copy.deepcopy(case))
        except BaseException as error:
            return described(error, answer, exercise)
    return None


#: The frame of `slide`, with a line of the reader's in the middle.
SLIDE = """height, width = image.shape
out = np.zeros((height - 2, width - 2))
for i in range(height - 2):
    for j in range(width - 2):
        out[i, j] = {}
return out"""
TELLING = "telling = [(minutes, name) for minutes, name, shows in tests if {}]\nreturn min(telling)[1]"
#: (exercise, the body or the whole cell, words of the reply, words that are not in it)
SAID = [
    # max, if and all with a whole array
    (
        "slopes_of_rows",
        "dA1 = dZ2 @ W2.T\nreturn dA1 if Z1 > 0 else 0",
        "(Z1 > 0) compares every entry|np.where(",
        "max",
    ),
    ("slopes_of_rows", "return dZ2 @ W2.T * (1 if Z1 > 0 else 0)", "(Z1 > 0) compares every entry", "np.maximum"),
    (
        "unit_gradient",
        "return (da if z > 0 else 0) @ X",
        "(z > 0) compares every entry|np.where(",
        "np.maximum|where @",
    ),
    ("slope_gradient", "return np.sum(dA * Z if Z < 0 else 0)", "(Z < 0) compares every entry|np.where(", "np.maximum"),
    ("sigmoid_slope", "if z > 0:\n    return z\nreturn 0", "(z > 0) compares every entry", "np.maximum"),
    ("leaky_relu", "return z if z > 0 else slope * z", "np.where(condition, a, b)", "np.maximum(0"),
    ("count_dead", "dead = all(Z <= 0)\nreturn dead.sum()", "axis=0) asks column by column|Python's all", "np.maximum"),
    ("fate", 'return "alive" if np.isfinite(losses) else "diverged"', "losses[-1]", "np.maximum|where @"),
    ("fate", 'if not np.isfinite(losses):\n    return "diverged"\nreturn "alive"', "losses[-1]", "np.maximum"),
    (
        "best_share",
        "responses = [a[y == c] for c in range(10)]\nreturn max(responses) / 3",
        "its mean",
        "where @|np.max",
    ),
    ("layer", "return max(0, X @ W + b)", "np.maximum(0, z)", "where @"),
    ("rectify", "return max(0, z)", "np.maximum", "where @"),
    ("neuron", "return max(0, w * x + b)", "where @ adds up", "np.maximum"),
    ("slopes_of_rows", "return max(0, dZ2 @ W2.T)", "np.where(", "np.maximum"),
    ("unit_gradient", "return max(0, z) * da @ X", "np.where(", "np.maximum"),
    ("sigmoid_slope", "return 1 if z > 0 and z < 1 else 0", "& and |", "np.maximum"),
    ("neuron", "z = w * x + b\nreturn z if z > 0 else 0", "where @ adds up", "np.maximum"),
    ("best_share", "return max(a[y == digit] for digit in range(10))", "its mean", "np."),
    ("leaky_relu", "return max(slope * z, z)", "np.where(", "np.maximum"),
    ("off_the_line", "return max(np.abs(between - at_a), 0)", "np.max", "np.maximum"),
    ("step_length", "return np.linalg.norm(W, dW)", "Which of its arguments", "compares"),
    # shapes
    ("best_share", "r = np.zeros(10)\nr[0] = a[y == 0]\nreturn r", "a sum, a mean", "np.sum"),
    ("layer", "return np.maximum(0, X * W + b)", "(3, 2)|@ multiplies rows with columns", None),
    ("hidden_slopes", "d1 = []\nfor j in range(len(a)):\n    d1[j] = 0\nreturn d1", "d1 has 0", None),
    (
        "slide",
        SLIDE.format("np.sum(image[i:i+2, j:j+2] * kernel)"),
        "(2, 2)|(3, 3)|end in a slice is left out|i + 3",
        "@",
    ),
    ("slide", SLIDE.format("np.sum(image[i:i+4, j:j+4] * kernel)"), "(4, 4)|end in a slice is left out|i + 3", "@"),
    (
        "slide",
        SLIDE.format("np.sum(image[i-1:i+2, j-1:j+2] * kernel)"),
        "begins at i - 1|The patch begins at i and j",
        "@",
    ),
    ("slide", SLIDE.format("np.sum(image[i:i+3][j:j+3] * kernel)"), "Two pairs of brackets cut the rows twice", "@"),
    (
        "slide",
        SLIDE.format("np.sum(image[i+1:i+4, j+1:j+4] * kernel)"),
        "begins at i + 1 and runs over the edge|The patch begins at i and j",
        "left out",
    ),
    ("slide", SLIDE.format("np.sum(image[j:j+3, i:i+3] * kernel)"), "runs over the edge|i counts rows", "@"),
    ("layer", "return np.maximum(0, X @ W + b.reshape(-1, 1))", "(2, 1)|one number to each *row*", "@ in place"),
    ("slopes_of_rows", "dA1 = W2 @ dZ2.T\nreturn dA1 * (Z1 > 0)", "dA1 has the shape (2, 3)|turned on its side", "@"),
    (
        "hinges",
        "y = 0\nfor knot, turn in zip(knots, turns):\n    y = y + turn * np.maximum(0, x - knots)\nreturn y",
        "knots is still the whole list|is knot",
        "@",
    ),
    ("layer", "return np.maximum(0, W @ X + b)", "as many columns in A|X @ W, they fit", None),
    ("slopes_of_rows", "return dZ2 @ W2 * (Z1 > 0)", "W2.T", "dZ2 @ W2.T"),
    ("hidden_slopes", "return (d2 @ W2) * (a > 0)", "as many columns in A", "W2 @ d2"),
    ("collapse", "return W2 @ W1, b1 @ W2 + b2", "W1 @ W2, they fit", None),
    ("chain_slope", "return weights @ zs", "np.array(", None),
    ("keeping_std", "return n @ share", "For a plain number use *", "np.array"),
    # values that are not there
    ("leaky_relu", "return np.where(z > 0, slope * z)", "np.where takes three", "@"),
    ("cheapest_test", TELLING.format("shows[a] != shows[a]"), "telling is empty|shows[a] != shows[a] compares", "@"),
    ("where_lost", "return max([])", "nothing to choose from", "@"),
    (
        "cross_entropy",
        "exp = np.exp(logits)\nreturn -np.log(exp / np.sum(exp, axis=1))[label]",
        "axis=1|axis 0 alone",
        "index",
    ),
    ("rectify", "return np.sum(z, axis=1)", "has no axis", "index 0"),
    ("where_lost", "return [norms[i] / norms[i + 1] for i in range(len(norms))]", "i + 1 goes one past the end", None),
    (
        "cheapest_test",
        "return [shows[minutes] for minutes, name, shows in tests][0]",
        "no key 4|'low bias'",
        "small input",
    ),
    (
        "name_illness",
        'return readings["dead before"]',
        "Did you mean 'dead_before'|The keys that are there",
        "small input",
    ),
    ("name_illness", "return readings.dead_before", 'readings["dead_before"]', None),
    ("name_illness", "table = {'x': readings}\nreturn table['ratio']['x']", "order of the two keys is turned", None),
    ("cheapest_test", "return min(tests)['minutes']", "A tuple has places", "loop"),
    ("name_illness", "t = {'x': readings}\nreturn t['x']['dead before']", "t['x'] has no key 'dead before'", None),
    ("layer", "return X[0, 0, 0]", "2 axes, and 3 indices", None),
    # a plain number where an array was assumed
    ("rectify", "z[z < 0] = 0\nreturn z", "z may also be a plain number|np.maximum", "wrong number of arguments"),
    ("rectify", "return [max(0, v) for v in z]", "z may also be a plain number|np.maximum", None),
    ("rectify", "return z * (z > 0).astype(float)", "z may also be a plain number|np.where", None),
    ("leaky_relu", "return z[z < 0] * slope", "z may also be a plain number", "np.maximum(0"),
    ("sigmoid_slope", "return 1 / (1 + np.exp(-z[0]))", "z may also be a plain number", None),
    ("sigmoid_slope", "return np.zeros(len(z))", "z may also be a plain number", None),
    (
        "boundary",
        "from fractions import Fraction\nreturn float(-(Fraction(float(w[0])) * Fraction(float(x1))))",
        "x1 may also be an array",
        None,
    ),
    ("neuron", "return max(0, sum(w @ x) + b)", "@ has already added up", None),
    ("count_parameters", "total = 0\nfor i in len(sizes):\n    total += 1\nreturn total", "range(len(sizes))", None),
    ("count_parameters", "return [a * b for a, b in sizes]", "zip", None),
    # names
    (
        "cross_entropy",
        "sum = 0\ndef cross_entropy(logits, label):\n    return sum(logits)",
        "sum was given to a number|del sum",
        "*",
    ),
    ("layer", "relu = 3\ndef layer(X, W, b):\n    return relu(X @ W + b)", "relu was given to a number", "* "),
    ("best_share", "max = max(a)\nreturn max", "max is no function any more", "quotes"),
    (
        "count_work",
        "for n in sizes:\n    products += n\nreturn products",
        "products has no value yet|before the loop",
        "quotes",
    ),
    ("cross_entropy", "return -ln(logits[label])", "np.log", "quotes"),
    ("sigmoid_slope", "return 1 / (1 + exp(-z))", "np.exp", "quotes"),
    ("sigmoid_slope", "return 1 / (1 + e ** -z)", "np.exp", "quotes"),
    ("cross_entropy", "return -log(logits[label])", "write np.log", "quotes"),
    ("keeping_std", "return sqrt(1 / (n * share))", "np.sqrt", "quotes"),
    ("layer", "return maximum(0, X @ W + b)", "np.maximum", "quotes"),
    ("layer", "return np.maximum(0, XW + b)", "X @ W", "quotes"),
    ("step_length", "return np.linalg.norm(lrdW)", "a product needs a sign", "quotes"),
    ("unit_gradient", "return daX * 1", "daX as one name", "da @ X|quotes"),
    ("slopes_of_rows", "return dZ2 @ W2^T", "W2.T", "quotes"),
    ("slopes_of_rows", "return dZ2 @ W2**T", "W2.T", "quotes"),
    ("neuron", "return max(0, w @ x + bias)", "The name bias is not known", "quotes"),
    ("count_parameters", "return size", "Did you mean sizes", "quotes"),
    ("fate", "return alive", 'needs quotes: "alive"', None),
    ("rectify", "return math.fabs(z)", "import math", "quotes"),
    ("sigmoid_slope", "return np.sigmoid(z)", "NumPy has no sigmoid", None),
    ("cross_entropy", "return -np.ln(logits[label])", "np.log", None),
    ("cross_entropy", "return -np.lgo(logits[label])", "Did you mean np.log", None),
    ("fate", "return losses[-1] == nan", "np.isfinite", "quotes"),
    ("name_illness", "return readings[dead_before]", 'needs quotes: readings["dead_before"]', None),
    ("output_function", "return {task: softmax}[task]", 'needs quotes: "softmax"', "No function"),
    ("collapse", "return X @ W1 @ W2, b1", "its arguments (W1, b1, W2, b2)", "quotes"),
    ("step_length", "return np.norm(lr * dW)", "np.linalg.norm", None),
    ("step_length", "return (lr * dW).norm()", "np.linalg.norm", None),
    # signs and calls
    ("factor_per_layer", "return (norms[0] / norms[-1]) ^ (1 / 2)", "a power as **", None),
    ("sigmoid_slope", "s = 1 / (1 + np.exp(-z))\nreturn s(1 - s)", "s * (1 - s)", None),
    ("boundary", "return -(w[0] * x1 + b)(1 / w[1])", "multiplies only where it sees a *", None),
    ("boundary", "return w(0) * x1", "w[...]", "multiplies"),
    ("best_share", "return [np.mean(a(y == digit)) for digit in range(10)]", "a[...]", "multiplies"),
    ("boundary", "return b[0]", "b is a plain number", "x1"),
    ("boundary", "return float(w) * 2", "take one number", "x1"),
    ("rectify", "def rectify(x):\n    return float(x[0])", "z may also be a plain number", "x is"),
    ("neuron", "sum = 0\nfor v in x:\n    sum += v\nreturn sum(w)", "In your function the name sum is a number", "del"),
    ("slide", "height, width = image\nreturn height", "its .shape", None),
    ("cheapest_test", "return [name for minutes, name in tests]", "more values than names", None),
    ("layer", "return X.missing", "is an array, without .missing", "plain number"),
    ("slopes_of_rows", "return dZ2 @ W2.T()", "No brackets behind .T", "multiplies"),
    (
        "cross_entropy",
        "return np.exp(logits - np.maximum(logits))",
        "largest entry of a single array is np.max(logits)",
        "list where",
    ),
    ("rectify", "return np.maximum(z)", "compares two things|compared with", "np.max(z)"),
    ("rectify", "return np.max(0, z)", "np.maximum(0, z)|second argument is an axis", None),
    ("unit_gradient", "return da * np.max(0, z) @ X", "second argument is an axis", "np.maximum(0"),
    ("off_the_line", "return np.abs(between - np.mean(at_a, at_b)).max()", "second argument is an axis", "np.max "),
    (
        "sigmoid_slope",
        "def sigmoid(z):\n    return z\ndef sigmoid_slope(z):\n    s = sigmoid\n    return s * (1 - s)",
        "s is the function sigmoid itself|sigmoid(...)",
        "list where",
    ),
    ("sigmoid_slope", "return 1 / (1 + np.exp - z)", "np.exp is a function|np.exp(...)", None),
    ("descend", "return w - lr * slope", "slope is a function|slope(...)", None),
    ("descend", "return w - lr * slope[w]", "round brackets, slope(...)", None),
    ("layer", "return sum(X, axis=0)", "np.sum(..., axis=0)", None),
    ("neuron", "def neuron(x, w):\n    return 0", "x, w, b", None),
    # kinds
    ("chain_slope", "return np.prod(weights * 0.25 * zs)", "weights is a list", None),
    ("chain_slope", "return weights.prod()", "weights is a list|np.array(weights)", None),
    (
        "hinges",
        "y = np.zeros(len(x), dtype=int)\nfor knot in knots:\n    y += np.maximum(0, x - knot)\nreturn y",
        "dtype=int",
        "list where",
    ),
    ("neuron", "return math.exp(x)", "import math", None),
    (
        "sigmoid_slope",
        "import math\ndef sigmoid_slope(z):\n    return math.exp(-z)",
        "z may also be an array|np.exp",
        None,
    ),
    ("layer", "import functools\n@functools.lru_cache\ndef layer(X, W, b):\n    return X", "@lru_cache", "list where"),
    ("neuron", "x0 = input('x? ')\nreturn max(0, w @ x + b)", "not from the keyboard", "small input"),
    ("neuron", "quit()", "exit() or quit()", None),
    ("factor_per_layer", "steps = 0\nreturn norms[0] / steps", "Here steps is 0", None),
    ("neuron", "raise ValueError('no')", "A line of your own", "@"),
    ("factor_per_layer", "return pi * norms[0]", "np.pi", "quotes"),
    ("neuron", "def neuron(a, w, b):\n    return x @ w", "x is an argument in the stub|(x, w, b)", None),
    ("neuron", "return np(x)", "name of a whole module", None),
    ("neuron", "r = print(b)\nreturn r(0)", "r is None here", "multiplies"),
    ("neuron", "def f(a, b):\n    return a\ndef neuron(x, w, b):\n    return f(x)", "arguments for f", None),
    ("neuron", "import math\ndef neuron(x, w, b):\n    return math.relu(b)", "math has no such function", None),
    ("neuron", "return [].append(b) + 1", "One of the two values is None", None),
    ("count_work", "r = [].append(1)\nreturn r.sum()", "r is None here", None),
    ("best_share", "return a.append(1)", "keeps its length", None),
    ("best_share", "return a.exp()", "np.exp(...)", None),
    ("count_parameters", "return sizes[0, 1]", "two pairs of brackets", None),
    ("count_parameters", "return sizes['a']", "key of a dict", None),
    ("count_parameters", "return sizes[1.5]", "A list takes one whole number", None),
    ("count_parameters", "return sizes[np.array([0, 1])]", "where one whole number is needed", None),
    ("count_parameters", "for i in range(sizes):\n    pass", "range(len(sizes))", None),
    ("count_parameters", "for i in range(len(sizes) / 2):\n    pass", "has a decimal point", None),
    ("count_parameters", "return np.zeros(len(sizes) / 2)", "np.zeros wants whole numbers", None),
    ("layer", "Z = X @ W\nZ += np.ones(97)\nreturn Z", "Z has the shape (3, 2)", None),
    ("layer", "return X > np.ones(97)", "X has the shape (3, 2)", None),
    ("layer", "return X.dot(X)", "X has the shape (3, 2)|X.T, with rows and columns exchanged", None),
    ("layer", "return X[b > 0]", "another length than the array", None),
    ("layer", "return X[0.5]", "An index is a whole number", None),
    ("collapse", "return W1.T @ W2", "Without .T, W1 would fit", None),
    ("cheapest_test", "return {}['a']", "no such key", None),
    ("cross_entropy", "return int('x')", "The kinds in this line are right", "@"),
]


@pytest.mark.parametrize(("id", "lines", "words", "never"), SAID, ids=[f"{i}-{each[0]}" for i, each in enumerate(SAID)])
def test_the_advice_fits_the_line(id, lines, words, never):
    said = re.sub("(?m)^    in the line: .*$", "", reply(id, lines)).partition("\n")[2]
    missing = [part for part in words.split("|") if part not in said] if words != "& and |" else []
    assert not missing, said
    assert not [part for part in (never or "").split("|") if part and part in said], said


def test_the_line_is_shown_and_so_is_what_python_says():
    text = reply("neuron", "z = w @ x + b\nreturn ln(z)")
    assert text.startswith("NameError: name 'ln' is not defined\n    in the line: return ln(z)\n")


def test_what_an_exercise_says_itself_comes_first():
    @exercise("Half", stub="return ...", cases=[(1.0,)], hints=[], advice={"has no attribute": "A half has none."})
    def half(x):
        """x / 2."""
        return x / 2

    assert grade(half, lambda x: x.missing).text.endswith("\nA half has none.")
    assert not grade(half, lambda x: x[0]).text.endswith("A half has none.")


def test_a_long_way_to_the_error_does_not_take_long():
    def deep(n):
        return deep(n - 1) if n else n.missing

    old = sys.getrecursionlimit()
    sys.setrecursionlimit(200_000)
    try:
        deep(100_000)
    except AttributeError as error:
        begun = time.monotonic()
        assert "in the line: return deep(n - 1) if n else n.missing" in described(error, deep)
        assert time.monotonic() - begun < 1
    finally:
        sys.setrecursionlimit(old)


class Nasty:
    """Fails, whatever is asked of it."""

    def __getattribute__(self, name):
        raise RuntimeError("no")

    __eq__ = __hash__ = __bool__ = __len__ = __repr__ = None


class Shy:
    __repr__ = None


@pytest.mark.parametrize(
    "line",
    [
        *("return nasty + 1", "return nasty[0]", "return nasty(1)", "return nasty.x", "return {}[nasty]"),
        "d = {shy: 1}\nreturn d['a']",
    ],
)
def test_objects_that_do_not_want_to_be_looked_at(line):
    answer = written(body("rectify", line), "rectify")
    answer.__globals__.update(nasty=Nasty(), shy=Shy())
    assert grade(EXERCISES["rectify"], answer).verdict == BROKEN


def test_without_a_source_the_message_alone_speaks():
    names = {"np": np}
    exec("def rectify(z):\n    return np.max(0, z) + ln(z)", names)
    assert grade(EXERCISES["rectify"], names["rectify"]).verdict == BROKEN
    assert grade(EXERCISES["neuron"], functools.partial(lambda a, x, w, b: x.missing, 0)).verdict == BROKEN


# ---- advice is never a listed mistake ------------------------------------------------------------

#: What goes wrong in every exercise alike: p and q are its arguments.
TYPICAL = [
    "return max(0, {p})",
    "return max(0, {q})",
    "return 0 if {p} > 0 else 1",
    "return np.max(0, {p})",
    "return np.max({p}, 0) + np.max(0, {q})",
    "return np.maximum({p})",
    "return np.maximum({q})",
    "return maximum(0, {p})",
    "return {p}{q}",
    "return {q}{p}",
    "return {p} @ {q}",
    "return {q} @ {p}",
    "return {p} * {q} + np.ones(97)",
    "return all({p} <= 0)",
    "return np.where({p} > 0, 1)",
    "return {p}(1 - {p})",
    "return {p}[99]",
    "return {p}.missing",
    "return np.exp - {p}",
    "return [v for v in {p}] + missing",
    "return {p}.relu()",
    "return np.mean({p}, {q})",
    "return float({p})",
]
#: Code in a sentence: a call or a sum of names, from its first letter to its last bracket.
SNIPPET = re.compile(r"(?<![\w.])[A-Za-z_][\w.]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|(?: [@*+-] \w+(?:\.\w+)*)+)")


def given_by(code, id, names):
    results = []
    for case in EXERCISES[id].cases:
        results.append(plain(eval(code, {"np": np, **dict(zip(names, copy.deepcopy(case)))})))
    return results


def is_mistake(code, id):
    """The listed mistake that this code is: by its results on all cases, or by a call that only the mistake has."""
    exercise, names = EXERCISES[id], list(inspect.signature(EXERCISES[id].answer).parameters)
    spaceless = re.sub(r"\s", "", code)
    for mistake in exercise.mistakes:
        source = inspect.getsource(mistake.answer) + mistake.name  # which is "old -> new" where one piece is replaced
        if spaceless.startswith("np.maximum(0") and "np.maximum(0" in re.sub(r"\s", "", source):
            if not re.search(r"max(imum)?\(0", exercise.solution_source):
                return mistake.name
        try:
            got = given_by(code, id, names)
            wrong = [plain(mistake.answer(*copy.deepcopy(case))) for case in exercise.cases]
        except Exception:
            continue
        if not any(difference(w, g, exercise.tolerance) for w, g in zip(wrong, got)):
            return mistake.name
    return None


@pytest.mark.parametrize("id", EXERCISES)
def test_no_advice_is_a_listed_mistake_of_the_exercise(id):
    names = list(inspect.signature(EXERCISES[id].answer).parameters)
    for line in TYPICAL:
        for p, q in itertools.permutations(names, 2) if len(names) > 1 else [(names[0], names[0])]:
            text = failing(EXERCISES[id], body(id, line.format(p=p, q=q))) or ""
            said = re.sub("(?m)^    in the line: .*$", "", text).partition("\n")[2]
            for code in SNIPPET.findall(said):
                quoted = re.sub(r"\s", "", code) in re.sub(r"\s", "", line.format(p=p, q=q))
                assert quoted or is_mistake(code, id) is None, f"{line}: {said}"


def test_the_test_above_can_tell():
    assert is_mistake("np.maximum(0, z)", "leaky_relu") == "leaky_relu_only"
    assert is_mistake("np.maximum(0, z)", "unit_gradient") == "gradient_value_for_slope"
    assert is_mistake("da @ X", "unit_gradient") == "gradient_without_slope"
    assert is_mistake("np.max(z)", "rectify") == "rectify_one_number"
    assert is_mistake("np.maximum(0, z)", "rectify") is None
    text = "Write np.maximum(0, z), or (a + b) / 2, or da @ X. The one is np.max(logits)."
    assert SNIPPET.findall(text) == ["np.maximum(0, z)", "a + b", "da @ X", "np.max(logits)"]
