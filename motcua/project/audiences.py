"""Who may reach a page at all: the folder that its view lives in says so, and what says nothing is closed.

``<app>/web/citizen`` and ``<app>/web/public`` are open (each page still asks its own policy what this person may see),
``<app>/web/desk`` and ``<app>/web/officer`` are for officials, Django's admin for technical staff. A view anywhere else
does not exist for anybody. What an actor may not see is a 404; a visitor is asked to log in first.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from motcua.people.actor import Actor
from motcua.ui.middleware import back_address

Audience = Literal["everybody", "officials", "technicians"]
View = Callable[..., HttpResponse]

FOLDERS: dict[str, Audience] = {
    "citizen": "everybody",
    "public": "everybody",
    "account": "everybody",
    "desk": "officials",
    "officer": "officials",
}
OTHERS: dict[str, Audience] = {
    "motcua.ui.views": "everybody",
    "motcua.project.health": "everybody",
    "allauth.account": "everybody",
    "allauth.mfa": "everybody",
}
APPLICATIONS: dict[str, Audience] = {"admin": "technicians"}  # Django's admin borrows views from all over


def audience_of(view: View, applications: Sequence[str] = ()) -> Audience | None:
    """Return who may reach a view in these included applications, None when nothing says so."""
    for name in applications:
        if name in APPLICATIONS:
            return APPLICATIONS[name]
    module = getattr(view, "view_class", view).__module__
    parts = module.split(".")
    if parts[0] == "motcua" and "web" in parts:
        return next((FOLDERS[part] for part in parts[parts.index("web") + 1 :] if part in FOLDERS), None)
    return next((who for prefix, who in OTHERS.items() if f"{module}.".startswith(f"{prefix}.")), None)


class Audiences:
    """Stops whoever is not of a page's audience before the page is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the decision falls once the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let the audience in, send visitors to the login page, hide the page from everybody else."""
        audience = audience_of(view, request.resolver_match.app_names if request.resolver_match else ())
        if audience == "everybody":
            return None
        if audience is None:
            raise Http404
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.kind == "visitor":
            return redirect_to_login(_way_back(request))
        if audience == "officials" and not actor.is_official:
            raise Http404
        if audience == "technicians" and not request.user.is_staff:
            raise Http404
        return None


def _way_back(request: HttpRequest) -> str:
    """Return where to go after the login: the page asked for, or the one whose form was sent without a session."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return urlsplit(back_address(request)).path or "/"
