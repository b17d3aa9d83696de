"""The register in bulk: files with many procedures read and written, checked against the register, taken in whole."""
