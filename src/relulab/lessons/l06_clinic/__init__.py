"""The clinic: small networks that learn badly, each for one reason, or well; examine, name the illness, treat.

from relulab.lessons import l06_clinic as clinic
ward = clinic.ward(seed=42)
"""

from .help import cure, hint, solution
from .patients import Patient, ward
from .readings import summary
from .states import STATES
from .treatment import treat
from .words import by_layer, chart, in_words, layers_in_words

__all__ = [
    "STATES",
    "Patient",
    "by_layer",
    "chart",
    "cure",
    "hint",
    "in_words",
    "layers_in_words",
    "solution",
    "summary",
    "treat",
    "ward",
]
