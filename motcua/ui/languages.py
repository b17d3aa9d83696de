"""The choice of a language: higher apps that want to keep it say so here (from ``AppConfig.ready()``)."""

from collections.abc import Callable

from django.http import HttpRequest

Chosen = Callable[[HttpRequest, str], None]
_listeners: list[Chosen] = []


def on_choice(listener: Chosen) -> None:
    """Call ``listener`` with the request and the code whenever somebody chooses a language."""
    if listener not in _listeners:
        _listeners.append(listener)


def chosen(request: HttpRequest, code: str) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(request, code)
