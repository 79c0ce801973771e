"""What people believe who give a wrong answer, in words that a reply can quote."""

#: Beliefs that a wrong answer states. One that only hints at one, or that a slip also leads to, has none.
BELIEFS = {
    "stack": "stacking linear layers adds something that one layer cannot do",
    "more-layers": "more layers always make a network better",
    "sparse-weights": "sparse activations mean sparse weights",
    "silent-dead": "silent means dead",
    "dead-zero": "dead means zero weights",
    "one-batch": "one batch proves death",
    "any-death": "with most of its units dead a network can only guess",
    "revive": "training revives the dead",
    "leaky-positive": "the leak makes units positive",
    "small-gradient": "a small gradient means that training is nearly over",
    "saturated-strong": "a saturated unit sends a strong signal",
    "relu-safe": "with ReLU a gradient keeps its size",
    "depth-alone": "depth alone makes the gradient vanish",
    "one-bias": "a layer has one bias",
    "bias-cosmetic": "the bias only raises or lowers the output",
    "equal-start": "equal starting weights do no harm",
    "more-sparsity": "more sparsity is better",
}
