"""Addresses of the notices app."""

from django.urls import path

from motcua.notices.web import citizen, desk

app_name = "notices"
urlpatterns = [
    path("notices/", citizen.own, name="own"),
    path("desk/deliveries/", desk.deliveries, name="deliveries"),
]
