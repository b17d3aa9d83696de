"""Addresses of the registry's desk: acts, reviews, yearly plans, proposals and their parameters."""

from django.urls import URLPattern, path

from motcua.procedures.web.officer import (
    acts,
    costs,
    parameter_pages,
    plan_sheets,
    plans,
    proposal_sheets,
    proposals,
    reviews,
    unreviewed,
)

ACT = "registry/acts/<slug:slug>/"
REVIEW = "registry/reviews/<uuid:pk>/"
PLAN = "registry/plans/<int:year>/"
PROPOSAL = "registry/proposals/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("registry/acts/", acts.acts, name="acts"),
    path("registry/acts/new/", acts.new, name="act_new"),
    path(ACT, acts.act, name="act"),
    path(f"{ACT}correction/", acts.correction, name="act_correction"),
    path(f"{ACT}reviews/", acts.reviews, name="act_reviews"),
    path("registry/reviews/", reviews.reviews, name="reviews"),
    path("registry/reviews/new/", reviews.new, name="review_new"),
    path("registry/reviews/unreviewed/", unreviewed.unreviewed, name="unreviewed"),
    path("registry/reviews/unreviewed/table/", unreviewed.table, name="unreviewed_table"),
    path(REVIEW, reviews.review, name="review"),
    path(f"{REVIEW}findings/", reviews.findings, name="review_findings"),
    path(f"{REVIEW}conclusion/", reviews.conclusion, name="review_conclusion"),
    path(f"{REVIEW}extension/", reviews.extension, name="review_extension"),
    path(f"{REVIEW}cancellation/", reviews.cancellation, name="review_cancellation"),
    path("registry/plans/", plans.plans, name="plans"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}lines/", plans.lines, name="plan_lines"),
    path(f"{PLAN}approval/", plans.approval, name="plan_approval"),
    path(f"{PLAN}reviews/", plans.reviews, name="plan_reviews"),
    path(f"{PLAN}sheet/", plan_sheets.sheet, name="plan_sheet"),
    path(f"{PLAN}table/", plan_sheets.table, name="plan_table"),
    path("registry/proposals/", proposals.proposals, name="proposals"),
    path("registry/proposals/new/", proposals.new, name="proposal_new"),
    path("registry/proposals/table/", proposal_sheets.table, name="proposal_table"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}text/", proposals.text, name="proposal_text"),
    path(f"{PROPOSAL}cost/", costs.cost, name="proposal_cost"),
    path(f"{PROPOSAL}decision/", proposals.decision, name="proposal_decision"),
    path(f"{PROPOSAL}steps/", proposals.step, name="proposal_step"),
    path(f"{PROPOSAL}withdrawal/", proposals.withdrawal, name="proposal_withdrawal"),
    path(f"{PROPOSAL}sheet/", proposal_sheets.sheet, name="proposal_sheet"),
    path("registry/parameters/", parameter_pages.all_parameters, name="parameters"),
    path("registry/parameters/<slug:slug>/", parameter_pages.one, name="parameter_set"),
]
