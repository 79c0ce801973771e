"""relulab: the helpers of a course on neurons, activations and ReLU, in plain NumPy.

    from relulab import ACTIVATIONS, LeakyReLU, Network, train, datasets, measures
    from relulab import check, hint, solution, mine, predict, reveal, warmup, explore, quiz, progress, show

Everything is loaded at first use, so that `import relulab` needs numpy alone and loads neither
matplotlib nor ipywidgets.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what an editor, jedi and mypy read; at run time __getattr__ below does the same
    from .classroom import figures as figures
    from .classroom.figures import show as show
    from .classroom.predict import predict as predict
    from .course import check as check
    from .course import explore as explore
    from .course import hint as hint
    from .course import mine as mine
    from .course import quiz as quiz
    from .course import reveal as reveal
    from .course import solution as solution
    from .course import warmup as warmup
    from .nn import datasets as datasets
    from .nn import measures as measures
    from .nn.activations import ACTIVATIONS as ACTIVATIONS
    from .nn.activations import LeakyReLU as LeakyReLU
    from .nn.network import Network as Network
    from .nn.training import train as train
    from .progress import progress as progress

#: Public name -> the module that has it; a module that is public itself stands under its own name.
_HOMES = {
    "ACTIVATIONS": "nn.activations",
    "LeakyReLU": "nn.activations",
    "Network": "nn.network",
    "train": "nn.training",
    "datasets": "nn.datasets",
    "measures": "nn.measures",
    "figures": "classroom.figures",
    "show": "classroom.figures",
    "predict": "classroom.predict",
    "reveal": "course",
    "check": "course",
    "hint": "course",
    "solution": "course",
    "mine": "course",
    "warmup": "course",
    "explore": "course",
    "quiz": "course",
    "progress": "progress",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name):
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    if name not in _HOMES:
        raise AttributeError(f"relulab has no part named {name!r}; it has: {', '.join(__all__)}.")
    home = _HOMES[name]
    module = import_module(f".{home}", __name__)
    part = getattr(module, name, module)
    # Importing relulab.progress puts the module under the name of the function: what was asked for must win.
    globals()[name] = part
    return part


def __dir__():
    return __all__
