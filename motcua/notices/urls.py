"""Addresses of the notices app."""

from django.urls import path

from motcua.notices.web import citizen, desk

app_name = "notices"
urlpatterns = [
    path("notices/", citizen.own, name="own"),
    path("n/<uuid:message_id>/", citizen.channel, name="channel"),
    path("desk/deliveries/<uuid:message_id>/retry/", desk.retry, name="retry"),
    path("desk/deliveries/", desk.deliveries, name="deliveries"),
]
