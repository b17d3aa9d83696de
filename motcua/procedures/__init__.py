"""The registry of administrative procedures: immutable published versions."""
