"""What ReLU makes zero, and what that buys."""
