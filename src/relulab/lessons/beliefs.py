"""What people believe who give a wrong answer, in words that a reply can quote."""

#: The beliefs that the wrong answers come from. A wrong answer without one is a slip of the pen or of the formula.
BELIEFS = {
    "linear": "ReLU is linear",
    "stack": "stacking linear layers adds something that one layer cannot do",
    "more-layers": "more layers always bend more",
    "sparse-weights": "sparse activations mean sparse weights",
    "silent-dead": "silent means dead",
    "dead-zero": "dead means zero weights",
    "one-batch": "one batch proves death",
    "any-death": "any death ruins the accuracy",
    "revive": "training revives the dead",
    "leaky-positive": "the leak makes units positive",
    "small-gradient": "a small gradient means a small loss",
    "saturated-strong": "a saturated unit sends a strong signal",
    "relu-safe": "ReLU can neither vanish nor explode",
    "depth-alone": "depth alone makes the gradient vanish",
    "one-bias": "a layer has one bias",
    "bias-cosmetic": "the bias is cosmetic",
    "probability": "an output between 0 and 1 is a probability to trust",
    "equal-start": "equal starting weights do no harm",
    "more-sparsity": "more sparsity is better",
}
