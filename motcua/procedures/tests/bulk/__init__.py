"""Lists of procedures read, checked, written and exported."""
