"""Everything that happens in a hall, one verb a file."""
