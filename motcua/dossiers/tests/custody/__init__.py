"""Stories of folders and originals."""
