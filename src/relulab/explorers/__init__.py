"""Live instruments for the lessons: one explorer each, with a question, controls, a picture and its text.

    from relulab import explorers
    explorers.neuron()
"""

from . import lesson01, lesson02, lesson03, lesson04, lesson05, lesson06

__all__ = ["neuron", "activation", "sparsity", "gradient_flow", "dying_units", "clinic"]


def neuron():
    """Show a neuron with two inputs: the line it draws, a point to move, and the arithmetic of that point."""
    lesson01.explorer().show()


def activation():
    """Show an activation with its slope, the tangent at z, and the zone in which it is sensitive."""
    lesson02.explorer().show()


def sparsity():
    """Show a trained hidden layer on one test digit, and what a shift of all its biases does to zeros and accuracy."""
    lesson03.explorer().show()


def gradient_flow():
    """Show the gradient and the signal in each layer of a deep network, with what theory predicts."""
    lesson04.explorer().show()


def dying_units():
    """Show when units die, by learning rate, starting bias and slope, and train networks while you watch."""
    lesson05.explorer().show()


def clinic(seed=None):
    """Show the patients of a ward under one instrument at a time, beside healthy networks.

    Parameters
    ----------
    seed : int, optional
        Of the ward; that of the lesson if not given.
    """
    lesson06.explorer(seed).show()
