"""What a patient can have: the signs of each state, its cause, and what one might try against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .readings import WELL


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
    where_to_look : str
        The first hint.
    told_by, remedy : str
        What gives it away, and the change that cures it, in words.
    tempting : list of dict
        Changes that one might try and that do not cure it; for a healthy patient, changes that do harm.
    also : dict
        Name of another setting that treats the same illness -> why it does.
    """

    about: str
    signs: dict[str, tuple[float, float]]
    cause: str | None
    why: str
    where_to_look: str
    told_by: str
    remedy: str
    tempting: list[dict[str, Any]]
    also: dict[str, str] = field(default_factory=dict)


_SCALED, _FEW_DEAD = {"inputs": (0, 3)}, {"dead_before": (0, 0.3), "dead_after": (0, 0.5)}
_NO_DIVERGENCE = {**_SCALED, "diverged": (0, 0.5)}
_FLOWS, _BENDS = {"ratio": (-1.2, 1.2)}, {"bend": (0.005, np.inf)}

#: Diagnosis -> State. The signs exclude each other. The last one is found in the night alone.
STATES = {
    "vanishing by saturation": State(
        "the units sit where their activation is flat, and the gradient is lost on its way to the first layer",
        {**_NO_DIVERGENCE, "dead_before": (0, 0.3), "ratio": (-np.inf, -1.2), "saturated": (0.7, 1)},
        "bias",
        "The bias held the pre-activations in the flat part of the activation. In the middle its slope is "
        "near 1, and the gradient comes through.",
        "Compare the gradients of the first and the last hidden layer before training. Then ask which of the "
        "two factors is to blame, weights or slopes.",
        "gradient lost on its way back, most slopes flat",
        "what pushes the units there: here the bias; elsewhere large weights or a high rate",
        [{"epochs": 15}, {"lr": 1.0}, {"init": "he"}, {"activation": "relu"}],
    ),
    "vanishing by initialisation": State(
        "the starting weights are too small, and signal and gradient shrink in every layer",
        {**_NO_DIVERGENCE, "dead_before": (0, 0.3), "ratio": (-np.inf, -1.2), "saturated": (0, 0.7)},
        "init",
        "Each layer multiplied signal and gradient by a factor well below 1. Weights that fit the activation "
        "bring the factor near 1.",
        "Compare the gradients of the first and the last hidden layer before training. Then ask which of the "
        "two factors is to blame, weights or slopes.",
        "gradient and signal shrink in each layer, slopes in order",
        "starting weights that fit",
        [{"epochs": 15}, {"lr": 1.0}, {"activation": "leaky_relu"}, {"bias": 0.5}],
    ),
    "exploding": State(
        "the starting weights are too large, signal and gradient grow in every layer, and the loss is soon "
        "no number any more",
        {**_SCALED, "diverged": (0.5, 1), "ratio": (1.2, np.inf)},
        "init",
        "Each layer multiplied signal and gradient by a factor well above 1. Weights that fit the activation "
        "bring the factor near 1.",
        "What became of the loss? Then look at the gradients before training: which layer has the largest?",
        "gradient and signal grow in each layer, the loss is no number any more",
        "starting weights that fit",
        [{"lr": 0.01}, {"epochs": 15}, {"activation": "leaky_relu"}],
    ),
    "dying by rate": State(
        "the learning rate is so high that most units die in training",
        {**_NO_DIVERGENCE, **_FLOWS, "dead_before": (0, 0.3), "dead_after": (0.5, 1)},
        "lr",
        "With shorter steps no unit jumps to where no input reaches it.",
        "Count the dead units before training and after it. What happened in between?",
        "alive before training, dead after it, a long first step",
        "a lower rate, from the start",
        [{"epochs": 15}, {"init": "glorot"}, {"bias": 0.5}, {"activation": "gelu"}],
    ),
    "dying by bias": State(
        "the starting bias is so low that most units are dead before the first step",
        {**_NO_DIVERGENCE, "dead_before": (0.7, 1)},
        "bias",
        "With a bias that is not so low each unit answers to some of the inputs, and learns from them.",
        "Count the dead units before training.",
        "dead before the first step",
        "a bias of 0",
        [{"lr": 0.01}, {"epochs": 15}, {"init": "glorot"}, {"activation": "leaky_relu"}],
    ),
    "linear collapse": State(
        "nothing in the network bends: all its layers together are one matrix",
        {**_NO_DIVERGENCE, **_FEW_DEAD, **_FLOWS, "bend": (0, 0.005)},
        "activation",
        "An activation with a bend makes the layers more than one matrix.",
        "It reads many digits right, so gradients and units can be in order. What keeps a network at the "
        "level of a linear model?",
        "all in order, and no bend",
        "an activation that bends",
        [{"epochs": 30}, {"init": "he"}, {"lr": 0.1}, {"bias": 0.5}],
    ),
    "undertrained": State(
        "nothing is wrong with the network, but training stopped long before it had learned",
        {**_NO_DIVERGENCE, **_FEW_DEAD, **_FLOWS, **_BENDS, "update": (0, 0.1), "accuracy": (0, WELL)},
        "epochs",
        "The loss was still falling when training stopped. More passes over the digits let it go on.",
        "No layer looks ill; the first step is a short one. Look at the history of the loss: how long is it, "
        "and how does it end?",
        "no layer ill, short steps, the loss still falling",
        "more epochs",
        [{"lr": 0.01}, {"init": "glorot"}, {"activation": "leaky_relu"}, {"bias": 0.5}],
        {
            "lr": "It had learned too little, and longer steps learn more in the same number of passes. More "
            "passes would do it, too."
        },
    ),
    "healthy": State(
        "it learns well; leave it alone",
        {**_NO_DIVERGENCE, **_FEW_DEAD, **_FLOWS, **_BENDS, "accuracy": (WELL, 1)},
        None,
        "",
        "Compare every reading with that of the healthy one, and the accuracy first of all.",
        "all in order",
        "none",
        [{"lr": 0.001}, {"init": 0.0}, {"activation": "identity"}, {"bias": -2.0}],
    ),
    "unscaled inputs": State(
        "the numbers that go in are far larger than 1, and with them every step of the first layer",
        {"inputs": (3, np.inf)},
        "inputs",
        "Pixels from 0 to 16 made the signal, and the step of the first layer, far too large for a rate that fits "
        "pixels from 0 to 1.",
        "It looks like a rate that is too high. What is a step made of, besides the rate?",
        "like a high rate, and large numbers go in",
        "scale the inputs",
        [{"epochs": 15}, {"init": "glorot"}, {"bias": 0.5}, {"activation": "leaky_relu"}],
    ),
}

#: What a patient of the day has.
BY_DAY = [name for name in STATES if name != "unscaled inputs"]


def matching(means: dict[str, float]) -> str | None:
    """The state whose signs all fit the readings, or None.

    Parameters
    ----------
    means : dict
        As `summary` gives it.

    Returns
    -------
    str or None
    """
    fitting = [name for name in STATES if not misfits(name, means)]
    return fitting[0] if len(fitting) == 1 else None


def misfits(name: str, means: dict[str, float]) -> list[str]:
    """The readings that do not fit a state."""
    # Written with "not", so that a reading that could not be taken does not fit.
    return [reading for reading, (low, high) in STATES[name].signs.items() if not low <= means[reading] <= high]
