"""Patients for the last lesson: small networks that learn badly, each for one reason, or well.

A ward holds eight patients, one of each state in `STATES`, in an order and with details that follow
from its seed. They all learn the same task: is the digit odd? A patient is eight networks with other
random numbers and the same settings. The settings are not shown: you examine the networks, name what
they have, and `treat` trains them anew with one setting changed. Left out: two illnesses at once.
"""

import difflib
import textwrap
import warnings
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from . import datasets, measures
from .activations import ACTIVATIONS, Activation
from .network import INITS, Network, _checked_seed
from .training import TrainingStopped, train

#: Networks of one patient.
RUNS = 8

#: Rows on which gradients, saturation and outputs are measured; the dead are counted on all.
ROWS = 128

#: A patient is well if its networks tell this share of the test digits right, on average, and none diverges.
#: A linear model reaches 0.92 on this task, the healthy patients 0.97 or more.
WELL = 0.95

#: Seed of the ward that lesson 06 goes through.
LESSON = 42

#: What a prescription may change, and what it takes.
LIMITS = {"bias": (-100, 100), "lr": (0, 1000), "epochs": (1, 30), "init": (0, 100)}


@dataclass(frozen=True)
class Settings:
    """What a network is made and trained with.

    Attributes
    ----------
    activation : str or Activation
    init : str or float
    bias, lr : float
    epochs : int
    """

    activation: object = "relu"
    init: object = "he"
    bias: float = 0.0
    lr: float = 0.2
    epochs: int = 8


@dataclass(frozen=True)
class State:
    """Something that a patient can have.

    Attributes
    ----------
    about : str
        What it is, for the list of diagnoses.
    signs : dict
        Name of a reading -> (low, high): what the instruments read then, on average over the networks.
    cause : str or None
        The setting that is to blame.
    why : str
        Why the right treatment works.
    look : str
        The first hint: where to look.
    tempting : list of dict
        Changes that one might try and that do not cure it; for a healthy patient, changes that do harm.
    also : dict
        Name of another setting that treats the same illness -> why it does.
    """

    about: str
    signs: dict
    cause: str
    why: str
    look: str
    tempting: list
    also: dict = field(default_factory=dict)


_NO_DIVERGENCE, _FEW_DEAD = {"diverged": (0, 0.5)}, {"dead_before": (0, 0.3), "dead_after": (0, 0.5)}
_FLOWS, _BENDS = {"ratio": (-1.2, 1.2)}, {"bend": (0.005, np.inf)}

#: Diagnosis -> State. The signs exclude each other.
STATES = {
    "vanishing by saturation": State(
        "the units sit where their activation is flat, and the gradient is lost on its way to the first layer",
        {**_NO_DIVERGENCE, "dead_before": (0, 0.3), "ratio": (-np.inf, -1.2), "saturated": (0.7, 1)},
        "bias",
        "The bias held the pre-activations in the flat part of the activation. In the middle its slope is near 1, and the gradient comes through.",
        "Compare the gradients of the first and the last hidden layer before training. Then ask which of the two factors is to blame, weights or slopes.",
        [{"epochs": 15}, {"lr": 1.0}, {"init": "he"}, {"activation": "relu"}],
    ),
    "vanishing by initialisation": State(
        "the starting weights are too small, and signal and gradient shrink in every layer",
        {**_NO_DIVERGENCE, "dead_before": (0, 0.3), "ratio": (-np.inf, -1.2), "saturated": (0, 0.7)},
        "init",
        "Each layer multiplied signal and gradient by a factor well below 1. Weights that fit the activation bring the factor near 1.",
        "Compare the gradients of the first and the last hidden layer before training. Then ask which of the two factors is to blame, weights or slopes.",
        [{"epochs": 15}, {"lr": 1.0}, {"activation": "leaky_relu"}, {"bias": 0.5}],
    ),
    "exploding": State(
        "the starting weights are too large, signal and gradient grow in every layer, and the loss is soon no number any more",
        {"diverged": (0.5, 1), "ratio": (1.2, np.inf)},
        "init",
        "Each layer multiplied signal and gradient by a factor well above 1. Weights that fit the activation bring the factor near 1.",
        "What became of the loss? Then look at the gradients before training: which layer has the largest?",
        [{"lr": 0.01}, {"epochs": 15}, {"activation": "leaky_relu"}],
    ),
    "dying by rate": State(
        "the learning rate is so high that most units die in training",
        {**_NO_DIVERGENCE, **_FLOWS, "dead_before": (0, 0.3), "dead_after": (0.5, 1)},
        "lr",
        "With shorter steps no unit jumps to where no input reaches it.",
        "Count the dead units before training and after it. What happened in between?",
        [{"epochs": 15}, {"init": "glorot"}, {"bias": 0.5}, {"activation": "gelu"}],
    ),
    "dying by bias": State(
        "the starting bias is so low that most units are dead before the first step",
        {**_NO_DIVERGENCE, "dead_before": (0.7, 1)},
        "bias",
        "With a bias that is not so low each unit answers to some of the inputs, and learns from them.",
        "Count the dead units before training.",
        [{"lr": 0.01}, {"epochs": 15}, {"init": "glorot"}, {"activation": "leaky_relu"}],
    ),
    "linear collapse": State(
        "nothing in the network bends: all its layers together are one matrix",
        {**_NO_DIVERGENCE, **_FEW_DEAD, **_FLOWS, "bend": (0, 0.005)},
        "activation",
        "An activation with a bend makes the layers more than one matrix.",
        "It reads many digits right, so gradients and units can be in order. What keeps a network at the level of a linear model?",
        [{"epochs": 15}, {"init": "he"}, {"lr": 0.05}, {"bias": 0.5}],
    ),
    "undertrained": State(
        "nothing is wrong with the network, but training stopped long before it had learned",
        {**_NO_DIVERGENCE, **_FEW_DEAD, **_FLOWS, **_BENDS, "update": (0, 0.1), "accuracy": (0, WELL)},
        "epochs",
        "The loss was still falling when training stopped. More passes over the digits let it go on.",
        "Every layer looks like that of the healthy one. Look at the history of the loss: how long is it, and how does it end?",
        [{"lr": 0.01}, {"init": "glorot"}, {"activation": "leaky_relu"}, {"bias": 0.5}],
        {"lr": "It had learned too little, and longer steps learn more in the same number of passes. More passes would do it, too."},
    ),
    "healthy": State(
        "it learns well; leave it alone",
        {**_NO_DIVERGENCE, **_FEW_DEAD, **_FLOWS, **_BENDS, "accuracy": (WELL, 1)},
        None,
        "",
        "Compare every reading with that of the healthy one, and the accuracy first of all.",
        [{"lr": 0.001}, {"init": 0.0}, {"activation": "identity"}, {"bias": -2.0}],
    ),
}

#: Name of a reading -> what it is called in a report.
READINGS = {
    "diverged": "networks whose loss is no number any more",
    "accuracy": "test digits told right (guessing: half)",
    "loss": "loss in the last epoch (guessing: 0.69)",
    "ratio": "gradient dZ at the start, first / last hidden layer",
    "saturated": "saturated at the start",
    "dead_before": "units dead before training",
    "dead_after": "units dead after training",
    "update": "largest update ratio of a layer, first step",
    "bend": "bend of the output",
}

#: What can be measured layer by layer.
INSTRUMENTS = ["gradients", "saturation", "activations", "dead", "update"]


class Note(str):
    """A text in Markdown, which a notebook shows as such if it is the last thing in its cell."""

    def _repr_markdown_(self):
        return str(self)

    def __repr__(self):
        return "\n".join(line if line.startswith("|") else textwrap.fill(line, 80, break_on_hyphens=False) for line in self.splitlines())


# ---- examining -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Examination:
    """What the instruments say of one patient.

    Attributes
    ----------
    start, end : dict
        Name of an instrument -> array of shape (R, hidden layers), before the first step and after training.
    history : dict
        "loss" and "accuracy" on the training digits -> array of shape (R, epochs); NaN where a network had diverged.
    readings : dict
        Name in `READINGS` -> array of shape (R,), one number for each network.
    """

    start: dict
    end: dict
    history: dict
    readings: dict


@lru_cache(maxsize=1)
def _task():
    digits = datasets.load_digits()
    return digits.X_train, digits.y_train % 2, digits.X_test, digits.y_test % 2


@lru_cache(maxsize=200)
def _examined(sizes, settings, runs, seed):
    X, y, X_test, y_test = _task()
    networks = Network(list(sizes), settings.activation, init=settings.init, bias=settings.bias, runs=runs, seed=seed)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainingStopped)
        start = _by_layer(networks, X, y, settings.lr)
        history = train(networks, X, y, lr=settings.lr, epochs=settings.epochs, seed=seed, progress=False)
        end = _by_layer(networks, X, y, settings.lr)
        diverged = history.diverged > 0
        end["dead"][diverged] = np.nan    # their weights flew off; what is dead says nothing any more
        loss = np.full((settings.epochs, runs), np.nan)
        loss[: len(history.loss)] = history.loss
        right = np.full((settings.epochs, runs), np.nan)
        right[: len(history.loss)] = history.accuracy
        ratio = np.log10(start["gradients"][:, 0] / start["gradients"][:, -1])
        readings = {
            "diverged": diverged.astype(float),
            "accuracy": np.where(diverged, np.nan, networks.accuracy(X_test, y_test)),
            "loss": loss[-1],
            "ratio": np.where(np.isfinite(ratio), ratio, np.nan),
            "saturated": start["saturation"].mean(axis=1),
            "dead_before": start["dead"].mean(axis=1),
            "dead_after": end["dead"].mean(axis=1),
            "update": start["update"].max(axis=1),
            "bend": np.where(diverged, np.nan, bend(networks, X[:ROWS], X[ROWS : 2 * ROWS])),
        }
    return Examination(start, end, {"loss": loss.T, "accuracy": right.T}, readings)


def _by_layer(networks, X, y, lr):
    few, labels = X[:ROWS], y[:ROWS]
    hidden = networks.forward(few).activations[1:-1]
    return {
        "gradients": measures.backward_norms(networks, few, labels)[:, :-1],
        "saturation": measures.saturation(networks, few),
        "activations": np.stack([A.std(axis=(-1, -2)) for A in hidden], axis=-1),
        "dead": measures.dead_units(networks, X) / networks.sizes[1],
        "update": measures.update_ratio(networks, few, labels, lr=lr)[:, :-1],
    }


def bend(networks, A, B):
    """How far the outputs are from straight: half-way between two inputs, a linear model gives the mean of its two outputs.

    Parameters
    ----------
    networks : Network
        With runs.
    A, B : array of shape (rows, n_inputs)
        The two inputs of each pair.

    Returns
    -------
    array of shape (R,)
        Root mean square of the difference, relative to the spread of the outputs; NaN for a network whose output
        hardly changes, so that there is nothing to be straight or bent.
    """
    at_A, at_B, between = (networks.forward(inputs).activations[-1].astype(np.float64) for inputs in (A, B, (A + B) / 2))
    size = at_A.std(axis=-2).mean(axis=-1)
    gap = np.sqrt(np.square(between - (at_A + at_B) / 2).mean(axis=(-1, -2)))
    return np.divide(gap, size, out=np.full_like(gap, np.nan), where=size > 0.05)


def summary(readings):
    """The mean of each of the readings over the networks in which it could be taken; NaN where there is none."""
    finite = {name: values[np.isfinite(values)] for name, values in readings.items()}
    return {name: float(values.mean()) if values.size else np.nan for name, values in finite.items()}


def matching(means):
    """The state whose signs all fit the readings, or None.

    Parameters
    ----------
    means : dict
        As `summary` gives it.

    Returns
    -------
    str or None
    """
    fitting = [name for name in STATES if not _misfits(name, means)]
    return fitting[0] if len(fitting) == 1 else None


def _misfits(name, means):
    """The readings that do not fit a state."""
    # Written with "not", so that a reading that could not be taken does not fit.
    return [reading for reading, (low, high) in STATES[name].signs.items() if not low <= means[reading] <= high]


def is_well(readings):
    """Whether the networks learned, from their readings: none diverged, and on average they tell `WELL` of the test digits right."""
    return not readings["diverged"].any() and readings["accuracy"].mean() >= WELL


# ---- patients ------------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Patient:
    """Eight networks with the same settings, which you do not see, and other random numbers.

    Attributes
    ----------
    seed : int
        Of the ward.
    number : int
        1 to 8.
    """

    seed: int
    number: int

    @property
    def sizes(self):
        """Units in each layer, inputs first."""
        return _drawn(self.seed, self.number)[1]

    def __repr__(self):
        return f"Patient {self.number} of ward {self.seed}: {RUNS} networks of layers {'-'.join(map(str, self.sizes))}"

    def examine(self):
        """Train the networks with the settings that they have, and measure them before and after.

        Returns
        -------
        Examination
        """
        return self._examined(_drawn(self.seed, self.number)[2])

    def readings(self):
        """The mean of each reading over the networks, as a dict: what a rule for the diagnosis works with."""
        return summary(self.examine().readings)

    def healthy(self):
        """The same measurements on healthy networks with the same layers, to compare with.

        Returns
        -------
        Examination
        """
        return self._examined(Settings())

    def _examined(self, settings, runs=RUNS):
        return _examined(tuple(self.sizes), settings, runs, 100 * (8 * self.seed + self.number))


def ward(seed=0):
    """Eight patients, one of each state in `STATES`, in an order and with details that follow from the seed.

    Parameters
    ----------
    seed : int
        Another seed, another ward.

    Returns
    -------
    list of Patient
    """
    _checked_seed(seed)
    return [Patient(int(seed), number) for number in range(1, len(STATES) + 1)]


@lru_cache(maxsize=1000)
def _drawn(seed, number):
    """State, sizes and settings of a patient."""
    state = list(STATES)[np.random.default_rng([seed, 6]).permutation(len(STATES))[number - 1]]
    rng = np.random.default_rng([seed, 6, number])
    width = int(rng.choice([24, 28, 32]))
    lr = float(rng.choice([0.15, 0.2, 0.3]))
    factor = float(rng.uniform())
    layers, settings = {
        "vanishing by saturation": (
            rng.integers(4, 6),
            Settings("tanh", "glorot", bias=float(rng.choice([-1, 1])) * round(2.6 + 0.8 * factor, 1), lr=round(lr + 0.2, 2), epochs=10),
        ),
        "vanishing by initialisation": (rng.integers(5, 7), Settings("relu", round((0.1 + 0.1 * factor) * (2 / width) ** 0.5, 3), lr=lr)),
        "exploding": (rng.integers(5, 7), Settings("relu", round((2.7 + 0.8 * factor) * (2 / width) ** 0.5, 2), lr=lr)),
        "dying by rate": (1, Settings(lr=float(round(16 + 9 * factor)))),
        "dying by bias": (rng.integers(1, 4), Settings(bias=-round(1.6 + 1.4 * factor, 1), lr=lr)),
        "linear collapse": (rng.integers(1, 5), Settings("identity", "glorot", lr=lr)),
        "undertrained": (rng.integers(2, 5), Settings(lr=round(0.04 + 0.02 * factor, 3), epochs=1)),
        "healthy": (rng.integers(1, 6), Settings(lr=lr)),
    }[state]
    return state, [64, *[width] * int(layers), 2], settings


# ---- in words ------------------------------------------------------------------------------------


def chart(patient):
    """All readings of a patient, beside those of healthy networks with the same layers.

    Parameters
    ----------
    patient : Patient

    Returns
    -------
    Note
    """
    if not isinstance(patient, Patient):
        return _not_a_patient(patient)
    found, well = patient.examine().readings, patient.healthy().readings
    return Note(f"{patient!r}\n\n{_table(READINGS, {'this patient': found, 'healthy': well})}")


def _table(shown, columns):
    """The readings that are shown, one a row, with a column for each title."""
    rows = [["reading", *columns], *([READINGS[name], *(in_words(name, part[name]) for part in columns.values())] for name in READINGS if name in shown)]
    width = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    rows.insert(1, ["-" * w for w in width])
    return "\n".join(f"| {' | '.join(f'{cell:{w}}' for cell, w in zip(row, width))} |" for row in rows)


def in_words(reading, values):
    """One reading over all networks of a patient: mean and spread, or words where a number would say less.

    Parameters
    ----------
    reading : str
        A name in `READINGS`.
    values : array of shape (R,)

    Returns
    -------
    str
    """
    finite = np.isfinite(values)
    if reading == "diverged":
        count = "none" if not values.any() else "most or all" if values.mean() >= 0.75 else "some"
        return f"{count} of {len(values)}"
    if reading == "ratio":
        if not finite.all():
            return "no gradient at all"
        return "1 (one hidden layer)" if not values.any() else f"10^({measures.spread(values, digits=2)})"
    if reading == "update":
        if (values == 0).any() or not finite.all():
            return "no step at all" if (values == 0).any() else "beyond any number"
        return f"10^({measures.spread(np.log10(values), digits=2)})"
    if reading == "bend" and finite.mean() > 0.5:
        values = values[finite]
    elif not finite.all():
        return _UNREADABLE[reading] + (" in some networks" if finite.mean() > 0.25 else "")
    if reading == "loss":
        if np.median(values) > 1:    # a mean of such losses is made by one or two of them
            return "worse than guessing"
        return "under 0.1" if values.mean() < 0.1 else "0.69" if (np.abs(values - np.log(2)) < 0.01).all() else measures.spread(values)
    if reading == "bend":
        # Far from straight it is large by chance in a network that training threw about, and says no more.
        return "none: straight" if values.max() < 0.005 else "above 0.1" if values.min() > 0.1 else measures.spread(values, digits=2)
    if reading == "accuracy":
        return "about half" if (np.abs(values - 0.5) < 0.04).all() else measures.spread(values, percent=True)
    # Where nearly all or hardly any units are concerned, a spread of the last few says nothing.
    if values.mean() < 0.1:
        return "hardly any" if values.any() or reading == "dead_after" else "none"
    return "all or nearly all" if values.mean() > 0.95 else measures.spread(values, percent=True)


_UNREADABLE = {"accuracy": "diverged", "loss": "no number any more", "bend": "output flat or no number", "dead_after": "diverged"}


def _expected(reading, low, high):
    """The range of a sign, in words."""
    smallest, largest = {"ratio": (-np.inf, np.inf), "bend": (0, np.inf), "update": (0, np.inf)}.get(reading, (0, 1))

    def number(value):
        if reading == "diverged":
            return f"{value * RUNS:.0f} of {RUNS}"
        if reading == "ratio":
            return f"10^{value:g}"
        return f"{value:g}" if reading in ("bend", "update") else f"{100 * value:.0f} %"

    if low > smallest and high < largest:
        return f"from {number(low)} to {number(high)}"
    return f"at least {number(low)}" if low > smallest else f"at most {number(high)}"


# ---- treating ------------------------------------------------------------------------------------


class Report(Note):
    """What a treatment did, in words.

    Attributes
    ----------
    outcome : str
        "right", "other way" (right diagnosis, cured, and the cause is still there), "wrong treatment",
        "another reason" (cured, but not of what was named), "wrong"; for a healthy patient "left alone",
        "needless" or "harmed"; "not attempted" or "not understood" if nothing was trained.
    """

    def __new__(cls, outcome, text):
        report = super().__new__(cls, text)
        report.outcome = outcome
        return report


def treat(patient, diagnosis=..., change=...):
    """Train a patient anew with one setting changed, and say whether diagnosis and treatment were right.

    Parameters
    ----------
    patient : Patient
    diagnosis : str
        A name in `STATES`.
    change : dict
        One setting and its new value, such as {"lr": 0.1}; {} leaves the patient alone. The settings are
        "activation", "init", "bias", "lr" and "epochs".

    Returns
    -------
    Report
        Never raises: what could not be understood is said in the report.
    """
    if not isinstance(patient, Patient):
        return Report("not understood", _not_a_patient(patient))
    if diagnosis is ... or change is ...:
        return Report("not attempted", "Not attempted yet. Replace the dots (...) by your diagnosis and your change, and run the cell again.")
    try:
        diagnosis = _checked_diagnosis(diagnosis)
        change = _checked_change(change)
        if not change and diagnosis != "healthy":
            raise ValueError(f'{{}} leaves the patient alone. That goes with the diagnosis "healthy"; against {diagnosis!r} prescribe one change.')
    except ValueError as error:
        return Report("not understood", str(error))
    except Exception as error:  # an object of the reader's own that cannot even be compared or printed
        return Report("not understood", f"The diagnosis or the change could not be read ({type(error).__name__}). {_FORM}")
    return _report(patient, diagnosis, change)


_FORM = 'Give a diagnosis as text and a change as one setting with its value, such as diagnosis="exploding", change={"lr": 0.1}.'


def _not_a_patient(thing):
    return Note(f"A patient comes first, such as ward[0] after ward = clinic.ward(seed=0), but this is of type {type(thing).__name__}.")


def _known(name, names, what):
    """The one of the names that is meant, or an error with the closest one."""
    if not isinstance(name, str):
        raise ValueError(f"The {what} must be a text in quotes, but it is of type {type(name).__name__}. It can be: {', '.join(names)}.")
    plain = " ".join(name.lower().split())
    if plain in names:
        return plain
    close = difflib.get_close_matches(plain, names, n=1)
    guess = f" Did you mean {close[0]!r}?" if close else ""
    raise ValueError(f"There is no {what} {name[:40]!r}.{guess} It can be: {', '.join(names)}.")


def _checked_diagnosis(diagnosis):
    return _known(diagnosis, list(STATES), "diagnosis")


def _checked_change(change):
    """The change as a dict of at most one setting, or a ValueError for a beginner."""
    if not isinstance(change, dict):
        raise ValueError(f'The change must be a setting with its new value in braces, such as {{"lr": 0.1}}, but it is of type {type(change).__name__}.')
    if len(change) > 1:
        raise ValueError(
            f"You changed {len(change)} settings at once. If the patient gets well, you will not know which one did it: change one, and look."
        )
    if not change:
        return {}
    ((name, value),) = change.items()
    name = _known(name, list(Settings.__dataclass_fields__), "setting")
    if value is ...:
        raise ValueError(f"The dots (...) still stand for the value of {name!r}. Put a value there.")
    if name == "activation":
        if isinstance(value, Activation) and np.ndim(getattr(value, "slope", 0.0)) == 0:
            return {name: value}
        return {name: _known(value, list(ACTIVATIONS), "activation")}
    if name == "init" and isinstance(value, str):
        return {name: _known(value, list(INITS), "init (a number, the standard deviation, is possible too)")}
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        more = f" or one of {', '.join(INITS)}" if name == "init" else ""
        raise ValueError(f"{name} must be a number{more}, but what you gave is of type {type(value).__name__}.")
    low, high = LIMITS[name]
    try:
        value = float(value)
    except OverflowError:    # a whole number can be larger than any float
        value = np.inf
    if not low <= value <= high or (name == "lr" and value == 0):
        above = "above 0 and at most" if name == "lr" else f"from {low} to"
        raise ValueError(f"{name} must be a number {above} {high} in this clinic, but you gave {value:g}.")
    if name == "epochs":
        if value != int(value):
            raise ValueError(f"epochs must be a whole number, such as 15, but you gave {value:g}.")
        return {name: int(value)}
    return {name: value}


def _said(value):
    """A setting as it is written in code, or the name of an activation."""
    return repr(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, (int, float)) else value.name


def _report(patient, diagnosis, change):
    state, _, settings = _drawn(patient.seed, patient.number)
    before, after = patient.examine().readings, patient._examined(replace(settings, **change)).readings
    cured, right = is_well(after), diagnosis == state
    head = f"{repr(patient).split(':')[0]}. Diagnosis: {diagnosis}."
    if not change:
        lines = [f"{head} Left alone.", "", _table(["accuracy"], {"as it is": before})]
        if right:
            return Report("left alone", "\n".join([*lines, "", "Right: nothing is wrong with it, and nothing needs to be changed."]))
        return Report("wrong", "\n".join([*lines, "", f"Not yet. {_against('healthy', before)}"]))
    ((name, value),) = change.items()
    old = getattr(settings, name)
    lines = [f"{head} Change: {name} from {_said(old)} to {_said(value)}, all else as before; {RUNS} networks trained anew.", ""]
    shown = ["accuracy", "diverged", "dead_after", *STATES[state if cured or right else diagnosis].signs]
    lines.append(_table(shown, {"before": before, "after": after}))
    outcome, verdict = _verdict(state, diagnosis, name, old, value, before, after)
    if after["diverged"].any() and not before["diverged"].any():
        verdict += " (Diverged is not dead: these networks moved until their loss was no number any more; dead units do not move at all.)"
    return Report(outcome, "\n".join([*lines, "", verdict]))


def _verdict(state, diagnosis, name, old, value, before, after):
    """Outcome and the sentences that explain it."""
    about, cured = STATES[state], is_well(after)
    why = about.why if name == about.cause else about.also.get(name)
    if state == "healthy":
        first = "It was well before" + (", as you said, so there was nothing to treat. " if diagnosis == state else f", and not {diagnosis}. ")
        if not cured:
            return "harmed", f"{first}Your change does harm. {_now(after)}"
        return "needless", f"{first}Your change did no harm, and it had nothing to cure: compare the two accuracies with their spreads."
    if value == old:
        return "wrong treatment" if diagnosis == state else "wrong", f"This setting was {_said(old)} already, so nothing has changed."
    if diagnosis == state and cured:
        if why:
            return "right", f"Right diagnosis, right treatment. {why}"
        return "other way", (
            f"Right diagnosis, and it is well. But the cause is still there: {about.cause} is what it was. "
            f"Your change made the network able to live with it; look at the readings that moved. Changing {about.cause} removes it."
        )
    if diagnosis == state:
        nearly = ""
        if name == about.cause:
            gone = matching(summary(after)) not in (None, state)
            nearly = f"You changed the setting that is to blame, {f'and {state} is gone' if gone else 'but not to a value that helps'}. "
        return "wrong treatment", f"Right diagnosis, wrong treatment. {nearly}{_better(before, after)}{_now(after, state)}"
    if cured:
        first = "It is well now, and was not before" if diagnosis == "healthy" else "It is well now, but for another reason than you named"
        return "another reason", (
            f"{first}. {_against(diagnosis, before)} What it had: {state}, {about.about}. "
            + (why or f"Your change of {name} made it able to live with that; {about.cause} is still what it was.")
        )
    return "wrong", f"Not yet, neither of the two. {_against(diagnosis, before)} {_better(before, after)}Look for the reading that differs most from the healthy one's."


def _against(diagnosis, readings):
    """The first reading that speaks against a diagnosis, with its number."""
    if diagnosis == "healthy":
        return f"A healthy one reads at least {100 * WELL:.0f} % of the digits right; this one: {in_words('accuracy', readings['accuracy'])}."
    misfits = _misfits(diagnosis, summary(readings))
    if not misfits:
        return ""
    reading = misfits[0]
    expected = _expected(reading, *STATES[diagnosis].signs[reading])
    return f"Against {diagnosis} speaks: {READINGS[reading]}. You would find {expected}; it is: {in_words(reading, readings[reading])}."


def _better(before, after):
    """Whether an ill patient improved, in words."""
    if after["diverged"].any():
        return ""
    # Where it had diverged, what counts is being better than a guess; a gain within the chance of eight networks counts as none.
    old = np.where(np.isfinite(before["accuracy"]), before["accuracy"], 0.5)
    new = after["accuracy"]
    chance = np.sqrt((old.var() + new.var()) / RUNS)
    if new.mean() <= old.mean() + max(0.03, 3 * chance):
        return "It is no better than before. "
    return f"It is better, but not well, which takes {100 * WELL:.0f} % of the digits. "


def _now(after, state=None):
    """What a patient that is not well looks like after its treatment."""
    found = matching(summary(after))
    if found == state and found is not None:
        return f"The signs of {state} are still there."
    if found is None:
        return "What it has now fits none of the diagnoses well."
    return f"Now the readings are those of {found}: {STATES[found].about}."


# ---- help ----------------------------------------------------------------------------------------


def hint(patient, n=1):
    """A hint on what a patient has.

    Parameters
    ----------
    patient : Patient
    n : int
        1 for where to look, 2 for what is to be seen there, 3 for the diagnosis.

    Returns
    -------
    Note
    """
    if not isinstance(patient, Patient):
        return _not_a_patient(patient)
    if n not in (1, 2, 3):
        return Note("There are 3 hints for each patient: n=1, n=2 and n=3.")
    state = STATES[_drawn(patient.seed, patient.number)[0]]
    if n == 1:
        return Note(f"Hint 1 of 3. {state.look}")
    if n == 2:
        # The last signs are those that tell it from the others.
        found, well = patient.examine().readings, patient.healthy().readings
        return Note(f"Hint 2 of 3.\n\n{_table(list(state.signs)[-2:], {'this patient': found, 'healthy': well})}")
    asked = "Which one setting removes that?" if state.cause else "What should be changed?"
    return Note(f"Hint 3 of 3. {state.about[0].upper()}{state.about[1:]}. {asked}")


def solution(patient):
    """What a patient has, a change that cures it, and the settings that it has.

    Parameters
    ----------
    patient : Patient

    Returns
    -------
    Note
    """
    if not isinstance(patient, Patient):
        return _not_a_patient(patient)
    state, _, settings = _drawn(patient.seed, patient.number)
    had = ", ".join(f"{name}={_said(getattr(settings, name))}" for name in Settings.__dataclass_fields__)
    tempting = ", ".join(map(str, STATES[state].tempting))
    return Note(
        f'diagnosis="{state}", change={cure(patient)}\n\n{STATES[state].why or "Nothing needs to be changed."} '
        f"{'Tempting, and no cure' if cure(patient) else 'Among those that do harm'}: {tempting}.\n\nIts settings: {had}."
    )


def cure(patient):
    """A change that removes the cause, as a dict; empty for a healthy patient.

    Parameters
    ----------
    patient : Patient
    """
    state, _, settings = _drawn(patient.seed, patient.number)
    fitting = "glorot" if settings.activation == "tanh" else "he"
    values = {"bias": 0.0, "init": fitting, "lr": 0.2, "activation": "relu", "epochs": 12}
    cause = STATES[state].cause
    return {cause: values[cause]} if cause else {}
