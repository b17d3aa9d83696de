"""Addresses of the registry's desk: drafts, their review, publication and repeal."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
