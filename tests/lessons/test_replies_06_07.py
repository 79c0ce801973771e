"""Answers to the exercises of lessons 06 and 07 that nobody prepared the checker for, and what the reply must say.

Each wrong answer stands with words of a reply that names its fault or leads to it; None where the numbers alone are
what there is to say. `python -m tests.lessons.test_replies_06_07` prints the table by exercise.
"""

import textwrap

import pytest

from relulab.classroom.check import BROKEN, RIGHT, WRONG, grade
from relulab.course import EXERCISES

from .test_exercises import define

#: Exercise -> bodies of right answers.
RIGHT_ANSWERS = {
    "count_dead": [
        "dead = np.all(Z <= 0, axis=0)\nreturn np.sum(dead)",
        "dead = Z.max(axis=0) <= 0\nreturn dead.sum()",
        "dead = ~(Z > 0).any(axis=0)\nreturn int(dead.sum())",
        "return sum(1 for unit in Z.T if max(unit) <= 0)",
        "dead = (Z <= 0).sum(axis=0) == len(Z)\nreturn dead.sum()",
        "dead = np.maximum(0, Z).sum(axis=0) == 0\nreturn float(np.count_nonzero(dead))",
        "dead = [all(v <= 0 for v in column) for column in zip(*Z)]\nreturn sum(dead)",
        "n = 0\nfor j in range(Z.shape[1]):\n    if not np.any(Z[:, j] > 0):\n        n += 1\nreturn n",
    ],
    "unit_gradient": [
        "dz = da * (z > 0)\nreturn X.T @ dz",
        "dz = np.where(z > 0, da, 0)\nreturn np.sum(dz[:, None] * X, axis=0)",
        "dz = da.copy()\ndz[z <= 0] = 0\nreturn np.dot(dz, X)",
        "return da[z > 0] @ X[z > 0]",
        "dz = da * np.heaviside(z, 0)\nreturn np.einsum('i,ij->j', dz, X)",
        "dw = np.zeros(X.shape[1])\nfor d, s, row in zip(da, z, X):\n    if s > 0:\n        dw += d * row\nreturn dw",
        "dz = [d if s > 0 else 0 for d, s in zip(da, z)]\nreturn [sum(d * x for d, x in zip(dz, c)) for c in X.T]",
    ],
    "leaky_relu": [
        "return np.where(z > 0, z, slope * z)",
        "return np.where(z >= 0, z, z * slope)",
        "return z * np.where(z > 0, 1, slope)",
        "return np.maximum(z, 0) - slope * np.maximum(-z, 0)",
        "return (z + np.abs(z)) / 2 + slope * (z - np.abs(z)) / 2",
        "return z * (z > 0) + slope * z * (z <= 0)",
        "return np.clip(z, 0, None) + slope * np.clip(z, None, 0)",
        "a = np.array(z, dtype=float)\na[a < 0] *= slope\nreturn a",
        "return ((z > 0) + slope * (z <= 0)) * z",
        "return np.vectorize(lambda v: float(v) if v > 0 else slope * v)(z)",
    ],
    "leaky_chain": [
        "slopes = np.where(z > 0, 1, slope)\nreturn np.prod(slopes)",
        "return slope ** (z <= 0).sum()",
        "slopes = (z > 0) + slope * (z <= 0)\nreturn np.multiply.reduce(slopes)",
        "p = 1\nfor v in z:\n    if v <= 0:\n        p = p * slope\nreturn p",
        "return math.prod(1 if v > 0 else slope for v in z)",
        "slopes = np.ones(len(z))\nslopes[z <= 0] = slope\nreturn slopes.cumprod()[-1]",
    ],
    "slope_gradient": [
        "return np.sum(dA * np.minimum(Z, 0))",
        "return np.sum(dA[Z < 0] * Z[Z < 0])",
        "return (dA * np.where(Z > 0, 0, Z)).sum()",
        "return float(np.vdot(dA, np.clip(Z, None, 0)))",
        "total = 0\nfor da, z in zip(dA.ravel(), Z.ravel()):\n    if z < 0:\n        total += da * z\nreturn total",
        "return np.trace(dA.T @ np.minimum(0, Z))",
        "return (dA * Z * (Z <= 0)).sum(axis=0).sum()",
    ],
    "fate": [
        "if not np.isfinite(losses[-1]):\n    return 'diverged'\nif dead_share > 0.9:\n    return 'dead'\n"
        "return 'alive'",
        "if np.isnan(losses[-1]) or np.isinf(losses[-1]):\n    return 'diverged'\n"
        "return 'dead' if dead_share > .9 else 'alive'",
        "if losses[-1] - losses[-1] != 0:\n    return 'diverged'\nif dead_share > 90 / 100:\n    return 'dead'\n"
        "return 'alive'",
        "last = losses[len(losses) - 1]\nif math.isfinite(last):\n    if dead_share > 0.9:\n        return 'dead'\n"
        "    return 'alive'\nreturn 'diverged'",
        "if not (losses[-1] < np.inf):\n    return 'diverged'\nelif 100 * dead_share > 90:\n    return 'Dead'\n"
        "else:\n    return 'Alive'",
        "if np.isfinite(losses[-1]) == False:\n    return 'diverged'\nif dead_share > 0.9:\n    return 'dead'\n"
        "return 'alive'",
    ],
    "where_lost": [
        "kept = [norms[i] / norms[i + 1] for i in range(len(norms) - 1)]\nreturn int(np.argmin(kept)) + 1",
        "kept = [a / b for a, b in zip(norms, norms[1:])]\nreturn kept.index(min(kept)) + 1",
        "n = np.array(norms)\nreturn np.argmin(n[:-1] / n[1:]) + 1",
        "lost = [norms[i + 1] / norms[i] for i in range(len(norms) - 1)]\nreturn int(np.argmax(lost)) + 1",
        "kept = [np.log(norms[i]) - np.log(norms[i + 1]) for i in range(len(norms) - 1)]\n"
        "return float(np.argmin(kept)) + 1",
        "lost = [1 - norms[i] / norms[i + 1] for i in range(len(norms) - 1)]\nreturn int(np.argmax(lost)) + 1",
    ],
    "name_illness": [
        "r = readings\nif r['dead_before'] > 0.7:\n    return 'dying by bias'\nif r['dead_after'] > 0.5:\n"
        "    return 'dying by rate'\nif r['ratio'] < -1.2:\n    if r['saturated'] > 0.7:\n"
        "        return 'vanishing by saturation'\n    return 'vanishing by initialisation'\n"
        "if r['bend'] < 0.005:\n    return 'linear collapse'\nif r['accuracy'] < 0.95:\n    return 'undertrained'\n"
        "return 'healthy'",
        "if 100 * readings['dead_before'] > 70:\n    return 'dying by bias'\nif readings['dead_after'] > 1 / 2:\n"
        "    return 'dying by rate'\nif readings['ratio'] < -1.2:\n    if readings['saturated'] > 0.70:\n"
        "        return 'vanishing by saturation'\n    return 'vanishing by initialisation'\n"
        "if abs(readings['bend']) < 5e-3:\n    return 'linear collapse'\nif not readings['accuracy'] >= 0.95:\n"
        "    return 'undertrained'\nreturn 'healthy'",
        "before, after = readings.get('dead_before'), readings.get('dead_after')\nif before > .7:\n"
        "    return 'Dying by bias'\nelif after > .5:\n    return 'Dying by rate'\nelif readings['ratio'] < -1.2:\n"
        "    return 'Vanishing by ' + ('saturation' if readings['saturated'] > .7 else 'initialisation')\n"
        "elif readings['bend'] < .005:\n    return 'Linear collapse'\nelse:\n"
        "    return 'Undertrained' if readings['accuracy'] < .95 else 'Healthy'",
        "if readings['accuracy'] >= 0.95 and readings['bend'] >= 0.005 and readings['ratio'] >= -1.2 and "
        "readings['dead_after'] <= 0.5 and readings['dead_before'] <= 0.7:\n    return 'healthy'\n"
        "if readings['dead_before'] > 0.7:\n    return 'dying by bias'\nif readings['dead_after'] > 0.5:\n"
        "    return 'dying by rate'\nif readings['ratio'] < -1.2 and readings['saturated'] > 0.7:\n"
        "    return 'vanishing by saturation'\nif readings['ratio'] < -1.2:\n"
        "    return 'vanishing by initialisation'\nif readings['bend'] < 0.005:\n    return 'linear collapse'\n"
        "return 'undertrained'",
        "limits = [('dead_before', 0.7, 'dying by bias'), ('dead_after', 0.5, 'dying by rate')]\n"
        "for key, limit, name in limits:\n    if readings[key] > limit:\n        return name\n"
        "if readings['ratio'] < -1.2:\n    return ['vanishing by initialisation', 'vanishing by saturation']"
        "[readings['saturated'] > 0.7]\nfor key, limit, name in [('bend', 0.005, 'linear collapse'), "
        "('accuracy', 0.95, 'undertrained')]:\n    if readings[key] < limit:\n        return name\nreturn 'healthy'",
    ],
    "cheapest_test": [
        "telling = [(minutes, name) for minutes, name, shows in tests if shows[a] != shows[b]]\nreturn min(telling)[1]",
        "telling = [(minutes, name) for minutes, name, shows in tests if not shows[a] == shows[b]]\n"
        "minutes, name = min(telling)\nreturn name",
        "telling = [t for t in tests if t[2][a] != t[2][b]]\nreturn min(telling, key=lambda t: t[0])[1]",
        "telling = sorted((m, n) for m, n, s in tests if s[b] != s[a])\nreturn telling[0][-1]",
        "best = None\nfor minutes, name, shows in tests:\n    if shows[a] != shows[b]:\n"
        "        if best is None or minutes < best[0]:\n            best = (minutes, name)\nreturn best[1]",
        "telling = {name: minutes for minutes, name, shows in tests if shows[a] != shows[b]}\n"
        "return min(telling, key=telling.get)",
    ],
    "step_length": [
        "step = lr * dW\nreturn np.linalg.norm(step) / np.linalg.norm(W)",
        "step = -lr * dW\nreturn np.sqrt(np.sum(step ** 2)) / np.sqrt(np.sum(W ** 2))",
        "step = W - (W - lr * dW)\nreturn np.linalg.norm(step) / np.linalg.norm(W)",
        "return lr * np.linalg.norm(dW) / np.linalg.norm(W)",
        "step = lr * dW\nreturn np.linalg.norm(step, 'fro') / np.linalg.norm(W.ravel())",
        "step = lr * dW\nreturn (np.sum(step * step) / np.sum(W * W)) ** 0.5",
    ],
    "off_the_line": [
        "straight = (at_a + at_b) / 2\nreturn np.max(np.abs(between - straight))",
        "straight = at_a + (at_b - at_a) / 2\nreturn abs(straight - between).max()",
        "straight = 0.5 * at_a + 0.5 * at_b\nreturn max(abs(between - straight))",
        "straight = np.mean([at_a, at_b], axis=0)\nreturn np.max(np.sqrt((between - straight) ** 2))",
        "straight = (at_a + at_b) / 2\noff = between - straight\nreturn max(off.max(), -off.min())",
        "return np.abs(2 * between - at_a - at_b).max() / 2",
    ],
}

FATE = "if {0}:\n    return 'diverged'\nif {1}:\n    return 'dead'\nreturn 'alive'"
FINITE, DEAD = "not np.isfinite(losses[-1])", "dead_share > 0.9"


def fate(first=FINITE, second=DEAD):
    return FATE.format(first, second)


def illness(
    before="readings['dead_before'] > 0.7",
    after="readings['dead_after'] > 0.5",
    ratio="readings['ratio'] < -1.2",
    saturated="readings['saturated'] > 0.7",
    bend="readings['bend'] < 0.005",
    accuracy="readings['accuracy'] < 0.95",
):
    return (
        f"if {before}:\n    return 'dying by bias'\nif {after}:\n    return 'dying by rate'\nif {ratio}:\n"
        f"    if {saturated}:\n        return 'vanishing by saturation'\n    return 'vanishing by initialisation'\n"
        f"if {bend}:\n    return 'linear collapse'\nif {accuracy}:\n    return 'undertrained'\nreturn 'healthy'"
    )


def cheapest(condition="shows[a] != shows[b]", end="min(telling)[1]"):
    return f"telling = [(minutes, name) for minutes, name, shows in tests if {condition}]\nreturn {end}"


def kept(share="norms[i] / norms[i + 1]", end="int(np.argmin(kept)) + 1", over="range(len(norms) - 1)"):
    return f"kept = [{share} for i in {over}]\nreturn {end}"


def gradient(dz="da * (z > 0)", end="dz @ X"):
    return f"dz = {dz}\nreturn {end}"


def dead(what):
    return f"dead = {what}\nreturn dead.sum()"


def chain(slopes="np.where(z > 0, 1.0, slope)", end="slopes.prod()"):
    return f"slopes = {slopes}\nreturn {end}"


def step(what="lr * dW", end="np.linalg.norm(step) / np.linalg.norm(W)"):
    return f"step = {what}\nreturn {end}"


def line(straight="(at_a + at_b) / 2", end="np.abs(between - straight).max()"):
    return f"straight = {straight}\nreturn {end}"


#: Exercise -> bodies of wrong answers, each with words of the reply ("|": any of them; None: numbers alone).
WRONG_ANSWERS = {
    "count_dead": [
        (dead("(Z > 0).all(axis=0)"), "never silent|positive on every"),  # replies.md 1013
        (dead("Z[-1] <= 0"), "last row"),  # 1025
        ("return Z.shape[1]", "number of units|all units"),  # 1023
        (dead("all(Z <= 0)"), "(...).all(axis=0)"),  # 1018
        (dead("(Z[:-1] <= 0).all(axis=0)"), "last row"),  # 1750
        (dead("(Z <= 0).sum(axis=0) == 1437"), "1437"),  # learner.md 3.8
        (dead("Z == 0"), "or *below*"),
        (dead("(Z == 0).all(axis=0)"), "or *below*"),  # learner.md 3.12
        (dead("(Z <= 0)"), "all silences"),
        (dead("(Z <= 0).all(axis=1)"), "inputs, not units"),
        (dead("(Z < 0).all(axis=0)"), "<= 0"),
        (dead("(Z <= 0).any(axis=0)"), "*some* row"),
        (dead("Z.min(axis=0) <= 0"), "*some* row"),
        (dead("(Z <= 0).all()"), "whole table"),
        (dead("Z.sum(axis=0) <= 0"), "single positive entry"),
        (dead("np.mean(Z <= 0, axis=0) > 0.5"), "half|most"),
        (dead("np.mean(Z <= 0, axis=0) >= 0.9"), "every row|all rows"),
        (dead("(Z <= 0).sum(axis=0) == Z.shape[1]"), "rows|len(Z)"),
        (dead("(Z > 0).any(axis=0)"), "alive"),
        ("dead = (Z <= 0).all(axis=0)\nreturn dead", "number|True"),
        ("dead = (Z <= 0).all(axis=0)\nreturn dead.mean()", "share|how many"),
        ("dead = (Z <= 0).all(axis=0)\nreturn len(dead)", "number of units|all units"),
        ("dead = 0\nfor row in Z:\n    if (row <= 0).all():\n        dead += 1\nreturn dead", "inputs, not units"),
        (
            "dead = 0\nfor j in range(len(Z)):\n    if (Z[:, j] <= 0).all():\n        dead += 1\nreturn dead",
            "rows|not there",
        ),
        (dead("np.where(Z <= 0)"), "pair|tuple|places"),
        (dead("Z <= 0 and Z.all(axis=0)"), "&"),
        ("dead = (Z <= 0).all(axis=0)\nprint(dead.sum())", "return"),
        ("dead = 0\nfor column in Z.T:\n    if column[0] <= 0:\n        dead += 1\nreturn dead", "one input|first row"),
        ("dead = np.maximum(Z, 0)\nreturn (dead == 0).sum()", "all silences"),
    ],
    "unit_gradient": [
        (gradient("da * (z >= 0)", "X.T @ dz"), "at z = 0"),  # 1046
        (gradient("1.0 * (z > 0)", "X.T @ dz"), "da is missing"),  # 1060
        (gradient(end="X.T * dz"), "add up"),  # 1061
        (gradient("da if z > 0 else 0"), "np.where"),  # learner.md 3.7
        (gradient("da * z"), "by z itself"),
        (gradient("da * np.maximum(0, z)"), "*value*"),
        (gradient("da"), "exactly 0"),
        (gradient("z > 0"), "da is missing"),
        (gradient(end="X @ dz"), "X.T|dz @ X"),
        (gradient(end="dz * X"), "@"),
        (gradient(end="dz.sum()"), "bias"),
        (gradient(end="dz"), "wrong shape|each row|one number for each"),
        (gradient(end="dz @ X / len(dz)"), "number of rows"),
        (gradient(end="np.mean(dz[:, None] * X, axis=0)"), "number of rows"),
        (gradient("np.maximum(0, da)"), "not by the sign of what comes back"),
        (gradient("da * (z < 0)"), "mask is turned"),
        (gradient("-da * (z > 0)"), "sign"),
        (gradient("np.where(z > 0, da, 0.01 * da)"), "leak|exactly 0"),
        (gradient("da * np.sign(z)"), "np.sign gives -1"),
        (gradient("da * (da > 0)"), "not by the sign of what comes back"),
        (gradient("np.where(z > 0, da, z)"), "and not z"),
        (gradient(end="(dz @ X).sum()"), "each weight|added all|one number for each"),
        (gradient(end="dz.sum() * X.sum(axis=0)"), "row by row"),
        (gradient("da @ (z > 0)"), "too early"),
        (gradient("da * (X > 0)"), "da and z alone"),
        (gradient("da * (z > 0).all()"), "whole unit"),
        (gradient("da * relu(z)"), "relu"),
        (gradient(end="np.dot(dz, X.T)"), "fit"),
        (gradient("max(0, z) * da"), "np.where"),
        (gradient(end="np.outer(dz, X)"), "np.outer was for one input"),
        (gradient(end="np.outer(X, dz)"), "dz @ X, in this order"),
        (gradient(end="X.T @ (da * dz)"), "twice|square"),
    ],
    "leaky_relu": [
        ("return np.where(z > 0, 1, slope)", "Wanted is the value"),  # 1134
        ("return np.where(z > 0, z, abs(slope) * z)", "sign of a negative slope"),  # 1158
        ("return np.where(z > 0, slope * z)", "takes three"),  # 1157
        ("return z[z < 0] * slope", "plain number"),  # 1138
        ("return np.maximum(slope * z, z)", "slopes up to 1"),
        ("return np.maximum(0, z)", "plain ReLU"),
        ("return max(slope * z, z)", "np.where"),
        ("return max(0, z) + slope * min(0, z)", "np.maximum and np.minimum compare entry by entry"),
        ("return max(0, z) + min(0, slope * z)", "np.where"),  # right for positive slopes alone with np.minimum
        ("return z if z > 0 else slope * z", "np.where"),
        ("return slope * z", "straight line"),
        ("return np.maximum(slope, z)", "multiplied by z"),
        ("return np.where(z > 0, z, slope)", "slope itself"),
        ("return np.where(z > 0, z, -slope * z)", "sign"),
        ("return np.where(z < 0, z, slope * z)", "swapped"),
        ("return np.where(z > 0, z, 0.01 * z)", "always 0.01"),
        ("return np.where(z > 0, z, 0.1 * z)", "parameter slope|argument"),
        ("return np.maximum(0, z) + np.minimum(0, slope)", "does not change with z"),
        ("return np.maximum(0, z) + slope * z", "positive side"),
        ("return np.maximum(0, z) + np.minimum(0, z)", "z itself|unchanged|slope is missing"),
        ("return np.maximum(0, z) + np.minimum(0, slope * z)", "right for positive slopes"),
        ("return slope * np.maximum(0, z) + np.minimum(0, z)", "swapped"),
        ("return slope * np.minimum(0, z)", "Add max(0, z)"),
        ("return np.max(0, z) + slope * np.min(0, z)", "np.maximum"),
        ("return np.where(z > 0, z, z / slope)", "divided|times"),
        ("return np.where(z > 0, z, z - slope)", "multipl"),
        ("return np.where(z > 0, z, z + slope)", "multipl"),
        ("return np.where(z > 0, z, slope * np.exp(z))", "makes a curve"),
        ("return np.where(z > 0, z, slope * (np.exp(z) - 1))", "curve bends"),
        ("return np.abs(z) * slope", "mirror image"),
        ("z[z < 0] = slope * z[z < 0]\nreturn z", "plain number"),
        ("return [v if v > 0 else slope * v for v in z]", "plain number"),
        ("return np.where(z > 0, z, slope * z).astype(int)", "whole numbers"),
        ("return np.maximum(0, z) + slope * np.maximum(0, -z)", "sign"),
        ("def_ = np.where(z > 0, z, slope * z)", "return"),
    ],
    "leaky_chain": [
        ("product = 1.0\nfor v in z:\n    product = 1 if v > 0 else slope\nreturn product", "overwrites|last"),  # 1202
        ("p = 1.0\nfor v in z:\n    p *= 1 if v > 0 else slope\nreturn p if p > 1e-5 else 0.0", None),  # 1757
        ("p = 1.0\nfor v in z:\n    p *= 1 if v > 0 else slope\nreturn p if abs(p) > 1e-5 else 0.0", "millionth"),
        (chain(end="np.cumprod(slopes)"), "last of yours"),  # 1187
        (chain(end="slopes.sum()"), "multiplies"),
        (chain(end="slopes.mean()"), "mean"),
        (chain(end="slopes"), "product"),
        (chain(end="slopes.min()"), "smallest|takes its share"),
        (chain(end="slopes[-1]"), "last"),
        (chain(end="slopes[0]"), "first"),
        (chain("np.where(z >= 0, 1, slope)"), "At z = 0"),
        (chain("np.where(z > 0, 1, 0)"), "plain ReLU"),
        (chain("np.where(z > 0, 1, 0.01)"), "always 0.01"),
        (chain("np.where(z > 0, z, slope * z)"), "outputs"),
        (chain("np.where(z > 0, slope, 1)"), "swapped"),
        (chain("np.where(z > 0, 1, slope * z)"), "slope alone"),
        (chain("np.where(z > 0, 1, -slope)"), "minus|sign"),
        (chain("slope * z"), "every z by the slope"),
        ("return slope ** len(z)", "Only the negative units leak"),
        ("return slope * (z <= 0).sum()", "multipl"),
        ("return slope ** (z < 0).sum()", "At z = 0"),
        ("return slope ** (z > 0).sum()", "swapped"),
        ("p = 0\nfor v in z:\n    p *= 1 if v > 0 else slope\nreturn p", "begins with 1"),
        ("p = 1\nfor v in z:\n    p *= 1 if v > 0 else slope\n    return p", "first"),
        (chain("1 if z > 0 else slope"), "np.where"),
        (chain(end="1 - slopes.prod()"), "1 minus"),
        (chain(end="np.prod(z * slopes)"), "outputs"),
        (chain("np.maximum(slope, z)"), "larger of z and slope"),
    ],
    "slope_gradient": [
        ("return np.sum(np.minimum(0, dA) * Z)", "minimum belongs to Z"),  # 1224
        ("return np.sum(dA * Z if Z < 0 else 0)", "np.where"),  # 1247
        ("return np.sum(dA * np.maximum(0, Z))", "positive side"),
        ("return np.sum(dA * Z)", "positive z"),
        ("return np.sum(dA * (Z < 0))", "factor is z itself"),
        ("return dA * np.minimum(0, Z)", "one number"),
        ("return np.mean(dA * np.minimum(0, Z))", "mean"),
        ("return np.sum(dA * np.minimum(0, Z)) / len(Z)", "mean|number of rows"),
        ("return np.sum(dA * np.minimum(0, Z), axis=0)", "add all|one number|added up"),
        ("return np.sum(dA * np.minimum(0, Z), axis=1)", "one number|added up"),
        ("return np.sum(np.minimum(0, Z))", "link to the loss"),
        ("return -np.sum(dA * np.minimum(0, Z))", "sign"),
        ("return 0.01 * np.sum(dA * np.minimum(0, Z))", "hundredth"),
        ("return np.sum(dA * np.where(Z > 0, 1, 0.01))", "leak is what moves"),
        ("return np.sum(dA * np.where(Z > 0, 1, Z))", "the factor is 0, not 1"),
        ("return np.sum(np.minimum(0, dA * Z))", "cut Z first"),
        ("return np.sum(dA * np.where(Z > 0, Z, 0.01 * Z))", "output of Leaky ReLU"),
        ("return np.sum(dA)", "Z is missing"),
        ("return dA @ np.minimum(0, Z)", "entry by entry"),
        ("return dA @ np.minimum(0, Z).T", "one number|entry by entry|diagonal"),
        ("return np.sum(dA + np.minimum(0, Z))", "multipl"),
        ("return np.sum(dA) * np.sum(np.minimum(0, Z))", "entry"),
        ("return np.sum(dA * np.abs(np.minimum(0, Z)))", "sign"),
        ("return sum(dA * np.minimum(0, Z))", "added up|one number"),
        ("return np.sum(dA * min(0, Z))", "np.minimum"),
        ("return np.sum(dA * np.sign(Z) * (Z < 0))", "sign|factor is z"),
        ("return np.max(dA * np.minimum(0, Z))", "add"),
    ],
    "fate": [
        (fate("losses[-1] > losses[0]"), "isfinite"),  # 1355
        (fate("losses[-1] > 1e6"), "no comparison finds"),  # 1356
        (fate("losses[-1] > 1000"), "no comparison finds"),  # learner.md 3.6
        (fate("not np.isfinite(losses[0])"), "losses[-1]"),  # 1350
        (fate("not np.isfinite(losses[-1]) and dead_share > 0.9"), "no other condition"),  # 1373
        (fate("losses[-1] is None"), "nan is None"),  # 1375
        (fate("losses[-1] == None"), "no comparison finds"),
        (fate("losses[-1] == float('inf')"), "is nan here"),  # 1348
        (fate("losses[-1] is np.nan"), "nan is np.nan"),  # 1360
        (fate("losses[-1] == np.nan"), "no comparison finds"),
        (fate(second="dead_share > 90"), "not per cent"),  # 1353
        (fate(second="dead_share < 0.9"), "that way|look"),  # 1359
        (fate(second="dead_share == 1"), "more than 90 %"),  # 1365
        (fate("np.isfinite(losses[-1])"), "put not before it"),
        (fate("np.isnan(losses[-1])"), "infinity"),
        (fate("np.isinf(losses[-1])"), "is nan here"),
        (fate("losses[-1] > 1"), "did not diverge|no comparison finds"),
        (fate("not np.isfinite(losses[-1]) or losses[-1] > losses[0]"), "finite|number"),
        (fate(second="dead_share >= 0.9"), "without the ="),
        (fate(second="dead_share > 0.5"), "more than 90 %"),
        (fate(second="dead_share > 0.99"), "90 %|0.92"),
        (fate("not np.isfinite(losses)"), "losses[-1]"),  # learner.md 3.7
        (fate("not np.isfinite(losses).all()"), "Only the last is asked for"),
        (
            "if dead_share > 0.9:\n    return 'dead'\nif not np.isfinite(losses[-1]):\n    return 'diverged'\n"
            "return 'alive'",
            "divergence first",
        ),
        (
            "if not np.isfinite(losses[-1]):\n    return 'dead'\nif dead_share > 0.9:\n    return 'diverged'\n"
            "return 'alive'",
            "exchanged|swapped",
        ),
        (fate().replace("diverged", "exploded"), "choose from"),
        (
            "if not np.isfinite(losses[-1]):\n    return True\nif dead_share > 0.9:\n    return True\nreturn False",
            "choose from|alive",
        ),
        (fate().replace("'diverged'", "diverged").replace("'dead'", "dead"), "quotes"),
        ("return 'alive'", "diverged|isfinite"),
        (fate("not np.isfinite(sum(losses))", "dead_share > 9"), "not per cent"),
        (fate("not isfinite(losses[-1])"), "np.isfinite"),
    ],
    "where_lost": [
        (kept(end="int(np.argmax(kept)) + 1"), "np.argmax"),  # 1394
        (kept("norms[i] * norms[i + 1]"), "You multiplied"),  # 1407
        (kept("norms[i + 1] / norms[i]"), "norms[i] / norms[i + 1]"),
        (kept("norms[i] - norms[i + 1]"), "divide"),
        (kept("norms[i + 1] - norms[i]"), "divide"),
        (kept(end="int(np.argmin(kept)) + 0"), "counts from 0"),
        (kept(end="int(np.argmin(kept)) + 2"), "One too high"),
        (kept(end="int(np.argmin(norms)) + 1"), "*drop*"),
        (kept("norms[i]"), "*drop*"),
        (kept("norms[i + 1]"), "comes *from*"),
        (kept("norms[i] / norms[-1]"), "*drop*"),
        (kept("norms[i] / norms[0]"), "*drop*"),
        (kept("norms[i] / sum(norms)"), "*drop*"),
        (kept("norms[i] / norms[i - 1]"), "i + 1"),
        (kept("norms[i] / norms[i + 1]", end="min(kept)"), "place|layer|share"),
        (kept("norms[i] / norms[i + 1]", end="int(min(kept)) + 1"), "place|every input"),
        (kept(end="len(norms) - int(np.argmin(kept))"), "other end|from the back|first"),
        (kept(over="range(len(norms))"), "one turn earlier"),
        (kept("abs(norms[i] - norms[i + 1])"), "divide"),
        (kept(end="int(np.argmin(kept)) + i"), "name i is not known"),
        (kept(end="kept"), "place|argmin"),
        (kept(end="int(np.argmax(kept)) + 2"), "one above"),
        (kept("norms[i] / norms[i + 1]", over="range(len(norms) - 2)"), "last pair is left out"),
        (kept("norms[i] / norms[i + 1]", over="range(1, len(norms) - 1)"), "first pair is left out"),
        (kept(end="np.min(kept)"), "place|layer|share"),
        (kept("norms / norms[i + 1]"), "whole list"),
    ],
    "name_illness": [
        (illness(before="readings['dead_before'] > 70", after="readings['dead_after'] > 50"), "share|0.7"),  # 1476
        (illness(before="readings['dead_before'] > 70"), "as a share"),  # learner.md 3.3
        (illness(saturated="False"), "saturated"),  # 1479
        (illness().replace("bias", "RATE").replace("by rate", "by bias").replace("RATE", "rate"), "exchanged|before"),
        (illness(saturated="readings['saturated'] > 0.999"), "0.7"),  # 1495
        (illness(saturated="readings['dead_before'] > 0.3"), "saturated"),  # 1499
        (illness(accuracy="readings['accuracy'] < 0.8"), "95 %"),  # 1506
        ("return 'undertrained' if readings['accuracy'] < 0.95 else 'healthy'", "You say undertrained. Here all units"),
        (illness(bend="readings['bend'] == 0"), "exactly 0"),  # learner.md 3.2
        (illness(after="readings['dead_after'] > 0.9"), "half"),  # learner.md 3.5
        (illness(saturated="readings['saturated'] > 0.5"), "0.7"),
        (illness(saturated="readings['saturated'] > 70"), "0.7"),
        (illness(accuracy="readings['accuracy'] < 95"), "0.95"),
        (
            illness(
                "readings['dead_before'] > 70",
                "readings['dead_after'] > 50",
                saturated="readings['saturated'] > 70",
                accuracy="readings['accuracy'] < 95",
            ),
            "0.95|share",
        ),
        (illness(before="readings['dead_before'] < 0.7"), "dead_before"),
        (illness(before="readings['dead_after'] > 0.7"), "dead_before|before"),
        (illness(after="readings['dead_before'] > 0.5"), "dead_after|after"),
        (illness(after="readings['dead_after'] > 0.7"), "half"),
        (illness(before="readings['dead_before'] >= 0.7"), "more than"),
        (illness(bend="readings['bend'] < 0.05"), "0.005"),
        (illness(bend="readings['bend'] > 0.005"), "bend"),
        (illness(saturated="readings['saturated'] < 0.7"), "saturated"),
        (illness(accuracy="readings['accuracy'] > 0.95"), "0.95"),
        (illness(accuracy="readings['accuracy'] <= 0.95"), "fewer than"),
        (illness(bend="readings['bend'] < 0.5"), "0.005"),
        (illness(before="readings[dead_before] > 0.7"), "quotes"),
        (illness(before="readings['dead before'] > 0.7"), "dead_before"),
        (illness(before="readings.dead_before > 0.7"), "square brackets"),
        (illness(before="dead_before > 0.7"), "readings"),
        (illness(accuracy="readings['accuracy'] < 0.98"), "95 %"),
        (illness(ratio="readings['ratio'] < 1.2"), "ratio"),
        (illness(ratio="readings['ratio'] > -1.2"), "ratio"),
        (illness().replace("initialisation", "initialization"), "choose from|initialisation"),
        ("return 'healthy'", "dead|undertrained|accuracy"),
        (illness().replace("linear collapse", "collapse"), "choose from|linear collapse"),
    ],
    "cheapest_test": [
        (cheapest("shows[a] != shows[a]"), "with itself"),  # 1453
        (cheapest(end="min(telling, key=lambda test: test[1])[1]"), "alphabet"),  # 1433
        (cheapest(end="min(telling, key=lambda test: len(test[1]))[1]"), "length of the name|shortest"),  # 1449
        (cheapest(end="min(telling)[0]"), "minutes"),  # 1432
        (cheapest(end="min(telling)"), "second part"),
        (cheapest("shows[a] == shows[b]"), "same for both"),
        (cheapest("a != b"), "same for both"),
        (cheapest("shows[a] and shows[b]"), "same for both"),
        (cheapest("True"), "same for both"),
        (cheapest("minutes == min(minutes for minutes, name, shows in tests)"), "same for both"),
        (cheapest(end="telling[0][1]"), "fewer minutes"),
        (cheapest(end="telling[-1][1]"), "fewer minutes"),
        (cheapest(end="max(telling)[1]"), "dearest"),
        (cheapest(end="min(telling[1])"), "a number and a text"),
        (cheapest(end="min(telling)[1][0]"), "letter"),
        (cheapest(end="telling"), "list|choose from|name"),
        (cheapest("shows[a] is not shows[b]"), "one object"),
        (cheapest("tests[a] != tests[b]"), "whole list"),  # learner.md 3.9
        (cheapest("shows[a] != b"), "same for both"),
        (cheapest("shows.a != shows.b"), "square brackets"),
        (cheapest("shows['a'] != shows['b']"), "without quotes"),
        (cheapest("shows != b"), "same for both"),
        (
            "telling = [(name, minutes) for minutes, name, shows in tests if shows[a] != shows[b]]\n"
            "return min(telling)[0]",
            "alphabet",
        ),
        ("telling = [name for minutes, name, shows in tests if shows[a] != shows[b]]\nreturn min(telling)", "alphabet"),
        (
            "telling = [minutes for minutes, name, shows in tests if shows[a] != shows[b]]\nreturn min(telling)",
            "minutes",
        ),
        (
            "telling = [(minutes, name) for minutes, name in tests if shows[a] != shows[b]]\nreturn min(telling)[1]",
            "name for each|more values",
        ),
        (
            "telling = [(minutes, name) for minutes, name, shows in tests if shows[a] != shows[b]]\n"
            "print(min(telling)[1])",
            "return",
        ),
        (cheapest("shows[a] > shows[b]"), "order|alphabet|different"),
    ],
    "step_length": [
        (step("dW / lr"), "divided by the rate"),  # 1272
        (step(end="np.linalg.norm(step, 2) / np.linalg.norm(W, 2)"), "Of a table"),  # 1270
        (step(end="np.sum(step ** 2) / np.sum(W ** 2)"), "root"),  # learner.md 3.10
        (step("dW"), "learning rate is missing"),
        (step("lr"), "gradient is missing"),
        (step("W - lr * dW"), "after the step"),
        (step(end="np.linalg.norm(W) / np.linalg.norm(step)"), "turned"),
        (step(end="np.linalg.norm(step)"), "by itself"),
        (step(end="np.linalg.norm(step) / np.linalg.norm(dW)"), "dW|weights"),
        (step(end="np.linalg.norm(step / W)"), "entry by entry|0"),
        (step(end="np.linalg.norm(step) / W.size"), "how many numbers"),
        (step(end="np.linalg.norm(step) / len(W)"), "number of rows|norm"),
        (step(end="np.abs(step).sum() / np.abs(W).sum()"), "square"),
        (step(end="np.abs(step).max() / np.abs(W).max()"), "largest"),
        (step(end="np.abs(step).mean() / np.abs(W).mean()"), "square"),
        (step(end="step.sum() / W.sum()"), "cancel"),
        (step(end="100 * np.linalg.norm(step) / np.linalg.norm(W)"), "per cent"),
        (step(end="np.linalg.norm(step) * np.linalg.norm(W)"), "multipl"),
        (step(end="np.linalg.norm(step) - np.linalg.norm(W)"), "divi"),
        (step(end="np.linalg.norm(W - step) / np.linalg.norm(W)"), "after the step"),
        (step(end="step / W"), "length|norm"),
        (step(end="len(step) / len(W)"), "rows|norm"),
        (step(end="np.linalg.norm(step) / W"), None),
        (step(end="np.linalg.norm(step / np.linalg.norm(W), axis=0)"), None),
        (step(end="np.linalg.norm(step, axis=1) / np.linalg.norm(W, axis=1)"), "axis|one number"),
        (step(end="np.norm(step) / np.norm(W)"), "np.linalg.norm"),
        (step(end="np.sqrt(step ** 2) / np.sqrt(W ** 2)"), "sum|norm|entry"),
        (step(end="np.linalg.norm(step) / np.linalg.norm(W) ** 2"), "square|root"),
    ],
    "off_the_line": [
        (line(end="round(float(np.max(np.abs(between - straight))), 1)"), "1 decimal"),  # 1330
        (line(end="np.linalg.norm(between - straight)"), "largest"),  # 1308
        (line(end="np.argmax(np.abs(between - straight))"), "place"),  # 1315
        (line("np.mean(at_a, at_b)"), "one array"),  # learner.md 3.10
        (line("at_a + at_b"), "*mean*"),
        (line("(at_a - at_b) / 2"), "half the sum"),
        (line("(at_b - at_a) / 2"), "half the sum"),
        (line("at_a + at_b / 2"), "brackets"),
        (line("at_a"), "at_b|line"),
        (line("at_b"), "at_a|line"),
        (line("np.mean([at_a, at_b])"), "axis|each output"),
        (line("(at_a + at_b) / 2", "(between - straight).max()"), "*below*"),
        (line(end="(straight - between).max()"), "sign|*above*"),
        (line(end="abs((between - straight).max())"), "absolute"),
        (line(end="np.abs(between - straight).mean()"), "mean distance"),
        (line(end="np.abs(between - straight).sum()"), "largest"),
        (line(end="np.abs(between - straight).min()"), "smallest"),
        (line(end="np.abs(between - straight)"), "the largest of yours"),
        (line(end="np.abs(between).max() - np.abs(straight).max()"), "largest"),
        (line(end="between.max() - straight.max()"), "first|each output|largest"),
        (line(end="((between - straight) ** 2).max()"), "square"),
        (line(end="np.abs(between / straight).max()"), "difference|distance"),
        (line(end="np.abs((between - straight) / straight).max()"), "distance|relative"),
        (line(end="max(between - straight)"), "*below*"),
        (line(end="np.abs(between - at_a + at_b / 2).max()"), "brackets"),
        (line(end="np.maximum(between - straight)"), "compares two"),
        (line(end="np.abs(between + straight).max()"), "minus|difference"),
        (line("2 * (at_a + at_b)"), "*mean*|half"),
        (line("np.sqrt(at_a * at_b)"), "nan|root"),
    ],
}


def answer(name, body):
    first = EXERCISES[name].stub.splitlines()[0]
    return define(f"{first}\n{textwrap.indent(body, '    ')}\n", name)


def rows(table):
    return [
        pytest.param(name, row, id=f"{name}-{number}")
        for name, answers in table.items()
        for number, row in enumerate(answers)
    ]


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


def test_the_default_slope_is_asked_for():
    first, body = "def leaky_relu(z, slope=0.1):", "    return np.where(z > 0, z, slope * z)"
    result = grade(EXERCISES["leaky_relu"], define(f"{first}\n{body}\n", "leaky_relu"))  # replies.md 1136
    assert result.mistake == "leaky_other_default"


def test_words_of_a_property_are_those_of_the_case():
    text = grade(EXERCISES["fate"], answer("fate", fate(second="dead_share > 0.6"))).text
    assert "dead_share = 0.8" in text and "expected: 'alive'" in text and "got:      'dead'" in text


def table_of(right, wrong):
    """Print how many answers to each exercise are named well, get numbers alone or another reply, or are accepted."""
    names = ["wrong", "caught", "well", "generic", "wrong reply", "accepted", "right", "refused"]
    total = dict.fromkeys(names, 0)
    print("| exercise |", " | ".join(names), "|")
    for name, answers in wrong.items():
        count = dict.fromkeys(names, 0)
        for body, words in answers:
            result = grade(EXERCISES[name], answer(name, body))
            well = bool(words) and any(each in result.text for each in words.split("|"))
            count["wrong"] += 1
            count["accepted" if result.verdict == RIGHT else "caught"] += 1
            if result.verdict != RIGHT:
                other = result.mistake is not None
                count["well" if well else "wrong reply" if other else "generic"] += 1
        for body in right[name]:
            count["right"] += 1
            count["refused"] += grade(EXERCISES[name], answer(name, body)).verdict != RIGHT
        print(f"| {name} |", " | ".join(map(str, count.values())), "|")
        total = {key: total[key] + count[key] for key in names}
    print("| all |", " | ".join(map(str, total.values())), "|")


if __name__ == "__main__":
    table_of(RIGHT_ANSWERS, WRONG_ANSWERS)
