"""Addresses of the registry's desk: lists of procedures taken in, and the register as a file."""

from django.urls import URLPattern, path

from motcua.procedures.web.officer import exports, imports

ONE = "registry/imports/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("registry/export/<slug:form>/", exports.export, name="register_export"),
    path("registry/imports/", imports.imports, name="imports"),
    path(ONE, imports.report, name="import"),
    path(f"{ONE}progress/", imports.progress, name="import_progress"),
    path(f"{ONE}confirmation/", imports.confirmation, name="import_confirmation"),
    path(f"{ONE}withdrawal/", imports.withdrawal, name="import_withdrawal"),
]
