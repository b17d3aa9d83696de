"""The hall of a one-stop shop as pure rules: who is called next, what a ticket may become, slots, waiting times."""
