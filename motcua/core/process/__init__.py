"""How a dossier moves: the life cycle (law, one table) and the route (the agency's own data)."""
