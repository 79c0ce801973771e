"""Write src/relulab/data/digits.npz again from the copy of the digits that scikit-learn carries.

    pip install scikit-learn
    python tools/make_digits.py

Kept so that the origin of every byte can be checked; see src/relulab/data/README.md.
"""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()
# The order is stored with the data, so that a change in numpy's generator cannot move the split.
order = np.random.default_rng(2026).permutation(len(digits.target))
np.savez_compressed(
    Path(__file__).parents[1] / "src" / "relulab" / "nn" / "data" / "digits.npz",
    images=digits.images.astype(np.uint8)[order],
    labels=digits.target.astype(np.uint8)[order],
    source_row=order.astype(np.uint16),
)
