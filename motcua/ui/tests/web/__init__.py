"""Pages that exist only in tests, in a folder that is open to everybody."""
