"""Addresses of the register: public pages, and the desk of those who keep it."""

from django.urls import path

from motcua.procedures import urls_bulk, urls_drafts, urls_reviews, urls_routes
from motcua.procedures.web import citizen

app_name = "procedures"
urlpatterns = [
    path("", citizen.home, name="home"),
    path("procedures/", citizen.catalogue, name="catalogue"),
    path("procedures/<str:code>/", citizen.procedure, name="procedure"),
    *urls_drafts.urlpatterns,
    *urls_reviews.urlpatterns,
    *urls_routes.urlpatterns,
    *urls_bulk.urlpatterns,
]
