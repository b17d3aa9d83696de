"""Addresses of the clock: the public calculator."""

from django.urls import path

from motcua.worktime.web import citizen

app_name = "worktime"
urlpatterns = [path("due-date/", citizen.due_date, name="due_date")]
