"""What to tell a reader whose code stopped with an error."""
