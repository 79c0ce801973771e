"""What came after: scaled inputs, other steps, ways round a layer, normalisation, a cut length."""
