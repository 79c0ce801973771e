"""The checker against mutants: each solution with one operator, constant, comparison, axis or slice end changed.

A mutant that is accepted is listed in `EQUAL` with the reason why no input that the exercise speaks of tells it from
the solution. `python -m tests.lessons.test_mutants` prints the share that is refused, by exercise.
"""

import ast
import copy
import functools
import textwrap

import numpy as np
import pytest

from relulab.classroom.check import RIGHT, grade
from relulab.course import EXERCISES

#: Mutants that are right, too: exercise -> {the changed line: why}.
EQUAL = {
    "boundary": {"return -(w[0] * x1 + b) / w[-1]": "w has two numbers: the second is the last"},
    "hidden_slopes": {"d1[j] = back * (a[j] != 0)": "a comes out of ReLU: none of it is below 0"},
    "sigmoid_slope": {"s = 1 / (1 + np.exp(+z))": "that is 1 - s, and s (1 - s) is the same for both"},
    "chain_slope": {"s = 1 / (1 + np.exp(+z))": "that is 1 - s, and s (1 - s) is the same for both"},
    "xor_network": {
        "h1 = max(-1, x1 + x2 + 0)": "x1 and x2 are 0 or 1: their sum is not below 0",
        "h1 = max(0, x1 + x2 - 0)": "to take away 0 is to add 0",
    },
    "share_of_zeros": {"return np.mean(A <= 0)": "A comes out of ReLU: none of it is below 0"},
    "cheapest_test": {"return min(telling)[-1]": "a pair: its second part is its last"},
    "clip": {"if length < longest:": "slopes of exactly that length are then multiplied by 1"},
}

BINARY = [ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult, ast.Pow]
COMPARE = [ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq]
NAMES = {"max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax", "maximum": "minimum", "all": "any"}
NAMES |= {"minimum": "maximum", "any": "all", "sum": "mean", "mean": "sum", "log": "log10", "sqrt": "square"}


def changes(node):
    """What one node may become, each as a function that changes it in place."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in BINARY:
            if not isinstance(node.op, other):
                yield lambda n, other=other: setattr(n, "op", other())
    elif isinstance(node, ast.Compare):
        for other in COMPARE:
            if not isinstance(node.ops[0], other):
                yield lambda n, other=other: n.ops.__setitem__(0, other())
    elif isinstance(node, ast.BoolOp):
        yield lambda n: setattr(n, "op", ast.And() if isinstance(n.op, ast.Or) else ast.Or())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda n: setattr(n, "op", ast.UAdd())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for value in (node.value + 1, node.value - 1, -node.value, 2 * node.value):
            if value != node.value:
                yield lambda n, value=value: setattr(n, "value", value)
    elif isinstance(node, ast.keyword) and node.arg == "axis":
        yield lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield lambda n: setattr(n, "attr", NAMES[n.attr])
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda n: setattr(n, "attr", "real")
    elif isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield lambda n: setattr(n, "id", NAMES[n.id])


def mutants(exercise):
    """Each mutant of the solution: the changed line, and the function."""
    tree = ast.parse(textwrap.dedent(exercise.solution_source))
    tree.body[0].decorator_list = []
    size = len(list(ast.walk(tree)))
    for place in range(size):
        for which in range(9):
            made = copy.deepcopy(tree)
            node = list(ast.walk(made))[place]
            options = list(changes(node))
            if which >= len(options):
                break
            options[which](node)
            source = ast.unparse(ast.fix_missing_locations(made))
            line = next((a for a, b in zip(source.splitlines(), ast.unparse(tree).splitlines()) if a != b), source)
            names = {"np": np}
            try:
                exec(compile(source, "<mutant>", "exec"), names)
            except Exception:  # a default that cannot be computed is no answer
                continue
            yield line.strip(), names[exercise.answer.__name__]


def accepted(exercise):
    """How many mutants there are, and the lines of those that are accepted."""
    found = list(mutants(exercise))
    return len(found), [line for line, function in found if grade(exercise, function).verdict == RIGHT]


@functools.cache
def of(name):
    return accepted(EXERCISES[name])


@pytest.mark.parametrize("name", EXERCISES)
def test_every_mutant_that_is_wrong_is_refused(name):
    assert sorted(of(name)[1]) == sorted(EQUAL.get(name, {}))


def test_the_share():
    total = sum(of(name)[0] for name in EXERCISES)
    wrong = total - sum(map(len, EQUAL.values()))
    refused = total - sum(len(of(name)[1]) for name in EXERCISES)
    print(
        f"{total} mutants, {total - wrong} of them equal to the solution; of the rest {refused / wrong:.1%} are refused"
    )
    assert total > 700 and refused == wrong and set(EQUAL) <= set(EXERCISES)


def test_a_checker_that_looks_at_one_case_lets_mutants_through():
    exercise = EXERCISES["layer"]
    weak = copy.copy(exercise)
    object.__setattr__(weak, "cases", [(np.zeros((1, 2)), np.zeros((2, 2)), np.zeros(2))])
    assert len(accepted(weak)[1]) > len(accepted(exercise)[1])


if __name__ == "__main__":
    for each in EXERCISES:
        print(f"{each:20} {of(each)[0]:4} mutants, accepted: {of(each)[1]}")
    test_the_share()
