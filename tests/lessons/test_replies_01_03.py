"""What the checker of lessons 01 to 03 says to answers that it was not written for.

Each answer is the body of a function, as a student may write it from the stub. A right one, in whatever form, passes; a
wrong one is refused, and the reply holds the words that lead to its fault. Where the words are "", the reply gives the
numbers alone: such an answer is named by nothing, and so by nothing wrong either.
`python -m tests.lessons.test_replies_01_03` prints the table.
"""

import itertools
import linecache
import math
import textwrap

import numpy as np
import pytest

from relulab.classroom.check import BROKEN, RIGHT, WRONG, grade
from relulab.course import EXERCISES

CELLS = itertools.count(1)


def graded(name, body):
    """The Result for a function of the exercise's name and arguments, made as a notebook makes it."""
    exercise = EXERCISES[name]
    source = f"{exercise.solution_source.splitlines()[0]}\n{textwrap.indent(body, '    ')}\n"
    file, namespace = f"<reply {next(CELLS)}>", {"np": np, "math": math}
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    exec(compile(source, file, "exec"), namespace)
    return grade(exercise, namespace[name])


RIGHT_ANSWERS = {
    "neuron": [
        "z = b\nfor i in range(len(x)):\n    z = z + w[i] * x[i]\nreturn np.maximum(z, 0)",
        "z = np.dot(x, w) + b\nreturn z * (z > 0)",
        "z = sum([p * q for p, q in zip(w, x)], b)\nreturn z if z > 0 else 0",
        "z = (w * x).sum() + b\nreturn (z + abs(z)) / 2",
        "z = w @ x + b\nif z < 0:\n    z = 0\nreturn z",
        "z = np.sum(np.multiply(w, x)) + b\nreturn float(np.clip(z, 0, None))",
        "z = w.T @ x + b\nreturn np.where(z > 0, z, 0)",
        "z = w @ x + b\nreturn max([z, 0])",
        "z = np.append(w, b) @ np.append(x, 1)\nreturn sorted([0, z])[1]",
        "z = 0\nfor v, u in zip(x, w):\n    z += v * u\nz += b\nreturn max(z, 0)",
        "z = np.inner(w, x) + b\nreturn np.maximum(0.0, z)",
        "z = w @ x + b\nreturn abs(z) if z > 0 else 0.0",
        "z = b + np.einsum('i,i', w, x)\nreturn z.clip(0)",
        "z = float(w @ x) + float(b)\nif z > 0:\n    return z\nelse:\n    return 0",
    ],
    "boundary": [
        "return -w[0] / w[1] * x1 - b / w[1]",
        "return (-b - w[0] * x1) / w[1]",
        "return (w[0] * x1 + b) / -w[1]",
        "w1, w2 = w\nreturn -(w1 * x1 + b) / w2",
        "return (0 - w[0] * x1 - b) * (1 / w[1])",
        "slope = -w[0] / w[1]\nstart = -b / w[1]\nreturn start + slope * x1",
        "x1 = np.asarray(x1)\nreturn np.divide(-(w[0] * x1 + b), w[-1])",
        "return -(b + x1 * w[0]) / w[1]",
        "a, c = w[0], w[1]\nreturn -a * x1 / c - b / c",
        "return -(w[0] / w[1]) * x1 + -b / w[1]",
        "x2 = -w[0] * x1 - b\nx2 = x2 / w[1]\nreturn x2",
        (
            "return np.linalg.solve(np.array([[w[1]]]), "
            "np.atleast_2d(-(w[0] * x1 + b))).ravel()[()] if np.ndim(x1) else -(w[0] * x1 + b) / w[1]"
        ),
    ],
    "layer": [
        "Z = np.dot(X, W) + b\nreturn np.maximum(Z, 0)",
        "Z = X @ W + b\nreturn np.where(Z > 0, Z, 0)",
        "Z = X @ W + b\nreturn Z * (Z > 0)",
        "Z = np.matmul(X, W)\nZ += b\nZ[Z < 0] = 0\nreturn Z",
        (
            "Z = [[sum(x[i] * W[i, j] for i in range(len(x))) + b[j] for j in range(len(b))] for x in X]\n"
            "return [[max(0, z) for z in row] for row in Z]"
        ),
        "Z = (W.T @ X.T).T + b\nreturn (Z + abs(Z)) / 2",
        "Z = np.column_stack([X @ W[:, j] + b[j] for j in range(len(b))])\nreturn Z.clip(min=0)",
        (
            "out = np.zeros((len(X), len(b)))\n"
            "for i in range(len(X)):\n"
            "    for j in range(len(b)):\n"
            "        out[i, j] = max(0, X[i] @ W[:, j] + b[j])\n"
            "return out"
        ),
        "return np.array([np.maximum(0, x @ W + b) for x in X])",
        "Z = X @ W\nZ = Z + b\nreturn np.fmax(Z, 0)",
        "Z = np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])\nreturn np.maximum(0, Z)",
        "Z = np.einsum('ni,ij->nj', X, W) + b.reshape(1, -1)\nreturn np.clip(Z, 0, np.inf)",
        "f = np.vectorize(lambda z: max(0.0, z))\nreturn f(X @ W + b)",
    ],
    "count_parameters": [
        ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += (n_in + 1) * n_out\nreturn total"),
        "return sum(a * b + b for a, b in zip(sizes[:-1], sizes[1:]))",
        (
            "total = 0\n"
            "for i in range(1, len(sizes)):\n"
            "    total += sizes[i - 1] * sizes[i]\n"
            "    total += sizes[i]\n"
            "return total"
        ),
        "return int(np.dot(sizes[:-1], sizes[1:])) + sum(sizes[1:])",
        (
            "total = 0\n"
            "for n_in, n_out in zip(sizes, sizes[1:]):\n"
            "    W, b = np.zeros((n_in, n_out)), np.zeros(n_out)\n"
            "    total += W.size + b.size\n"
            "return total"
        ),
        ("if len(sizes) < 2:\n    return 0\nreturn sizes[0] * sizes[1] + sizes[1] + count_parameters(sizes[1:])"),
        ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_out * (1 + n_in)\nreturn total"),
        ("weights = [a * b for a, b in zip(sizes, sizes[1:])]\nreturn sum(weights) + sum(sizes) - sizes[0]"),
        (
            "total = 0\n"
            "for n_in, n_out in zip(sizes, sizes[1:]):\n"
            "    total += np.zeros((n_in + 1, n_out)).size\n"
            "return total"
        ),
        (
            "total = 0\n"
            "last = sizes[0]\n"
            "for n in sizes[1:]:\n"
            "    total = total + last * n + n\n"
            "    last = n\n"
            "return float(total)"
        ),
        (
            "i, total = 0, 0\n"
            "while i + 1 < len(sizes):\n"
            "    total += sizes[i] * sizes[i + 1] + sizes[i + 1]\n"
            "    i += 1\n"
            "return total"
        ),
    ],
    "cross_entropy": [
        (
            "p = np.exp(logits - np.max(logits)) / np.sum(np.exp(logits - np.max(logits)))\n"
            "onehot = np.zeros(len(p))\n"
            "onehot[label] = 1\n"
            "return -np.sum(onehot * np.log(p))"
        ),
        (
            "p = np.exp(logits - np.max(logits)) / np.sum(np.exp(logits - np.max(logits)))\n"
            "onehot = np.eye(len(p))[label]\n"
            "return -np.dot(onehot, np.log(p))"
        ),
        "m = logits.max()\nreturn m + np.log(np.sum(np.exp(logits - m))) - logits[label]",
        "z = logits - np.max(logits)\nreturn np.log(np.exp(z).sum()) - z[label]",
        "exp = [math.exp(v - max(logits)) for v in logits]\nreturn -math.log(exp[label] / sum(exp))",
        "exp = np.exp(logits - logits[label])\nreturn np.logaddexp.reduce(logits) - logits[label]",
        (
            "exp = np.exp(logits - np.max(logits))\n"
            "probabilities = exp / exp.sum()\n"
            "return np.log(1 / probabilities[label])"
        ),
        "exp = np.exp(logits - sorted(logits)[-1])\nreturn -np.log(exp[label]) + np.log(sum(exp))",
        (
            "exp = np.exp(logits - np.max(logits))\n"
            "probabilities = exp / np.sum(exp)\n"
            "return -np.log(probabilities)[label]"
        ),
        "shift = logits - max(logits)\nreturn -(shift[label] - np.log(np.exp(shift).sum()))",
        (
            "exp = np.exp(logits - np.max(logits))\n"
            "probabilities = exp / np.sum(exp)\n"
            "return -math.log(probabilities[label])"
        ),
        (
            "exp = np.exp(logits - np.max(logits))\n"
            "probabilities = exp / np.sum(exp)\n"
            "return -np.log(probabilities[int(label)]).item()"
        ),
        "return np.log(sum(np.exp(v - logits[label]) for v in logits))",
    ],
    "descend": [
        "for step in range(steps):\n    w = w - lr * slope(w)\nreturn w",
        "for _ in range(steps):\n    w -= slope(w) * lr\nreturn w",
        "while steps > 0:\n    w = w + lr * -slope(w)\n    steps -= 1\nreturn w",
        ("path = [w]\nfor step in range(steps):\n    path.append(path[-1] - lr * slope(path[-1]))\nreturn path[-1]"),
        "for step in range(steps):\n    g = slope(w)\n    w -= g * lr\nreturn float(w)",
        "if steps == 0:\n    return w\nreturn descend(slope, w - lr * slope(w), lr, steps - 1)",
        "for step in range(steps):\n    w = w + (-1) * lr * slope(w)\nreturn w",
        "for i in range(0, steps, 1):\n    step = lr * slope(w)\n    w = w - step\nreturn w",
        "place = w\nfor step in range(steps):\n    place -= lr * slope(place)\nreturn place",
        "n = 0\nwhile n < steps:\n    w = w - slope(w) * lr\n    n += 1\nreturn np.float64(w)",
        "for step in range(1, steps + 1):\n    w -= lr * slope(w)\nreturn w",
    ],
    "hidden_slopes": [
        (
            "d1 = np.zeros(len(a))\n"
            "for j in range(len(a)):\n"
            "    back = 0\n"
            "    for k in range(len(d2)):\n"
            "        back += W2[j, k] * d2[k]\n"
            "    d1[j] = back if a[j] > 0 else 0\n"
            "return d1"
        ),
        "return np.where(a > 0, W2 @ d2, 0)",
        (
            "d1 = np.zeros(len(a))\n"
            "for j in range(len(a)):\n"
            "    if a[j] > 0:\n"
            "        d1[j] = np.sum(d2 * W2[j])\n"
            "return d1"
        ),
        "d1 = d2 @ W2.T\nd1[a <= 0] = 0\nreturn d1",
        "return np.array([(a[j] != 0) * np.dot(W2[j], d2) for j in range(len(a))])",
        ("d1 = np.zeros(len(a))\nfor j, row in enumerate(W2):\n    d1[j] = sum(row * d2) * np.sign(a[j])\nreturn d1"),
        (
            "d1 = np.zeros(len(a))\n"
            "for j in range(len(a)):\n"
            "    back = np.dot(d2, W2[j, :])\n"
            "    d1[j] = back if a[j] > 0 else 0\n"
            "return d1"
        ),
        "back = (W2 * d2).sum(axis=1)\nreturn back * (a > 0)",
        "d1 = W2 @ d2\nfor j in range(len(a)):\n    if a[j] == 0:\n        d1[j] = 0\nreturn d1",
        (
            "d1 = np.zeros(len(a))\n"
            "for j in range(len(a)):\n"
            "    back = sum(w * d for w, d in zip(W2[j], d2))\n"
            "    d1[j] = int(a[j] > 0) * back\n"
            "return d1"
        ),
        "return (np.diag(a > 0) * 1.0) @ W2 @ d2",
    ],
    "slopes_of_rows": [
        "dA1 = dZ2 @ W2.T\nreturn np.where(Z1 > 0, dA1, 0)",
        "dA1 = (W2 @ dZ2.T).T\nreturn dA1 * (Z1 > 0)",
        "dA1 = np.dot(dZ2, np.transpose(W2))\ndA1[Z1 <= 0] = 0\nreturn dA1",
        "return np.array([(W2 @ d) * (z > 0) for d, z in zip(dZ2, Z1)])",
        "dA1 = np.einsum('nk,jk->nj', dZ2, W2)\nreturn dA1 * np.heaviside(Z1, 0)",
        "dA1 = dZ2 @ W2.T\nslope = (Z1 > 0).astype(float)\nreturn np.multiply(dA1, slope)",
        "dA1 = dZ2 @ W2.transpose()\nreturn dA1 * (Z1 > 0).astype(int)",
        "dA1 = np.inner(dZ2, W2)\nreturn np.where(Z1 <= 0, 0, dA1)",
        (
            "dA1 = dZ2 @ W2.T\n"
            "for i in range(len(Z1)):\n"
            "    for j in range(len(Z1[0])):\n"
            "        if Z1[i, j] <= 0:\n"
            "            dA1[i, j] = 0\n"
            "return dA1"
        ),
        "return [[(d @ W2[j]) * (z[j] > 0) for j in range(len(W2))] for d, z in zip(dZ2, Z1)]",
        "dA1 = np.tensordot(dZ2, W2, (1, 1))\nreturn (Z1 > 0) * dA1",
    ],
    "sigmoid_slope": [
        "s = 1 / (1 + np.exp(-z))\nreturn s - s ** 2",
        "s = 1.0 / (1.0 + np.e ** (-z))\nreturn s * (1.0 - s)",
        "s = (1 + np.tanh(z / 2)) / 2\nreturn s * (1 - s)",
        "sigmoid = lambda v: 1 / (1 + np.exp(-v))\nreturn sigmoid(z) * sigmoid(-z)",
        "s = np.array(1 / (1 + np.exp(-np.asarray(z))))\nreturn (1 - s) * s",
        "s = np.exp(-np.logaddexp(0, -z))\nreturn s * (1 - s)",
        "s = 1 / (1 + np.exp(z))\nreturn s * (1 - s)",
        "s = 1 / (1 + np.exp(-1 * z))\nds = s * (1 - s)\nreturn ds",
        "s = 1 / (1 + np.exp(-z))\nreturn s * 1 - s * s",
        (
            "s = np.where(np.asarray(z) > 0, 1 / (1 + np.exp(-np.abs(z))), "
            "np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))\n"
            "return s * (1 - s)"
        ),
        "s = np.power(1 + np.exp(-z), -1)\nreturn -s * (s - 1)",
        "s = 1 / (1 + math.e ** (-z))\nreturn s * (1 - s)",
    ],
    "xor_network": [
        "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 + -2 * h2",
        "h1 = max(0, x1 + x2 + 0)\nh2 = max(0, x1 + x2 + -1)\nreturn h1 + (-2) * h2",
        "h = np.maximum(0, np.array([x1 + x2, x1 + x2 - 1]))\nreturn h @ np.array([1, -2])",
        "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn max(0, h1 - 2 * h2)",
        "up = max(0, 2 * (x1 + x2))\ndown = max(0, 4 * (x1 + x2) - 4)\nreturn up / 2 - down / 2",
        "h1 = (x1 + x2) * (x1 + x2 > 0)\nh2 = (x1 + x2 - 1) * (x1 + x2 > 1)\nreturn h1 - h2 - h2",
        "h1 = max(0, x1 + x2 + 0.0)\nh2 = max(0, x1 + x2 + -1.0)\nreturn h1 + -2.0 * h2",
        "relu = lambda z: np.maximum(0, z)\nreturn relu(x1 + x2) - 2 * relu(x1 + x2 - 1)",
        "s = x1 + x2\nreturn s if s < 1 else 2 - s",
        "h1 = max(0, 3 * x1 + 3 * x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 / 3 - 2 * h2",
        "return min(x1 + x2, 2 - x1 - x2)",
    ],
    "collapse": [
        "W = W1 @ W2\nb = b1 @ W2 + b2\nreturn W, b",
        "W = np.dot(W1, W2)\nb = np.dot(b1, W2) + b2\nreturn [W, b]",
        "b = b2 + W2.T @ b1\nW = (W2.T @ W1.T).T\nreturn (W, b)",
        "b = np.zeros(len(W1)) @ W1 @ W2 + b1 @ W2 + b2\nW = np.eye(len(W1)) @ W1 @ W2\nreturn W, b",
        ("W = np.array([row @ W2 for row in W1])\nb = sum(b1[j] * W2[j] for j in range(len(b1))) + b2\nreturn W, b"),
        "return W1 @ W2, b1 @ W2 + b2",
        "W = W1.dot(W2)\nb = b1.dot(W2) + b2\nreturn tuple([W, b])",
        "b = (b1[None, :] @ W2)[0] + b2\nreturn W1 @ W2, b",
        ("W = np.linalg.multi_dot([W1, W2, np.eye(W2.shape[1])])\nb = np.matmul(b1, W2)\nb += b2\nreturn W, b"),
        ("f = lambda X: (X @ W1 + b1) @ W2 + b2\nb = f(np.zeros(len(W1)))\nreturn f(np.eye(len(W1))) - b, b"),
    ],
    "hinges": [
        (
            "y = np.zeros(len(x))\n"
            "for knot, turn in zip(knots, turns):\n"
            "    y += turn * np.maximum(0, x - knot)\n"
            "return y"
        ),
        (
            "y = 0 * x\n"
            "for k in range(len(knots)):\n"
            "    y = y + turns[k] * np.where(x > knots[k], x - knots[k], 0)\n"
            "return y"
        ),
        "return [sum(t * max(0, v - k) for k, t in zip(knots, turns)) for v in x]",
        "return np.maximum(0, x[:, None] - knots) @ turns",
        (
            "y = np.zeros(len(x))\n"
            "for knot, turn in zip(knots, turns):\n"
            "    y += (x - knot) * (x > knot) * turn\n"
            "return y"
        ),
        (
            "y = np.zeros(len(x))\n"
            "for i in range(len(x)):\n"
            "    for knot, turn in zip(knots, turns):\n"
            "        if x[i] >= knot:\n"
            "            y[i] += turn * (x[i] - knot)\n"
            "return y"
        ),
        (
            "y = np.zeros(len(x))\n"
            "for knot, turn in zip(knots, turns):\n"
            "    y += np.maximum(x - knot, 0) * turn\n"
            "return y"
        ),
        (
            "y = np.zeros(len(x))\n"
            "for knot, turn in zip(knots, turns):\n"
            "    y = y + turn * np.clip(x - knot, 0, None)\n"
            "return y"
        ),
        "return sum(t * np.maximum(0, x - k) for k, t in zip(knots, turns))",
        (
            "y = np.zeros(len(x))\n"
            "for knot, turn in zip(knots, turns):\n"
            "    h = x - knot\n"
            "    h[h < 0] = 0\n"
            "    y += turn * h\n"
            "return y"
        ),
        (
            "y = np.zeros(len(x))\n"
            "for knot, turn in zip(knots, turns):\n"
            "    y += turn * (abs(x - knot) + x - knot) / 2\n"
            "return y"
        ),
    ],
    "output_function": [
        (
            'choice = {"which one of ten digits": "Softmax", "rain tomorrow, yes or no, '
            'from one output": "Sigmoid", "which of five tags fit, any number of them": "Sigmoid", '
            '"tomorrow\'s temperature in degrees Celsius": "Identity"}\n'
            "return choice[task]"
        ),
        (
            'if "digits" in task:\n'
            '    return "softmax"\n'
            'if "temperature" in task:\n'
            '    return "identity"\n'
            'return "sigmoid"'
        ),
        'return {"w": "softmax", "r": "sigmoid", "t": "identity"}[task[0]] if "tags" not in task else "sigmoid"',
        (
            'words = ["softmax", "sigmoid", "sigmoid", "identity"]\n'
            'tasks = ["digits", "rain", "tags", "temperature"]\n'
            "for word, part in zip(words, tasks):\n"
            "    if part in task:\n"
            "        return word"
        ),
        (
            'return "softmax" if task.startswith("which one") else "identity" if task.endswith("Celsius") el'
            'se "sigmoid "'
        ),
        (
            'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
            'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
            '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
            "return choice[task]"
        ),
        (
            'choice = {"which one of ten digits": "SOFTMAX", "rain tomorrow, yes or no, '
            'from one output": " sigmoid", "which of five tags fit, any number of them": "Sigmoid", '
            '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
            "return choice[task]"
        ),
        (
            'if task == "which one of ten digits":\n'
            '    return "softmax"\n'
            'elif "rain" in task or "tags" in task:\n'
            '    return "sigmoid"\n'
            "else:\n"
            '    return "identity"'
        ),
        ('import re\nreturn "softmax" if re.search("ten", task) else "identity" if "degrees" in task else "sigmoid"'),
        'return ["sigmoid", "softmax", "identity"][("ten" in task) + 2 * ("Celsius" in task)]',
    ],
}

#: Exercise -> the words that the reply holds, and the answer.
WRONG_ANSWERS = {
    "neuron": [
        ("bias b is missing", "z = w @ x\nreturn max(0, z)"),
        ("pre-activation z itself", "z = sum(w * x) + b\nreturn z"),
        ("@ adds up", "z = w * x + b\nreturn max(0, z)"),
        ("one bias", "z = np.sum(w * x + b)\nreturn max(0, z)"),
        ("negative values positive", "z = w @ x + b\nreturn np.abs(z)"),
        ("The bias has the wrong sign:", "z = w @ x - b\nreturn max(0, z)"),
        ("It is the other way round:", "z = w @ x + b\nreturn min(0, z)"),
        ("above 1", "z = w @ x + b\nreturn np.clip(z, 0, 1)"),
        ("nothing (None)", "z = w @ x + b\nif z > 0:\n    return z"),
        ("step", "z = w @ x + b\nreturn 1 if z > 0 else 0"),
        ("step", "z = w @ x + b\nreturn z > 0"),
        ("It is the other way round:", "z = w @ x + b\nreturn z if z < 0 else 0"),
        ("first two", "z = w[0] * x[0] + w[1] * x[1] + b\nreturn max(0, z)"),
        ("added up", "z = w * x + b\nreturn np.maximum(0, z)"),
        ("multipl", "z = w @ x * b\nreturn max(0, z)"),
        ("The bias got to the inputs, so the weights multiply it too.", "z = w @ (x + b)\nreturn max(0, z)"),
        ("sigmoid", "z = w @ x + b\nreturn 1 / (1 + np.exp(-z))"),
        ("sign", "z = w @ x + b\nreturn max(0, -z)"),
        ("before adding the bias", "return max(0, w @ x) + b"),
        ("each product", "return sum(max(0, p * q) for p, q in zip(w, x)) + b"),
        ("nothing (None)", "z = w @ x + b\nprint(max(0, z))"),
        ("max", "z = w @ x + b\nreturn max(z)"),
        ("own* weight", "z = sum(x) * sum(w) + b\nreturn max(0, z)"),
        ("mean", "z = np.mean(w * x) + b\nreturn max(0, z)"),
        ("leak", "z = w @ x + b\nreturn max(0.01 * z, z)"),
        ("whole number", "z = w @ x + b\nreturn int(max(0, z))"),
        ("Your neuron never gives less than 1:", "z = w @ x + b\nreturn max(1, z)"),
        ("You added weights and inputs.", "z = sum(w + x) + b\nreturn max(0, z)"),
        ("@", "z = w.x + b\nreturn max(0, z)"),
        ("np.", "z = dot(w, x) + b\nreturn maximum(0, z)"),
        ("same for every input", "return 0"),
        ("rounded", "z = w @ x + b\nreturn round(max(0, z), 1)"),
        ("The weights are missing:", "z = sum(x) + b\nreturn max(0, z)"),
        ("The bias is added twice.", "z = w @ x + b\nreturn max(0, z + b)"),
        ("Yours is one number for each input.", "z = x * w + b\nreturn [max(0, v) for v in z]"),
        ("", "z = w @ x * b + b\nreturn max(0, z)"),
        ("The inputs are missing:", "z = sum(w) + b\nreturn max(0, z)"),
        (
            "You cut off the negative part twice, before adding the bias and after.",
            "z = w @ x\nz = max(0, z)\nz = z + b\nreturn max(0, z)",
        ),
        ("The sign of z is turned before the cut:", "z = -(w @ x + b)\nreturn max(0, z)"),
        ("", "z = w @ x + b\nreturn z ** 2"),
        ("The last input is left out.", "z = sum(w[i] * x[i] for i in range(len(x) - 1)) + b\nreturn max(0, z)"),
        ("Only the last input counts:", "z = 0\nfor i in range(len(x)):\n    z = w[i] * x[i] + b\nreturn max(0, z)"),
        ("Only the first input counts.", "z = b\nfor i in range(len(x)):\n    z += w[i] * x[i]\n    return max(0, z)"),
        ("np.max finds the largest entry of one array;", "z = w @ x + b\nreturn np.max(0, z)"),
        ("", "z = w @ x + 0.5 * b\nreturn max(0, z)"),
        ("No function relu is known here.", "z = w @ x + b\nreturn relu(z)"),
        ("The name weights is not known in your function.", "z = weights @ inputs + bias\nreturn max(0, z)"),
        ("It is the other way round:", "z = w @ x + b\nreturn 0 if z > 0 else z"),
        (
            "You multiplied the sum of the inputs by the sum of the weights.",
            "z = np.outer(w, x).sum() + b\nreturn max(0, z)",
        ),
        ("The bias b is missing.", "z = x @ w + b\nreturn max(0, x @ w)"),
        ("The bias b is missing.", "z = sum(x * w + b / len(x)) - b\nreturn max(0, z)"),
        ("", "z = max(w * x) + b\nreturn max(0, z)"),
        ("It is the other way round:", "z = w @ x + b\nreturn z * (z < 0)"),
        ("", "z = w[::-1] @ x + b\nreturn max(0, z)"),
        ("", "z = w @ x + b\nreturn np.exp(z)"),
    ],
    "boundary": [
        ("wrong sign", "return (-w[0] * x1 + b) / w[1]"),
        ("swapped", "return -(w[1] * x1 + b) / w[0]"),
        ("bias is missing", "return -w[0] * x1 / w[1]"),
        ("only b is divided", "return -(w[0] * x1 + b / w[1])"),
        ("Only w[0] * x1 is divided", "return -(w[0] * x1 / w[1] + b)"),
        ("sign", "return (w[0] * x1 + b) / w[1]"),
        ("multiplied by w[1]", "return -(w[0] * x1 + b) * w[1]"),
        ("one term each", "return -w[0] * x1 + b / w[1]"),
        ("counts from 0", "return -(w[1] * x1 + b) / w[2]"),
        ("left side", "return w[0] * x1 + w[1] * x1 + b"),
        ("divided by w[0]", "return -(w[0] * x1 + b) / w[0]"),
        ("x1 is missing", "return -(w[0] + b) / w[1]"),
        ("x1 is missing", "return -b / w[1]"),
        ("That is how steep the line is, the same for every x1.", "return -w[0] / w[1]"),
        ("w[0]", "return -(x1 + b) / w[1]"),
        ("both weights", "return -(w * x1 + b) / w[1]"),
        ("whole number", "return -(w[0] * x1 + b) // w[1]"),
        ("upside down", "return -w[1] / (w[0] * x1 + b)"),
        ("w[0] multiplies the bias as well.", "return -(w[0] * (x1 + b)) / w[1]"),
        ("bias", "return -w[0] * x1 / w[1] + b"),
        ("You took w[1] away.", "return -(w[0] * x1 + b) - w[1]"),
        ("x1 may also be an array, as it is here.", "return float(-(w[0] * x1 + b) / w[1])"),
        ("x1 may also be a plain number, as it is here:", "return [-(w[0] * v + b) / w[1] for v in x1]"),
        ("x2", "return -(w[0] * x1 + w[1] * x2 + b)"),
        ("w[0]", "return -(w0 * x1 + b) / w1"),
        ("x1", "return -(w[1] * x2 + b) / w[0]"),
        ("minus", "return abs(w[0] * x1 + b) / abs(w[1])"),
        ("You turned the negative ones into 0, as ReLU does.", "return max(0, -(w[0] * x1 + b) / w[1])"),
        ("not x2", "return -w[0] * x1 - b"),
        (
            "x1 may also be an array, as it is here.",
            "a, c, x, d = (float(v) for v in (w[0], w[1], x1, b))\nreturn -(a * x + d) / c",
        ),
        ("", "return w[0] * x1 + b == -w[1]"),
        ("You divided by w[0], the weight of x1.", "return (-w[0] * x1 - b) * 1 / w[0]"),
        ("w[1] stands with x1 as well.", "return -(w[1] * x1 + b) / w[1]"),
        ("The signs are turned the wrong way:", "return (w[0] * x1 - b) / w[1]"),
        ("That is w1 x1 + b.", "return (w[0] * x1 + b)"),
        ("The bias has changed sides with the wrong sign.", "return (b - w[0] * x1) / w[1]"),
        ("You divided by both weights together.", "return -(w[0] * x1 + b) / (w[0] + w[1])"),
        ("@ takes arrays alone;", "return -(w @ x1 + b) / w[1]"),
        ("", "return -w[0] / (w[1] * x1) - b / w[1]"),
        ("", "return -(w[0] * x1 + b) / w[1] ** 2"),
        ("Your results are whole numbers, cut off from the right ones.", "return int(-(w[0] * x1 + b) / w[1])"),
        ("One number is wanted, and it is the last of yours:", "return -(w[0] * x1 + b) / w"),
        ("The two weights are swapped, and the sign is missing.", "return (w[1] * x1 + b) / w[0]"),
        ("", "return -w[0] * x1 + b"),
        ("Only w[0] * x1 is divided by w[1].", "return -(w[0] * x1) / w[1] - b"),
        ("The signs are turned the wrong way:", "return (-w[0] * x1 + b) / -w[1]"),
        ("Your fraction is upside down:", "return w[1] / -(w[0] * x1 + b)"),
        ("That is w1 x1 + b.", "x2 = 0\nreturn w[0] * x1 + w[1] * x2 + b"),
        ("Brackets are missing:", "return -b / w[1] - w[0] * x1"),
        ("", "return -(w[0] / x1 + b) / w[1]"),
    ],
    "layer": [
        ("biases are missing", "Z = X @ W\nreturn np.maximum(0, Z)"),
        ("You return Z", "Z = X @ W + b\nreturn Z"),
        ("turned on its side", "Z = X @ W.T + b\nreturn np.maximum(0, Z)"),
        ("inside", "return np.maximum(0, X @ W) + b"),
        ("X @ W", "Z = W @ X + b\nreturn np.maximum(0, Z)"),
        ("@", "Z = X * W + b\nreturn np.maximum(0, Z)"),
        ("np.maximum", "Z = X @ W + b\nreturn max(0, Z)"),
        ("np.maximum", "Z = X @ W + b\nreturn np.max(Z, 0)"),
        ("np.maximum", "Z = X @ W + b\nreturn np.max(0, Z)"),
        ("row", "return np.maximum(0, X @ W + b.reshape(-1, 1))"),
        ("two", "Z = X @ W + b\nreturn np.maximum(Z)"),
        ("positive", "Z = X @ W + b\nreturn np.abs(Z)"),
        ("step", "Z = X @ W + b\nreturn (Z > 0) * 1.0"),
        ("It is the other way round:", "Z = X @ W + b\nreturn np.minimum(0, Z)"),
        ("table is turned", "Z = X @ W + b\nreturn np.maximum(0, Z).T"),
        ("first", "Z = X[0] @ W + b\nreturn np.maximum(0, Z)"),
        ("The biases have the wrong sign:", "Z = X @ W - b\nreturn np.maximum(0, Z)"),
        ("whole numbers", "return np.vectorize(lambda z: z if z > 0 else 0)(-(-(X @ W + b)))"),
        ("You added all entries up.", "return np.maximum(0, X @ W + b).sum()"),
        ("bias", "Z = X @ (W + b)\nreturn np.maximum(0, Z)"),
        ("Every unit got all biases together.", "Z = X @ W + b.sum()\nreturn np.maximum(0, Z)"),
        ("X @ W", "Z = XW + b\nreturn np.maximum(0, Z)"),
        ("The places of the negative numbers are gone:", "Z = X @ W + b\nreturn Z[Z > 0]"),
        ("nothing (None)", "Z = X @ W + b\nZ[Z < 0] = 0"),
        ("above 1", "Z = X @ W + b\nreturn np.clip(Z, 0, 1)"),
        ("sigmoid", "Z = X @ W + b\nreturn 1 / (1 + np.exp(-Z))"),
        ("multipl", "Z = X @ W * b\nreturn np.maximum(0, Z)"),
        ("table is turned", "Z = W.T @ X.T + b[:, None]\nreturn np.maximum(0, Z)"),
        ("leak", "Z = X @ W + b\nreturn np.where(Z > 0, Z, 0.01 * Z)"),
        ("loop", "for x in X:\n    return np.maximum(0, x @ W + b)"),
        ("list", "return map(lambda x: np.maximum(0, x @ W + b), X)"),
        (
            "(Z < 0) compares every entry at once, and if wants one answer:",
            "Z = X @ W + b\nif Z < 0:\n    Z = 0\nreturn Z",
        ),
        ("np.maximum", "Z = X @ W + b\nreturn maximum(0, Z)"),
        ("loop", "for x in X:\n    out = np.maximum(0, x @ W + b)\nreturn out"),
        ("max and if need a single number, and here they meet a whole array.", "Z = X @ W + b\nreturn max(Z)"),
        ("A @ B needs as many columns in A as there are rows in B.", "Z = X.T @ W + b\nreturn np.maximum(0, Z)"),
        ("A @ B needs as many columns in A as there are rows in B.", "Z = np.dot(W, X) + b\nreturn np.maximum(0, Z)"),
        ("You added each row up.", "Z = X @ W + b\nreturn np.maximum(0, Z).sum(axis=1)"),
        ("You took the mean of the rows.", "Z = X @ W + b\nreturn np.maximum(0, Z).mean(axis=0)"),
        ("Every unit got the last bias.", "Z = X @ W + b[-1]\nreturn np.maximum(0, Z)"),
        ("The sign of Z is turned before the cut.", "Z = X @ W + b\nreturn np.maximum(0, -Z)"),
        ("The biases are added twice.", "Z = X @ W + b\nreturn np.maximum(0, Z + b)"),
        ("That is tanh of Z.", "Z = X @ W + b\nreturn np.tanh(Z)"),
        ("", "Z = X @ W + b\nreturn np.maximum(0.1, Z)"),
        ("", "Z = X @ W + b[::-1]\nreturn np.maximum(0, Z)"),
        ("Whole numbers came out:", "Z = X @ W + b\nreturn np.maximum(0, Z).astype(int)"),
        (
            "Only the last row of X has an answer:",
            "rows = []\nfor x in X:\n    rows = np.maximum(0, x @ W + b)\nreturn rows",
        ),
        ("You return Z.", "Z = X @ W + b\nreturn np.maximum(Z, Z)"),
        ("No function relu is known here.", "Z = X @ W + b\nreturn relu(Z)"),
        ("Your units answer with 0 or 1 alone:", "Z = X @ W + b\nreturn Z > 0"),
        ("Only the first row of X has an answer.", "return np.maximum(0, (X @ W + b)[0])"),
        (
            "max and if need a single number, and here they meet a whole array.",
            "Z = X @ W + b\nZ = max(Z, 0)\nreturn Z",
        ),
        ("", "return np.array([np.maximum(0, X[i] @ W[:, i] + b[i]) for i in range(len(b))])"),
        ("", "Z = np.sum(X @ W + b)\nreturn np.maximum(0, Z)"),
        ("Your units answer with 0 or 1 alone:", "Z = X @ W + b\nreturn np.where(Z > 0, 1, 0)"),
        ("It is the other way round:", "Z = X @ W + b\nreturn np.where(Z > 0, 0, Z)"),
        ("", "Z = X @ np.abs(W) + b\nreturn np.maximum(0, Z)"),
    ],
    "count_parameters": [
        (
            "weights alone",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out\nreturn total"),
        ),
        (
            "for each layer",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out + 1\nreturn total"),
        ),
        (
            "each *input*",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * (n_out + 1)\nreturn total"),
        ),
        (
            "inputs biases",
            (
                "total = sizes[0]\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out + n_out\n"
                "return total"
            ),
        ),
        (
            "added the sizes",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in + n_out\nreturn total"),
        ),
        (
            "first layer",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out + n_out\n"
                "    return total"
            ),
        ),
        ("overwrites", "for n_in, n_out in zip(sizes, sizes[1:]):\n    total = n_in * n_out + n_out\nreturn total"),
        (
            "You counted one row and one column too many:",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += (n_in + 1) * (n_out + 1)\n"
                "return total"
            ),
        ),
        (
            "both",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out + n_in + n_out\n"
                "return total"
            ),
        ),
        (
            "multiplied",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out * n_out\nreturn total"),
        ),
        (
            "first layer",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes[1:], sizes[2:]):\n"
                "    total += n_in * n_out + n_out\n"
                "return total"
            ),
        ),
        (
            "Each size is paired with itself.",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes):\n    total += n_in * n_out + n_out\nreturn total"),
        ),
        ("units", "return sum(sizes)"),
        ("", "return sum(a * b + min(a, b) for a, b in zip(sizes, sizes[1:]))"),
        ("", "return sum(a * b + max(a, b) for a, b in zip(sizes, sizes[1:]))"),
        ("biases alone", "return sum(sizes[1:])"),
        ("You counted how many sizes there are.", "return len(sizes)"),
        ("all sizes", "total = 1\nfor n in sizes:\n    total *= n\nreturn total"),
        (
            "last layer",
            (
                "total = 0\n"
                "for i in range(len(sizes) - 2):\n"
                "    total += sizes[i] * sizes[i + 1] + sizes[i + 1]\n"
                "return total"
            ),
        ),
        (
            "index",
            (
                "total = 0\n"
                "for i in range(len(sizes)):\n"
                "    total += sizes[i] * sizes[i + 1] + sizes[i + 1]\n"
                "return total"
            ),
        ),
        (
            "+=",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total + n_in * n_out + n_out\nreturn total"),
        ),
        (
            "second call",
            (
                "global kept\n"
                "kept = globals().get('kept', 0) + sum(a * b + b for a, b in zip(sizes, sizes[1:]))\n"
                "return kept"
            ),
        ),
        ("You joined the inputs to the outputs directly.", "return sizes[0] * sizes[-1] + sizes[-1]"),
        ("start", "for n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out + n_out\nreturn total"),
        (
            "The biases of the last layer are missing.",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out\n"
                "return total + sum(sizes[1:-1])"
            ),
        ),
        (
            "twice",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out + n_out * 2\n"
                "return total"
            ),
        ),
        (
            "You counted the weights and the bias of *one* unit in each layer.",
            "total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in + 1\nreturn total",
        ),
        (
            "Only the last layer has biases in yours.",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out\n"
                "return total + sizes[-1]"
            ),
        ),
        ("", ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in ** 2 + n_out\nreturn total")),
        (
            "The biases are taken away.",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out - n_out\nreturn total"),
        ),
        (
            "You counted the biases alone.",
            "total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_out\nreturn total",
        ),
        (
            "You counted what goes into each layer.",
            "total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in\nreturn total",
        ),
        (
            "You counted every weight twice, and no bias.",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out * 2\nreturn total"),
        ),
        (
            "You counted one bias for each of the sizes.",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out\n"
                "return total + len(sizes)"
            ),
        ),
        (
            "You counted one bias for the whole network.",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out\nreturn total + 1"),
        ),
        ("", ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in / n_out + n_out\nreturn total")),
        (
            "",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out + n_out\n"
                "return total - sizes[0]"
            ),
        ),
        (
            "Yours is one more every time.",
            ("total = 1\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out + n_out\nreturn total"),
        ),
        (
            "Those are the layers one by one.",
            ("out = []\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    out.append(n_in * n_out + n_out)\nreturn out"),
        ),
        (
            "It is a list, and signs such as + * < work entry by entry for arrays",
            ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out, n_out\nreturn total"),
        ),
        ("", "return sum(sizes[:-1]) * sum(sizes[1:]) + sum(sizes[1:])"),
        ("", ("total = 0\nfor i in range(len(sizes)):\n    total += sizes[i] * sizes[i - 1] + sizes[i]\nreturn total")),
        ("", ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_in * n_out + 2\nreturn total")),
        ("", ("total = 0\nfor n_in, n_out in zip(sizes, sizes[1:]):\n    total += n_out * n_out + n_in\nreturn total")),
        (
            "",
            (
                "total = sum(sizes)\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += n_in * n_out + n_out\n"
                "return total"
            ),
        ),
        ("", "return sizes[0] * sizes[1]"),
        (
            "Yours is half of what is wanted, every time.",
            (
                "total = 0\n"
                "for n_in, n_out in zip(sizes, sizes[1:]):\n"
                "    total += (n_in * n_out + n_out) / 2\n"
                "return total"
            ),
        ),
    ],
    "cross_entropy": [
        ("minus sign", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn np.log(p[label])"),
        ("base 10", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log10(p[label])"),
        ("base 2", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log2(p[label])"),
        ("logit", "return -np.log(logits[label])"),
        ("divide", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(exp[label])"),
        ("number of classes", "exp = np.exp(logits - np.max(logits))\np = exp / len(exp)\nreturn -np.log(p[label])"),
        ("turned round", "exp = np.exp(np.max(logits) - logits)\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        ("np.max", "exp = np.exp(logits - np.maximum(logits))\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        ("label", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(p[0])"),
        ("label", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(np.max(p))"),
        ("1 - p", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(1 - p[label])"),
        ("every class", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(p)"),
        ("once more", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.sum(p * np.log(p))"),
        ("probability", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn p[label]"),
        ("probability", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -p[label]"),
        ("over all classes", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.sum(np.log(p))"),
        ("np.log", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -ln(p[label])"),
        ("exp(1000)", "exp = np.exp(logits)\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        ("divide", "exp = np.exp(logits - np.max(logits))\np = exp / np.max(exp)\nreturn -np.log(p[label])"),
        (
            "axis",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "p = exp / np.sum(exp, axis=1, keepdims=True)\n"
                "return -np.log(p[label])"
            ),
        ),
        ("confident error", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn 1 - p[label]"),
        ("sigmoid", "return -np.log(1 / (1 + np.exp(-logits[label])))"),
        (
            "counted from 0",
            "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(p[label - 1])",
        ),
        (
            "counted from 0",
            "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.log(p[label + 1])",
        ),
        ("np.sum(exp)", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(logits)\nreturn -np.log(p[label])"),
        ("largest", "exp = np.exp(logits - np.min(logits))\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        ("np.exp", "exp = logits - np.max(logits)\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        ("inside", "exp = np.exp(logits) - np.max(logits)\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        ("np.exp", "exp = exp(logits - max(logits))\np = exp / sum(exp)\nreturn -np.log(p[label])"),
        ("sum", ("sum = 0\nexp = [np.exp(v - np.max(logits)) for v in logits]\nreturn -np.log(exp[label] / sum(exp))")),
        ("mean", "exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -np.mean(np.log(p))"),
        (
            "The largest logit was taken away in one place and not in the other.",
            "exp = np.exp(logits - np.max(logits))\nreturn np.log(np.sum(exp)) - logits[label]",
        ),
        ("label", ("exp = np.exp(logits - np.max(logits))\np = exp / np.sum(exp)\nreturn -label * np.log(p[label])")),
        ("call", "exp = np.exp(logits - np.max)\np = exp / np.sum(exp)\nreturn -np.log(p[label])"),
        (
            "",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return max(probabilities) - probabilities[label]"
            ),
        ),
        (
            "Two things are missing:",
            ("exp = np.exp(logits - np.max(logits))\nprobabilities = exp / np.sum(exp)\nreturn np.log(exp[label])"),
        ),
        (
            "A square of 1 - p is never above 1, so a confident error costs hardly more",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return (1 - probabilities[label]) ** 2"
            ),
        ),
        ("You used the logit itself.", "return -np.log(np.exp(logits[label]))"),
        (
            "",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return np.log(probabilities[-label])"
            ),
        ),
        (
            "It asked for an element that is not there.",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[logits])"
            ),
        ),
        (
            "You took the logarithm of 1 - p:",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return abs(np.log(1 - probabilities[label]))"
            ),
        ),
        (
            "",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log1p(probabilities[label])"
            ),
        ),
        (
            "Yours is too small by a factor, the length of",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[label]) / len(logits)"
            ),
        ),
        (
            "You take the class that the network finds most probable.",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[np.argmax(logits)])"
            ),
        ),
        (
            "Square brackets pick an entry, probabilities[...];",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities(label))"
            ),
        ),
        (
            "That is e to the power of what is wanted:",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return 1 / probabilities[label]"
            ),
        ),
        (
            "Yours is nan, which is not a number:",
            (
                "exp = np.exp(logits)\n"
                "probabilities = exp / np.sum(exp) - np.max(logits)\n"
                "return -np.log(probabilities[label])"
            ),
        ),
        (
            "Yours is too small by a factor, the length of",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "t = np.zeros(len(logits))\n"
                "t[label] = 1\n"
                "return -np.mean(t * np.log(probabilities))"
            ),
        ),
        (
            "The minus sign is missing.",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "t = np.zeros(len(logits))\n"
                "t[label] = 1\n"
                "return np.sum(t * np.log(probabilities))"
            ),
        ),
        (
            "The exponentials are not divided by their *sum*, so they are no",
            (
                "exp = np.exp(logits) / np.max(np.exp(logits))\n"
                "probabilities = exp\n"
                "return -np.log(probabilities[label])"
            ),
        ),
        (
            "For logits near each other it is right, but for the logits 740, 739 and",
            (
                "exp = np.exp(logits - np.mean(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[label])"
            ),
        ),
        (
            "",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[label] + 1e-2)"
            ),
        ),
        (
            "You took the logarithm of 1 - p, and the minus sign is missing.",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return np.log(1 - probabilities[label])"
            ),
        ),
        (
            "You took powers of 2.",
            (
                "exp = 2 ** (logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[label])"
            ),
        ),
        (
            "",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.exp(probabilities[label])"
            ),
        ),
        (
            "Yours is nan, which is not a number:",
            (
                "exp = np.exp(logits / np.max(logits))\n"
                "probabilities = exp / np.sum(exp)\n"
                "return -np.log(probabilities[label])"
            ),
        ),
        (
            "Yours is nan, which is not a number:",
            (
                "exp = np.exp(logits - np.max(logits))\n"
                "probabilities = logits / np.sum(logits)\n"
                "return -np.log(probabilities[label])"
            ),
        ),
    ],
    "descend": [
        ("You climb", "for step in range(steps):\n    w += lr * slope(w)\nreturn w"),
        ("slope at the start", "g = slope(w)\nfor step in range(steps):\n    w = w - lr * g\nreturn w"),
        ("one step", "for step in range(steps):\n    w = w - lr * slope(w)\n    return w"),
        ("one step", "return w - lr * slope(w)"),
        ("learning rate is missing", "for step in range(steps):\n    w = w - slope(w)\nreturn w"),
        ("the step itself", "for step in range(steps):\n    w = -lr * slope(w)\nreturn w"),
        ("the step itself", "for step in range(steps):\n    w = lr * slope(w)\nreturn w"),
        ("divided", "for step in range(steps):\n    w = w - slope(w) / lr\nreturn w"),
        ("stays where it was", "for step in range(steps):\n    w - lr * slope(w)\nreturn w"),
        ("slope(w)", "for step in range(steps):\n    w = w - lr * slope\nreturn w"),
        ("slope(w)", "for step in range(steps):\n    w = w - lr * slope(step)\nreturn w"),
        ("w itself", "for step in range(steps):\n    w = w - lr * w\nreturn w"),
        ("how steep", "for step in range(steps):\n    w = w - lr\nreturn w"),
        (
            "Every step of yours has the length lr, wherever you are:",
            "for step in range(steps):\n    w = w - lr * np.sign(slope(w))\nreturn w",
        ),
        ("too many", "for step in range(steps + 1):\n    w = w - lr * slope(w)\nreturn w"),
        ("too few", "for step in range(1, steps):\n    w = w - lr * slope(w)\nreturn w"),
        (
            "The number of the turn multiplies the step, so the first one goes nowhere,",
            "for step in range(steps):\n    w = w - lr * slope(w) * step\nreturn w",
        ),
        ("difference", "for step in range(steps):\n    w = lr * slope(w) - w\nreturn w"),
        ("lr and the slope are both taken away.", "for step in range(steps):\n    w = w - lr - slope(w)\nreturn w"),
        (
            "Yours always goes to the left, as if the slope were never negative.",
            "for step in range(steps):\n    w = w - lr * abs(slope(w))\nreturn w",
        ),
        (
            "That is the whole path.",
            ("path = []\nfor step in range(steps):\n    w = w - lr * slope(w)\n    path.append(w)\nreturn path"),
        ),
        ("slope", "for step in range(steps):\n    w = w - lr * slope(w)\nreturn slope(w)"),
        ("slope at the start", "new = w\nfor step in range(steps):\n    new = new - lr * slope(w)\nreturn new"),
        ("one step", "new = w\nfor step in range(steps):\n    new = w - lr * slope(w)\nreturn new"),
        (
            "Every step of yours begins at the start, so at the end you are one step",
            "for step in range(steps):\n    new = w - lr * slope(w)\nreturn new",
        ),
        ("nothing (None)", "for step in range(steps):\n    w = w - lr * slope(w)\nprint(w)"),
        ("range", "for step in steps:\n    w = w - lr * slope(w)\nreturn w"),
        ("lr is taken from w before the product.", "for step in range(steps):\n    w = (w - lr) * slope(w)\nreturn w"),
        ("multipl", "for step in range(steps):\n    w = w * lr * slope(w)\nreturn w"),
        ("lr went into the brackets:", "for step in range(steps):\n    w = w - slope(lr * w)\nreturn w"),
        ("", "for step in range(steps):\n    w = w - lr * slope(w)\n    lr = lr * 0.9\nreturn w"),
        ("w multiplies the step as well.", "for step in range(steps):\n    w = w - lr * w * slope(w)\nreturn w"),
        ("You climb.", "for step in range(steps):\n    w -= -lr * slope(w)\nreturn w"),
        ("", "for step in range(steps):\n    w = w - lr ** 2 * slope(w)\nreturn w"),
        (
            "Every step of yours is twice as long as lr says.",
            "for step in range(steps):\n    w = w - 2 * lr * slope(w)\nreturn w",
        ),
        ("Yours takes one step too few.", "for step in range(steps - 1):\n    w = w - lr * slope(w)\nreturn w"),
        (
            "You asked for the slope at 0 in every turn.",
            "for step in range(steps):\n    w = w - lr * slope(0)\nreturn w",
        ),
        ("You asked for the slope at lr.", "for step in range(steps):\n    w = w - lr * slope(lr)\nreturn w"),
        ("", "for step in range(steps):\n    w = w - lr * slope(w)\nreturn lr"),
        (
            "Your w becomes the step itself and forgets where it was.",
            "for step in range(steps):\n    w =- lr * slope(w)\nreturn w",
        ),
        (
            "The steps are divided by how many there are.",
            "for step in range(steps):\n    w = w - lr * slope(w) / steps\nreturn w",
        ),
        (
            "Yours moves only where the slope is positive.",
            "for step in range(steps):\n    if slope(w) > 0:\n        w = w - lr * slope(w)\nreturn w",
        ),
        (
            "You use the slope of the bowl, (w - 3)², whatever slope is.",
            "for step in range(steps):\n    w = w - lr * 2 * (w - 3)\nreturn w",
        ),
        ("", "for step in range(steps):\n    w = step - lr * slope(w)\nreturn w"),
        (
            "What is negative has become 0, and the rest is right.",
            "for step in range(steps):\n    w = max(0, w - lr * slope(w))\nreturn w",
        ),
        (
            "Every sign is turned, and the sizes are right.",
            "for step in range(steps):\n    w = w - lr * slope(w)\nreturn -w",
        ),
        ("", "g = 0\nfor step in range(steps):\n    g = g + slope(w)\n    w = w - lr * g\nreturn w"),
        ("", ("for step in range(steps):\n    w = w - lr * slope(w)\n    if slope(w) < 0:\n        break\nreturn w")),
        ("", "for step in range(2, steps):\n    w = w - lr * slope(w)\nreturn w"),
        ("The learning rate is typed in:", "for step in range(steps):\n    w = w - 0.1 * slope(w)\nreturn w"),
        ("The number of steps is typed in:", "for step in range(10):\n    w = w - lr * slope(w)\nreturn w"),
        ("", "for step in range(steps):\n    w = lr - w * slope(w)\nreturn w"),
    ],
    "hidden_slopes": [
        (
            "Only the first two outputs count",
            (
                "d1 = np.zeros(len(a))\nfor j in range(len(a)):\n    back = W2[j, 0] * d2[0] + W2[j, 1] * d2[1]\n"
                "    d1[j] = back * (a[j] > 0)\nreturn d1"
            ),
        ),
        (
            "lets its slope through",
            ("d1 = np.zeros(len(a))\nfor j in range(len(a)):\n    back = W2[j] @ d2\n    d1[j] = back\nreturn d1"),
        ),
        (
            "lets its slope through",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] >= 0)\n"
                "return d1"
            ),
        ),
        (
            "wrong way round",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[:, j] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "output of the unit",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * a[j]\n"
                "return d1"
            ),
        ),
        (
            "silent units",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] <= 0)\n"
                "return d1"
            ),
        ),
        (
            "never",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] < 0)\n"
                "return d1"
            ),
        ),
        (
            "d1[j] takes one number, and this gives it several.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] * d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "W2[j]",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2 @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "each output",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j].sum() * d2[j]\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "multiplied the sums",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = sum(W2[j]) * sum(d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "first turn",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "    return d1"
            ),
        ),
        (
            "cut off negative slopes",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = max(0, back)\n"
                "return d1"
            ),
        ),
        (
            "cut off negative slopes",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = max(0, back) * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "slopes d2 are missing",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = sum(W2[j])\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "weights",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = sum(d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "sign",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = -(W2[j] @ d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "mean",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = np.mean(W2[j] * d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "overwrites back",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    for k in range(len(d2)):\n"
                "        back = W2[j, k] * d2[k]\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "back",
            ("d1 = np.zeros(len(a))\nfor j in range(len(a)):\n    back = W2[j] @ d2\n    d1[j] = a[j] > 0\nreturn d1"),
        ),
        (
            "needs an array",
            ("d1 = []\nfor j in range(len(a)):\n    back = W2[j] @ d2\n    d1.append(back * (a[j] > 0))\nreturn d1"),
        ),
        (
            "d1[j]",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1 = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "a[j]",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a > 0)\n"
                "return d1"
            ),
        ),
        (
            "a[j]",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    if a > 0:\n"
                "        d1[j] = back\n"
                "return d1"
            ),
        ),
        (
            "The sizes are right, and the minus signs are lost.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = abs(W2[j] @ d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "sigmoid",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * a[j] * (1 - a[j])\n"
                "return d1"
            ),
        ),
        (
            "whole numbers",
            (
                "d1 = np.zeros(len(a), dtype=int)\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "Every unit has the weights of the first one in yours.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[0] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "outputs",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(d2)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        ("output of the unit", "d1 = W2 @ d2\nreturn d1 * np.maximum(0, a)"),
        (
            "largest",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = max(W2[j] * d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "Only the last unit has its slope.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "You multiplied the weights by the outputs a.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ a\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ abs(d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "You added weights and slopes.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = sum(W2[j] + d2)\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "Only the first output counts in yours.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j, 0] * d2[0]\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "You added 1 or 0.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back + (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "You give back the outputs of the units.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = max(0, a[j])\n"
                "return d1"
            ),
        ),
        (
            "Every slope of yours is 0.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back if a[j] < 0 else 0\n"
                "return d1"
            ),
        ),
        (
            "You cut off negative slopes.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (back > 0)\n"
                "return d1"
            ),
        ),
        (
            "W2 is read the wrong way round.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = 0\n"
                "    for k in range(len(d2)):\n"
                "        back += W2[k, j] * d2[k]\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "back goes on growing from unit to unit.",
            (
                "d1 = np.zeros(len(a))\n"
                "back = 0\n"
                "for j in range(len(a)):\n"
                "    back += W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "You give back what came last, one number.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return back"
            ),
        ),
        (
            "Every slope of yours is 0.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] == back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 1)\n"
                "return d1"
            ),
        ),
        (
            "Yours is too small by a factor, the length of",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (a[j] > 0) / len(a)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back * (d2[0] > 0)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[0] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back / a[j] if a[j] > 0 else 0\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2[::-1]\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = abs(W2[j]) @ d2\n"
                "    d1[j] = back * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "What is positive has become 0, and the rest is right.",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = min(0, back) * (a[j] > 0)\n"
                "return d1"
            ),
        ),
        (
            "",
            (
                "d1 = np.zeros(len(a))\n"
                "for j in range(len(a)):\n"
                "    back = W2[j] @ d2\n"
                "    d1[j] = back if back > 0 and a[j] > 0 else a[j]\n"
                "return d1"
            ),
        ),
    ],
    "slopes_of_rows": [
        ("activation is missing", "dA1 = dZ2 @ W2.T\nreturn dA1"),
        ("change places", "dA1 = dZ2 @ W2\nreturn dA1 * (Z1 > 0)"),
        ("value of ReLU", "dA1 = dZ2 @ W2.T\nreturn dA1 * np.maximum(0, Z1)"),
        ("You multiplied by Z1 itself.", "dA1 = dZ2 @ W2.T\nreturn dA1 * Z1"),
        ("cut off negative slopes", "dA1 = dZ2 @ W2.T\nreturn np.maximum(0, dA1)"),
        ("cut off negative slopes", "dA1 = dZ2 @ W2.T\nreturn dA1 * (dA1 > 0)"),
        ("Z1 = 0", "dA1 = dZ2 @ W2.T\nreturn np.where(Z1 >= 0, dA1, 0)"),
        ("Z1 = 0", "dA1 = dZ2 @ W2.T\ndA1[Z1 < 0] = 0\nreturn dA1"),
        ("before going through the weights", "dA1 = dZ2 * (Z1 > 0)\nreturn dA1 @ W2.T"),
        ("@", "dA1 = dZ2 * W2.T\nreturn dA1 * (Z1 > 0)"),
        ("Two arrays of different shapes meet entry by entry:", "dA1 = W2 @ dZ2.T\nreturn dA1 * (Z1 > 0)"),
        ("table is turned", "dA1 = W2 @ dZ2.T\nreturn dA1 * (Z1 > 0).T"),
        (
            "Yours is too small by a factor, the length of",
            "dA1 = dZ2 @ W2.T\nreturn dA1 * (Z1 > 0) / len(Z1)",
        ),
        ("turned round", "dA1 = dZ2 @ W2.T\nreturn dA1 * (Z1 < 0)"),
        ("turned round", "dA1 = dZ2 @ W2.T\nreturn dA1 * (Z1 <= 0)"),
        (".T", "dA1 = dZ2 @ W2^T\nreturn dA1 * (Z1 > 0)"),
        ("(Z1 > 0)", "dA1 = dZ2 @ W2.T\nreturn dA1 * (1 if Z1 > 0 else 0)"),
        ("(Z1 > 0)", "dA1 = dZ2 @ W2.T\nreturn dA1 if Z1 > 0 else 0"),
        ("dA1", "dA1 = dZ2 @ W2.T\nreturn np.where(Z1 > 0, 1, 0)"),
        ("You added the rows up.", "dA1 = dZ2 @ W2.T\nreturn (dA1 * (Z1 > 0)).sum(axis=0)"),
        ("sign", "dA1 = -dZ2 @ W2.T\nreturn dA1 * (Z1 > 0)"),
        (
            "Picking by a condition throws the other entries away, and the table with",
            "dA1 = dZ2 @ W2.T\nreturn dA1[Z1 > 0]",
        ),
        ("Where a unit is silent, yours gives Z1 itself.", "dA1 = dZ2 @ W2.T\nreturn np.where(Z1 > 0, dA1, Z1)"),
        ("leak", "dA1 = dZ2 @ W2.T\nreturn np.where(Z1 > 0, dA1, 0.01 * dA1)"),
        ("first row", "dA1 = dZ2[0] @ W2.T\nreturn dA1 * (Z1[0] > 0)"),
        ("multipl", "dA1 = dZ2 @ W2.T\nreturn dA1 + (Z1 > 0)"),
        ("np.where", "dA1 = dZ2 @ W2.T\nreturn np.where(Z1 > 0, dA1)"),
        ("mean", "dA1 = dZ2 @ W2.T\nreturn dA1 * (Z1 > 0) * (1 / len(dZ2))"),
        ("The two are exchanged:", "dA1 = dZ2 @ W2.T\nreturn np.where(dA1 > 0, Z1, 0)"),
        ("No brackets behind .T:", "dA1 = dZ2 @ W2.T()\nreturn dA1 * (Z1 > 0)"),
        ("A @ B needs as many columns in A as there are rows in B.", "dA1 = W2.T @ dZ2\nreturn dA1 * (Z1 > 0)"),
        ("The name relu_slope is not known in your function.", "dA1 = dZ2 @ W2.T\nreturn relu_slope(Z1) * dA1"),
        ("(Z1 > 0) compares every entry at once.", "dA1 = dZ2 @ W2.T\nreturn dA1 * max(0, Z1)"),
        ("The sizes are right, and the minus signs are lost.", "dA1 = dZ2 @ W2.T\nreturn abs(dA1) * (Z1 > 0)"),
        ("That is the slope of a sigmoid.", "dA1 = dZ2 @ W2.T\nreturn dA1 * Z1 * (1 - Z1)"),
        ("", "dA1 = dZ2 @ W2.T\nreturn np.maximum(0, dA1 * Z1)"),
        ("The limit is 0, and in yours it is 1:", "dA1 = dZ2 @ W2.T\nreturn dA1 * (Z1 > 1)"),
        ("Two arrays of different shapes meet entry by entry:", "dA1 = W2.T\nreturn dA1 * (Z1 > 0)"),
        ("The numbers are right and the table is turned:", "dA1 = dZ2 @ W2.T\nreturn (dA1 * (Z1 > 0)).T"),
        ("A @ B needs as many columns in A as there are rows in B.", "dA1 = dZ2 @ W2.T\nreturn dA1 @ (Z1 > 0)"),
        ("You took the mean of the rows.", "dA1 = dZ2 @ W2.T\nreturn np.mean(dA1 * (Z1 > 0), axis=0)"),
        (
            "You multiplied by the sign of Z1, so silent units send their slope back",
            "dA1 = dZ2 @ W2.T\nreturn dA1 * np.sign(Z1)",
        ),
        ("Your function gave back nothing (None).", "dA1 = dZ2 @ W2.T\ndA1[Z1 <= 0] = 0"),
        ("You added all entries up.", "dA1 = dZ2 @ W2.T\nreturn np.sum(dA1 * (Z1 > 0))"),
        ("Two arrays of different shapes meet entry by entry:", "dA1 = dZ2 @ W2.T\nreturn dA1 * (W2 > 0)"),
        ("", "dA1 = dZ2 @ W2.T\nreturn dA1 * (Z1 != 0)"),
        ("", "dA1 = dZ2 @ abs(W2.T)\nreturn dA1 * (Z1 > 0)"),
        ("", "dA1 = dZ2 @ W2.T\nreturn (dA1 > 0) * (Z1 > 0)"),
        ("", "dA1 = dZ2 @ W2.T\nreturn dA1 * np.exp(Z1)"),
        ("", "dA1 = dZ2 @ W2.T\nreturn -np.maximum(0, dA1) * (Z1 > 0)"),
        ("", "dA1 = dZ2 @ W2.T\nreturn np.minimum(0, dA1)"),
    ],
    "sigmoid_slope": [
        ("value, not the slope", "s = 1 / (1 + np.exp(-z))\nreturn s"),
        ("put z itself", "s = 1 / (1 + np.exp(-z))\nreturn z * (1 - z)"),
        ("slope of tanh", "s = 1 / (1 + np.exp(-z))\nreturn 1 - s ** 2"),
        ("Brackets", "s = 1 / (1 + np.exp(-z))\nreturn s * 1 - s"),
        ("put z itself", "s = 1 / (1 + np.exp(-z))\nreturn s * (1 - z)"),
        ("put z itself", "s = 1 / (1 + np.exp(-z))\nreturn z * (1 - s)"),
        ("minus", "s = 1 / (1 + np.exp(-z))\nreturn s * (1 + s)"),
        ("one of the two factors", "s = 1 / (1 + np.exp(-z))\nreturn 1 - s"),
        ("times", "s = 1 / (1 + np.exp(-z))\nreturn s - (1 - s)"),
        ("sign", "s = 1 / (1 + np.exp(-z))\nreturn s * (s - 1)"),
        ("sign", "return -np.exp(-z) / (1 + np.exp(-z)) ** 2"),
        ("nearly right", "f = lambda v: 1 / (1 + np.exp(-v))\nh = 1e-4\nreturn (f(z + h) - f(z)) / h"),
        ("s * (1 - s)", "s = 1 / (1 + np.exp(-z))\nreturn s(1 - s)"),
        ("square", "s = 1 / (1 + np.exp(-z))\nreturn s ** 2"),
        ("brackets", "s = 1 / 1 + np.exp(-z)\nreturn s * (1 - s)"),
        ("brackets", "s = 1 / np.exp(-z) + 1\nreturn s * (1 - s)"),
        ("np.exp", "s = 1 / (1 + e ** -z)\nreturn s * (1 - s)"),
        ("np.exp", "s = 1 / (1 + exp(-z))\nreturn s * (1 - s)"),
        ("1 +", "s = 1 / np.exp(-z)\nreturn s * (1 - s)"),
        ("number", "s = 1 / (1 + math.exp(-z))\nreturn s * (1 - s)"),
        ("tanh", "return 1 - np.tanh(z) ** 2"),
        ("twice", "s = 1 / (1 + np.exp(-z))\nreturn 2 * s * (1 - s)"),
        ("You divided the two factors.", "s = 1 / (1 + np.exp(-z))\nreturn s / (1 - s)"),
        ("", "s = 1 / (1 + np.exp(-z))\nreturn s * (1 - s) * z"),
        ("In your s the sum below the line is a difference:", "s = 1 / (1 - np.exp(-z))\nreturn s * (1 - s)"),
        ("rounded", "s = 1 / (1 + np.exp(-z))\nreturn np.round(s * (1 - s), 3)"),
        ("", "s = np.round(1 / (1 + np.exp(-z)), 2)\nreturn s * (1 - s)"),
        ("same for every", "return 0.25"),
        ("a number", "s = 1 / (1 + np.exp(-z[0]))\nreturn s * (1 - s)"),
        ("infinity", "return np.exp(-z) / (1 + np.exp(-z)) ** 2"),
        ("ReLU", "return np.where(z > 0, 1, 0)"),
        ("a number", "s = 1 / (1 + np.exp(-z))\nreturn [v * (1 - v) for v in s]"),
        ("square", "s = 1 / (1 + np.exp(-z))\nreturn (1 - s) ** 2"),
        ("One factor too many:", "s = 1 / (1 + np.exp(-z))\nreturn s * (1 - s) ** 2"),
        ("Your s comes out as the sum 1 + e to the power -z itself.", "s = 1 + np.exp(-z)\nreturn s * (1 - s)"),
        ("", "s = np.log(1 + np.exp(-z))\nreturn s * (1 - s)"),
        ("That is e to the power -z alone.", "return np.exp(-z)"),
        ("That is the square of the value.", "return 1 / (1 + np.exp(-z)) ** 2"),
        ("That is s² - 1.", "s = 1 / (1 + np.exp(-z))\nreturn s * s - 1"),
        ("Your s is tanh, not the sigmoid:", "s = np.tanh(z)\nreturn s * (1 - s)"),
        ("Yours is 1 for every z:", "s = 1 / (1 + np.exp(-z))\nreturn s + (1 - s)"),
        ("Yours is half of what is wanted, every time.", "s = 1 / (1 + np.exp(-z))\nreturn s * (1 - s) / 2"),
        ("Yours is 4 times what is wanted, every time.", "s = 1 / (1 + np.exp(-z))\nreturn 4 * s * (1 - s)"),
        ("Your function gave back nothing (None).", "s = 1 / (1 + np.exp(-z))\ns * (1 - s)"),
        ("", "f = lambda v: 1 / (1 + np.exp(-v))\nreturn (f(z + 0.1) - f(z - 0.1)) / 0.2"),
        (
            "max and if need a single number, and here they meet a whole array.",
            "s = 1 / (1 + np.exp(-z))\nreturn max(0, s * (1 - s))",
        ),
        ("", "s = 1 / (1 + np.exp(-z))\nreturn np.gradient(s)"),
        ("", "s = 1 / (1 + np.exp(-z))\nreturn s / z"),
        ("That is the root of what is wanted:", "s = 1 / (1 + np.exp(-z))\nreturn np.sqrt(s * (1 - s))"),
        ("That is 1 - s, one of the two factors.", "s = 1 / (1 + np.exp(z))\nreturn s"),
        ("", "s = 1 / (1 + np.exp(-z))\nreturn s * (1 - s ** 2)"),
        ("", "s = 1 / (1 + np.exp(-z))\nreturn s ** 2 * (1 - s)"),
        ("That is the square of what is wanted:", "s = 1 / (1 + np.exp(-z))\nreturn (s * (1 - s)) ** 2"),
        ("That is 1 - s, one of the two factors.", "s = 1 / (1 + np.exp(-z))\nreturn s * np.exp(-z)"),
        ("", "s = 1 / (1 + 2 ** -z)\nreturn s * (1 - s)"),
        (
            "Near 0 it is right, but for z = -1000 and z = 1000 it gives [0.0, nan],",
            "s = np.exp(z) / (1 + np.exp(z))\nreturn s * (1 - s)",
        ),
        ("1 - s² is the slope of tanh, written with the value of tanh.", "s = 1 / (1 + np.exp(-z))\nreturn 1 - s * s"),
    ],
    "xor_network": [
        ("you get 2", "h1 = max(0, x1 + x2 + 0)\nh2 = max(0, x1 + x2 - 2)\nreturn h1 - 2 * h2"),
        ("that is OR", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - h2"),
        ("same bias", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2)\nreturn h1 - 2 * h2"),
        ("AND", "h1 = max(0, x1 + x2 - 1)\nh2 = max(0, x1 + x2 - 2)\nreturn h1 - 2 * h2"),
        ("*negative* bias", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 + 1)\nreturn h1 - 2 * h2"),
        ("adds where", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 + 2 * h2"),
        ("max", "h1 = x1 + x2\nh2 = x1 + x2 - 1\nreturn h1 - 2 * h2"),
        ("Two ReLU units", "return 1 if x1 != x2 else 0"),
        ("Two ReLU units", "return abs(x1 - x2)"),
        ("Two ReLU units", "return x1 + x2 - 2 * x1 * x2"),
        ("Two ReLU units", "return x1 ^ x2"),
        ("too much", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - 3 * h2"),
        ("bias", "h1 = max(0, x1 + x2 + 1)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - 2 * h2"),
        ("exchanged", "h1 = max(0, x1 + x2 - 1)\nh2 = max(0, x1 + x2)\nreturn h1 - 2 * h2"),
        ("half", "h1 = max(0, x1 + x2 - 0.5)\nh2 = max(0, x1 + x2 - 1.5)\nreturn h1 - 2 * h2"),
        (
            "Yours gives 0.5 for (1, 0), where 1 is wanted",
            "h1 = max(0, x1 + x2 - 0.5)\nh2 = max(0, x1 + x2 - 1.5)\nreturn h1 - h2",
        ),
        ("The two differ by 1.", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1.5)\nreturn h1 - 2 * h2"),
        ("1 minus", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn 1 - (h1 - 2 * h2)"),
        ("sign", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn 2 * h2 - h1"),
        ("that is OR", "return max(x1, x2)"),
        ("You multiplied the two units.", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 * h2"),
        ("you get 2", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1"),
        ("The two differ by 3.", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 + h2"),
        ("Your units keep what is negative.", "h1 = min(0, x1 + x2)\nh2 = min(0, x1 + x2 - 1)\nreturn h1 - 2 * h2"),
        ("The two differ by 1.", "h1 = max(0, x1 - x2)\nh2 = max(0, x1 - x2 - 1)\nreturn h1 - 2 * h2"),
        ("nothing (None)", "if x1 + x2 == 1:\n    return 1"),
        (
            "Both units are on from the start, and they add up.",
            "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 + 1)\nreturn h1 + 1 * h2",
        ),
        ("One input gives 0 and both give -1.", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 0.5)\nreturn h1 - 2 * h2"),
        (
            "One input gives 0 and both give -1.",
            "h1 = max(0, x1 + x2 - 1)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - 2 * h2",
        ),
        ("", "h1 = max(0, x1 + x2 + 1)\nh2 = max(0, x1 + x2 + 2)\nreturn h1 + 1 * h2"),
        ("The two differ by 1.5.", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - 0.5 * h2"),
        ("Far too much is taken away at (1, 1):", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - 4 * h2"),
        (
            "Both units do the same and add up, so two inputs give the most.",
            "h1 = max(0, x1 + x2 + 0)\nh2 = max(0, x1 + x2 + 0)\nreturn h1 + 1 * h2",
        ),
        ("Yours is 0 for all four inputs:", "h1 = max(0, x1 + x2 + 0)\nh2 = max(0, x1 + x2 + 0)\nreturn h1 - 1 * h2"),
        ("", "h1 = max(0, x1 + x2 - 0.5)\nh2 = max(0, x1 + x2 - 1.5)\nreturn h1 - h2"),
        ("The two differ by 1.", "return int(x1 or x2)"),
        ("That is AND:", "return x1 * x2"),
        ("Your function gives the same for every input, 1.", "return 1"),
        ("The two differ by 1.", "h1 = max(0, x1 + x2 + 1)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - h2"),
        ("Yours is 0 for all four inputs:", "h1 = max(0, x1 + x2)\nh2 = max(0, x1 + x2 - 1)\nreturn (h1 - 2) * h2"),
        ("That is AND:", "return round((x1 + x2) / 2)"),
        ("", "return 1 - x1 * x2"),
        ("That is AND:", "h1 = max(0, x1 + x2 - 1)\nh2 = max(0, x1 + x2 - 2)\nreturn h1 - h2"),
        ("The two differ by 2.", "h1 = max(0, x1 + x2 + 0)\nh2 = max(0, x1 + x2 - 2)\nreturn h1 - 1 * h2"),
        ("Yours falls from the start.", "h1 = max(0, x1 + x2 + 2)\nh2 = max(0, x1 + x2 + 1)\nreturn h1 - 2 * h2"),
        ("", "h1 = max(0, x1 + x2 + 1)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - 3 * h2"),
        ("Yours is -1 for every input:", "h1 = max(0, x1 + x2 + 0)\nh2 = max(0, x1 + x2 + 1)\nreturn h1 - 1 * h2"),
        ("", "h1 = max(1, x1 + x2)\nh2 = max(1, x1 + x2 - 1)\nreturn h1 - 2 * h2"),
        ("", "h1 = max(0, x1 + x2 - 1)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 + 2 * h2"),
        ("Yours is 0 for all four inputs:", "h1 = max(0, x1 + x2 - 1)\nh2 = max(0, x1 + x2 - 1)\nreturn h1 - h2"),
    ],
    "collapse": [
        ("goes through W2", "W = W1 @ W2\nb = b1 + b2\nreturn W, b"),
        ("order is turned", "W = W2 @ W1\nb = b1 @ W2 + b2\nreturn W, b"),
        ("entry by entry", "W = W1 * W2\nb = b1 * W2 + b2\nreturn W, b"),
        ("entry by entry", "W = W1 * W2\nb = b1 @ W2 + b2\nreturn W, b"),
        ("b1 comes before", "W = W1 @ W2\nb = (b1 + b2) @ W2\nreturn W, b"),
        ("added the layers", "W = W1 + W2\nb = b1 + b2\nreturn W, b"),
        ("second bias is lost", "W = W1 @ W2\nb = b1 @ W2\nreturn W, b"),
        ("first bias is lost", "W = W1 @ W2\nb = b2\nreturn W, b"),
        ("order", "W = W1 @ W2\nb = b1 @ W2 + b2\nreturn b, W"),
        ("b1", "W = W1 @ W2\nb = b2 @ W2 + b1\nreturn W, b"),
        ("b1 @ W2", "W = W1 @ W2\nb = W2 @ b1 + b2\nreturn W, b"),
        ("b1", "W = W1 @ W2\nb = b1 @ W1 + b2\nreturn W, b"),
        ("turned", "W = W2.T @ W1.T\nb = b1 @ W2 + b2\nreturn W, b"),
        ("comma", "W = W1 @ W2\nb = b1 @ W2 + b2\nreturn W + b"),
        ("comma", "W = W1 @ W2\nb = b1 @ W2 + b2\nreturn W"),
        ("X", "W = X @ W1 @ W2\nb = b1 @ W2 + b2\nreturn W, b"),
        ("linear", "W = np.maximum(0, W1 @ W2)\nb = np.maximum(0, b1 @ W2 + b2)\nreturn W, b"),
        ("b1", "W = W1 @ W2\nb = b1 * b2\nreturn W, b"),
        ("The two layers are exchanged, in W and in b.", "W = W2 @ W1\nb = b2 @ W1 + b1\nreturn W, b"),
        ("You took the mean of the two layers.", "W = (W1 + W2) / 2\nb = (b1 + b2) / 2\nreturn W, b"),
        ("b1", "W = W1 @ W2\nb = b1 @ W1 @ W2 + b2\nreturn W, b"),
        ("b2", "W = W1 @ W2\nb = b1 @ W2 - b2\nreturn W, b"),
        ("W1 is turned on its side.", "W = W1.T @ W2\nb = b1 @ W2 + b2\nreturn W, b"),
        ("b1", "W = W1 @ W2\nb = b1\nreturn W, b"),
        ("comma", "W = W1 @ W2\nb = b1 @ W2 + b2\nreturn {'W': W, 'b': b}"),
        ("Your b is added up to one number.", "W = W1 @ W2\nb = (b1 @ W2 + b2).sum()\nreturn W, b"),
        ("", "W = W1.T @ W2.T\nb = b1 @ W2 + b2\nreturn W, b"),
        ("b1 meets W2 the wrong way round.", "W = W1 @ W2\nb = b1 @ W2.T + b2\nreturn W, b"),
        ("W is right.", "W = W1 @ W2\nb = b1 * W2 + b2\nreturn W, b"),
        ("You sent both biases through W2.", "W = W1 @ W2\nb = b2 @ W2 + b1 @ W2\nreturn W, b"),
        ("b1 counts twice:", "W = W1 @ W2\nb = b1 @ W2 + b1 + b2\nreturn W, b"),
        ("The part with b1 went into W.", "W = W1 @ W2 + b1 @ W2\nb = b2\nreturn W, b"),
        ("", "W = np.concatenate([W1, W2])\nb = np.concatenate([b1, b2])\nreturn W, b"),
        ("Your function gave back nothing (None).", "W = W1 @ W2\nb = b1 @ W2 + b2\nprint(W, b)"),
        ("b1 is added up instead of going through W2:", "W = W1 @ W2\nb = b1.sum() + b2\nreturn W, b"),
        ("The order is turned.", "W = np.dot(W2, W1)\nb = np.dot(b1, W2) + b2\nreturn W, b"),
        ("The part with b1 has the wrong sign:", "W = W1 @ W2\nb = -(b1 @ W2) + b2\nreturn W, b"),
        ("Both biases are lost.", "W = W1 @ W2\nb = 0\nreturn W, b"),
        ("", "W = W1 @ W1\nb = b1 @ W2 + b2\nreturn W, b"),
        ("", "W = 2 * W1 @ W2\nb = b1 @ W2 + b2\nreturn W, b"),
        ("W2 is turned on its side.", "W = W1 @ W2.T\nb = b1 @ W2 + b2\nreturn W, b"),
        ("", "W = W2\nb = b1 @ W2 + b2\nreturn W, b"),
        ("That is the first layer alone.", "W = W1\nb = b1\nreturn W, b"),
        ("", "W = W1 @ W2\nb = b1 @ W2 + 2 * b2\nreturn W, b"),
        ("", "W = W1 @ W2\nb = (b1 + b2) / 2\nreturn W, b"),
        ("", "W = W1 @ W2 + W1\nb = b1 @ W2 + b2\nreturn W, b"),
        ("", "W = W1 @ W2\nb = b1 @ (W2 + b2)\nreturn W, b"),
    ],
    "hinges": [
        (
            "straight line",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * (x - knot)\nreturn y"),
        ),
        (
            "to the left",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, knot - x)\n"
                "return y"
            ),
        ),
        (
            "inside max",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += np.maximum(0, turn * (x - knot))\n"
                "return y"
            ),
        ),
        (
            "both sides",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * np.abs(x - knot)\nreturn y"),
        ),
        (
            "turn is missing",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += np.maximum(0, x - knot)\nreturn y"),
        ),
        (
            "x = -knot",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x + knot)\n"
                "return y"
            ),
        ),
        (
            "first hinge",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "    return y"
            ),
        ),
        (
            "a step",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * (x > knot)\nreturn y"),
        ),
        (
            "overwrites",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y = turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "*by* turn",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, np.cumsum(turns)):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "np.maximum",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * max(0, x - knot)\nreturn y"),
        ),
        (
            "np.maximum",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.max(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "multipl",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn + np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "exchanged",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += knot * np.maximum(0, x - turn)\n"
                "return y"
            ),
        ),
        (
            "exchanged",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(turns, knots):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "whole numbers",
            (
                "y = np.zeros(len(x), dtype=int)\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "sign",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y -= turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "It is the other way round:",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.minimum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "square",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot) ** 2\n"
                "return y"
            ),
        ),
        (
            "mean",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y / len(knots)"
            ),
        ),
        (
            "The knots are missing:",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * np.maximum(0, x)\nreturn y"),
        ),
        (
            "a step",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * (x >= knot)\nreturn y"),
        ),
        (
            "The turn multiplies x alone, inside max(0, ...), so the bend moves.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += np.maximum(0, turn * x - knot)\n"
                "return y"
            ),
        ),
        (
            "(x > knot) compares every entry at once, and if wants one answer:",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    if x > knot:\n"
                "        y += turn * (x - knot)\n"
                "return y"
            ),
        ),
        (
            "Right of the knot yours gives x itself, so it jumps there.",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * x * (x > knot)\nreturn y"),
        ),
        (
            "Yours is the larger of x and the knot:",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(knot, x)\n"
                "return y"
            ),
        ),
        (
            "sum",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y.sum()"
            ),
        ),
        (
            "What is negative is cut off in the sum, too.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return np.maximum(0, y)"
            ),
        ),
        (
            "The knot is taken away outside of max(0, ...).",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x) - knot\n"
                "return y"
            ),
        ),
        (
            "The cut comes after the sum.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * (x - knot)\n"
                "return np.maximum(0, y)"
            ),
        ),
        (
            "Every sign is turned, and the sizes are right.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += -turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "The turn stands in the place of 0 in the maximum.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += np.maximum(turn, x - knot)\n"
                "return y"
            ),
        ),
        (
            "y stays 0.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y *= turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * max(0, x[0] - knot)\n"
                "return y"
            ),
        ),
        (
            "Only the last hinge is left:",
            (
                "for knot, turn in zip(knots, turns):\n"
                "    y = np.zeros(len(x))\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "Your function gave back nothing (None).",
            ("y = np.zeros(len(x))\nfor knot, turn in zip(knots, turns):\n    y += turn * np.maximum(0, x - knot)"),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for i in range(len(knots)):\n"
                "    y[i] += turns[i] * max(0, x[i] - knots[i])\n"
                "return y"
            ),
        ),
        (
            "A small part comes through to the left of the knots:",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.where(x > knot, x - knot, 0.01 * (x - knot))\n"
                "return y"
            ),
        ),
        (
            "The minus of a turn is lost, so no hinge bends downwards.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += abs(turn) * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "You divided by the turn.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += np.maximum(0, x - knot) / turn\n"
                "return y"
            ),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x * knot)\n"
                "return y"
            ),
        ),
        (
            "Your hinges are cut off at 1.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.clip(x - knot, 0, 1)\n"
                "return y"
            ),
        ),
        (
            "y stays 0.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y + turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "The last turn multiplies everything.",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += np.maximum(0, x - knot)\n"
                "return turn * y"
            ),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, knot) - x\n"
                "return y"
            ),
        ),
        (
            "Yours is 1 more every time.",
            (
                "y = np.ones(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(x, x - knot)\n"
                "return y"
            ),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += np.maximum(0, turn) * (x - knot)\n"
                "return y"
            ),
        ),
        (
            "Every turn meets every knot in yours, as with one loop inside the other.",
            (
                "y = np.zeros(len(x))\n"
                "for knot in knots:\n"
                "    for turn in turns:\n"
                "        y += turn * np.maximum(0, x - knot)\n"
                "return y"
            ),
        ),
        (
            "",
            (
                "y = np.zeros(len(x))\n"
                "for knot, turn in zip(knots, turns):\n"
                "    y += turn * np.maximum(0, x - knot) + knot\n"
                "return y"
            ),
        ),
        (
            "All your hinges bend at the first knot.",
            "return turns @ np.maximum(0, x - knots[0]).reshape(1, -1).repeat(len(turns), 0)",
        ),
    ],
    "output_function": [
        ("3 and an 8 at once", 'return "sigmoid"'),
        ("always gives 1", 'return "softmax"'),
        ("no probabilities", 'return "identity"'),
        (
            "That is the right one under another name:",
            'return "linear" if "temperature" in task else "softmax" if "digits" in task else "sigmoid"',
        ),
        ("below zero", 'return "relu" if "temperature" in task else "softmax" if "digits" in task else "sigmoid"'),
        ("between 0 and 1", 'return "softmax" if "digits" in task else "sigmoid"'),
        (
            "more than a half",
            'return "identity" if "temperature" in task else "sigmoid" if "rain" in task else "softmax"',
        ),
        (
            "choose from",
            (
                'return "identity" if "temperature" in task else "relu" if "rain" in task else "softmax" if "dig'
                'its" in task else "sigmoid"'
            ),
        ),
        (
            "nothing (None)",
            'if "digits" in task:\n    return "softmax"\nif "temperature" in task:\n    return "identity"',
        ),
        ("choose from", "return 0.5"),
        ("choose from", 'return "argmax" if "digits" in task else "sigmoid"'),
        ("choose from", 'return "tanh" if "temperature" in task else "softmax" if "digits" in task else "sigmoid"'),
        (
            "yes-or-no question of its own",
            (
                'return "identity" if "temperature" in task or "tags" in task else "sigmoid" if "rain" in task e'
                'lse "softmax"'
            ),
        ),
        ("one whole", 'return "softmax" if "temperature" in task or "digits" in task else "sigmoid"'),
        ("any number", 'return "sigmoid" if "tags" in task else "softmax" if "digits" in task else "identity"'),
        ("choose from", 'return "soft max" if "digits" in task else "sigmoid"'),
        ("text", 'return softmax if "digits" in task else "sigmoid"'),
        (
            "The words to choose from:",
            (
                'choice = {"digits": "softmax", "rain": "sigmoid", "tags": "sigmoid", "temperature": "identity"}\n'
                "return choice"
            ),
        ),
        (
            "key",
            (
                'choice = {"digits": "softmax", "rain": "sigmoid", "tags": "sigmoid", "temperature": "identity"}\n'
                "return choice[task]"
            ),
        ),
        ("ReLU gives any number from 0 upwards.", 'return "relu"'),
        (
            "Softmax shares out one whole among the tags:",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "softmax", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
        (
            "Softmax shares out one whole among several outputs.",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "softmax", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
        (
            "A sigmoid stays between 0 and 1, and so would your forecast.",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "sigmoid"}\n'
                "return choice[task]"
            ),
        ),
        (
            "Softmax makes probabilities that share one whole.",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "softmax"}\n'
                "return choice[task]"
            ),
        ),
        (
            "That is the right one under another name:",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "linear"}\n'
                "return choice[task]"
            ),
        ),
        (
            "The words to choose from:",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": None}\n'
                "return choice[task]"
            ),
        ),
        (
            "Plain numbers are no probabilities.",
            (
                'choice = {"which one of ten digits": "identity", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
        (
            "A probability lies between 0 and 1, and the identity gives any number.",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": "identity", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
        (
            "The words to choose from:",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": True, "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
        (
            "The words to choose from:",
            (
                'choice = {"which one of ten digits": "softmax", "rain tomorrow, yes or no, '
                'from one output": ["sigmoid"], "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
        ("The words to choose from:", "sigmoid = lambda z: 1 / (1 + np.exp(-z))\nreturn sigmoid"),
        ("The words to choose from:", "return task"),
        (
            "The words to choose from:",
            (
                'choice = {"which one of ten digits": "sofmax", "rain tomorrow, yes or no, '
                'from one output": "sigmoid", "which of five tags fit, any number of them": "sigmoid", '
                '"tomorrow\'s temperature in degrees Celsius": "identity"}\n'
                "return choice[task]"
            ),
        ),
    ],
}

RIGHT_ROWS = [(name, body) for name, bodies in RIGHT_ANSWERS.items() for body in bodies]
WRONG_ROWS = [(name, words, body) for name, rows in WRONG_ANSWERS.items() for words, body in rows]


@pytest.mark.parametrize(("name", "body"), RIGHT_ROWS)
def test_right_in_any_form(name, body):
    result = graded(name, body)
    assert result.verdict == RIGHT, result


@pytest.mark.parametrize(("name", "words", "body"), WRONG_ROWS)
def test_wrong_is_refused_with_fitting_words(name, words, body):
    result = graded(name, body)
    assert result.verdict in (WRONG, BROKEN)
    assert words in result.text
    if not words:
        assert result.mistake is None


@pytest.mark.parametrize("name", WRONG_ANSWERS)
def test_enough_was_tried_and_most_is_named(name):
    named = [words for words, body in WRONG_ANSWERS[name] if words]
    assert len(RIGHT_ANSWERS[name]) >= 10 and len(WRONG_ANSWERS[name]) >= 24
    assert len(named) >= 0.7 * len(WRONG_ANSWERS[name])


if __name__ == "__main__":
    print(f"{'exercise':18} wrong caught well generic accepted   right refused")
    for each, rows in WRONG_ANSWERS.items():
        results = [(words, graded(each, body)) for words, body in rows]
        caught = [(words, result) for words, result in results if result.verdict != RIGHT]
        well = sum(bool(words) and words in result.text for words, result in caught)
        refused = sum(graded(each, body).verdict != RIGHT for body in RIGHT_ANSWERS[each])
        print(
            f"{each:18} {len(rows):5} {len(caught):6} {well:4} {len(caught) - well:7} {len(rows) - len(caught):8}"
            f"   {len(RIGHT_ANSWERS[each]):5} {refused:7}"
        )
