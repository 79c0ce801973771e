"""Numbers for the lesson's own lines: what an exercise is tried on, and what a prediction is set beside."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...classroom.rendered import table
from ...nn import measures
from ...nn.network import Network
from .desk import CARDS, patient_of
from .help import state_now
from .patients import Patient, changed, drawn
from .readings import INPUTS, ROWS, Settings, examined, task
from .treatment import report
from .words import in_words

#: Layers and seed of the networks on which raw inputs are tried.
SIZES, RUNS, SEED = (64, 28, 2), 8, 8800


def envelope(patient: Patient | int | str) -> str:
    """What a patient has: the name in the envelope."""
    return state_now(patient_of(patient))


def after(patient: Patient | int | str, change: dict[str, Any]) -> dict[str, np.ndarray]:
    """The readings of a patient's eight networks when they are trained anew with a change."""
    found = patient_of(patient)
    return found.examined_with(changed(drawn(found).settings, change)).readings


def reply(patient: Patient | int | str, diagnosis: str, change: dict[str, Any]) -> str:
    """The word on the card that a treatment gets; nothing is entered on the board."""
    return CARDS[report(patient_of(patient), diagnosis, change).outcome][1]


def course_of(patient: Patient | int | str) -> tuple[list[float], float]:
    """The loss of each epoch and the share of dead units at the end, of the first of a patient's networks."""
    found = patient_of(patient).examine()
    return [float(loss) for loss in found.history["loss"][0]], float(found.readings["dead_after"][0])


def gradients(patient: Patient | int | str) -> list[float]:
    """The norm of dZ in each hidden layer before training, a typical one of a patient's eight networks."""
    return [float(norm) for norm in np.exp(np.log(patient_of(patient).examine().start["gradients"]).mean(axis=0))]


def first_step(patient: Patient | int | str) -> tuple[np.ndarray, np.ndarray, float]:
    """W and dW of the first layer before training, and the rate, of the first of a patient's networks."""
    network, settings = _first_network(patient_of(patient))
    X, y, _, _ = task(settings.inputs)
    _, slopes = network.gradients(X[:ROWS], y[:ROWS])
    return network.weights[0], slopes[0][0], settings.lr


def on_the_way(patient: Patient | int | str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The outputs for two digits and half-way between them, of a patient's first network before training."""
    network, settings = _first_network(patient_of(patient))
    a, b = task(settings.inputs)[0][:2]
    at_a, at_b, between = (network.forward(x[None]).activations[-1][0] for x in (a, b, (a + b) / 2))
    return at_a, at_b, between


def steps_with(inputs: str) -> np.ndarray:
    """The first step of the first layer as a share of its weights, in eight networks with "scaled" or "raw" inputs."""
    networks = Network(list(SIZES), runs=RUNS, seed=SEED)
    X, y, _, _ = task(inputs)
    return measures.update_ratio(networks, X[:ROWS], y[:ROWS], lr=Settings().lr)[:, 0]


def train_inputs() -> None:
    """Train these networks with each kind of inputs, and show how many test digits they tell right."""
    told = {inputs: examined(SIZES, Settings(inputs=inputs), RUNS, SEED).readings["accuracy"] for inputs in INPUTS}
    table(
        ["inputs", "test digits told right (guessing: half)"],
        [[f"{inputs}: {INPUTS[inputs]}", in_words("accuracy", right)] for inputs, right in told.items()],
    )


def _first_network(patient):
    settings, first_seed = drawn(patient).settings, patient.first_seed
    made = Network(list(patient.sizes), settings.activation, init=settings.init, bias=settings.bias, seed=first_seed)
    return made, settings
