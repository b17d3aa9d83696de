"""Addresses of the register: public pages, and the desk of those who keep it."""

from django.urls import path

from motcua.procedures import urls_bulk, urls_drafts, urls_public, urls_reviews, urls_routes
from motcua.procedures.web import citizen
from motcua.procedures.web.public import catalogue, procedure

app_name = "procedures"
urlpatterns = [
    path("", citizen.home, name="home"),
    path("procedures/", catalogue.page, name="catalogue"),
    *urls_public.urlpatterns,
    path("procedures/<str:code>/", procedure.page, name="procedure"),
    *urls_bulk.urlpatterns,
    *urls_drafts.urlpatterns,
    *urls_reviews.urlpatterns,
    *urls_routes.urlpatterns,
]
