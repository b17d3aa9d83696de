"""Pages of those who watch what leaves, and who word it."""
