"""Pages of the clock, by audience."""
