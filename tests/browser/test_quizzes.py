"""A quiz in the real JupyterLab, by keyboard: each reply comes, nothing is cut, and a screen reader hears it."""

import re

from axe_playwright_python.sync_playwright import Axe

from relulab.classroom.question import reply
from relulab.course import quizzes, warmups

LESSON = "04_relu_sparsity"
#: A quiz fits a laptop's screen, whatever its reply.
HIGHEST = 480


def focused(page):
    """What the keyboard stands on: the text of a choice or button, or the label of a field."""
    return page.evaluate(
        "() => (document.activeElement.innerText || document.activeElement.parentElement.innerText || '').trim()"
    )


def tab_to(page, name, key="Tab"):
    for _ in range(30):
        if focused(page) == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"the Tab key does not reach {name!r}")


def tab_back_to(page, name):
    tab_to(page, name, "Shift+Tab")


def expected(question, answer, sure):
    """What the card of a reply says: sign and word, then why."""
    result = reply(question, answer, sure)
    word, _, why = result.text.partition(". ")
    return f"{'✓' if result.right else '✗'} {word} {why}"


def test_a_quiz_by_keyboard(open_notebook, page, screenshot):
    notebook = open_notebook(LESSON)
    notebook.run("imports")
    notebook.run("quiz-run")
    quiz = notebook.cell("quiz-run").locator(".relulab-quiz")
    quiz.wait_for(timeout=30_000)
    questions = quizzes()[LESSON]

    def begins(i):
        """Wait until a question stands there alone."""
        quiz.get_by_text(f"Question {i + 1} of 5").filter(visible=True).wait_for(timeout=10_000)
        assert quiz.get_by_text(re.compile(r"Question \d of 5")).filter(visible=True).count() == 1

    def answered(question, answer, sure):
        page.wait_for_function(
            """([quiz, text]) => [...quiz.querySelectorAll('[role=status]')].some(
                   said => said.offsetParent !== null && said.innerText.split(/\\s+/).join(' ').trim() === text)""",
            arg=[quiz.element_handle(), " ".join(expected(question, answer, sure).split())],
            timeout=10_000,
        )
        assert quiz.bounding_box()["height"] <= HIGHEST

    for i, question in enumerate(questions):
        begins(i)
        if i == 0:
            quiz.locator("input:visible").first.focus()
        else:  # the way on leads to its first choice or its field
            there = "quiz => quiz.contains(document.activeElement) && document.activeElement.localName === 'input'"
            page.wait_for_function(there, arg=quiz.element_handle())
        if question.is_number:
            page.keyboard.type(f"{question.key + 100:g}")
            tab_to(page, "I am sure")
            page.keyboard.press("Enter")
            answered(question, f"{question.key + 100:g}", sure=True)
            screenshot(page, f"quiz-{i + 1}-wrong")
        else:
            wrong = question.wrong[0].answer
            tab_back_to(page, question.choices[0])
            tab_to(page, wrong)
            page.keyboard.press("Space")
            tab_to(page, "I am sure")
            page.keyboard.press("Enter")
            answered(question, wrong, sure=True)
            screenshot(page, f"quiz-{i + 1}-wrong")
            tab_back_to(page, question.key)
            page.keyboard.press("Space")
            tab_to(page, "I am not sure")
            page.keyboard.press("Space")
            answered(question, question.key, sure=False)
        screenshot(page, f"quiz-{i + 1}")
        if i < 4:
            tab_to(page, "Next")
            page.keyboard.press("Enter")
    page.wait_for_function("quiz => quiz.textContent.includes('All 5 answered')", arg=quiz.element_handle())
    tab_to(page, "Previous")
    page.keyboard.press("Enter")
    begins(3)
    found = Axe().run(page, context=".relulab-quiz").response
    assert found["violations"] == [] and len(found["passes"]) > 5
    stored = notebook.printed("quiz-run")
    assert stored.count("You answered: ") == 5 and all(f"Question {i}." in stored for i in range(1, 6))
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
    while not quiz.locator("input[type=radio]:visible").count():  # a question with choices
        quiz.locator("button", has_text="Next").click()
        page.wait_for_timeout(300)
    edge = quiz.bounding_box()["x"] + quiz.bounding_box()["width"] + 1
    for control in quiz.locator("button:visible, input:visible, [role=status]:visible").all():
        box = control.bounding_box()
        assert box["x"] + box["width"] <= edge
    shapes = []
    for _ in range(5):
        labels = quiz.locator(".widget-radio-box label:visible")
        shapes += labels.evaluate_all(
            """labels => labels.map(label => [label.scrollWidth - label.clientWidth,
                                              label.scrollHeight - label.clientHeight, label.clientHeight])"""
        )
        following = quiz.locator("button:not([disabled])", has_text="Next")
        if not following.count():
            break
        following.click()
        page.wait_for_timeout(300)
    assert len(shapes) >= 12 and all(wide <= 1 and high <= 1 for wide, high, _ in shapes)
    heights = [height for *_, height in shapes]
    assert max(heights) > 1.5 * min(heights), "one of them does need two lines"


#: Shows the questions of a lesson, each with the longest of its replies.
ANSWERED = """from relulab.classroom.question import reply
from relulab.classroom.quiz import Quiz
from relulab.course import quizzes, warmups
quiz = Quiz({lesson!r}, {which}[{lesson!r}])
for question, item in zip(quiz.questions, quiz.items):
    answers = [str(wrong.value) for wrong in question.wrong]
    item["control"].value = max(answers, key=lambda answer: len(reply(question, answer, True).text))
    item["sure"].click()
quiz.show()"""


def test_every_question_with_its_longest_reply_fits_a_laptop(open_notebook, page, screenshot):
    notebook = open_notebook(LESSON)
    page.set_viewport_size({"width": 1366, "height": 768})
    seen = 0
    for which, groups in (("quizzes()", quizzes()), ("warmups()", warmups())):
        for lesson, questions in groups.items():
            cell = notebook.add(ANSWERED.format(lesson=lesson, which=which))
            quiz = notebook.cell(cell).locator(".relulab-quiz")
            for i in range(1, len(questions) + 1):
                quiz.get_by_text(f"Question {i} of {len(questions)}").filter(visible=True).wait_for(timeout=20_000)
                quiz.locator("[role=status]:visible").first.wait_for(timeout=10_000)
                height = quiz.bounding_box()["height"]
                if height > HIGHEST:
                    screenshot(page, f"{lesson}-{which}-{i}")
                assert height <= HIGHEST, (lesson, which, i)
                seen += 1
                if i < len(questions):
                    quiz.locator("button", has_text="Next").click()
    assert seen > 40
    assert page.problems == []
