"""What can be done to the register, one verb a file."""

from motcua.procedures.actions.publish import publish
from motcua.procedures.actions.publish_route import publish_route
from motcua.procedures.actions.repeal import repeal

__all__ = ["publish", "publish_route", "repeal"]
