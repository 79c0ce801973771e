"""The pictures of the lesson: a 3, an 8, a hundred of both, and a small network that reads digits.

Pixels are rounded to quarters, from 0 (paper) to 1 (ink), and the weights of the network to two decimals, so that every
number of the lesson can be followed on paper.
"""

import numpy as np

from ...classroom.rendered import table
from ...nn import datasets
from ...nn.network import Network
from ...nn.training import train

#: Of the test pictures: a plain 3 and a plain 8.
THREE, EIGHT = 277, 358
#: The two pixels that the lesson's neuron looks at: where an 8 has its ink, and where a 3 has.
LEFT, RIGHT = (5, 2), (4, 5)
#: The pixels to choose among at the start, by letter.
MARKED = {"A": (0, 3), "B": LEFT, "C": (3, 4), "D": (6, 5)}


def quarters(images: np.ndarray) -> np.ndarray:
    """Pictures with each pixel rounded to 0, 0.25, 0.5, 0.75 or 1, in float64.

    Parameters
    ----------
    images : array
    """
    return np.round(4 * images.astype(np.float64)) / 4


def a_three_and_an_eight() -> tuple[np.ndarray, np.ndarray]:
    """Two test pictures of 8 rows and 8 columns: a handwritten 3 and a handwritten 8."""
    images = quarters(datasets.load_digits().images_test)
    return images[THREE], images[EIGHT]


def a_hundred_pictures() -> tuple[np.ndarray, np.ndarray]:
    """Fifty handwritten threes and fifty eights.

    Returns
    -------
    pictures : array of shape (100, 8, 8)
    written : array of shape (100,)
        What each one is: 3 or 8.
    """
    digits = datasets.load_digits()
    first = [np.flatnonzero(digits.y_train == digit)[:50] for digit in (3, 8)]
    chosen = np.concatenate(first)
    return quarters(digits.images_train[chosen]), digits.y_train[chosen]


def count_ink(pictures: np.ndarray, written: np.ndarray) -> str:
    """Show how often each of the marked pixels has ink in a 3 and in an 8.

    Parameters
    ----------
    pictures : array of shape (n, 8, 8)
    written : array of shape (n,)

    Returns
    -------
    str
        The letter of the pixel that tells most of them apart.
    """
    rows, right = [], {}
    for letter, (row, column) in MARKED.items():
        ink = pictures[:, row, column] >= 0.5
        threes, eights = ink[written == 3].sum(), ink[written == 8].sum()
        says_8 = ink if eights > threes else ~ink
        right[letter] = int((says_8 == (written == 8)).sum())
        rows.append([letter, threes, eights, right[letter]])
    table(["pixel", "threes with ink, of 50", "eights with ink, of 50", "told apart by it, of 100"], rows)
    return max(right, key=lambda letter: right[letter])


def trained_reader() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Train a network of 64 inputs, 8 hidden ReLU units and 10 outputs, and say how well it reads.

    Returns
    -------
    W1, b1, W2, b2 : arrays of shape (64, 8), (8,), (8, 10) and (10,)
    """
    digits = datasets.load_digits()
    X, new = (quarters(images).reshape(-1, 64) for images in (digits.images_train, digits.images_test))
    network = Network([64, 8, 10], seed=4, dtype=np.float64)
    train(network, X, digits.y_train, lr=0.1, epochs=40, seed=4, progress=False)
    for array in network.weights + network.biases:
        array[...] = np.round(array, 2)
    right = round(len(new) * float(network.accuracy(new, digits.y_test)))
    print(f"It has seen {len(X)} pictures. Of {len(new)} new ones it reads {right}.")
    (W1, W2), (b1, b2) = network.weights, network.biases
    return W1, b1, W2, b2
