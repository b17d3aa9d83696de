"""Tables of the people app, one file per aggregate."""

from motcua.people.models.user import User

__all__ = ["User"]
