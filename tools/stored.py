"""Compute what two explorers show but cannot compute within a blink, and store it: nothing else writes these files.

    python tools/stored.py

Writes stored.npz into the folders of the lessons on sparsity and on Leaky ReLU. Takes about a minute.
"""

import numpy as np

from relulab import lessons
from relulab.lessons.l04_relu_sparsity import shifted
from relulab.lessons.l06_leaky_relu import followed


def computed():
    """Lesson -> name -> array, everything anew."""
    network, dying = shifted.trained(), followed.trained()
    return {
        lessons.named("relu_sparsity"): {
            **{f"weights{layer}": W for layer, W in enumerate(network.weights)},
            **{f"biases{layer}": b for layer, b in enumerate(network.biases)},
        },
        lessons.named("leaky_relu"): {
            "never": dying["never"].astype(np.uint8),
            "accuracy": dying["accuracy"].astype(np.float16),
            "diverged": dying["diverged"][..., -1].astype(np.uint16),
        },
    }


if __name__ == "__main__":
    for lesson, arrays in computed().items():
        path = lessons.folder(lesson) / "stored.npz"
        np.savez_compressed(path, **arrays)
        print(f"{path.parent.name}/{path.name}: {path.stat().st_size} bytes")
