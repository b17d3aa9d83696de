"""Addresses of the register's public pages."""

from django.urls import path

from motcua.procedures.web import citizen

app_name = "procedures"
urlpatterns = [
    path("", citizen.home, name="home"),
    path("procedures/", citizen.catalogue, name="catalogue"),
    path("procedures/<str:code>/", citizen.procedure, name="procedure"),
]
