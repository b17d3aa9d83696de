"""Addresses of the registry's desk: the register, drafts, their review, publication and repeal."""

from django.urls import URLPattern, path

from motcua.procedures.web.officer import decisions, home, repeal

urlpatterns: list[URLPattern] = [
    path("registry/", home.registry, name="registry"),
    path("registry/decisions/", decisions.decisions, name="decisions"),
    path("registry/decisions/annex/", decisions.decision, name="decision"),
    path("registry/procedures/<str:code>/", home.registered, name="registered"),
    path("registry/procedures/<str:code>/repeal/", repeal.repeal, name="repeal"),
]
