"""A quiz in the real JupyterLab, by keyboard: each reply comes, nothing is cut, and a screen reader hears it."""

from axe_playwright_python.sync_playwright import Axe

from relulab.classroom.question import reply
from relulab.course import quizzes

LESSON = "03_relu_sparsity"


def focused(page):
    """What the keyboard stands on: the text of a choice or button, or the label of a field."""
    return page.evaluate(
        "() => (document.activeElement.innerText || document.activeElement.parentElement.innerText || '').trim()"
    )


def tab_to(page, name):
    for _ in range(30):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {name!r}")


def test_a_quiz_by_keyboard(open_notebook, page, screenshot):
    notebook = open_notebook(LESSON)
    notebook.run("imports")
    notebook.run("quiz-run")
    quiz = notebook.cell("quiz-run").locator(".relulab-quiz")
    quiz.wait_for(timeout=30_000)
    said = quiz.locator("[role=status]")

    def answered(count, question, answer, sure):
        expected = reply(question, answer, sure).text
        page.wait_for_function(
            "([quiz, n]) => quiz.querySelectorAll('[role=status]').length === n",
            arg=[quiz.element_handle(), count],
            timeout=10_000,
        )
        assert " ".join(said.nth(count - 1).inner_text().split()) == expected

    number = next(question for question in quizzes()[LESSON] if question.is_number)
    choice = next(question for question in quizzes()[LESSON] if not question.is_number)
    assert quizzes()[LESSON].index(number) == 0
    quiz.locator("input").first.focus()
    page.keyboard.type("100")
    tab_to(page, "I am sure")
    page.keyboard.press("Enter")
    answered(1, number, "100", sure=True)
    wrong, right = choice.wrong[0].answer, choice.key
    tab_to(page, wrong)
    page.keyboard.press("Space")
    tab_to(page, "I am not sure")
    page.keyboard.press("Space")
    answered(2, choice, wrong, sure=False)
    screenshot(page, "quiz-wrong")
    quiz.locator(".widget-radio-box").first.locator("input").first.focus()
    tab_to(page, right)
    page.keyboard.press("Space")
    tab_to(page, "I am sure")
    page.keyboard.press("Space")
    page.wait_for_function(
        "quiz => quiz.querySelectorAll('[role=status]')[1]?.innerText.startsWith('Right')",
        arg=quiz.element_handle(),
        timeout=10_000,
    )
    answered(2, choice, right, sure=True)
    found = Axe().run(page, context=".relulab-quiz").response
    assert found["violations"] == [] and len(found["passes"]) > 5
    assert page.problems == []


def test_choices_wrap_on_a_narrow_screen(open_notebook, page, screenshot):
    notebook = open_notebook(LESSON)
    notebook.run("imports")
    notebook.run("quiz-run")
    page.set_viewport_size({"width": 400, "height": 900})
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    quiz = notebook.cell("quiz-run").locator(".relulab-quiz")
    quiz.wait_for(timeout=30_000)
    page.wait_for_timeout(500)
    screenshot(page, "quiz-400px")
    edge = quiz.bounding_box()["x"] + quiz.bounding_box()["width"] + 1
    for control in quiz.locator("button, input, [role=status]").all():
        box = control.bounding_box()
        assert box["x"] + box["width"] <= edge
    labels = quiz.locator(".widget-radio-box label")
    shapes = labels.evaluate_all(
        """labels => labels.map(label => [label.scrollWidth - label.clientWidth,
                                          label.scrollHeight - label.clientHeight, label.clientHeight])"""
    )
    assert len(shapes) >= 12 and all(wide <= 1 and high <= 1 for wide, high, _ in shapes)
    assert max(height for *_, height in shapes) > 1.5 * min(
        height for *_, height in shapes
    )  # one of them does need two lines
