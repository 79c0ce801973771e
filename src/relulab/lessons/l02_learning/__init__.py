"""Loss, slope, the chain rule, backpropagation and training."""
