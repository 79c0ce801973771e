"""Every exercise: its stub is not attempted, its solution right, every known mistake caught by its own message.

The wrong and right answers further down are written here, apart from the package, the way a reader would write them.
"""

import math
import re
import signal

import numpy as np
import pytest

from relulab.exercises import EXERCISES, check, grade, hint, reveal, solution
from relulab.exercises.core import BROKEN, NOT_ATTEMPTED, RIGHT, WRONG

exercises = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def define(source, name):
    namespace = {"np": np, "math": math}
    exec(source, namespace)
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
        assert capsys.readouterr().out.startswith(f"Hint {n} of 3. {exercise.hints[n - 1]}")


@exercises
def test_texts_are_for_a_beginner(exercise):
    texts = [exercise.stub, exercise.title, *exercise.hints, *(mistake.message for mistake in exercise.mistakes)]
    for text in texts:
        assert not re.search(r"\b(simply|just|obviously)\b", text, re.IGNORECASE), text


def test_five_or_six_a_lesson():
    lessons = [exercise.lesson for exercise in EXERCISES.values()]
    assert set(lessons) == {"01_neurons", "02_activations"}
    for lesson in set(lessons):
        assert 5 <= lessons.count(lesson) <= 6


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


def hidden_slopes_where(dZ2, W2, Z1):
    return np.where(Z1 > 0, dZ2 @ np.transpose(W2), 0)


def sigmoid_tanh(z):
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def sigmoid_two_sided(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def slope_by_exponentials(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


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
    ("hidden_slopes", hidden_slopes_where),
    ("sigmoid", sigmoid_tanh),
    ("sigmoid", sigmoid_two_sided),
    ("sigmoid_slope", slope_by_exponentials),
    ("sigmoid_slope", slope_by_finite_difference),
    ("xor_network", xor_other_scale),
    ("collapse", collapse_einsum),
    ("hinges", hinges_matrix),
    ("output_function", lambda task: {"wh": "Softmax", "ra": "SIGMOID", "to": "identity "}[task[:2]] if "tags" not in task else "sigmoid"),
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


def hidden_mask_first(dZ2, W2, Z1):
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
    ("count_parameters", lambda sizes: sum(a * b for a, b in zip(sizes, sizes[1:])) + len(sizes) - 1, "one bias for each layer"),
    ("cross_entropy", lambda logits, label: math.log(np.exp(logits)[label] / np.exp(logits).sum()), "minus sign"),
    ("cross_entropy", lambda logits, label: -np.log(np.exp(logits) / np.exp(logits).sum())[label], "exp(1000)"),
    ("hidden_slopes", hidden_mask_first, "cut off negative slopes"),
    ("sigmoid", lambda z: np.exp(z) / (1 + np.exp(z)), "infinity divided by infinity"),
    ("sigmoid_slope", lambda z: 1 - (1 / (1 + np.exp(-z))) ** 2, "slope of tanh"),
    ("xor_network", lambda x1, x2: int(x1 or x2), "that is OR"),
    ("xor_network", lambda x1, x2: x1 * x2, "That is AND"),
    ("collapse", lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "goes through W2"),
    ("hinges", hinges_overwrite, "overwrites"),
    ("hinges", lambda x, knots, turns: sum(np.maximum(0, x - k) for k in knots), "its turn is missing"),
    ("output_function", lambda task: "sigmoid", "a 3 and an 8 at once"),
    ("output_function", lambda task: "Softmax" if "digits" in task else "identity", "any number. A sigmoid"),
    ("output_function", lambda task: "maxout", "not the same word"),
]


@pytest.mark.parametrize(("name", "answer", "words"), WRONG_WAYS)
def test_wrong_in_other_words(name, answer, words):
    result = grade(EXERCISES[name], answer)
    assert result.verdict == WRONG
    assert words in result.text


def test_unknown_mistake_shows_input_expected_and_got():
    text = grade(EXERCISES["neuron"], lambda x, w, b: 7.0).text
    assert "x = [0.9, 0.2], w = [ 1., -1.], b = -0.2" in text
    assert "expected: 0.5" in text and "got:      7" in text and "differ by 6.5" in text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda X, W, b: None, "nothing (None)"),
        (lambda X, W, b: "text", "type str"),
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


def test_changed_input_is_right_with_a_remark():
    def layer(X, W, b):
        W *= 1.0
        X += 1.0
        return np.maximum(0, (X - 1.0) @ W + b)

    result = grade(EXERCISES["layer"], layer)
    assert result.verdict == RIGHT
    assert "changes the array it is given" in result.text


def test_dots_that_mean_an_index_are_no_stub():
    def layer(X, W, b):
        Z = X @ W + b
        return np.maximum(0, Z[...])

    assert grade(EXERCISES["layer"], layer).verdict == RIGHT


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
        except:  # noqa: E722
            pass


def endless_print(x, w, b):
    while True:
        print("z" * 1000)


def endless_elsewhere(x, w, b):
    # Not a line of its own: the loop is in a function of another file.
    exec(compile("while True: pass", "another file", "exec"))


def growing(x, w, b):
    kept = []
    while True:
        kept.append(np.ones(10**7))


def huge(x, w, b):
    return np.ones((10**6, 10**6))


def recursive(x, w, b):
    return recursive(x, w, b)


def leaves(x, w, b):
    raise SystemExit


def misspelt(x, w, b):
    return w @ x + bias  # noqa: F821


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
        (growing, "more memory"),
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
        (lambda x, w, b: np.ones(7) + x, "different lengths"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_code_that_misbehaves_is_reported(answer, words, monkeypatch, capsys):
    monkeypatch.setattr("relulab.exercises.core.TIME_LIMIT", 3.0 if answer is growing else 0.3)
    monkeypatch.setattr("relulab.exercises.limits.MEMORY_LIMIT", 2**28)
    result = grade(EXERCISES["neuron"], answer)
    assert result.verdict == BROKEN
    assert words in result.text
    assert capsys.readouterr().out == ""
    # The limits are gone again.
    assert grade(EXERCISES["neuron"], EXERCISES["neuron"].answer).verdict == RIGHT
    assert np.ones(2**27, dtype=np.uint8).sum() == 2**27


def test_interrupt_key_is_not_swallowed():
    def interrupted(x, w, b):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(EXERCISES["neuron"], interrupted)


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
def test_time_limit_without_posix_timers(handler, monkeypatch):
    """Windows has no setitimer; there a thread interrupts the main thread, also one that ignores Ctrl-C."""
    monkeypatch.delattr("signal.setitimer")
    monkeypatch.setattr("relulab.exercises.core.TIME_LIMIT", 0.3)
    before = signal.signal(signal.SIGINT, handler)
    try:
        assert "still running" in grade(EXERCISES["neuron"], endless).text
        assert signal.getsignal(signal.SIGINT) == handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_no_limits_outside_the_main_thread():
    from concurrent.futures import ThreadPoolExecutor

    exercise = EXERCISES["neuron"]
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(grade, exercise, exercise.answer).result().verdict == RIGHT


# ---- the three verbs -----------------------------------------------------------------------------


def test_check_prints(capsys):
    check("neuron", EXERCISES["neuron"].answer)
    check("neuron", ...)
    right, stub = capsys.readouterr().out.splitlines()
    assert right == "Right."
    assert stub.startswith("Not attempted yet. Replace the dots")


@pytest.mark.parametrize("verb", [lambda name: check(name, len), hint, solution])
def test_unknown_names_are_explained(verb, capsys):
    verb("neurn")
    assert "no exercise 'neurn'. Did you mean 'neuron'?" in capsys.readouterr().out
    verb("xyz")
    out = capsys.readouterr().out
    assert "Did you mean" not in out and "cross_entropy" in out
    verb(len)
    assert "check('len', len)" in capsys.readouterr().out


@pytest.mark.parametrize("n", [0, 4, "1", None])
def test_hint_numbers(n, capsys):
    hint("neuron", n=n)
    assert "There are 3 hints" in capsys.readouterr().out


def test_solution_prints_what_is_tested(capsys):
    solution("layer")
    assert capsys.readouterr().out.strip() == EXERCISES["layer"].solution_source


def test_reveal(capsys):
    reveal(..., 3)
    reveal(2, 3, "%")
    assert capsys.readouterr().out.splitlines() == [
        "No prediction yet (the dots are still there). Measured: 3.",
        "You predicted 2 %. Measured: 3 %.",
    ]
