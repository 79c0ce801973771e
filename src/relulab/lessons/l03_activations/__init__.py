"""Activations, their slopes, and what they make possible."""
