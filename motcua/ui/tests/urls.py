"""Addresses for tests: pages that refuse and break beside the usual ones."""

from django.urls import include, path

from motcua.ui.tests.web import public

urlpatterns = [
    path("refuse/<str:code>", public.refuses),
    path("break", public.breaks),
    path("paper", public.paper),
    path("account/", include("allauth.urls")),
    path("", include("motcua.ui.urls")),
]
