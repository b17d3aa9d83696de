"""Addresses of the registry's desk: the register, drafts, their review, publication and repeal."""

from django.urls import URLPattern, path

from motcua.procedures.web.officer import (
    decisions,
    draft,
    draft_publication,
    draft_rounds,
    drafts,
    home,
    repeal,
)
from motcua.procedures.web.officer.editor import expert, merging, pages

DRAFT = "registry/drafts/<uuid:pk>/"
SECTION = f"{DRAFT}sections/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("registry/", home.registry, name="registry"),
    path("registry/decisions/", decisions.decisions, name="decisions"),
    path("registry/decisions/annex/", decisions.decision, name="decision"),
    path("registry/procedures/<str:code>/", home.registered, name="registered"),
    path("registry/procedures/<str:code>/repeal/", repeal.repeal, name="repeal"),
    path("registry/drafts/", drafts.drafts, name="drafts"),
    path("registry/drafts/new/", drafts.new_draft, name="draft_new"),
    path(DRAFT, draft.draft, name="draft"),
    path(f"{DRAFT}reading/", draft.reading, name="draft_reading"),
    path(f"{DRAFT}history/<int:revision>/", draft.history, name="draft_history"),
    path(SECTION, pages.section, name="draft_section"),
    path(f"{SECTION}<slug:part>/new/", pages.new_item, name="draft_new_item"),
    path(f"{SECTION}<slug:part>/<int:place>/", pages.item, name="draft_item"),
    path(f"{DRAFT}text/", expert.expert, name="draft_expert"),
    path(f"{DRAFT}merge/", merging.merge, name="draft_merge"),
    path(f"{DRAFT}review/", draft_rounds.review, name="draft_review"),
    path(f"{DRAFT}submission/", draft_rounds.submission, name="draft_submission"),
    path(f"{DRAFT}answers/<uuid:asked_id>/", draft_rounds.answer, name="draft_answer"),
    path(f"{DRAFT}comments/", draft_rounds.comment, name="draft_comment"),
    path(f"{DRAFT}comments/<int:remark>/resolution/", draft_rounds.resolution, name="draft_resolution"),
    path(f"{DRAFT}publication/", draft_publication.publication, name="draft_publication"),
    path(f"{DRAFT}withdrawal/", draft_rounds.withdrawal, name="draft_withdrawal"),
]
