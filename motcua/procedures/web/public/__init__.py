"""Public pages and files of the register that need nobody: catalogue, posting sheets, open data."""
