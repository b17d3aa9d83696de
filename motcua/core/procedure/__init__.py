"""The definition of an administrative procedure: pure data, how it is read, checked and compared."""
