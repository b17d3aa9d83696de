"""The verbs of the `motcua` command line, one file each."""
