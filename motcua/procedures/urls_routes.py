"""Addresses of the registry's desk: the editor of routes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
