"""Procedures and routes with their immutable versions; acts, reviews, plans and proposals of procedure control."""

from motcua.procedures.models.acts import Act, ActEffect, Citation
from motcua.procedures.models.drafts import Draft, DraftComment, DraftRequest, DraftRevision
from motcua.procedures.models.imports import Import, ImportFile, ImportLine, ImportProgress
from motcua.procedures.models.parameters import Parameters, ParametersVersion
from motcua.procedures.models.plans import PlanItem, ReviewPlan
from motcua.procedures.models.procedures import Procedure, ProcedureVersion
from motcua.procedures.models.proposals import Proposal, ProposalChange, ProposalCost, ProposalStep, ProposalText
from motcua.procedures.models.reviews import Review, ReviewDue, ReviewFinding, ReviewText
from motcua.procedures.models.route_drafts import RouteDraft, RouteDraftRevision
from motcua.procedures.models.routes import Route, RouteVersion

__all__ = [
    "Act",
    "ActEffect",
    "Citation",
    "Draft",
    "DraftComment",
    "DraftRequest",
    "DraftRevision",
    "Import",
    "ImportFile",
    "ImportLine",
    "ImportProgress",
    "Parameters",
    "ParametersVersion",
    "PlanItem",
    "Procedure",
    "ProcedureVersion",
    "Proposal",
    "ProposalChange",
    "ProposalCost",
    "ProposalStep",
    "ProposalText",
    "Review",
    "ReviewDue",
    "ReviewFinding",
    "ReviewPlan",
    "ReviewText",
    "Route",
    "RouteDraft",
    "RouteDraftRevision",
    "RouteVersion",
]
