"""Grading what students hand in, without trusting it."""
