"""How an exercise is written down: decorators keep its parts, and each message directly above its wrong answer.

@exercise("Write a neuron", stub="return ...", cases=[...], hints=[...])
def neuron(x, w, b):
    ...

@neuron.mistake("The bias b is missing.")
def neuron_without_bias(x, w, b):
    ...

neuron.slips({("+ b", "- b"): "The bias has the wrong sign."})
"""

import ast
import copy
import functools
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer.

    Attributes
    ----------
    answer : callable
        A function that makes the mistake.
    message : str
        What to tell the reader who made it: the belief, why it tempts, what shows otherwise.
    convention : bool
        Whether it is another choice where a convention decides, not an error: it gets all points.
    """

    answer: Callable
    message: str
    convention: bool = False

    @property
    def name(self) -> str:
        """Name of the function."""
        return self.answer.__name__


@dataclass(frozen=True)
class Exercise:
    """One exercise, made by the decorator `exercise`.

    Attributes
    ----------
    id, title : str
        The name used in `check(id, answer)`, and what the exercise asks for.
    blanks : str
        What the reader finds below the docstring, with dots to replace.
    answer : callable
        The solution; `solution_source` is its own source.
    cases : list of tuple
        Arguments for which the reader's results are compared with those of the solution.
    hints : list of str
        Three, from a nudge to nearly the answer.
    properties : tuple of callable
        Each takes the reader's function and gives None, or a sentence that says which rule it breaks.
    tolerance : float
        Relative and absolute tolerance of the comparison.
    share : bool
        Whether the result is a share, from 0 to 1: then per cent is a likely slip.
    by_case : bool
        Whether each case is a question of its own, so that a mistake may show in one alone.
    words : sequence of str
        The words to choose from; those of the solution where they are not given.
    advice : dict
        Words of an error's message -> what to say about it in this exercise, before the general advice;
        "still running" is for a loop that never ends.
    mistakes : list of Mistake
        In the order in which they are tried; `mistake` adds one.
    """

    id: str
    title: str
    blanks: str
    answer: Callable
    cases: list[tuple]
    hints: list[str]
    properties: tuple[Callable, ...] = ()
    tolerance: float = 1e-6
    share: bool = False
    by_case: bool = False
    words: Sequence[str] = ()
    advice: Mapping[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def lesson(self) -> str:
        """The lesson whose folder the solution stands in, without its "l"."""
        return self.answer.__module__.split(".")[-2][1:]

    @property
    def choices(self) -> list[str]:
        """The words to choose from, where the result is a word."""
        results = [self.answer(*copy.deepcopy(case)) for case in self.cases]
        return list(self.words) or list(dict.fromkeys(each for each in results if isinstance(each, str)))

    @property
    def conventions(self) -> set[str]:
        """The names of the mistakes that are no errors."""
        return {mistake.name for mistake in self.mistakes if mistake.convention}

    @property
    def solution_source(self) -> str:
        """The solution as a reader would write it."""
        return source_of(self.answer)

    @property
    def stub(self) -> str:
        """The text of the notebook's cell: the solution's own first lines, then the blanks."""
        source = self.solution_source
        function: Any = ast.parse(source).body[0]
        docstring = function.body[0]
        head = source.splitlines()[: docstring.end_lineno]
        return "\n".join([*head, textwrap.indent(self.blanks, "    "), ""])

    def mistake(self, message: str, convention: bool = False) -> Callable[[Callable], Callable]:
        """Add the decorated function to the known mistakes, and leave it as it is.

        Parameters
        ----------
        message : str
            What to tell the reader who made it.
        convention : bool
            Whether it is another choice where a convention decides.

        Returns
        -------
        callable
            The decorator.

        Raises
        ------
        ValueError
            If there is no message, or the exercise has a mistake of that name.
        """
        if not isinstance(message, str) or not message.strip():
            raise ValueError(f'A mistake needs a message: write @{self.id}.mistake("...") above it.')

        def add(answer: Callable) -> Callable:
            # A Result gives the mistake by its name alone.
            if answer.__name__ in {known.name for known in self.mistakes}:
                raise ValueError(f"The exercise {self.id!r} has a mistake {answer.__name__!r} already.")
            self.mistakes.append(Mistake(answer, message, convention))
            return answer

        return add

    def slips(self, messages: Mapping[tuple[str, str], str]) -> None:
        """Add mistakes that are the solution with one piece of its code replaced.

        Parameters
        ----------
        messages : dict
            (what stands once in the solution's code, what stands there instead) -> what to tell the reader.
        """
        for (old, new), message in messages.items():
            self.mistake(message)(replaced(self.answer, old, new))


def exercise(
    title: str,
    *,
    stub: str,
    cases: list[tuple],
    hints: list[str],
    properties: Sequence[Callable] = (),
    tolerance: float = 1e-6,
    share: bool = False,
    by_case: bool = False,
    words: Sequence[str] = (),
    advice: Mapping[str, str] | None = None,
    id: str | None = None,
) -> Callable[[Callable], Exercise]:
    """Turn the solution below into an Exercise.

    Parameters
    ----------
    title : str
    stub : str
        What the reader finds below the solution's first line and docstring; its own indentation does not count.
    cases : list of tuple
    hints : list of str
    properties : sequence of callable
    tolerance : float
    share, by_case : bool
    words : sequence of str
    advice : dict, optional
    id : str, optional
        The solution's name where it is not given.

    Returns
    -------
    callable
        The decorator.
    """

    def decorate(answer: Callable) -> Exercise:
        blanks = inspect.cleandoc(stub)
        return Exercise(
            id or answer.__name__,
            title,
            blanks,
            answer,
            cases,
            hints,
            tuple(properties),
            tolerance,
            share,
            by_case,
            words,
            advice or {},
        )

    return decorate


@functools.cache
def source_of(function: Callable) -> str:
    """The source of a function from its `def` on: a reader has no use for our decorators."""
    source = textwrap.dedent(inspect.getsource(function))
    start = ast.parse(source).body[0].lineno
    return "\n".join(source.splitlines()[start - 1 :]).strip()


def replaced_source(function: Callable, old: str, new: str) -> str:
    """The source of a function with one piece of the code below its docstring replaced."""
    head, code = source_of(function).rsplit('"""', 1)
    if code.count(old) != 1:
        raise ValueError(f"{old!r} stands {code.count(old)} times in the code of {function.__name__}, not once.")
    return f'{head}"""{code.replace(old, new)}'


def replaced(function: Callable, old: str, new: str) -> Callable:
    """The function with one piece of its code replaced.

    It is made when it is first called: there are hundreds, and a check needs those of one exercise alone.
    """

    @functools.cache
    def made() -> Callable:
        names = dict(function.__globals__)
        exec(replaced_source(function, old, new), names)
        return names[function.__name__]

    def answer(*arguments: Any) -> Any:
        return made()(*arguments)

    answer.__name__ = f"{old} -> {new}"
    return answer
