"""Pages of citizens: lodging online, own dossiers, tracking."""
