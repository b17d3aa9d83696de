"""Pages whose own policy says who sees what: the slips and files of a dossier, for citizens and officials alike."""
