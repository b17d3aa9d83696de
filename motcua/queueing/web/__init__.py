"""Pages of the hall, by audience."""
