"""Places on a page that higher apps fill: navigation, dossier panels, inbox rows. Filled in ``AppConfig.ready()``."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Text = str | Promise


def everybody(request: HttpRequest) -> bool:
    """Allow whoever asks."""
    return True


@dataclass(frozen=True, slots=True)
class Filling:
    """One thing in a slot: a template, or a callable that turns the page's context into markup or nothing."""

    name: str
    order: int
    template: str = ""
    render: Callable[[Mapping[str, Any]], str | None] | None = None
    data: Callable[[Mapping[str, Any]], Mapping[str, Any] | None] | None = None

    def markup(self, context: Mapping[str, Any], request: HttpRequest | None) -> str:
        """Draw the filling for a page; empty when it has nothing to say there."""
        if self.render is not None:
            return self.render(context) or ""
        values = dict(context)
        if self.data is not None:
            own = self.data(context)
            if own is None:
                return ""
            values.update(own)
        return render_to_string(self.template, values, request=request)


@dataclass(frozen=True, slots=True)
class Link:
    """One item of a navigation bar, shown to those for whom ``allowed`` says yes."""

    name: str
    label: Text
    url: str
    order: int
    allowed: Callable[[HttpRequest], bool] = everybody
    count: Callable[[HttpRequest], int | None] | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A navigation item as the template draws it."""

    label: Text
    href: str
    current: bool
    count: int | None
    key: str


_fillings: dict[str, dict[str, Filling]] = defaultdict(dict)
_navigation: dict[str, dict[str, Link]] = defaultdict(dict)


def register(
    slot: str,
    name: str,
    *,
    order: int,
    template: str = "",
    render: Callable[[Mapping[str, Any]], str | None] | None = None,
    data: Callable[[Mapping[str, Any]], Mapping[str, Any] | None] | None = None,
) -> None:
    """Fill a slot; the same name again replaces the earlier filling."""
    if bool(template) == bool(render):
        raise ValueError(f"slot {slot}, {name}: give either a template or a render callable")
    _fillings[slot][name] = Filling(name, order, template, render, data)


def navigation(
    area: str,
    name: str,
    *,
    label: Text,
    url: str,
    order: int,
    allowed: Callable[[HttpRequest], bool] = everybody,
    count: Callable[[HttpRequest], int | None] | None = None,
    key: str = "",
) -> None:
    """Add a link to the navigation of ``area`` (``citizen`` or ``desk``); ``url`` is a URL name or a path."""
    _navigation[area][name] = Link(name, label, url, order, allowed, count, key)


def fillings(slot: str) -> list[Filling]:
    """List what fills a slot, in order."""
    return sorted(_fillings[slot].values(), key=lambda filling: (filling.order, filling.name))


def links(area: str, request: HttpRequest) -> list[Shown]:
    """List the navigation of an area for whoever made this request; the longest matching address is current."""
    seen = [
        (link, href)
        for link in sorted(_navigation[area].values(), key=lambda link: (link.order, link.name))
        if (href := _address(link.url)) and link.allowed(request)
    ]
    here = max((href for _, href in seen if _holds(href, request.path)), key=len, default="")
    return [
        Shown(link.label, href, href == here, link.count(request) if link.count else None, link.key)
        for link, href in seen
    ]


def _address(url: str) -> str:
    """Resolve a URL name; an app whose pages are not installed has no link."""
    if url.startswith("/"):
        return url
    try:
        return reverse(url)
    except NoReverseMatch:
        return ""


def _holds(href: str, path: str) -> bool:
    """Tell whether a page lies at or below a link; the home page holds only itself."""
    return path == href or (href != "/" and path.startswith(href))
