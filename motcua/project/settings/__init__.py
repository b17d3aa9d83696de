"""Settings: base, dev, test, prod."""
