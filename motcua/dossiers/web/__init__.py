"""Pages of dossiers, one package for each audience; slips are shown to both."""
