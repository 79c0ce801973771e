"""Dead units, and what a slope for negative inputs changes."""
