"""The clinic: small networks that learn badly, each for a reason, or well; examine, name the illness, treat.

from relulab.lessons import l07_clinic as clinic
ward = clinic.ward(seed=42)
clinic.examine(4)
"""

from .desk import board, buy, examine, hint, judge, night, prices, solution, states, treat, visit, ward
from .first_minute import three, train_three
from .help import key
from .instruments import TESTS
from .numbers import after, course_of, envelope, first_step, gradients, on_the_way, reply, steps_with, train_inputs
from .patients import Patient, Ward
from .readings import summary
from .states import STATES
from .treatment import cure, report
from .words import in_words

__all__ = [
    "STATES",
    "TESTS",
    "Patient",
    "Ward",
    "after",
    "board",
    "buy",
    "course_of",
    "cure",
    "envelope",
    "examine",
    "first_step",
    "gradients",
    "hint",
    "in_words",
    "judge",
    "key",
    "night",
    "on_the_way",
    "prices",
    "reply",
    "report",
    "solution",
    "states",
    "steps_with",
    "summary",
    "three",
    "train_inputs",
    "train_three",
    "treat",
    "visit",
    "ward",
]
