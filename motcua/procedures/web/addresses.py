"""Addresses of pages: those that a higher app may supply, and the public ones that are printed and shared."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def address(name: str, *given: str) -> str:
    """Return the address of a page that a higher app supplies; empty where that app has no pages."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


def public(name: str, *given: str) -> str:
    """Return the whole public address of a page."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=given)}"
