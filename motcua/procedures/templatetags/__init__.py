"""Template tags of the registry's desk."""
