"""The clinic: patients have what they are said to have, cures cure, tempting ones do not, cards and board say so."""

import re
import time

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import ACTIVATIONS, LeakyReLU, Network, datasets, measures
from relulab.classroom import records
from relulab.classroom.check import grade
from relulab.classroom.grading.marks import POINTS, marked
from relulab.lessons import l07_clinic as clinic
from relulab.lessons.l07_clinic import STATES, desk, figures, instruments, notes, numbers, report
from relulab.lessons.l07_clinic.exercises import fate, name_illness
from relulab.lessons.l07_clinic.help import hint_for, key
from relulab.lessons.l07_clinic.patients import RUNS, Patient, Ward, changed, drawn
from relulab.lessons.l07_clinic.readings import READINGS, ROWS, Settings, is_well
from relulab.lessons.l07_clinic.states import BY_DAY, matching
from relulab.lessons.l07_clinic.treatment import better, cure_of
from tests.repo.rules import BANNED_WORDS

#: Seeds of each patient in the test of the treatments.
SEEDS = 20

#: Apart from WELL by more than its networks differ: well above this, ill below that.
CURED, ILL = 0.96, 0.94


def patient_with(state, seed=0):
    return next(patient for patient in Ward(seed) if (drawn(patient).illnesses or ("healthy",)) == (state,))


@pytest.fixture(autouse=True)
def a_clean_board(monkeypatch):
    monkeypatch.setattr(notes, "_notes", {})


states = pytest.mark.parametrize("state", BY_DAY)


# ---- the patients of the day ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 1])
def test_the_instruments_find_what_each_patient_has(seed):
    for patient in Ward(seed):
        assert (matching(patient.readings()),) == (drawn(patient).illnesses or ("healthy",)), patient


@pytest.mark.parametrize("seed", [5, 16])
@states
def test_over_20_seeds_the_cure_cures_and_the_tempting_ones_do_not(state, seed):
    patient = patient_with(state, seed)
    settings = drawn(patient).settings

    def treated(change):
        assert any(getattr(settings, name) != value for name, value in change.items()) or not change
        return patient.examined_with(changed(settings, change), runs=SEEDS).readings

    cured = treated(clinic.cure(patient))
    assert not cured["diverged"].any() and cured["accuracy"].mean() > CURED and is_well(cured)
    assert len(STATES[state].tempting) >= 3
    for change in STATES[state].tempting:
        found = treated(change)
        assert not is_well(found)
        assert found["diverged"].mean() > 0.5 or clinic.summary(found)["accuracy"] < ILL, change


@pytest.mark.parametrize("name", sorted(set(ACTIVATIONS) - {"identity", "step", "sigmoid"}))
def test_whatever_bends_cures_what_is_straight(name):
    """The summary prescribes an activation that bends, not the fastest one."""
    patient = patient_with("linear collapse", seed=3)
    assert report(patient, "linear collapse", {"activation": name}).outcome == "right"


@states
def test_a_cure_removes_the_cause(state):
    change = clinic.cure(patient_with(state))
    assert list(change) == ([STATES[state].cause] if STATES[state].cause else [])


def test_what_is_undertrained_can_be_seen_to_learn():
    for seed in range(5):
        loss = patient_with("undertrained", seed).examine().history["loss"].mean(axis=0)
        assert len(loss) >= 2 and (np.diff(loss) < -0.02).all()


def test_a_ward_has_one_patient_of_each_state_and_another_seed_gives_another_ward():
    wards = [Ward(seed) for seed in range(30)]  # a class
    for ward in wards:
        assert sorted(drawn(each).illnesses or ("healthy",) for each in ward) == sorted((state,) for state in BY_DAY)
    assert len({tuple(drawn(patient).illnesses for patient in ward) for ward in wards}) == 30
    assert len({drawn(patient_with("dying by rate", seed)).settings.lr for seed in range(30)}) > 5
    assert [repr(patient) for patient in clinic.ward(3)] == [repr(patient) for patient in Ward(3)]
    with pytest.raises(ValueError, match="seed"):
        clinic.ward("first")


def test_nothing_about_a_patient_tells_what_it_has(capsys):
    for patient in clinic.ward(1):
        clinic.examine(patient)
        shown = f"{patient!r} {patient} {vars(patient)} {capsys.readouterr().out}".lower()
        words = (*STATES, "settings", str(drawn(patient).settings.activation), "init=", "lr=", "bias=")
        for word in words:
            assert word == "healthy" or word not in shown, word
        hidden = {"state", "settings", "diagnosis", "illness", "illnesses"}
        assert not {name for name in dir(patient) if not name.startswith("_")} & hidden


def test_the_signs_exclude_each_other():
    """For any two states one reading cannot fit both."""
    for one in STATES.values():
        for other in STATES.values():
            if one is not other:
                shared = one.signs.keys() & other.signs.keys()
                assert any(
                    one.signs[r][1] <= other.signs[r][0] or other.signs[r][1] <= one.signs[r][0] for r in shared
                ), (one.about, other.about)


def test_an_examination_is_what_the_measures_say():
    patient = patient_with("healthy", seed=1)
    _, sizes, settings = drawn(patient)
    digits = datasets.load_digits()
    networks = Network(
        list(sizes), settings.activation, init=settings.init, bias=settings.bias, runs=RUNS, seed=patient.first_seed
    )
    found = patient.examine()
    few = digits.X_train[:ROWS], digits.y_train[:ROWS] % 2
    assert found.start["gradients"] == pytest.approx(measures.backward_norms(networks, *few)[:, :-1])
    assert found.start["dead"] * sizes[1] == pytest.approx(measures.dead_units(networks, digits.X_train))
    first, last = found.start["gradients"][:, 0], found.start["gradients"][:, -1]
    assert 10 ** found.readings["ratio"] == pytest.approx(first / last)
    assert found.history["loss"].shape == (RUNS, settings.epochs)
    assert found.readings["loss"] == pytest.approx(found.history["loss"][:, -1])
    # Half-way, the panel of the bend and the reading are the same number.
    assert found.way[:, 4] == pytest.approx(found.readings["bend"], rel=1e-3) and (found.way[:, [0, -1]] < 1e-5).all()


def test_bend():
    A, B = np.random.default_rng(0).normal(size=(2, 50, 4))
    straight, bent, dead = (
        Network([4, 8, 2], name, bias=bias, runs=3)
        for name, bias in (("identity", 0.0), ("relu", 0.0), ("relu", -50.0))
    )
    assert measures.bend(straight, A, B) == pytest.approx(np.zeros(3), abs=1e-5)
    assert (measures.bend(bent, A, B) > 0.05).all()
    assert np.isnan(measures.bend(dead, A, B)).all()
    # One pair by hand: |x| at -1, 1 and half-way 0 gives 1, 1 and 0.
    fold = Network([1, 2, 1], runs=1)
    fold.weights[0][...], fold.weights[1][...] = [[1.0, -1.0]], [[1.0], [1.0]]
    ends = np.array([[-1.0], [-3.0]]), np.array([[1.0], [1.0]])
    assert measures.bend(fold, *ends)[0] == pytest.approx(np.sqrt((1 + 1) / 2) / 1.0)


def test_raw_inputs_are_those_of_the_file():
    X = numbers.task("raw")[0]
    assert X.min() == 0 and X.max() == 16 and (X == X.round()).all()
    assert np.abs(numbers.task()[0]).max() < 1


# ---- the patients of the night -------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_patient_of_the_night_can_be_cured_one_illness_after_the_other(seed):
    for patient in Ward(seed, by_night=True):
        illnesses = drawn(patient).illnesses
        assert is_well(patient.examine().readings) == (not illnesses)
        if len(illnesses) == 2:
            assert matching(patient.readings()) == illnesses[0], "the first one hides the second"
            change = cure_of(illnesses[0], drawn(patient).settings)
            assert report(patient, illnesses[0], change).outcome == "one of two"
            notes.of(patient).kept[illnesses[0]] = change
            assert matching(clinic.summary(notes.examination_now(patient).readings)) == illnesses[1]
        assert report(patient, illnesses[-1] if illnesses else "healthy", clinic.cure(patient)).cured, patient


def test_a_night_has_what_the_lesson_says():
    for seed in range(20):
        patients = [drawn(patient) for patient in Ward(seed, by_night=True)]
        assert sum(len(each.illnesses) == 2 for each in patients) == 2
        assert sum(each.illnesses == ("unscaled inputs",) for each in patients) == 1
        assert sum(not each.illnesses for each in patients) == 1
    assert drawn(Patient(desk.NIGHT_SEED, 1, by_night=True)).illnesses == ("dying by bias", "dying by rate")


def test_near_a_limit_and_unscaled_the_rule_of_the_exercise_is_wrong():
    night = Ward(desk.NIGHT_SEED, by_night=True)
    wrong = {
        drawn(patient).illnesses: name_illness.answer(patient.readings())
        for patient in night
        if name_illness.answer(patient.readings()) != next(iter(drawn(patient).illnesses), "healthy")
    }
    assert wrong == {
        ("unscaled inputs",): "dying by rate",
        ("dying by bias",): "dying by rate",
        ("vanishing by saturation",): "vanishing by initialisation",
    }
    assert desk.judge(night, fate.answer, name_illness.answer) == 3


def test_what_the_instruments_are_said_to_show_is_what_they_show():
    for seed in (0, 1, 2):
        patients = [(patient, next(iter(drawn(patient).illnesses), "healthy")) for patient in Ward(seed)]
        patients += [
            (patient, "unscaled inputs")
            for patient in Ward(seed, by_night=True)
            if drawn(patient).illnesses == ("unscaled inputs",)
        ]
        for patient, state in patients:
            found = patient.examine().readings
            for _, name, shows in clinic.TESTS:
                if (state, name) == ("unscaled inputs", "bend"):
                    continue  # flat in most, since most units are dead
                assert instruments.word(name, found[instruments.PRICES[name][0]]) == shows[state], (state, name)


def test_instruments_cost_and_run_out(capsys):
    clinic.buy("N3", "inputs")
    said = capsys.readouterr().out
    assert "largest number that goes in | 16 " in said and "9 minutes left" in said
    clinic.buy("N3", "first step")
    clinic.buy("N3", "gradient")
    clinic.buy("N3", "dead after")
    assert "costs 2 minutes, and of 10 there are 1 left" in " ".join(capsys.readouterr().out.split())
    clinic.buy("N3", "inputs")  # again, for nothing
    clinic.examine("N3")
    said = " ".join(capsys.readouterr().out.split())
    assert "1 of 10 are left. Not taken: dead before, dead after, saturated, bend." in said
    assert "units dead" not in said
    clinic.buy("N3", "bents")
    clinic.buy(3, "bend")
    said = " ".join(capsys.readouterr().out.split())
    assert "Did you mean 'bend'?" in said and "By day all instruments cost nothing" in said


def test_the_first_of_two_cures_is_kept_and_pays_for_new_instruments(capsys):
    bias, rate = "dying by bias", "dying by rate"
    clinic.buy("N1", "dead before")
    clinic.treat("N1", bias, {"bias": 0.0})
    assert "One of two" in capsys.readouterr().out and instruments.left(Ward(301, True)["N1"]) == 10
    clinic.treat("N1", bias, {"bias": 0.1})  # another dose of the same
    assert "bias from " in capsys.readouterr().out and notes.of(Ward(301, True)["N1"]).kept == {bias: {"bias": 0.1}}
    clinic.examine("N1")
    assert "Changed so far: 'bias': 0.1" in capsys.readouterr().out
    clinic.visit("N1", rate, {"lr": 0.2})
    said = capsys.readouterr().out
    assert said.startswith("Cured") and re.search(r"N1 +\| dying by bias and dying by rate \| ✓ yes +\| 3 +\| 2 ", said)
    assert "Cured: 1 of 6." in said


def test_the_second_illness_named_first_and_a_cure_for_another_reason():
    patient = Ward(301, by_night=True)["N2"]
    first, second = drawn(patient).illnesses
    removed = cure_of(first, drawn(patient).settings)
    said = report(patient, "exploding", removed)
    assert said.outcome == "another reason" and "not what you named" in said.verdict
    assert report(patient, second, cure_of(second, drawn(patient).settings)).outcome == "one of two"
    assert report(patient, "exploding", {"bias": 1.0}).outcome == "wrong"


# ---- the cards -----------------------------------------------------------------------------------


@states
def test_right_diagnosis_and_right_treatment(state):
    patient = patient_with(state)
    said = report(patient, state, clinic.cure(patient))
    assert said.outcome == ("left alone" if state == "healthy" else "right") and said.cured
    assert "Right" in said.verdict and re.search(r"\d ± \d", str(said))
    assert said.head.startswith(f"Patient {patient.name}, {state}: ")


@states
def test_right_diagnosis_and_wrong_treatment(state):
    patient = patient_with(state)
    said = report(patient, state, STATES[state].tempting[0])
    if state == "healthy":
        assert said.outcome == "harmed" and "does harm" in said.verdict and "as you said" in said.verdict
    else:
        assert said.outcome == "wrong treatment" and "Right diagnosis, wrong treatment" in said.verdict
    assert said.table[0] == ["reading", "before", "after"] and not said.cured


@states
def test_right_treatment_for_another_reason_says_what_the_numbers_show(state):
    patient = patient_with(state)
    for other in STATES:
        if other != state and clinic.cure(patient):
            said = report(patient, other, clinic.cure(patient))
            assert said.outcome == "another reason" and f"What it had: {state}" in said.verdict
            named = f"Against {other} speaks: " if other != "healthy" else "A healthy one reads at least 95 %"
            assert named in said.verdict


def test_wrong_on_both_says_what_speaks_against_it_and_not_what_it_is():
    patient = patient_with("dying by bias")
    said = report(patient, "exploding", {"epochs": 5})
    assert said.outcome == "wrong" and "neither of the two" in said.verdict
    assert "networks whose loss is no number any more. You would find at least 4 of 8; it is: none of 8" in said.verdict
    assert "dying" not in str(said) and "bias" not in str(said)
    said = report(patient, "vanishing by saturation", {"lr": 0.01})
    assert "units dead before training. You would find at most 30 %; it is: all or nearly all" in said.verdict


def test_layers_that_die_of_small_weights_get_a_word():
    patient = Ward(42)[6]
    assert patient.examine().readings["dead_after"].mean() > 0.1
    said = report(patient, "dying by rate", {"lr": 0.05})
    assert said.outcome == "wrong" and "The units that died in its last layers follow from that" in said.verdict


def test_where_no_limit_speaks_against_a_diagnosis_the_card_says_so():
    patient = Ward(301, by_night=True)["N5"]
    assert drawn(patient).illnesses == ("vanishing by saturation",)
    said = report(patient, "vanishing by initialisation", {"init": "he"})
    assert said.outcome == "wrong" and "No limit of the clinic speaks against" in said.verdict


def test_a_treatment_that_leaves_the_cause_is_told_from_one_that_removes_it():
    patient = Ward(301, by_night=True)["N3"]
    assert drawn(patient).illnesses == ("unscaled inputs",)
    said = report(patient, "unscaled inputs", {"lr": 0.02})
    assert said.outcome == "other way" and "the cause is still there: inputs is what it was" in said.verdict
    said = report(patient, "dying by rate", {"lr": 0.02})
    assert said.outcome == "another reason" and "inputs is still what it was" in said.verdict


def test_longer_steps_treat_what_was_trained_too_little():
    said = report(patient_with("undertrained"), "undertrained", {"lr": 0.3})
    assert said.outcome == "right" and "longer steps" in said.verdict
    said = report(patient_with("undertrained"), "exploding", {"lr": 0.3})
    assert said.outcome == "another reason" and "is still what it was" not in said.verdict


def test_better_is_more_than_chance():
    def readings(*accuracy):
        return {"diverged": np.isnan(accuracy), "accuracy": np.tile(accuracy, 4)}

    assert "no better" in better(readings(0.5, 0.6), readings(0.5, 0.7))
    assert "It is better" in better(readings(0.5, 0.6), readings(0.9, 0.92))
    assert "It is better" in better(readings(0.915, 0.927), readings(0.933, 0.943)), "a gain beyond both spreads"
    assert "It is better" in better(readings(np.nan, np.nan), readings(0.8, 0.9))
    assert "no better" in better(readings(np.nan, np.nan), readings(0.5, 0.503))
    assert better(readings(0.5, 0.6), readings(0.9, np.nan)) == ""


def test_the_right_setting_with_a_value_that_does_not_help():
    said = report(patient_with("dying by bias"), "dying by bias", {"bias": -50})
    assert said.outcome == "wrong treatment" and "not to a value that helps" in said.verdict


def test_the_right_setting_with_too_small_a_dose():
    said = report(patient_with("undertrained"), "undertrained", {"epochs": 4})
    assert said.outcome == "wrong treatment" and "Another value of the same setting cures it" in said.verdict
    assert "not to a value that helps" not in said.verdict
    said = report(patient_with("dying by rate"), "dying by rate", {"lr": 0.001})
    assert "and dying by rate is gone" in said.verdict and "those of undertrained" in said.verdict


def test_a_setting_that_stays_as_it_was():
    said = report(patient_with("dying by bias"), "dying by bias", {"init": "he"})
    assert said.outcome == "wrong treatment" and "was 'he' already" in said.verdict


def test_a_healthy_patient():
    patient = patient_with("healthy")
    assert report(patient, "healthy", {}).outcome == "left alone"
    needless = report(patient, "healthy", {"activation": "leaky_relu"})
    assert needless.outcome == "needless" and "nothing to treat" in needless.verdict
    needless = report(patient, "undertrained", {"epochs": 15})
    assert needless.outcome == "needless" and "not undertrained" in needless.verdict
    harmed = report(patient, "dying by bias", {"bias": -3})
    assert harmed.outcome == "harmed" and "those of dying by bias" in harmed.verdict


def test_an_ill_patient_left_alone():
    said = report(patient_with("undertrained"), "healthy", {})
    assert said.outcome == "wrong" and "at least 95 % of the digits right" in said.verdict
    assert "prescribe one change" in report(patient_with("undertrained"), "undertrained", {}).verdict


def test_diverged_is_told_from_dead():
    said = report(patient_with("undertrained"), "undertrained", {"lr": 300})
    assert said.outcome == "wrong treatment" and "Diverged is not dead" in said.verdict
    assert "most or all of 8" in str(said)
    said = report(patient_with("undertrained"), "undertrained", {"bias": -3})
    assert "Diverged is not dead" not in said.verdict and "those of dying by bias" in said.verdict


def test_what_was_not_attempted():
    for arguments in [(), (..., ...), ("exploding", ...), (..., {"lr": 0.1})]:
        said = report(Ward(0)[1], *arguments)
        assert said.outcome == "not attempted" and "Replace the dots" in said.verdict


class Hostile:
    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None

    def __repr__(self):
        raise RuntimeError

    def __float__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    "diagnosis, change, words",
    [
        ("dying by rat", {"lr": 0.1}, "Did you mean 'dying by rate'?"),
        ("flu", {"lr": 0.1}, "There is no diagnosis 'flu'. It can be: vanishing by saturation"),
        ("flu", {"lr": 0.1}, "undertrained, healthy."),  # and nothing that is found at night alone
        ("dead", {"lr": 0.1}, "Which of these is it: 'dying by rate' or 'dying by bias'?"),
        (3, {"lr": 0.1}, "must be a text in quotes"),
        (Hostile(), {"lr": 0.1}, "must be a text in quotes"),
        ("exploding", {"lr": 0.1, "init": "he"}, "You changed 2 settings at once"),
        ("exploding", {}, "prescribe one change"),
        ("exploding", "lr = 0.1", "in braces"),
        ("exploding", {"learning_rate": 0.1}, "There is no setting 'learning_rate'"),
        ("exploding", {"lrr": 0.1}, "Did you mean 'lr'?"),
        ("exploding", {3: 0.1}, "must be a text in quotes"),
        ("exploding", {"lr": ...}, "The dots (...) still stand"),
        ("exploding", {"lr": np.nan}, "you gave nan"),
        ("exploding", {"lr": np.inf}, "you gave inf"),
        ("exploding", {"lr": 0}, "above 0"),
        ("exploding", {"lr": -1.0}, "above 0"),
        ("exploding", {"lr": "0.1"}, "is of type str"),
        ("exploding", {"lr": np.array([0.1])}, "is of type ndarray"),
        ("exploding", {"lr": 10**400}, "at most 1000"),
        ("exploding", {"bias": True}, "is of type bool"),
        ("exploding", {"bias": Hostile()}, "is of type Hostile"),
        ("exploding", {"bias": -1e30}, "from -100 to 100"),
        ("exploding", {"epochs": 2.5}, "whole number"),
        ("exploding", {"epochs": 10**6}, "from 1 to 30"),
        ("exploding", {"init": "hee"}, "Did you mean 'he'?"),
        ("exploding", {"init": -0.1}, "from 0 to 100"),
        ("exploding", {"init": None}, "or one of he, glorot"),
        ("exploding", {"inputs": "scale"}, "Did you mean 'scaled'?"),
        ("exploding", {"activation": "ReLu6"}, "Did you mean 'relu'?"),
        ("exploding", {"activation": LeakyReLU(np.array([0.1, 0.2]))}, "must be a text in quotes"),
    ],
)
def test_what_could_not_be_understood(diagnosis, change, words):
    said = report(Ward(0)[1], diagnosis, change)
    assert said.outcome == "not understood" and words in said.verdict, said


@pytest.mark.parametrize("known", [name for name in BY_DAY if name not in ("healthy", "exploding")])
def test_a_rule_that_misses_an_illness_loses_points(known):
    def missing(readings):
        named = name_illness.answer(readings)
        return "healthy" if named == known else named

    assert marked(name_illness, missing, grade(name_illness, missing)).points < POINTS
    assert marked(name_illness, name_illness.answer, grade(name_illness, name_illness.answer)).points == POINTS


def test_exploding_at_a_low_rate_is_exploding_still():
    said = report(patient_with("exploding"), "exploding", {"lr": 0.01})
    assert said.outcome == "wrong treatment" and "The signs of exploding are still there." in said.verdict


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_any_activation_can_be_tried(name):
    said = report(patient_with("dying by bias"), " Dying  by bias", {"activation": name})
    assert said.outcome in ("wrong treatment", "other way") and "nan" not in str(said)


@pytest.mark.parametrize(
    "change",
    [
        {"lr": 1000},
        {"lr": 1e-300},
        {"bias": 100},
        {"bias": -100},
        {"init": 100},
        {"init": 0},
        {"epochs": 1},
        {"inputs": "raw"},
        {"activation": LeakyReLU(0.3)},
    ],
)
@pytest.mark.parametrize("state", ["healthy", "undertrained"])
def test_every_extreme_gives_a_report_without_a_warning(state, change):
    said = report(patient_with(state), "undertrained", change)
    assert said.outcome in ("wrong", "harmed", "needless", "wrong treatment", "another reason", "other way")
    assert not re.search(r"\bnan\b|\binf\b", str(said))


# ---- words ---------------------------------------------------------------------------------------


def test_words_where_a_number_would_not_be_stable():
    def said(reading, *values):
        return clinic.in_words(reading, np.array(values))

    assert (
        said("loss", 4.0, 300.0, 3.0) == "worse than guessing"
        and said("loss", 0.69, 0.695) == "0.69"
        and said("loss", 0.01, 0.15) == "under 0.1"
    )
    assert (
        said("bend", 0.4, 7.0, np.nan) == "above 0.1"
        and said("bend", 0.04, 0.08) == "0.060 ± 0.028"
        and said("bend", 1e-7, 2e-7) == "under 0.005: straight"
        and said("bend", 0.4, np.nan, np.nan) == "output flat or no number in some networks"
    )
    assert said("dead_after", 0.0, 0.1) == said("dead_before", 0.0, 0.0) == "hardly any"
    assert said("dead_after", np.nan, np.nan) == "diverged" and said("dead_after", 0.94, 1.0) == "all or nearly all"
    assert said("update", 0.01, 0.02) == "1.50 ± 0.71 %" and said("update", 0.5, 0.7) == "60.0 ± 14.1 %"
    assert said("update", 1e-5, 1e-6) == "under 0.1 %" and said("update", 2.0, 3.0) == "longer than the weights"
    assert said("ratio", 0.0, 0.0) == "0 (one hidden layer)" and said("inputs", 0.98) == "1"


def test_the_dead_of_a_network_that_diverged_are_not_counted():
    examination = patient_with("exploding").examine()
    assert np.isnan(examination.readings["dead_after"][examination.readings["diverged"] > 0]).all()


def test_what_is_printed_without_a_spread_does_not_hang_on_the_last_digits():
    """Words stand where a spread of zero would be compared exactly."""
    for patient in Ward(0):
        for examination in (patient.examine(), patient.healthy()):
            for reading, values in examination.readings.items():
                said = clinic.in_words(reading, values)
                spread = re.search(r"± ([\d.]+)", said)
                assert (spread and float(spread[1]) > 0) or re.search("[a-z]", said) or said in ("0.69", "1"), said


def test_texts_are_plain_and_hints_do_not_say_too_much():
    said = [text for state in STATES.values() for text in (state.about, state.why, state.where_to_look, state.told_by)]
    for patient in Ward(0):
        state = next(iter(drawn(patient).illnesses), "healthy")
        hints = [hint_for(patient, n)[0] for n in (1, 2, 3)]
        assert state in key(patient) and str(clinic.cure(patient)) in key(patient)
        assert state == "healthy" or not any(state in hint for hint in hints)
        said += [*hints, key(patient), str(report(patient, "healthy", {"lr": 0.1}))]
    assert not any(BANNED_WORDS.search(text) for text in said)
    assert "3 hints" in hint_for(Ward(0)[1], n=4)[0]


# ---- what the reader calls -----------------------------------------------------------------------


def test_a_patient_is_its_number_everywhere(capsys):
    ward, night = Ward(42), Ward(301, by_night=True)
    assert ward[4] == ward["4"] == ward["P4"] == desk.patient_of(4) == desk.patient_of("p4")
    assert night["N4"] == night[4] == night["n4"] == desk.patient_of("N4") != ward[4]
    assert [each.number for each in ward] == list(range(1, 9)) and len(night) == 6
    for wrong in (0, 9, "N4", "four", True, 4.0, None):
        with pytest.raises(KeyError, match="There is no patient"):
            ward[wrong]
    assert desk.patient_of(clinic.ward(7)[4]) == Ward(7)[4] != ward[4] == desk.patient_of(4)
    clinic.examine(clinic.ward(7)[4])
    assert re.search(r"Patient 4, layers [\d-]+, ward 7 ", capsys.readouterr().out)


@pytest.mark.parametrize("thing", [None, Ward(42), 9, "patient", True, "N9", [], Hostile()])
def test_something_that_is_no_patient(thing, capsys):
    for call in (clinic.examine, clinic.treat, clinic.visit, clinic.hint, clinic.solution):
        call(thing)
    clinic.buy(thing, "bend")
    said = " ".join(capsys.readouterr().out.split())
    assert (
        said.count("Which patient?") == 6
        and 'By day the patients are 1 to 8, and at night "N1" to "N6"; those of another ward' in said
    )


def test_one_call_serves_any_patient(capsys):
    clinic.visit(4)
    said = capsys.readouterr().out
    assert said.startswith("| Patient 4, layers") and "Figure." in said and "Not attempted" in said
    clinic.visit(4, "linear collapse", {"epochs": 30})
    said = capsys.readouterr().out
    assert said.startswith("Right diagnosis.") and "| Patient 4, layers" in said, "it can be looked at again"
    clinic.visit(4, "linear collapse", {"activation": "elu"})
    said = capsys.readouterr().out
    assert said.startswith("Cured.") and re.search(r"4 +\| linear collapse +\| ✓ yes +\| 2 ", said)
    assert "Cured: 1 of 6." in said and "| Patient 4" not in said


def test_what_the_lesson_treats_counts_for_nobody(capsys):
    clinic.treat(2, "dying by rate", {"lr": 0.2})
    clinic.board()
    said = capsys.readouterr().out
    assert "shown in the lesson" in said and "Cured: 0 of 6." in said


def test_the_board_is_there_after_a_restart(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("RELULAB_RECORDS", str(tmp_path))
    clinic.treat(8, "dying by rate", {"lr": 0.1})
    clinic.treat(8, "dying by bias", {"bias": 0.0})
    clinic.treat(7, "dying by bias", {"bias": 0.0})
    clinic.treat(2, "dying by rate", {"lr": 0.2})
    clinic.treat("N1", "dying by bias", {"bias": 0.0})  # the lesson does that; what is kept is the second half
    kept = records.read()[0]["07_clinic"]
    assert {name: (entry["tries"], entry["right"]) for name, entry in kept.items()} == {
        "patient:42:8": (2, True),
        "patient:42:7": (1, False),
    }
    monkeypatch.setattr(notes, "_notes", {})  # another kernel
    capsys.readouterr()
    clinic.board()
    said = capsys.readouterr().out
    assert re.search(r"8 +\| dying by bias +\| ✓ yes +\| 2 ", said)
    assert re.search(r"7 +\| not kept +\| not yet +\| 1 ", said) and "Cured: 1 of 6." in said


def test_a_ward_that_is_done(capsys):
    ward = clinic.ward(3)
    for patient in ward:
        notes.write(patient, "healthy", True)
    clinic.board(ward)
    assert "All 8 are cured. You are done with this ward." in capsys.readouterr().out


def test_the_rule_of_the_reader_goes_round_the_ward(capsys):
    ward = Ward(42)
    assert clinic.judge(ward, fate.answer, name_illness.answer) == 6
    said = capsys.readouterr().out
    assert said.count("✓ right") == 6 and "| 1 " not in said
    assert clinic.judge(ward, fate.answer, lambda readings: "healthy") == 1
    assert capsys.readouterr().out.count("✗ not that") == 5
    clinic.judge(Ward(301, by_night=True), fate.answer, name_illness.answer)
    assert "✓" not in capsys.readouterr().out, "at night that would be a diagnosis for nothing"


def test_hints_are_shown_wherever_they_are_called(capsys):
    for n in (1, 2, 3):
        clinic.hint(3, n)
    clinic.solution(3)
    said = " ".join(capsys.readouterr().out.split())
    assert all(f"Hint {n} of 3" in said for n in (1, 2, 3)) and "slopes saturated before training" in said
    assert "diagnosis=\"vanishing by saturation\", change={'bias': 0.0}" in said


def test_a_patient_is_trained_once():
    patient = Ward(0)[1]
    patient.examine()
    start = time.perf_counter()
    for _ in range(10):
        patient.examine()
    assert patient.examine() is patient.examine() and time.perf_counter() - start < 0.1


def test_settings_of_the_healthy_reference():
    assert Settings() == Settings("relu", "he", 0.0, 0.2, 8, "scaled")


def test_the_healthy_networks_beside_a_patient_have_random_numbers_of_their_own():
    """With those of the patient, the readings of a healthy one would agree to the last digit, and prove nothing."""
    for patient in (Ward(42)[1], Ward(42)[5]):
        here, healthy = patient.examined_with(Settings()), patient.healthy()
        assert not np.isin(here.start["gradients"], healthy.start["gradients"]).any()


# ---- numbers for the lesson's own lines, and the first minute ------------------------------------


def test_numbers_for_the_lesson(capsys):
    assert numbers.envelope(2) == "dying by rate"
    assert numbers.reply(2, "dying by bias", {"lr": 0.2}) == "Another reason"
    assert numbers.after(2, {"lr": 0.2})["dead_after"].max() < 0.1
    assert [fate.answer(*numbers.course_of(n)) for n in range(3, 9)] == [*4 * ["alive"], "diverged", "dead"]
    norms = numbers.gradients(3)
    assert len(norms) == 4 and (np.diff(norms) > 0).all()
    W, dW, lr = numbers.first_step(2)
    share = lr * np.linalg.norm(dW) / np.linalg.norm(W)
    assert share == pytest.approx(Ward(42)[2].examine().start["update"][0, 0], rel=0.1) and lr == 19
    at_a, at_b, between = numbers.on_the_way(4)
    assert np.abs(between - (at_a + at_b) / 2).max() < 1e-5
    at_a, at_b, between = numbers.on_the_way(5)
    assert np.abs(between - (at_a + at_b) / 2).max() > 0.01
    longer = numbers.steps_with("raw") / numbers.steps_with("scaled")
    assert 20 < longer.mean() < 150
    numbers.train_inputs()
    said = capsys.readouterr().out
    assert re.search(r"scaled: .* \| 9[78]\.\d ± ", said) and re.search(r"raw: .* \| (about half|5\d\.\d ± )", said)


def test_of_the_first_three_the_loud_one_is_ill(capsys):
    from relulab.lessons.l07_clinic import first_minute

    clinic.three()
    assert "Outputs that are 0: A: " in capsys.readouterr().out
    loud = {name: np.abs(first_minute.outputs(name)).mean() for name in first_minute.THREE}
    assert clinic.train_three() == "C" == max(loud, key=loud.get)
    assert min(loud, key=loud.get) == "B" and is_well(first_minute.trained("B").readings)
    assert np.std(first_minute.outputs("C"), axis=1).max() < 0.1, "it gives every digit the same"


# ---- figures -------------------------------------------------------------------------------------


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(figures, "show", lambda fig, alt: found.append((fig, alt)))
    yield found
    plt.close("all")


def test_all_panels_are_drawn_on_the_same_axes(shown):
    for patient in (Ward(42)[2], Ward(42)[7]):
        figures.examination(patient, patient.examine(), list(READINGS))
    (one, _), (other, _) = shown
    assert len(one.axes) == len(figures.PANELS) == 6
    for a, b in zip(one.axes, other.axes):
        assert (a.get_xlim(), a.get_ylim()) == (b.get_xlim(), b.get_ylim())
        (low, high), (left, right) = a.get_ylim(), a.get_xlim()
        for line in a.lines[:2]:
            x, y = np.asarray(line.get_xdata()), np.asarray(line.get_ydata())
            assert x.size == 0 or (left <= x.min() and x.max() <= right and low <= y.min() and y.max() <= high)
    assert one.get_size_inches()[1] * 110 <= 310


def test_a_line_that_is_not_there_is_said(shown):
    patient = Ward(42)[7]
    figures.examination(patient, patient.examine(), list(READINGS))
    figures.examination(Ward(42)[8], Ward(42)[8].examine(), ["loss"])
    (diverged, alt), (few, other) = shown
    said = [text.get_text() for ax in diverged.axes for text in ax.texts]
    assert said == ["this patient:\nno number", "this patient:\ndiverged", "this patient:\nflat, or\nno number"]
    assert "no number any more in the first" in alt
    assert [text.get_text() for ax in few.axes for text in ax.texts] == 5 * ["not taken"]
    assert "Not taken: gradient dZ, at the start;" in other
