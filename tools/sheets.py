"""Print the quizzes: for each lesson a sheet for the class and a key for the teacher, as Markdown and as one HTML page;
and what the class gets to see of the lesson's page in instructor/: its concept tests and its exit ticket, without keys.

    python -m tools.sheets              into build/quizzes/
    python -m tools.sheets --into DIR   elsewhere

The questions are those of the notebooks, in the same order and with the same letters. The pages need no network.
"""

import argparse
import html
import re
import sys
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt

from relulab.classroom.question import as_text, escaped
from relulab.course import quizzes, warmups

ROOT = Path(__file__).resolve().parents[1]

STYLE = """
body { font: 11pt/1.45 Georgia, serif; color: #000; background: #fff }
body { max-width: 45em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.15em; margin-top: 1.6em; }
ul { list-style: none; padding-left: 1em; } li { margin: 0.15em 0; }
@media print { body { margin: 0; max-width: none; } p, ul { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def title(lesson):
    """The heading of the lesson's notebook."""
    first = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4).cells[0].source
    return first.splitlines()[0].removeprefix("# ")


def groups(lesson):
    """Heading -> questions: those at the start of the lesson, if it has some, and those at its end."""
    before = {"At the start: from lessons before": warmups()[lesson]} if lesson in warmups() else {}
    return {**before, "At the end: on this lesson": quizzes()[lesson]}


def sheet(lesson):
    """The questions of a lesson as Markdown, with room for answers.

    Parameters
    ----------
    lesson : str
    """
    parts = [
        f"# {escaped(title(lesson))}",
        "Name: ________________________",
        "Behind each answer, write how sure you are: **sure** or **not sure**.",
    ]
    for heading, questions in groups(lesson).items():
        parts += [f"## {heading}", as_text(questions, space="__________")]
    return "\n\n".join(parts) + "\n"


def key(lesson):
    """The answers of a lesson as Markdown, with what to say to each wrong one.

    Parameters
    ----------
    lesson : str
    """
    parts = [f"# Key: {escaped(title(lesson))}"]
    for heading, questions in groups(lesson).items():
        parts.append(f"## {heading}")
        for i, question in enumerate(questions, start=1):
            parts.append(f"**Question {i}.** {escaped(question.text)}")
            parts.append(f"**Right: {escaped(_answer(question, question.key))}** {escaped(question.because)}")
            parts.append("\n".join(_wrong(question, wrong) for wrong in question.wrong))
            where = f"(It is in {escaped(question.where)}.)"
            parts.append(f"To whoever was sure of a wrong answer: {escaped(question.evidence)} {where}")
    return "\n\n".join(parts) + "\n"


def _answer(question, answer):
    if not question.is_number:
        return f"({'abcd'[question.choices.index(answer)]}) {answer}"
    between = (
        f" (accepted: {_number(answer - question.band)} to {_number(answer + question.band)})"
        if question.band and answer == question.key
        else ""
    )
    return f"{_number(answer)}{between}:"  # a full stop would make it an item of a numbered list


def _number(value):
    return f"{value:.0f}" if value == round(value) else f"{value:.4g}"


def _wrong(question, wrong):
    belief = f" *Belief: {wrong.belief}.*" if wrong.belief else ""
    return f"- {escaped(_answer(question, wrong.value))}{belief} {escaped(wrong.why)}"


def without_keys(lesson, teachers):
    """The concept tests and the exit ticket of a lesson as Markdown, as the class may see them.

    Parameters
    ----------
    lesson, teachers : str
        The lesson, and the text of its page in instructor/.
    """
    part = dict(re.findall(r"^## (Concept tests|Exit ticket)\n(.*?)(?=^## |\Z)", teachers, re.MULTILINE | re.DOTALL))
    parts = [f"# Vote: {escaped(title(lesson))}"]
    for vote in re.split(r"^### ", part["Concept tests"], flags=re.MULTILINE)[1:]:
        name, *paragraphs = re.split(r"^\*\*Key:\*\*", vote, flags=re.MULTILINE)[0].strip().split("\n\n")
        parts.append(f"## {name}")
        parts += [
            paragraph.replace(" · ", "\n\n") if paragraph.startswith("A. ") else paragraph for paragraph in paragraphs
        ]
    parts.append("## Exit ticket")
    parts += [
        re.sub(r" \*Key:\* \*\*[^*]+\*\*", "", question)
        for question in re.findall(r"^\d+\. .*$", part["Exit ticket"], re.MULTILINE)
    ]
    return re.sub(r"^([A-E]|\d+)\. ", r"**\1.** ", "\n\n".join(parts), flags=re.MULTILINE) + "\n"


def page(markdown, name):
    """The Markdown as one HTML page that needs nothing else.

    Parameters
    ----------
    markdown, name : str
        Text and title of the page.
    """
    body = MarkdownIt().render(markdown)
    head = f'<meta charset="utf-8"><title>{html.escape(name)}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}</body></html>\n'


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--into", type=Path, default=ROOT / "build" / "quizzes", help="folder to write to (default: build/quizzes)"
    )
    folder = parser.parse_args(arguments).into
    folder.mkdir(parents=True, exist_ok=True)
    for lesson in quizzes():
        teachers, number = ROOT / "instructor" / f"{lesson}.md", lesson[:2]
        sheets = {f"quiz_{number}": sheet(lesson), f"quiz_{number}_key": key(lesson)}
        if teachers.exists():  # the clinic has no page of its own, and no concept tests
            sheets[f"vote_{number}"] = without_keys(lesson, teachers.read_text(encoding="utf-8"))
        for name, text in sheets.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
            (folder / f"{name}.html").write_text(page(text, name.replace("_", " ")), encoding="utf-8")
            print(f"wrote {name}.md and {name}.html")
    print(f"They are in {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
