"""What every template knows as ``ui``: language, navigation, banners and the moment of the request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from motcua.ui import help as page_help
from motcua.ui import slots
from motcua.ui.slots import Shown, Text


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above every page. ``kind`` is ``demo``, ``training``, ``readonly`` or ``info``."""

    text: Text
    kind: str = "info"
    detail: Text = ""
    done: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """One language a person may choose."""

    code: str
    name: str
    href: str
    current: bool


BannerSource = Callable[[HttpRequest], Banner | None]
_banner_sources: list[BannerSource] = []


def register_banner(source: BannerSource) -> None:
    """Ask ``source`` on every page whether it has a banner to show (demo data, training, read-only)."""
    if source not in _banner_sources:
        _banner_sources.append(source)


class Page:
    """The page's surroundings, worked out only when a template asks for them."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def language(self) -> str:
        """Give the code of the language on screen."""
        return translation.get_language() or settings.LANGUAGE_CODE

    @property
    def at(self) -> datetime | None:
        """Give the moment of the request as the middleware fixed it."""
        return getattr(self.request, "at", None)

    @cached_property
    def languages(self) -> list[Language]:
        """List the languages with the address that chooses each and comes back here."""
        try:
            base = {code: reverse("ui:language", args=[code]) for code, _ in settings.LANGUAGES}
        except NoReverseMatch:
            return []
        back = urlencode({"next": self.request.get_full_path() if self.request.method == "GET" else "/"})
        return [
            Language(code, name, f"{base[code]}?{back}", code == self.language) for code, name in settings.LANGUAGES
        ]

    @cached_property
    def banners(self) -> list[Banner]:
        """Ask each registered source for its banner."""
        return [banner for source in _banner_sources if (banner := source(self.request)) is not None]

    @cached_property
    def citizen_links(self) -> list[Shown]:
        """List the navigation of citizen pages for this person."""
        return slots.links("citizen", self.request)

    @cached_property
    def desk_links(self) -> list[Shown]:
        """List the navigation of staff pages for this person."""
        return slots.links("desk", self.request)

    @cached_property
    def help(self) -> Sequence[Text]:
        """Give the short help of this page."""
        match = self.request.resolver_match
        return page_help.of(match.view_name) if match else ()

    @property
    def signed_in(self) -> bool:
        """Tell whether somebody is logged in, without asking when nobody brought a session."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES and not hasattr(self.request, "_cached_user"):
            return False
        user = getattr(self.request, "user", None)
        return bool(user is not None and user.is_authenticated)


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates the variable ``ui``."""
    return {"ui": Page(request)}
