"""The first minute: three networks before training, of which one will learn nothing."""

from __future__ import annotations

import numpy as np

from ...classroom.rendered import table
from ...nn.network import Network
from .readings import Examination, Settings, examined, task
from .words import in_words

SIZES = (64, 32, 32, 2)
RUNS, SEED = 8, 4200
#: The digits whose outputs are shown.
SHOWN = 60

#: Name -> what it is made and trained with: one as usual, one that is quiet, one that is loud.
THREE = {
    "A": Settings(lr=0.3, epochs=10),
    "B": Settings(bias=-0.3, lr=0.3, epochs=10),
    "C": Settings("tanh", "glorot", bias=3.0, lr=0.3, epochs=10),
}


def outputs(name: str) -> np.ndarray:
    """What the second hidden layer of the first of the networks puts out before training: (units, digits)."""
    made = THREE[name]
    network = Network(list(SIZES), made.activation, init=made.init, bias=made.bias, seed=SEED)
    return network.forward(task()[0][:SHOWN]).activations[2].T


def trained(name: str) -> Examination:
    """The measurements of eight networks with these settings."""
    return examined(SIZES, THREE[name], RUNS, SEED)


def three() -> None:
    """Show the three networks before training: what the units of one layer put out for some digits."""
    from .figures import three_maps

    three_maps({name: outputs(name) for name in THREE})


def train_three() -> str:
    """Train eight networks of each of the three kinds, show what they learned, and return the name of the ill one."""
    right = {name: trained(name).readings["accuracy"] for name in THREE}
    table(
        ["network", "test digits told right (guessing: half)"], [[n, in_words("accuracy", v)] for n, v in right.items()]
    )
    return min(right, key=lambda name: float(right[name].mean()))
