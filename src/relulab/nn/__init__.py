"""Neurons, activations, gradients and what to measure of them: numpy alone, in the words of the lessons."""
