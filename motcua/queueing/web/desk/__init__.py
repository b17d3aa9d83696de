"""Pages for the counter and those who watch over it."""
