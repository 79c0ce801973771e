"""The texts around a lesson: figures of the FAQ, hours and homework, lines to copy, and what students get."""

import re
import zipfile

import nbformat
import pytest

from relulab import __main__ as command
from relulab.course import EXERCISES
from relulab.ledger import CLAIMS, measured_text
from relulab.teaching import sheets
from relulab.teaching.edition import for_students
from tests.repo import offline
from tests.repo.project import ROOT
from tests.repo.rules import LESSONS, NOTEBOOKS
from tests.repo.test_class import leaks, lesson, made, words

INSTRUCTOR = ROOT / "instructor"


def text(name):
    return (INSTRUCTOR / name).read_text(encoding="utf-8")


def count(prose):
    return len(re.findall(r"\w+", prose))


def test_the_figures_of_the_faq_are_those_of_the_ledger():
    """Each stands beside its claim; when the ledger is measured anew, this says what to change."""
    measured = {claim.id: measured_text(claim) for claim in CLAIMS}
    quoted = 0
    for answer in text("faq.md").split("\n\n**")[1:]:
        named = re.findall(r"`claim:([\w-]+)`", answer)
        assert set(named) <= set(measured), named
        for figure in re.findall("“([^”]+)”", answer):
            quoted += 1
            assert any(f": {figure}" in measured[name] for name in named), f"none of {named} measured {figure}"
        loose = re.sub(r"“[^”]+”|`[^`]+`|\[\d{4}\]\([^)]*\)", "", answer)
        assert not re.findall(r"\d*\.\d+|\d+ ?%", loose), answer
    assert quoted >= 12


def test_the_syllabus_has_every_lesson_and_everything_marked_home():
    page = text("syllabus.md")
    for name in LESSONS:
        [row] = re.findall(rf"^\| \d \| \[{name[:2]} [^\n]*\({name}\.md\) \|(.*)\|$", page, re.MULTILINE)
        homework, minutes = row.rsplit("|", 1)
        at_home = {row[0].strip("`").split(":")[1] for row in lesson(name).page.table("Exercises") if "home" in row[1]}
        assert set(re.findall(r"`exercise:(\w+)`", homework)) == at_home
        source = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
        assert re.search(r"\*Going deeper\* about (\d+)", source)[1] == minutes.strip()
    total = sum(map(int, re.findall(r"\| (\d+) \|$", page, re.MULTILINE)))
    assert f"12 hours in class, {round(total / 60)} at home" in page and 8 * 1.5 == 4 * 3 == 12


def test_every_exercise_of_the_course_is_given_somewhere():
    planned = {name for each in LESSONS for step in lesson(each).page.plan(90) for name in step.named("exercise")}
    assert planned | set(re.findall(r"`exercise:(\w+)`", text("syllabus.md"))) == set(EXERCISES)


def test_the_lines_of_the_mail_are_those_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    systems = re.findall(r"^> (Linux, macOS|Windows): (.*)$", text("before_the_day.md"), re.MULTILINE)
    assert len(systems) == 2
    for _, lines in systems:
        copied = re.findall(r"`([^`]+)`", lines)
        assert len(copied) == 3 and all(f"{line}\n" in readme for line in copied)


def test_what_to_read_for_tomorrow_is_short():
    """The first section of the overview and the printed plan; an hour is for that, the slides and the exercises."""
    [tomorrow] = re.findall(r"^## A class tomorrow\n(.*?)^## ", text("README.md"), re.MULTILINE | re.DOTALL)
    for name in LESSONS:
        plan = sheets.plan(lesson(name), 45, made(name, 45)[1])
        assert count(tomorrow) + len(words(plan.replace("<td", " <td")).split()) <= 1300, name
    assert count(tomorrow) < 300 and count(text("background.md")) < 1300


def test_the_lines_of_the_overview_run(tmp_path, capsys):
    [line] = re.findall(r"^\.venv/bin/relulab (class \d\d --minutes \d+)$", text("README.md"), re.MULTILINE)
    assert command.main([*line.split(), "--course", str(ROOT), "--to", str(tmp_path / "class")]) == 0
    folder = re.search(r"It writes `([^`]+)`", text("README.md"))[1]
    assert {path.name for path in (tmp_path / folder).iterdir()} == {"for_you", "for_students"}


def test_the_cheat_sheet_says_what_the_lessons_say():
    page = (ROOT / "docs" / "cheat_sheet.md").read_text(encoding="utf-8")
    assert offline.problems(sheets.cheat_sheet(page)) == []
    lessons = {name[:2]: (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8").lower() for name in LESSONS}
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([\d, ]+) \|$", page, re.MULTILINE)
    assert len(rows) >= 15
    for word, where in rows:
        for number in where.strip().split(", "):
            terms = re.findall(r"[A-Za-z][A-Za-z -]+|±", re.sub(r"\$[^$]+\$", "", word))
            assert any(term.strip().lower() in lessons[number] for term in terms), (word, number)


# ---- the students' edition -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    target = tmp_path_factory.mktemp("edition") / "students.zip"
    assert command.main(["class", "--students", str(target), "--course", str(ROOT)]) == 0
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_students_get_the_course_without_keys(edition):
    names = {name.removeprefix("relulab/") for name in edition}
    assert not [name for name in names if re.match(r"instructor|tests|tools|src/relulab/teaching", name)]
    assert {"README.md", "pyproject.toml", "constraints.txt", "src/relulab/course.py", "docs/cheat_sheet.md"} <= names
    assert {f"notebooks/{name}.ipynb" for name in LESSONS} <= names
    for name in LESSONS:
        notebook = nbformat.reads(edition[f"relulab/notebooks/{name}.ipynb"].decode(), as_version=4)
        nbformat.validate(notebook)
        assert leaks("\n".join(cell.source for cell in notebook.cells)) == []
        assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")


def test_its_readme_names_nothing_that_is_not_there(edition):
    readme = edition["relulab/README.md"].decode()
    assert "instructor" not in readme and "make " not in re.sub(r"<!--.*?-->", "", readme)
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", readme):
        assert f"relulab/{link}" in edition or any(name.startswith(f"relulab/{link}/") for name in edition), link


def test_the_part_for_teachers_is_seen():
    text = (
        "# A\n\n[x](instructor/a.md)\n\n- a\n- `make lab`\n- b\n\n## For teachers and contributors\n\nx\n\n## Licence\n"
    )
    assert for_students(text) == "# A\n\nx\n\n- a\n- b\n\n## Licence\n"
