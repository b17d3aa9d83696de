"""Procedures and routes with their immutable versions."""

from motcua.procedures.models.procedures import Procedure, ProcedureVersion
from motcua.procedures.models.route_drafts import RouteDraft, RouteDraftRevision
from motcua.procedures.models.routes import Route, RouteVersion

__all__ = ["Procedure", "ProcedureVersion", "Route", "RouteDraft", "RouteDraftRevision", "RouteVersion"]
