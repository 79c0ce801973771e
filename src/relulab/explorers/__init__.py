"""Live instruments for the lessons: one explorer each, with a question, controls, a picture and its text.

    from relulab import explorers
    explorers.neuron()
"""

from . import lesson01, lesson02

__all__ = ["neuron", "activation"]


def neuron():
    """Show a neuron with two inputs: the line it draws, a point to move, and the arithmetic of that point."""
    lesson01.explorer().show()


def activation():
    """Show an activation with its slope, the tangent at z, and the zone in which it is sensitive."""
    lesson02.explorer().show()
