"""Quizzes without a browser: every answer has its own explanation, every key is computed, nothing gives one away."""

import difflib
import html
import math
import re
from collections import Counter

import ipywidgets as widgets
import nbformat
import pytest

from relulab import quiz, warmup
from relulab.classroom import question as question_module
from relulab.classroom import quiz as core
from relulab.classroom import widgets as explorers
from relulab.classroom.numbers import FORMS, number, readings
from relulab.classroom.question import Question, Wrong, as_text, reply
from relulab.classroom.quiz import Quiz
from relulab.course import EXERCISES, quizzes, warmups
from relulab.lessons.beliefs import BELIEFS
from relulab.teaching import pages, sheets
from relulab.teaching.lesson import Lesson
from tests.repo.rules import BANNED_WORDS, LESSONS, NOTEBOOKS

QUESTIONS = [question for questions in [*quizzes().values(), *warmups().values()] for question in questions]
each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
NUMBERS = [question for question in QUESTIONS if question.is_number]
CHOICES = [question for question in QUESTIONS if not question.is_number]


def fake(**changes):
    shared = dict(
        id="fake",
        lesson="01_neurons",
        because="Since two and two are four.",
        evidence="Count your fingers.",
        cell="c",
        section="3. Sums",
    )
    choice = dict(
        text="What is 2 + 2?",
        answer="four",
        wrong=[
            Wrong("five", "One too many.", BELIEFS["one-bias"]),
            Wrong("three", "One too few."),
            Wrong("22", "Glued."),
        ],
    )
    return Question(**{**shared, **choice, **changes})


def explanations(question):
    return [
        question.because,
        question.evidence,
        *(wrong.why for wrong in question.wrong),
        *([question.otherwise] if question.is_number else []),
    ]


# ---- the questions -------------------------------------------------------------------------------


def test_every_lesson_has_five_questions_and_from_the_second_on_two_from_lessons_before():
    assert list(quizzes()) == LESSONS
    assert list(warmups()) == list(quizzes())[1:]
    for lesson, questions in quizzes().items():
        assert len(questions) == 5 and {question.lesson for question in questions} == {lesson}
    for lesson, questions in warmups().items():
        assert len(questions) == 2 and all(question.lesson < lesson for question in questions)


def test_every_name_and_every_question_is_there_once():
    assert max(Counter(question.id for question in QUESTIONS).values()) == 1
    assert max(Counter(question.text for question in QUESTIONS).values()) == 1
    assert not {question.id for question in QUESTIONS} & set(EXERCISES)


def test_every_kind_of_question_is_there():
    assert len(NUMBERS) >= 5 and len(CHOICES) >= 5


@each
def test_one_answer_is_right_and_each_has_its_own_explanation(question):
    if question.is_number:
        assert len(question.wrong) >= 3 and question.otherwise
    else:
        assert len(set(question.choices)) == 4 and question.choices.count(question.key) == 1
        assert sum(reply(question, choice).right for choice in question.choices) == 1
    said = explanations(question)
    assert all(len(text) > 30 and text.rstrip()[-1] in ".?" for text in said)
    assert len(set(said)) == len(said)
    for a, b in [(a, b) for i, a in enumerate(said) for b in said[:i]]:
        assert difflib.SequenceMatcher(None, a, b).ratio() < 0.9, (a, b)


def test_no_explanation_serves_two_questions():
    said = [text for question in QUESTIONS for text in explanations(question)]
    assert max(Counter(said).values()) == 1


@each
def test_every_reply_points_at_a_cell_that_is_there(question):
    cells = nbformat.read(NOTEBOOKS / f"{question.lesson}.ipynb", as_version=4).cells
    ids = [cell.id for cell in cells]
    assert question.cell in ids
    before = cells[: ids.index(question.cell) + 1]
    headings = [
        line
        for cell in before
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    assert headings[-1] == f"## {question.section}"
    wrong = next(wrong for wrong in question.wrong)
    assert question.section.split(". ")[-1] in reply(question, str(wrong.value)).text
    assert question.where.startswith(f"lesson {question.lesson[:2]}, ")


def test_the_beliefs_of_the_course_are_met():
    used = {wrong.belief for question in QUESTIONS for wrong in question.wrong}
    assert used - {None} == set(BELIEFS.values())


@pytest.mark.parametrize("question", NUMBERS, ids=lambda question: question.id)
def test_a_band_takes_the_key_and_what_rounds_to_it_and_no_listed_error(question):
    key = question.key
    inside = {key, key + question.band, key - question.band, float(f"{key:.3g}") if question.band else key}
    assert all(reply(question, f"{value!r}").right for value in inside)
    outside = 1.001 * question.band + 1e-6 * abs(key) + (1e-6 if key == 0 else 0)
    assert not reply(question, repr(key + outside)).right and not reply(question, repr(key - outside)).right
    for wrong in question.wrong:
        result = reply(question, f"{float(wrong.value)!r}")
        assert result.right is False and wrong.why in result.text
    assert question.otherwise in reply(question, "123456789").text


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
def test_each_wrong_choice_gets_its_own_reply_and_names_its_belief(question):
    for wrong in question.wrong:
        text = reply(question, wrong.answer).text
        assert wrong.why in text and question.evidence not in text and question.because not in text
        assert wrong.belief is None or wrong.belief in text
        assert question.evidence in reply(question, wrong.answer, sure=True).text


#: Every wrong answer to which a belief is said. A choice says it in its own words; no slip leads to one of the numbers.
STATED = {
    "bias-moves": {"It stays where it is; only the output gets smaller."},
    "count-biases": {2},
    "equal-start": {"They grow apart, since every picture is different."},
    "how-many-numbers": {64 * 32 + 32 * 10 + 2},
    "melted-stack": {101},
    "zeros-and-weights": {"About half of them are zero as well."},
    "sixty-silent": {"60, because they put out 0.", "None, as long as none of them has zero weights."},
    "sparser-better": {"The sparse ones were clearly better, because they overfit less."},
    "nudge-at-minus-five": {"The sigmoid, and most of it, because it is far from the middle."},
    "which-vanishes": {"In all three, because ten layers are too many."},
    "small-gradient": {"It is nearly finished: the gradient is small. Check the test accuracy."},
    "sixteen-rows": {"Exactly 251: silent on every row is what dead means."},
    "rate-lowered": {
        "They come back one after the other, since training goes on.",
        "They stay dead, since training has made all their weights 0.",
        "It makes no difference: with so many dead units the network can only guess.",
    },
    "leaky-below": {
        "As much as any ReLU network, since the leak makes its units positive.",
        "More than a linear model, since it has two layers of weights.",
    },
    "flat-loss-no-dead": {
        "Nothing: the gradient is small because training is over.",
        "Fewer layers, since depth makes a gradient vanish.",
    },
    "as-good-as-linear": {"Whether two more layers make it better."},
    "shrunk-start": {1},
    "mostly-dead": {
        "It guesses, since most of the layer is gone.",
        "As well as before, since training revives the dead.",
    },
}


def test_a_belief_is_said_only_to_an_answer_that_states_it():
    said = {question.id: {wrong.value for wrong in question.wrong if wrong.belief} for question in QUESTIONS}
    assert {name: answers for name, answers in said.items() if answers} == STATED
    for question in QUESTIONS:
        for wrong in question.wrong:
            text = reply(question, str(wrong.value)).text
            assert ("The belief behind it" in text) == (wrong.value in STATED.get(question.id, ())), wrong.value


@pytest.mark.parametrize(
    "name, answer, never",
    [
        ("neuron-output", "-3", "belief"),
        ("neuron-output", "-4", "belief"),
        ("loss-to-probability", "3.32", "belief"),
        ("loss-to-probability", "-0.2", "belief"),
        ("two-classes", "0.5", "belief"),
        ("neuron-again", "3.5", "decoration"),
        ("std-of-200", "0.0707", "belief"),
        ("gain-three", "1.73", "belief"),
        ("which-vanishes", "In none, because no unit is saturated before training.", "saturated unit sends"),
        ("dead-and-loud", "Nothing changes, since the dead stay dead.", "revives"),
        ("sixteen-rows", "None: silence on 16 rows says nothing about death.", "silent means dead"),
        ("cured-but-why", "That the activation was the cause.", "leak"),
    ],
)
@pytest.mark.parametrize("sure", [True, False])
def test_a_reply_never_puts_a_belief_into_the_mouth_of_a_slip(name, answer, never, sure):
    result = reply(named(name), answer, sure)
    assert result.right is False and never not in result.text


@each
@pytest.mark.parametrize("sure", [True, False])
def test_no_reply_has_two_full_stops(question, sure):
    answers = [*question.choices, "many", "123456789", None] if question.is_number else [*question.choices, None]
    for answer in answers:
        assert not re.search(r"[.?!]{2}|\.”\.|  ", reply(question, None if answer is None else str(answer), sure).text)


def test_the_place_and_the_length_of_a_choice_do_not_tell_the_right_one():
    places = Counter(question.choices.index(question.key) for question in CHOICES)
    assert len(places) >= 3 and max(places.values()) <= 0.6 * len(CHOICES)
    longest = sum(len(question.key) == max(map(len, question.choices)) for question in CHOICES)
    assert longest <= 0.6 * len(CHOICES)


@each
def test_plain_words(question):
    choices = [] if question.is_number else question.choices
    for text in [question.text, *choices, *explanations(question)]:
        assert not BANNED_WORDS.search(text), text


# ---- grading -------------------------------------------------------------------------------------


def test_replies():
    question = fake()
    assert reply(question, "four", sure=True) == question_module.Reply(
        True, "Right. Since two and two are four. (It is in lesson 01, section 3, “Sums”.)"
    )
    assert reply(question, "four").text.startswith("Right, although you were not sure. ")
    assert (
        reply(question, "five").text
        == "Not this one. The belief behind it: a layer has one bias. One too many. Look again at lesson 01, section "
        "3, “Sums”."
    )
    assert "You were sure, so look closely. Count your fingers." in reply(question, "five", sure=True).text
    assert reply(question, None).right is None and "Choose an answer" in reply(question, None).text
    assert fake(section="What people get wrong").where == "lesson 01, the section “What people get wrong”"


def test_replies_to_numbers():
    question = fake(
        answer=lambda: 4,
        band=0.1,
        wrong=[Wrong(5, "One too many."), Wrong(lambda: 22.0, "Glued.")],
        otherwise="Count again.",
    )
    assert reply(question, "4.05").right and not reply(question, "4.2").right
    assert "Glued." in reply(question, "22.3").text  # rounded by the reader
    assert "Count again." in reply(question, "7").text
    assert reply(question, "four").right is None and "Write one number" in reply(question, "four").text
    whole = fake(
        answer=lambda: 1000,
        wrong=[Wrong(1001, "One too many."), Wrong(1010, "Ten too many.")],
        otherwise="Count again.",
    )
    assert "One too many." in reply(whole, "1001").text and "Count again." in reply(whole, "1002").text


WRITTEN = [
    ("3", 3),
    ("-0.5", -0.5),
    ("−0,5", -0.5),
    ("–3", -3),
    ("+3", 3),
    ("minus 3", -3),
    (".5", 0.5),
    (",5", 0.5),
    ("-.8", -0.8),
    ("7.", 7),
    (" 17 610 ", 17610),
    ("78 500", 78500),
    ("78\u202f500", 78500),
    ("78,500", 78500),
    ("78'500", 78500),
    ("78_500", 78500),
    ("1,000", 1000),
    ("1,234,567", 1234567),
    ("1.234.567", 1234567),
    ("1,234.5", 1234.5),
    ("1.234,5", 1234.5),
    ("0,3", 0.3),
    ("78,5", 78.5),
    ("0,123", 0.123),
    ("0,0006", 0.0006),
    ("1.234", 1.234),
    ("78.5k", 78500),
    ("78.5 thousand", 78500),
    ("54 %", 54),
    ("30%", 30),
    ("30 per cent", 30),
    ("30 percent", 30),
    ("30 % of them", 30),
    ("1/4", 0.25),
    ("-1/2", -0.5),
    ("3/10", 0.3),
    ("3 ÷ 10", 0.3),
    ("1 in 4", 0.25),
    ("3 out of 10", 0.3),
    ("½", 0.5),
    ("1½", 1.5),
    ("1 1/2", 1.5),
    ("-1 1/2", -1.5),
    ("2e-6", 2e-6),
    ("2E-6", 2e-6),
    ("1e-3", 1e-3),
    ("1,5e-3", 1.5e-3),
    ("10^-3", 1e-3),
    ("10**-3", 1e-3),
    ("10⁻³", 1e-3),
    ("10^(-3)", 1e-3),
    ("2*10^-6", 2e-6),
    ("2 · 10⁻⁶", 2e-6),
    ("2 × 10^-6", 2e-6),
    ("3 x 10^4", 3e4),
    ("2^-3", 0.125),
    ("-2^2", -4),
    ("0.6^14", 0.6**14),
    ("ln 2", math.log(2)),
    ("ln(2)", math.log(2)),
    ("-ln 0.5", math.log(2)),
    ("−ln(1/2)", math.log(2)),
    ("-np.log(0.5)", math.log(2)),
    ("log10(100)", 2),
    ("ln 2 / ln 10", math.log10(2)),
    ("√2", math.sqrt(2)),
    ("√(3/2)", math.sqrt(1.5)),
    ("2√3", 2 * math.sqrt(3)),
    ("sqrt(2)", math.sqrt(2)),
    ("e^-1.2", math.exp(-1.2)),
    ("e^(-1.2)", math.exp(-1.2)),
    ("exp(-1.2)", math.exp(-1.2)),
    ("e^-1,2", math.exp(-1.2)),
    ("π/2", math.pi / 2),
    ("16 + 10", 26),
    ("2 - 0.1 * 4", 1.6),
    ("0.5 units", 0.5),
    ("3 ms", 3),
    ("3ms", 3),
    ("12 points", 12),
    ("1.25x", 1.25),
    ("26 biases", 26),
    ("0.7 (rounded)", 0.7),
    ("= 3", 3),
    ("z = 3", 3),
    ("3 = z", 3),
    ("x₁ = 1.5", 1.5),
    ("x1 ≥ 1.5", 1.5),
    ("≈ 0.3", 0.3),
    ("~0.3", 0.3),
    ("about 0.3", 0.3),
    ("p = e^-1.2 = 0.301", 0.301),
    ("0.30 ± 0.01", 0.3),
]


@pytest.mark.parametrize("text, value", WRITTEN)
def test_numbers_are_read_as_people_write_them(text, value):
    assert number(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text, values",
    [
        ("1,234", [1234, 1.234]),
        ("78,500", [78500, 78.5]),
        ("2.410", [2.41, 2410]),
        ("0,123", [0.123]),
        ("0.250", [0.25]),
        ("78,5", [78.5]),
        ("1,234,567", [1234567]),
        ("30", [30]),
    ],
)
def test_where_a_comma_or_a_point_can_be_two_things_both_are_read(text, values):
    assert [reading.value for reading in readings(text)] == values


@pytest.mark.parametrize(
    "text",
    ["", "many", "half", "a quarter", "1/0", "nan", "inf", "-inf", "1e999", "10^10^10", "9**9**9**9", "(-2)^0.5"]
    + [
        "3 or 4",
        "3 to 4",
        "5 3",
        "1,2,3",
        "1.2.3",
        "/2",
        "3/",
        "(3",
        "3)",
        "()",
        "-",
        "3 tenths",
        "ln 0",
        "√-1",
        "ln p",
    ]
    + [
        "%",
        "=",
        "((((" * 50,
        "1" * 500,
        "__import__('os')",
        "exit()",
        "3;4",
        "0x10",
        "(3).real",
        "²",
        "e^x",
        "...",
        "±",
    ],
)
def test_what_is_no_number_is_none(text):
    assert number(text) is None and reply(NUMBERS[0], text).right is None


def test_the_forms_that_a_reply_names_are_read_and_what_is_not_read_says_them():
    for text in re.split(r", (?!\d)| or |, (?=0,|1/|2e|10|30)", FORMS):
        assert number(text) is not None, text
    assert reply(NUMBERS[0], "many").text == f"Write one number, such as {FORMS}, then say how sure you are."


def named(name):
    return next(question for question in QUESTIONS if question.id == name)


@pytest.mark.parametrize(
    "name, answer",
    [("loss-to-probability", text) for text in ("30 %", "30,1 %", "0.3", "0,301", ".3", "3/10", "e^-1.2", "p = 0.30")]
    + [("two-classes", text) for text in ("0.7", "0,7", "ln 2", "ln(2)", "-ln 0.5", "−ln ½", "0.69", "0.693 nats")]
    + [("how-many-numbers", text) for text in ("2410", "2,410", "2 410", "2.410", "64*32+32 + 32*10+10")]
    + [("zeros-by-bias", text) for text in ("84 %", "84", "0.84", "84,1 per cent", "0.8413", "84 in 100")]
    + [("three-leaks", text) for text in ("1e-6", "10^-6", "0.000001", "0.01^3", "0.0001 %", "10⁻⁶", "1/1000000")]
    + [("shrunk-start", text) for text in ("1e-4", "10**-4", "0.01 %", "0.1^4", "1/10 000", "1/10,000")]
    + [("largest-slope", text) for text in ("0.25", "1/4", "¼", "25 %", "0,250", "a = 0.25")]
    + [("gain-three", text) for text in ("1.2", "1,2", "1.22", "1.225", "√1.5", "sqrt(3/2)", "√(3/2)", "1.2 times")]
    + [("std-of-200", text) for text in ("0.1", "√(2/200)", "10 %", "1/10", "0,1", "sqrt(2/200)")]
    + [("saturated-nudge", text) for text in ("0.0007", "0.00066", "6.6e-4", "6.6*10^-4", "0.1 * 0.00665")]
    + [("switch-on", text) for text in ("1.5", "3/2", "x1 > 1.5", "1,5", "1 1/2")]
    + [("free-activation", text) for text in ("1.25", "125 %", "5/4", "1.25x")],
)
def test_no_right_answer_is_refused_in_whichever_form(name, answer):
    assert reply(named(name), answer, sure=True).right is True


@pytest.mark.parametrize(
    "name, answer, right, words",
    [
        ("zeros-by-bias", "0.84", True, "That is the right share; per cent were wanted, 84 %."),
        ("zeros-by-bias", "0.159", False, "the share that is not 0"),
        ("zeros-by-bias", "0.84 %", None, "would fit"),
        ("zeros-by-bias", "80 %", False, "How much of a bell curve"),
        ("loss-to-probability", "30", None, "As per cent this would fit. Then write 30 %, or 0.3."),
        ("loss-to-probability", "0.3 %", None, "Without the sign this would fit"),
        ("loss-to-probability", "33 %", False, "Which function undoes a logarithm"),
        ("loss-to-probability", "10 %", False, "a guess among ten"),
        ("loss-to-probability", "0.063", False, "the natural one"),
        ("count-biases", "26 %", None, "Without the sign this would fit"),
        ("free-activation", "20 %", False, "the saving in per cent"),
        ("free-activation", "1.2", False, "A saving of 20 %"),
        ("free-activation", "1", None, "Write one digit more"),
        ("gain-three", "1", False, "write one decimal"),
        ("two-classes", "1", False, "Which probability"),
        ("two-classes", "0.007", False, "Which probability"),
        ("three-leaks", "1e-8", False, "What do three of them keep"),
        ("one-step", "2", False, "minus the learning rate times the slope"),
        ("bend-place", "2", False, "Solve w x + b = 0"),
        ("two-classes", "0.8", False, "Which probability"),
        ("two-classes", "0", False, "certain and right"),
        ("std-of-32", "0.2", None, "Write one digit more"),
        ("largest-slope", "0.2", None, "Write one digit more"),
        ("back-to-hidden", "-1", None, "Write one digit more"),
    ],
)
def test_a_number_in_another_unit_or_rounded_too_far_is_told_so(name, answer, right, words):
    result = reply(named(name), answer)
    assert result.right is right and words in result.text


# ---- the view ------------------------------------------------------------------------------------


def said(item):
    """The reply as a reader hears it: the word of the card, then what stands beside it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", item["reply"].value)).split())


def card_of(question, answer, sure):
    """What the card of a reply says, with the sign before its word."""
    result = reply(question, answer, sure)
    word, _, why = result.text.partition(". ")
    return f"{'✓' if result.right else '✗'} {word} {why}"


def seen(quiz):
    """The numbers of the questions that are shown."""
    return [i for i, item in enumerate(quiz.items, start=1) if item["box"].layout.display != "none"]


def two_questions():
    number = fake(id="two", answer=lambda: 4, band=0.1, wrong=[Wrong(5, "One too many.")], otherwise="Count again.")
    return Quiz("01_neurons", [fake(), number])


def test_a_quiz_answers_what_is_pressed():
    quiz = two_questions()
    one, two = quiz.items
    one["sure"].click()
    assert said(one).startswith("○ No answer yet Choose an answer first") and not quiz.first
    one["control"].value = "five"
    one["unsure"].click()
    assert said(one).startswith("✗ Not this one ") and "Count your fingers" not in said(one)
    one["sure"].click()
    assert "Count your fingers" in said(one)
    one["control"].value = "four"
    one["sure"].click()
    assert said(one).startswith("✓ Right Since two and two") and not said(two) and not quiz.summary.value
    one["unsure"].click()
    assert said(one).startswith("✓ Right, although you were not sure Since two and two")
    two["control"].value = "four"
    two["sure"].click()
    assert said(two).startswith("○ No answer yet Write one number") and said(two).endswith("how sure you are.")
    two["control"].value = "4"
    two["sure"].click()
    assert 'role="status"' in one["reply"].value and 'role="status"' in quiz.summary.value
    assert "All 2 answered, 1 right at the first try." in quiz.summary.value


def test_one_question_at_a_time():
    quiz = two_questions()
    assert seen(quiz) == [1] and quiz.previous.disabled and not quiz.next.disabled
    assert "Question 1 of 2" in quiz.items[0]["box"].children[0].value
    quiz.next.click()
    assert seen(quiz) == [2] and not quiz.previous.disabled and quiz.next.disabled
    quiz.next.click()
    assert seen(quiz) == [2]
    quiz.previous.click()
    assert seen(quiz) == [1]


def test_every_answer_is_recorded_once(monkeypatch):
    heard = []
    monkeypatch.setattr(core, "record", lambda *answer: heard.append(answer) or "The file <x> is full.")
    quiz = Quiz("03_activations", [fake()])
    (item,) = quiz.items
    item["sure"].click()
    item["control"].value = "five"
    item["sure"].click()
    item["control"].value = "four"
    item["unsure"].click()
    assert "The file &lt;x&gt; is full." in item["reply"].value
    assert heard == [("03_activations", "fake", False), ("03_activations", "fake", True)]


@pytest.mark.parametrize("lesson", quizzes())
def test_every_choice_and_number_of_a_lesson_gets_its_reply_in_the_view(lesson):
    quiz = Quiz(lesson, quizzes()[lesson])
    for question, item in zip(quiz.questions, quiz.items):
        for given in [repr(question.key)] if question.is_number else question.choices:
            item["control"].value = given
            item["sure"].click()
            assert said(item) == " ".join(card_of(question, given, True).split())
    assert "All 5 answered" in quiz.summary.value
    quiz.close()


def test_two_quizzes_do_not_disturb_each_other():
    one, two = Quiz("01_neurons", [fake()]), Quiz("01_neurons", [fake()])
    one.items[0]["control"].value = "four"
    one.items[0]["sure"].click()
    assert one.first == {"fake": True} and not two.first and two.items[0]["control"].value is None


def test_every_control_has_a_name_and_every_text_is_escaped():
    quiz = Quiz("01_neurons", [fake(text="Is 1 < 2 & 3?", answer=lambda: 1, wrong=[Wrong(2, "<b>")], otherwise="No.")])
    item = quiz.items[0]
    assert item["control"].description == "Number for question 1:"
    assert not item["control"].continuous_update  # else a quick press of the button overtakes the last keys
    assert item["sure"].description == "I am sure" and "question 1" in item["sure"].tooltip
    item["control"].value = "2"
    item["sure"].click()
    assert "&lt;b&gt;" in item["reply"].value and any(
        "1 &lt; 2 &amp; 3" in part.value for part in item["box"].children if isinstance(part, widgets.HTML)
    )


def test_closing_a_quiz_leaves_no_widget_behind():
    quiz = Quiz("01_neurons", quizzes()["01_neurons"])
    parts = explorers.all_within(quiz.view)
    assert len(parts) > 50 and all(part.comm is not None for part in parts)
    quiz.close()
    assert all(part.comm is None for part in parts)


def test_running_a_cell_again_closes_the_quiz_before(monkeypatch, capsys):
    cell = {"metadata": {"cellId": "quiz-run"}, "header": {"msg_id": "first"}}
    shell = type("Shell", (), {"get_parent": lambda self: cell})()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setattr(explorers, "_shown", {})
    monkeypatch.setattr("IPython.display.display", lambda *what, **how: None)
    quiz("01_neurons")
    first = explorers._shown["quiz-run"][1][0]
    cell["header"] = {"msg_id": "second"}
    quiz("01_neurons")
    assert first.view.comm is None and explorers._shown["quiz-run"][1][0].view.comm is not None


# ---- what is stored and printed ------------------------------------------------------------------


class Handle:
    """Stands for a still on a page: remembers what it shows."""

    def __init__(self, still="", plain=""):
        self.update(still, plain)

    def update(self, still, plain):
        self.still, self.plain = still, plain


@pytest.fixture
def stills(monkeypatch):
    """The stills that are displayed, as on a page."""
    found = []

    def display(view, still, plain, owner):
        found.append(Handle(still, plain))
        return found[-1]

    monkeypatch.setattr(core, "on_a_page", lambda: True)
    monkeypatch.setattr(core.live, "display", display)
    return found


@pytest.mark.parametrize("show, groups", [(quiz, quizzes()), (warmup, warmups())], ids=["quiz", "warmup"])
def test_what_is_stored_can_be_read_and_gives_nothing_away(show, groups, stills):
    for lesson, questions in groups.items():
        show(lesson)
        still = stills.pop()
        for text in (still.plain.replace("\\", ""), html.unescape(re.sub(r"<[^>]*>", "", still.still))):
            assert core.GO_ON in text
            assert_asks_only(text, questions)


def test_what_was_answered_ends_in_one_full_stop(stills):
    turns = fake(wrong=[Wrong("It turns.", "No."), Wrong("three", "One too few."), Wrong("22", "Glued.")])
    quiz = Quiz("01_neurons", [turns])
    quiz.show()
    quiz.items[0]["control"].value = "It turns."
    quiz.items[0]["sure"].click()
    assert "You answered: It turns. Not yet right." in stills[0].plain


def test_what_was_answered_stands_in_the_still(stills):
    quiz = two_questions()
    quiz.show()
    (still,) = stills
    before = still.plain
    quiz.items[0]["sure"].click()
    assert still.plain == before, "nothing was answered"
    quiz.items[0]["control"].value = "five"
    quiz.items[0]["sure"].click()
    quiz.items[1]["control"].value = " 4 "
    quiz.items[1]["sure"].click()
    for text in (still.plain, still.still):
        assert text.index("You answered: five. Not yet right.") < text.index("Question 2.")
        assert text.index("You answered: 4. Right.") < text.index(core.GO_ON)
        assert "One too many." not in text and "Since two and two" not in text


def test_where_there_is_no_page_the_questions_are_printed(capsys):
    quiz("01_neurons")
    said = " ".join(capsys.readouterr().out.replace("\\", "").split())
    assert all(" ".join(question.text.split()) in said for question in quizzes()["01_neurons"])


def assert_asks_only(text, questions):
    """All questions and choices stand in the text, and nothing that says which is right."""
    for question in questions:
        assert question.text in text
        assert question.is_number or all(choice in text for choice in question.choices)
        for secret in explanations(question):
            assert secret not in text and secret[:40] not in text
        if question.is_number and f"{question.key:g}" not in question.text and len(f"{question.key:.3g}") > 3:
            assert not re.search(rf"(?<![\d.]){re.escape(f'{question.key:.3g}')}", text), question.id


def test_the_text_of_a_question_is_plain_in_markdown():
    text = as_text([fake(text="Is *this* $x_1$ <b> a [link](x)?", answer="a_b")])
    assert r"Is \*this\* \$x\_1\$ \<b\> a \[link\](x)?" in text and r"a\_b" in text
    assert re.findall(r"- \((\w)\)", text) == list("abcd")


@pytest.mark.parametrize("show", [quiz, warmup])
def test_a_wrong_name_gets_a_sentence(show, capsys, stills):
    show("02_activation")
    out = capsys.readouterr().out
    assert f"Did you mean {show.__name__}('03_activations')?" in out and "The names are: " in out
    show(3)
    assert "takes the name of a lesson, in quotes" in capsys.readouterr().out
    if show is warmup:
        show("01_neurons")
        assert "03_activations" in capsys.readouterr().out
    assert not stills


# ---- the sheets ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed():
    """Lesson -> its quiz and its key, as text."""
    lessons = {
        name: Lesson(
            nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4),
            pages.read(NOTEBOOKS.parent / "instructor" / f"{name}.md"),
        )
        for name in quizzes()
    }
    return {name: (words(sheets.quiz(one)), words(sheets.quiz_key(one))) for name, one in lessons.items()}


def words(page):
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL))


@pytest.mark.parametrize("lesson", quizzes())
def test_a_sheet_asks_everything_and_holds_no_key(printed, lesson):
    assert_asks_only(printed[lesson][0], quizzes()[lesson])


@pytest.mark.parametrize("lesson", quizzes())
def test_a_key_holds_every_answer_with_its_explanation(printed, lesson):
    text = printed[lesson][1]
    for question in quizzes()[lesson]:
        assert question.evidence in text and all(wrong.why in text for wrong in question.wrong)
        right = (
            (f"{question.key:.0f}" if question.key == round(question.key) else f"{question.key:.4g}")
            if question.is_number
            else f"({'abcd'[question.choices.index(question.key)]}) {question.key}"
        )
        assert f"Right: {right}" in text
