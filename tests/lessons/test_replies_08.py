"""Answers to the exercises of lesson 08 that nobody prepared the checker for, and what the reply must say.

Each wrong answer stands with words of a reply that names its fault or leads to it; None where the numbers alone are
what there is to say. `python -m tests.lessons.test_replies_08` prints the table by exercise.
"""

import pytest

from relulab.classroom.check import BROKEN, RIGHT, WRONG, grade
from relulab.course import EXERCISES

from .test_replies_06_07 import answer, rows, table_of


def rolled(v="v = keep * v + slope(w)", w="w = w - lr * v", start="v = 0", end="return w", over="range(steps)"):
    return f"{start}\nfor step in {over}:\n    {v}\n    {w}\n{end}"


def step(
    m="0.9 * m + 0.1 * dW",
    s="0.999 * s + 0.001 * dW ** 2",
    s_fair="s / (1 - 0.999 ** t)",
    how="m_fair / (s_fair ** 0.5 + 1e-8)",
    end="return m, s, step",
):
    return f"m = {m}\ns = {s}\nm_fair = m / (1 - 0.9 ** t)\ns_fair = {s_fair}\nstep = {how}\n{end}"


def layer(
    N="Z - Z.mean(axis=0)", over="N / ((N ** 2).mean(axis=0) + 1e-5) ** 0.5", A="np.maximum(0, N + b)", end="Z + A @ W"
):
    return f"N = {N}\nN = {over}\nA = {A}\nreturn {end}"


def cut(
    total="sum(np.sum(g ** 2) for g in slopes)",
    short="length <= longest",
    end="[g * longest / length for g in slopes]",
    kept="return slopes",
    root="length = total ** 0.5",
):
    return f"total = {total}\n{root}\nif {short}:\n    {kept}\nreturn {end}"


#: Exercise -> bodies of right answers.
RIGHT_ANSWERS = {
    "roll": [
        rolled(),
        rolled("v = slope(w) + v * keep", "w = w + (-lr) * v"),
        rolled("v = np.add(np.multiply(keep, v), slope(w))", "w = np.subtract(w, np.multiply(lr, v))"),
        rolled("v *= keep; v += slope(w)", "w = w - v * lr", "v = 0.0"),
        rolled("v = keep * v - lr * slope(w)", "w = w + v"),
        rolled(start="w = np.array(w, dtype=float)\nv = np.zeros_like(w)", w="w -= lr * v"),
        "v = 0\nwhile steps > 0:\n    v = keep * v + slope(w)\n    w = w - lr * v\n    steps = steps - 1\nreturn w",
        "before = w\nfor step in range(steps):\n    w, before = w - lr * slope(w) + keep * (w - before), w\nreturn w",
    ],
    "adam": [
        step(),
        step("m + 0.1 * (dW - m)", "s + 0.001 * (dW * dW - s)"),
        step("m - (1 - 0.9) * (m - dW)", s="s * 0.999 + (1 - 0.999) * np.square(dW)"),
        step(s_fair="s / (1 - np.power(0.999, t))", how="m_fair / (np.sqrt(s_fair) + 1e-8)", end="return [m, s, step]"),
        step(s_fair="(s / (1 - 0.999 ** t)) ** 0.5", how="m_fair / (s_fair + 1e-8)", end="return (m, s, step)"),
        step(how="np.divide(m_fair, np.add(1e-8, np.sqrt(s_fair)))"),
        "b1, b2 = 0.9, 0.999\nm = b1 * m + (1 - b1) * dW\ns = b2 * s + (1 - b2) * dW ** 2\n"
        "return m, s, m / (1 - b1 ** t) / ((s / (1 - b2 ** t)) ** 0.5 + 1e-8)",
        "m, s = np.array(m, dtype=float), np.array(s, dtype=float)\nm *= 0.9\nm += 0.1 * dW\ns *= 0.999\n"
        "s += 0.001 * dW ** 2\nreturn m, s, (m / (1 - 0.9 ** t)) / (np.sqrt(s / (1 - 0.999 ** t)) + 1e-8)",
    ],
    "block": [
        layer(),
        layer(over="N / np.sqrt(np.mean(N ** 2, axis=0) + 1e-5)", end="np.maximum(0, N + b) @ W + Z"),
        layer(over="N / np.sqrt(Z.var(axis=0) + 1e-5)", A="np.where(N + b > 0, N + b, 0)"),
        layer(over="N / (Z.std(axis=0) ** 2 + 1e-5) ** 0.5", A="(N + b) * (N + b > 0)", end="Z + np.dot(A, W)"),
        layer("Z - Z.sum(axis=0) / len(Z)", "N / (np.sum(N * N, axis=0) / len(N) + 1e-5) ** 0.5"),
        layer(A="N + b\nA[A < 0] = 0", end="np.add(Z, np.matmul(A, W))"),
        layer(over="N * (np.mean(N * N, axis=0, keepdims=True) + 1e-5) ** -0.5", A="np.clip(N + b, 0, None)"),
        "N = np.empty(Z.shape)\nfor j in range(Z.shape[1]):\n    c = Z[:, j] - Z[:, j].mean()\n"
        "    N[:, j] = c / np.sqrt(np.mean(c ** 2) + 1e-5)\nreturn Z + np.maximum(N + b, 0) @ W",
        "N = ((Z.T - Z.mean(axis=0)[:, None]) / np.sqrt(Z.var(axis=0) + 1e-5)[:, None]).T\n"
        "A = np.maximum(0, N + b)\nreturn [z + a @ W for z, a in zip(Z, A)]",
    ],
    "clip": [
        cut(),
        cut("sum([(g * g).sum() for g in slopes])", "not length > longest", "[longest / length * g for g in slopes]"),
        cut(
            "0\nfor g in slopes:\n    total += np.sum(np.square(g))",
            end="tuple(g * (longest / length) for g in slopes)",
        ),
        cut("np.sum([np.linalg.norm(g) ** 2 for g in slopes])", "longest >= length"),
        cut("np.sum(np.concatenate([np.ravel(g) for g in slopes]) ** 2)", kept="return [g.copy() for g in slopes]"),
        cut(end="list(map(lambda g: g / (length / longest), slopes))", short="length < longest"),
        cut(root="length = np.sqrt(total)", short="total <= longest ** 2"),
        "length = np.sqrt(sum(np.vdot(g, g) for g in slopes))\nfactor = min(1, longest / length) if length > 0 else 1\n"
        "return [factor * g for g in slopes]",
        cut(
            end="cut",
            short="length <= longest",
            root="length = total ** 0.5\ncut = []\nfor g in slopes:\n"
            "    cut.append(np.array(g) * longest / max(length, longest))",
        ),
    ],
}

#: Exercise -> bodies of wrong answers, each with words of the reply ("|": any of them; None: numbers alone).
WRONG_ANSWERS = {
    "roll": [
        (rolled("v = slope(w)"), "memory is missing"),
        (rolled(w="w = w + lr * v"), "climb"),
        (rolled("v = keep * v + (1 - keep) * slope(w)"), "mean of old and new"),
        (rolled(w="w = w - lr * slope(w)"), "memory is missing"),
        (rolled("v = v + slope(w)"), "Nothing is forgotten"),
        (rolled("v = keep * (v + slope(w))"), "in front of a bracket"),
        (rolled("v = keep * v + slope"), "slope(w)"),
        (rolled("v = keep * v + lr * slope(w)"), "twice"),
        (rolled(w="w = w - v"), "rate is missing"),
        (rolled("v = keep + slope(w)"), None),
        (rolled("v = (1 - keep) * v + slope(w)"), "1 minus keep"),
        (rolled("v = keep * v - slope(w)"), "climb"),
        (rolled("v = 0", "v = keep * v + slope(w)\n    w = w - lr * v"), "memory is missing"),
        (rolled(end="    return w"), "inside the loop"),
        (rolled(end="return v"), "give back v"),
        (rolled("w = w - lr * v", "v = keep * v + slope(w)"), "first the new v"),
        (rolled(over="range(1, steps)"), "a turn too few"),
        (rolled("v = keep * v + slope(start)", start="v, start = 0, w"), "slope at the start"),
        (rolled("v = keep * v + slope(v)"), None),
        (rolled("v = keep * slope(w) + v"), "gave it to the slope"),
        (rolled(end="print(w)"), "return line"),
        (rolled(w="w = lr * v"), None),
        (rolled("v = 0.9 * v + slope(w)"), "0.9"),
    ],
    "adam": [
        (step(s="0.999 * s + 0.001 * dW"), "square"),
        (step(s_fair="s"), "s was not made fair"),
        (step(s_fair="s / (1 - 0.9 ** t)"), "0.999"),
        (step(s_fair="s / 1 - 0.999 ** t"), "What is negative?"),
        (step(how="m_fair / (s_fair + 1e-8)"), "root"),
        (step("0.1 * m + 0.9 * dW"), "m and dW exchanged"),
        (step(s="0.001 * s + 0.999 * dW ** 2"), "shares of s are exchanged"),
        (step("0.9 * m + dW"), "0.1 of dW"),
        (step(s="0.999 * s + dW ** 2"), "counts in full"),
        (step(how="m / (s ** 0.5 + 1e-8)"), "Neither mean"),
        (step(end="return m_fair, s_fair, step"), "as the memory"),
        (step(end="return step"), "step alone"),
        (step(how="m_fair / s_fair ** 0.5"), "1e-8 is missing"),
        (step(how="m_fair / s_fair ** 0.5 + 1e-8"), "in the brackets"),
        (step(how="dW / (s_fair ** 0.5 + 1e-8)"), "m_fair"),
        (step(s="0.999 * s + (0.001 * dW) ** 2"), "part 2 alone"),
        (step(s_fair="s / (1 - 0.999 * t)"), "part 3 alone"),
        (step("0.9 * m - 0.1 * dW"), "sign of dW turned"),
        (step(how="-m_fair / (s_fair ** 0.5 + 1e-8)"), "a minus too many"),
        (step(end="return m, s, 0.001 * step"), "a thousandth"),
        (step(s="0.999 * s + 0.001 * m ** 2"), "part 2 alone"),
        (step(s_fair="s / (1 - 0.999 ** (t + 1))"), "part 3 alone"),
        (step(how="m_fair * (s_fair ** 0.5 + 1e-8)"), "should be divided"),
        (step(how="m_fair / (s_fair + 1e-8) ** 0.5"), "under the root"),
        (step(end="return s, m, step"), "come back exchanged"),
        (step(end="print(m, s, step)"), "return line"),
        (step(s="0.99 * s + 0.01 * dW ** 2"), "part 2 alone"),
    ],
    "block": [
        (layer("Z - Z.mean()"), "mean that you subtract"),
        (layer("Z - Z.mean(axis=1)"), "that of each row, axis=1"),
        (layer("Z - Z.mean(axis=1, keepdims=True)"), None),
        (layer(over="N / ((N ** 2).mean() + 1e-5) ** 0.5"), "mean square is one"),
        (layer(over="N / ((N ** 2).mean(axis=0) + 1e-5)"), "root"),
        (layer(end="A @ W"), "way round is missing"),
        (layer(A="np.maximum(0, N) + b"), "behind ReLU"),
        (layer(A="np.maximum(0, N)"), "biases are missing"),
        (layer(A="N + b"), "ReLU is missing"),
        (layer(end="N + A @ W"), "added N"),
        (layer(end="Z + A"), "weights are missing"),
        (layer(end="Z + W @ A"), "A @ W, with A in front"),
        (layer(end="Z + A * W"), "with @"),
        (layer(over="N / ((Z ** 2).mean(axis=0) + 1e-5) ** 0.5"), "Take them of N"),
        (layer(over="N / (N.mean(axis=0) ** 2 + 1e-5) ** 0.5"), "Square first"),
        (layer(over="N"), "nothing is divided"),
        (layer("Z"), "was not subtracted"),
        (layer(A="np.max(0, N + b)"), "np.maximum"),
        (layer(A="max(0, N + b)"), "np.maximum"),
        (layer(over="N / ((N ** 2).mean(axis=0)) ** 0.5 + 1e-5"), "under the root"),
        (layer(over="N / (N ** 2).mean(axis=0) ** 0.5"), "1e-5 is missing"),
        (layer(over="N / N.std(axis=0, ddof=1)"), None),
        (layer(over="N / ((N ** 2).sum(axis=0) + 1e-5) ** 0.5"), "root of the *sum*"),
        (layer(A="np.maximum(0, N - b)"), "sign of b"),
        (layer(end="np.maximum(0, Z + A @ W)"), "nobody asked for"),
        (layer(A="np.maximum(0, Z + b)"), "Nothing was normalised"),
        (layer(end="Z + A @ W + b"), "by exactly b"),
        (layer(end="Z - A @ W"), "Is a minus"),
    ],
    "clip": [
        (cut(end="[np.clip(g, -longest, longest) for g in slopes]"), "turns|direction"),
        (cut("sum(np.sum(g) for g in slopes)"), "squares are missing"),
        (cut(short="length > longest"), "comparison is turned"),
        (cut(end="[g * length / longest for g in slopes]"), "upside down"),
        (cut(end="[g / length for g in slopes]"), "length of 1"),
        (cut(end="[g * longest for g in slopes]"), "by longest alone"),
        (cut(end="slopes * longest / length"), "slopes is a list"),
        (cut("np.sum(slopes[0] ** 2)"), "Only the first"),
        ("return [g * min(1, longest / np.linalg.norm(g)) for g in slopes]", "cut by itself"),
        (cut("sum(np.sum(np.abs(g)) for g in slopes)"), "added up the sizes"),
        (cut("sum(np.sum(g ** 2) for g in slopes) ** 0.5"), "taken twice"),
        (cut("sum(np.linalg.norm(g) for g in slopes)"), None),
        (cut(root="length = sum(np.linalg.norm(g) for g in slopes)"), "not 7"),
        (cut(short="total <= longest"), "compare total"),
        (
            "length = sum(np.sum(g ** 2) for g in slopes) ** 0.5\nreturn [g * longest / length for g in slopes]",
            "short ones too",
        ),
        (cut("sum(np.mean(g ** 2) for g in slopes)"), "squares of each array"),
        (cut("np.sum(slopes ** 2)"), "list of arrays"),
        (cut(end="[longest / length for g in slopes]"), "back the factor"),
        (cut(end="slopes"), "Nothing was shortened"),
        (cut(end="[g - longest / length for g in slopes]"), None),
        (cut("sum(g ** 2 for g in slopes)"), "an array still"),
        (cut("np.sum(slopes[0]) ** 2 + np.sum(slopes[1]) ** 2"), "slopes has 1"),
        (cut(end="slopes[0] * longest / length"), None),
        (cut("max(np.sum(g ** 2) for g in slopes)"), None),
        (cut(end="[np.ones_like(g) * longest for g in slopes]"), None),
        (cut(kept="return 0"), "should be 2 things"),
        (cut(end="[g * longest / total for g in slopes]"), "divide by total"),
        (cut().replace("return [", "print([") + ")", "return line"),
        (cut(end="[g * (longest / length) ** 0.5 for g in slopes]"), None),
    ],
}


@pytest.mark.parametrize(("name", "body"), rows(RIGHT_ANSWERS))
def test_right_answers_are_right(name, body):
    result = grade(EXERCISES[name], answer(name, body))
    assert result.verdict == RIGHT, result


@pytest.mark.parametrize(("name", "row"), rows(WRONG_ANSWERS))
def test_the_reply_leads_to_the_fault(name, row):
    body, words = row
    result = grade(EXERCISES[name], answer(name, body))
    assert result.verdict in (WRONG, BROKEN), body
    if words is None:
        assert result.mistake is None, result
    else:
        assert any(each in result.text for each in words.split("|")), f"{body}\n{result}"


if __name__ == "__main__":
    table_of(RIGHT_ANSWERS, WRONG_ANSWERS)
