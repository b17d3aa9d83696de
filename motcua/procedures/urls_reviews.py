"""Addresses of the registry's desk: acts, reviews and proposals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
