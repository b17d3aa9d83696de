"""Addresses of the notices app."""

from django.urls import path

from motcua.notices.web import citizen
from motcua.notices.web.desk import deliveries, letters

app_name = "notices"
urlpatterns = [
    path("notices/", citizen.own, name="own"),
    path("n/<uuid:message_id>/", citizen.channel, name="channel"),
    path("desk/deliveries/<uuid:message_id>/retry/", deliveries.retry, name="retry"),
    path("desk/letters/", letters.letters, name="letters"),
    path("desk/letters/<str:code>/", letters.letter, name="letter"),
    path("desk/deliveries/", deliveries.deliveries, name="deliveries"),
]
