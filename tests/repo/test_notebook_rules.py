"""Each rule of rules.py sees what it is there to see: a good lesson passes all of them, a spoilt one fails its own."""

import base64
import copy
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.repo import rules
from tools.notebooks import stored_form

NAMES = ["one", "two", "three", "four", "five"]
EXERCISES = [
    SimpleNamespace(id=name, stub=f"def {name}(x):\n    return ...", solution_source=f"def {name}(x):\n    return x")
    for name in NAMES
]
PNG = base64.b64encode(b"picture").decode()
HOOK = "# Title\n\nYou build a neuron, 0.5 of it by hand.\n"
WARMUP = 'warmup("lesson")'
CAPTION = "*Figure.* The curve rises from 0 to 1."


def good_notebook():
    """Cells: 0 title, 1 goals, 2 warmup, then exercise and check five times, 13 and 14 explorer,
    15 and 16 quiz, 17 summary, 18 deeper, 19 next."""
    cells = [
        new_markdown_cell(HOOK),
        new_markdown_cell(
            "## What you will be able to do\n\nRead [more](https://example.org/a_(b)), or "
            "[on](#Where-next).\n\n## Do you remember?"
        ),
        new_code_cell(WARMUP),
    ]
    cells[2].outputs = [
        new_output("stream", text="0.95 ± 0.01 on a/b, `1/2`\n"),
        new_output("display_data", data={"image/png": PNG, "text/plain": "[figure]"}),
        new_output("display_data", data={"text/markdown": CAPTION, "text/plain": CAPTION}),
    ]
    for exercise in EXERCISES:
        cells.append(
            new_code_cell(exercise.stub, metadata={"tags": ["exercise"], "relulab": {"exercise": exercise.id}})
        )
        cells.append(new_code_cell(f'check("{exercise.id}", {exercise.id})', metadata={"tags": ["check"]}))
        cells[-1].outputs = [new_output("stream", text="Not attempted yet.\n")]
    cells += [
        new_markdown_cell("## 1. Explore: a neuron"),
        new_code_cell('explore("lesson")'),
        new_markdown_cell("## Quiz"),
        new_code_cell('quiz("lesson")'),
        new_markdown_cell("## Summary\n\n| a | b |\n|---|---|\n| [x](lesson.ipynb#Where-next) | 2 |"),
        new_markdown_cell("## Going deeper\n\n### That it is linear\n\nAn adjustment. `just` is code."),
        new_markdown_cell("## Where next\n\n![A neuron](neuron.png)"),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    for count, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
        cell.execution_count = count
    return new_notebook(cells=cells)


@pytest.fixture
def lesson(tmp_path):
    (tmp_path / "neuron.png").write_bytes(b"picture")
    path = tmp_path / "lesson.ipynb"
    path.write_bytes(stored_form(good_notebook()))
    return rules.Lesson(path, nbformat.read(path, as_version=4), list(EXERCISES))


def store(lesson):
    lesson.path.write_bytes(stored_form(lesson.notebook))


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_a_good_lesson_passes(lesson, rule):
    assert list(rule(lesson)) == []


# Each takes the cells of a good lesson, and spoils one thing.


def count(cells):
    cells[4].execution_count = 9


def not_run(cells):
    cells[12].execution_count = None


def no_code(cells):
    cells[:] = [cell for cell in cells if cell.cell_type == "markdown"]


def stored_error(cells):
    cells[2].outputs.append(new_output("error", ename="ValueError", evalue="", traceback=[]))


def stored_warning(cells):
    cells[2].outputs.append(new_output("stream", name="stderr", text="RuntimeWarning: overflow"))


def folded(cells):
    cells[2].metadata["scrolled"] = True


def pieces(cells):
    cells[2].outputs.insert(0, new_output("stream", text="first\n"))


def ignoring_tag(cells):
    cells[2].metadata["tags"] = ["nbval-ignore-output"]


def raising_tag(cells):
    cells[2].metadata["tags"] = ["raises-exception"]


def strange_metadata(cells):
    cells[2].metadata["colour"] = "red"


def clock_never_drawn(cells):
    cells[2].metadata["tags"] = ["clock"]


def clock_drawn_by_other_code(cells):
    cells[2].metadata.update(tags=["clock"], drawn_by="0123456789abcdef")


def clock_without_its_tag(cells):
    cells[2].metadata["drawn_by"] = "0123456789abcdef"


def no_slide_type(cells):
    del cells[1].metadata["slideshow"]


def wrong_slide_type(cells):
    cells[1].metadata["slideshow"] = {"slide_type": "page"}


def ignoring_comment(cells):
    cells[2].source += "\n# NBVAL_IGNORE_OUTPUT"


def shell(cells):
    cells[2].source = "!pip install numpy"


def magic(cells):
    cells[2].source = "%pip install numpy"


def long_cell(cells):
    cells[2].source = "\n".join("x" * 16)


def large_picture(cells):
    cells[2].outputs[1].data["image/png"] = base64.b64encode(b"x" * 200_001).decode()


def large_file(cells):
    cells[2].outputs.append(new_output("stream", text="x" * 2_000_000))


def no_caption(cells):
    del cells[2].outputs[2]


def empty_caption(cells):
    cells[2].outputs[2].data["text/markdown"] = "*Figure.*"


def caption_before(cells):
    cells[2].outputs[1:] = cells[2].outputs[:0:-1]


def one_caption_for_two(cells):
    cells[2].outputs.insert(1, copy.deepcopy(cells[2].outputs[1]))


def path_of_a_machine(cells):
    cells[2].outputs[0].text = "File '/home/ann/course/x.py'"


def path_of_windows(cells):
    cells[2].outputs[0].text = r"C:\Users\ann"


def address(cells):
    cells[2].outputs[2].data["text/plain"] = "<Axes at 0x7f3a2c>"


def host(cells):
    cells[2].outputs[0].text = "on lab-pc-17 now"


def banned_word(cells):
    cells[1].source += "\n\nYou Simply run it."


def banned_word_in_an_output(cells):
    cells[2].outputs[2].data["text/markdown"] = "It just rises from 0 to 1, as it should."


def banned_word_in_a_table(cells):
    cells[17].source += "\n| obviously | 3 |"


def http(cells):
    cells[1].source += " [old](http://example.org)"


def missing_file(cells):
    cells[1].source += " [next](04_relu_sparsity.ipynb)"


def missing_anchor(cells):
    cells[1].source += " [where](#Nowhere)"


def missing_anchor_elsewhere(cells):
    cells[17].source += "\n\n[where](lesson.ipynb#Nowhere)"


def missing_picture(cells):
    cells[19].source += " ![Layer](layer.png)"


def picture_without_text(cells):
    cells[19].source = cells[19].source.replace("A neuron", "")


def skipped_level(cells):
    cells[18].source = cells[18].source.replace("###", "####")


def second_title(cells):
    cells[18].source += "\n\n# Another"


def no_title(cells):
    cells[0].source = "You build a neuron."


def no_hook(cells):
    cells[0].source = "# Title"


def long_hook(cells):
    cells[0].source += " And more."


def code_first(cells):
    cells.insert(0, cells.pop(2))


def no_summary(cells):
    cells[17].source = "## The end"


def order_of_sections(cells):
    cells[17], cells[18] = cells[18], cells[17]


def edited_stub(cells):
    cells[3].source = "def one(x):\n    return x"


def no_exercise_tag(cells):
    cells[3].metadata["tags"] = []


def no_exercise_name(cells):
    del cells[3].metadata["relulab"]


def unknown_exercise(cells):
    cells[3].metadata["relulab"]["exercise"] = "six"


def no_check(cells):
    del cells[4]


def check_of_another(cells):
    cells[4].source = 'check("two", one)'


def no_check_tag(cells):
    cells[4].metadata["tags"] = []


def check_tag_without_check(cells):
    cells[2].metadata["tags"] = ["check"]


def exercise_twice(cells):
    cells[5].source, cells[5].metadata = cells[3].source, cells[3].metadata
    cells[6].source = cells[4].source


def exercise_gone(cells):
    del cells[3:5]


def no_explore_section(cells):
    cells[13].source = "## 1. A neuron"


def explorer_after_the_quiz(cells):
    cells[13:17] = cells[15:17] + cells[13:15]


def no_explorer(cells):
    cells[14].source = "figures()"


def two_explorers(cells):
    cells[14].source += "\nexplore('another')"


def attempted(cells):
    cells[4].outputs[0].text = "Right.\n"


def check_that_says_nothing(cells):
    cells[4].outputs = []


def no_quiz(cells):
    cells[16].source = "1 + 1"


def quiz_of_another(cells):
    cells[16].source = 'quiz("other")'


def quiz_elsewhere(cells):
    cells[15], cells[16] = cells[16], cells[15]


def no_warmup(cells):
    cells[2].source = "1 + 1"


def no_quiz_section(cells):
    cells[15].source = "### Quiz"


SPOILT = {
    rules.is_executed: [count, not_run, no_code],
    rules.has_no_error: [stored_error, stored_warning],
    rules.is_in_the_stored_form: [],  # see below: what counts there is the file
    rules.has_known_metadata: [ignoring_tag, raising_tag, strange_metadata, no_slide_type, wrong_slide_type],
    rules.has_clock_pictures_of_its_code: [clock_never_drawn, clock_drawn_by_other_code, clock_without_its_tag],
    rules.runs_anywhere: [ignoring_comment, shell, magic],
    rules.has_short_cells: [long_cell],
    rules.is_small: [large_picture, large_file],
    rules.has_captions: [no_caption, empty_caption, caption_before, one_caption_for_two],
    rules.keeps_this_machine_out: [path_of_a_machine, path_of_windows, address, host],
    rules.has_plain_words: [banned_word, banned_word_in_an_output, banned_word_in_a_table],
    rules.has_links_that_lead_somewhere: [
        http,
        missing_file,
        missing_anchor,
        missing_anchor_elsewhere,
        missing_picture,
        picture_without_text,
    ],
    rules.has_ordered_headings: [skipped_level, second_title, no_title],
    rules.has_the_anatomy_of_a_lesson: [
        no_title,
        no_hook,
        long_hook,
        code_first,
        no_summary,
        order_of_sections,
        no_quiz_section,
    ],
    rules.has_its_exercises: [
        edited_stub,
        no_exercise_tag,
        no_exercise_name,
        unknown_exercise,
        no_check,
        check_of_another,
        no_check_tag,
        check_tag_without_check,
        exercise_twice,
        exercise_gone,
    ],
    rules.has_its_quiz: [no_quiz, quiz_of_another, quiz_elsewhere, no_warmup, no_quiz_section],
    rules.has_an_explorer: [no_explore_section, explorer_after_the_quiz, no_explorer, two_explorers],
    rules.is_not_attempted: [attempted, check_that_says_nothing],
}


def test_every_rule_is_shown_to_work():
    assert list(SPOILT) == rules.RULES


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [(rule, spoil) for rule, ways in SPOILT.items() for spoil in ways],
    ids=lambda function: function.__name__,
)
def test_a_spoilt_lesson_fails(lesson, monkeypatch, rule, spoil):
    monkeypatch.setattr(rules.socket, "gethostname", lambda: "lab-pc-17")
    spoil(lesson.notebook.cells)
    store(lesson)
    assert list(rule(lesson)) != []


@pytest.mark.parametrize("spoil", [folded, pieces])
def test_a_file_not_written_by_the_tool_fails(lesson, spoil):
    spoil(lesson.notebook.cells)
    nbformat.write(lesson.notebook, lesson.path)
    lesson.notebook = nbformat.read(lesson.path, as_version=4)
    assert list(rules.is_in_the_stored_form(lesson)) != []


@pytest.mark.parametrize("number", [2, 7])
def test_too_few_and_too_many_exercises_fail(lesson, number):
    lesson.exercises = (EXERCISES * 2)[:number]
    assert any("three to six" in complaint for complaint in rules.has_its_exercises(lesson))


def test_the_solutions_go_into_the_exercise_cells(lesson):
    rules.solve(lesson)
    assert [cell.source for cell in lesson.notebook.cells[3:13:2]] == [e.solution_source for e in EXERCISES]
    assert lesson.notebook.cells[2].source == WARMUP
