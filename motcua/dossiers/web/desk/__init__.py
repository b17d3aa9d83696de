"""Pages of the people who receive, handle, decide and return dossiers."""
