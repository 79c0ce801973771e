"""The arithmetic behind the measurement of a class, and the page it goes into; a class needs `make bench-class`."""

import re

import pytest

from benchmarks import classroom
from benchmarks.classroom import ADVISED, CLASSES, HEAD, LESSON, MB, PAGE, PLACE, advice, machine, row, table

TEXT = PAGE.read_text(encoding="utf-8")


def student(name, **more):
    return {
        "name": name,
        "server": 10.0,
        "kernel": 12.0,
        "run": 40.0,
        "idle": 150 * MB,
        "ran": 200 * MB,
        "start cpu": 3.0,
        "run cpu": 12.0,
    } | more


def a_class(*found):
    return {
        "students": len(found),
        "load before": 0.5,
        "seconds": 41.0,
        "hub": 120 * MB,
        "all open": 600 * MB,
        "found": list(found),
    }


def test_a_machine_has_room_and_cores_for_everybody():
    assert machine(30, 200 * MB, 0, 0, 0) == (8, 2)  # 1.25 x 30 x 200 MB are 7.3 GB
    assert machine(300, 200 * MB, 1024 * MB, 4, 0) == (75, 10)  # 300 x 4 s within two minutes
    assert machine(300, 0, 0, 0, 15)[1] == 15  # 300 x 15 s within five
    assert machine(100, 200 * MB, 0, 4, 15) <= machine(300, 200 * MB, 0, 4, 15)


def test_a_class_is_one_line_and_who_failed_is_counted_and_left_out():
    slow = student("c", run=60.0, ran=240 * MB)
    line = dict(
        zip(
            HEAD,
            row(a_class(student("a"), student("b"), slow, {"name": "d", "server": 999.0, "failure": "TimeoutError"})),
        )
    )
    assert line["students"] == "4" and line["failed"] == "1"
    assert line["page there, s"] == "10 / 10" and line["lesson run, s"] == "40 / 60"
    assert line["MB each, after"] == "200" and line["GB all, at the end"] == "0.7"
    assert dict(zip(HEAD, row(a_class({"name": "a", "failure": "x"}))))["lesson run, s"] == "none"


def test_the_advice_is_taken_from_the_largest_class_that_came_to_the_end():
    failed = a_class(*[{"name": "x", "failure": "y"}] * 9)
    text, rows = advice([a_class(student("a")), a_class(student("a"), student("b", ran=220 * MB)), failed])
    assert text.startswith("Taken from the class of 2: 210 MB")
    assert [cells[0] for cells in rows] == [str(students) for students in ADVISED]
    assert table(["a"], [["1"]]) == "| a |\n| --- |\n| 1 |"


def test_the_page_holds_every_class_and_what_follows_from_it():
    assert len(PLACE.findall(TEXT)) == 1
    (written,) = (found[0] for found in PLACE.finditer(TEXT))
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in written.splitlines()
        if re.match(r"\| \d", line)
    ]
    measured, advised = (
        [cells for cells in rows if len(cells) == len(HEAD)],
        [cells for cells in rows if len(cells) == 3],
    )
    assert [int(cells[0]) for cells in measured] == CLASSES and [int(cells[0]) for cells in advised] == ADVISED
    each, base, start, run = map(
        float,
        re.search(r"(\d+) MB a student, (\d+) MB for .*?, ([\d.]+) processor .*? and ([\d.]+) to", written).groups(),
    )
    assert str(round(each)) == measured[-1][HEAD.index("MB each, after")]
    for students, memory, cores in advised:
        expected = machine(int(students), each * MB, base * MB, start, run)
        assert (int(memory.removesuffix(" GB")), int(cores)) == pytest.approx(
            expected, abs=1
        )  # the page has rounded figures


def test_it_measures_a_lesson_that_is_there_and_takes_no_class_of_nobody():
    assert (classroom.ROOT / "notebooks" / f"{LESSON}.ipynb").exists()
    with pytest.raises(SystemExit):
        classroom.main(["--students", "0"])
