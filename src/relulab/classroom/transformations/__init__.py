"""What was done to the right numbers: general ways in which a result is off."""
