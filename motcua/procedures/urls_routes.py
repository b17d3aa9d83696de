"""Addresses of the registry's desk: the editor of routes."""

from django.urls import URLPattern, path

from motcua.procedures.web.officer import (
    routes,
    routes_edit,
    routes_import,
    routes_print,
    routes_publication,
    routes_trial,
)

HERE = "registry/routes/"
ONE = f"{HERE}<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path(HERE, routes.routes, name="routes"),
    path(f"{HERE}new/", routes.new, name="route_new"),
    path(f"{HERE}import/", routes_import.upload, name="route_import"),
    path(ONE, routes.route, name="route"),
    path(f"{ONE}edit/", routes_edit.edit, name="route_edit"),
    path(f"{ONE}edit/check/", routes_edit.check, name="route_check"),
    path(f"{ONE}publication/", routes_publication.publication, name="route_publication"),
    path(f"{ONE}trial/", routes_trial.trial, name="route_trial"),
    path(f"{ONE}drawing/", routes.drawing, name="route_drawing"),
    path(f"{ONE}diagram/", routes.diagram, name="route_diagram"),
    path(f"{ONE}definition/", routes.definition, name="route_definition"),
    path(f"{ONE}table/", routes_print.table, name="route_table"),
    path(f"{ONE}sheet/<str:code>/", routes_print.sheet, name="route_sheet"),
]
