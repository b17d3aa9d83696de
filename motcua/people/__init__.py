"""Accounts, units, posts, roles, delegation, leave and the actor behind every action."""
