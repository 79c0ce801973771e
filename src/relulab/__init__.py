"""relulab: the helpers of a course on neurons, activations and ReLU, in plain NumPy.

    from relulab import activations, datasets, measures
    from relulab import Network, train, check, hint, quiz, recall, reveal, show, solution

Everything is loaded at first use, so that `import relulab` needs numpy alone.
"""

from importlib import import_module

_MODULES = ["activations", "claims", "clinic", "datasets", "exercises", "experiments", "explorers", "figures", "measures", "network", "overview", "quizzes", "records", "training"]
_NAMES = {
    "ACTIVATIONS": "activations",
    "Network": "network",
    "train": "training",
    "show": "figures",
    "check": "exercises",
    "hint": "exercises",
    "solution": "exercises",
    "reveal": "exercises",
    "quiz": "quizzes",
    "recall": "quizzes",
    "progress": "overview",
}
__all__ = [*_MODULES, *_NAMES]


def __getattr__(name):
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name in _NAMES:
        return getattr(import_module(f".{_NAMES[name]}", __name__), name)
    raise AttributeError(f"relulab has no part named {name!r}; it has: {', '.join(__all__)}.")


def __dir__():
    return __all__
