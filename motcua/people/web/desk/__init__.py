"""Pages on which the administrator of a unit helps its officers back to work."""
