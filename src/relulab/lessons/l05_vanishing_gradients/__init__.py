"""What becomes of a gradient on its way through many layers."""
