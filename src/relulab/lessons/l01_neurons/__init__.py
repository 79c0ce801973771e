"""Neurons, layers, loss and backpropagation."""
