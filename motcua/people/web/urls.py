"""Addresses of the directory of offices."""

from django.urls import path

from motcua.people.web import public

app_name = "people"
urlpatterns = [
    path("units/", public.units, name="units"),
    path("units/<str:code>/", public.unit, name="unit"),
]
