"""The next version of a procedure from the first word to its publication: what is written, missing and agreed."""
