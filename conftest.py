"""pytest reads this file whatever path it is given: so `pytest notebooks/01_neurons.ipynb` has the tolerance too."""

from tests.conftest import pytest_collection_modifyitems as pytest_collection_modifyitems
from tests.conftest import pytest_configure as pytest_configure
