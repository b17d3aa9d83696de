"""Pure rules of the field: no Django, no input or output, no clock of its own."""
