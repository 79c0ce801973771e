"""Arrays that are kept in the package, beside the modules that use them."""

from functools import lru_cache
from importlib.resources import files

import numpy as np


@lru_cache(maxsize=8)
def arrays(package: str, name: str = "stored.npz") -> dict[str, np.ndarray]:
    """Every array in a file of the package, by name; they cannot be written to.

    Parameters
    ----------
    package : str
        Such as `__package__` of the module that asks.
    name : str
        Of the file, which may stand in a folder.
    """
    with files(package).joinpath(name).open("rb") as file:
        stored = dict(np.load(file, allow_pickle=False))
    for array in stored.values():
        array.flags.writeable = False
    return stored
