"""Pages of the people app, by audience."""
