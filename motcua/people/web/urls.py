"""Addresses of offices, their posts, and delegations."""

from django.urls import path

from motcua.people.web import officer, public
from motcua.people.web.desk import seats

app_name = "people"
urlpatterns = [
    path("units/", public.units, name="units"),
    path("units/<str:code>/", public.unit, name="unit"),
    path("units/<str:code>/posts/", officer.posts, name="posts"),
    path("units/<str:code>/posts/<uuid:post>/end/", officer.post_end, name="post-end"),
    path("units/<str:code>/seats/", seats.seats, name="seats"),
    path("units/<str:code>/seats/<uuid:user>/reset/", seats.reset, name="seat-reset"),
    path("delegations/", officer.delegations, name="delegations"),
    path("delegations/<uuid:delegation>/revocation/", officer.revocation, name="revocation"),
]
