"""Compute what the explorers show but cannot compute within a blink, and store it: the one tool that writes that file.

    python tools/explorers.py

Writes src/relulab/data/explorers.npz; see src/relulab/data/README.md. Takes about a minute.
"""

from pathlib import Path

import numpy as np

from relulab.explorers import lesson03, lesson05

FILE = Path(__file__).resolve().parents[1] / "src" / "relulab" / "data" / "explorers.npz"


def computed():
    """Name -> array, everything anew."""
    network, dying = lesson03.trained(), lesson05.trained()
    return {
        **{f"sparsity_weights{layer}": W for layer, W in enumerate(network.weights)},
        **{f"sparsity_biases{layer}": b for layer, b in enumerate(network.biases)},
        "dying_never": dying["never"].astype(np.uint8),
        "dying_accuracy": dying["accuracy"].astype(np.float16),
        "dying_diverged": dying["diverged"][..., -1].astype(np.uint16),
    }


if __name__ == "__main__":
    np.savez_compressed(FILE, **computed())
    print(f"{FILE.name}: {FILE.stat().st_size} bytes")
