"""One neuron, a layer, and a network that reads a digit."""
