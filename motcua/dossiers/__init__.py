"""One-stop handling of a dossier, from submission to return."""
