"""Addresses of the registry's desk: import and export."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
