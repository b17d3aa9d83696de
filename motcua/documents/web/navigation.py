"""What staff find in the navigation: the books of numbers, for those who keep or watch them."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.documents.policies import KEEPERS, WATCHERS
from motcua.people.actor import Actor
from motcua.ui import slots


def _keeps_or_watches(request: HttpRequest) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor.has_any((*KEEPERS, *WATCHERS))


def register() -> None:
    """Add the link to the books of numbers."""
    slots.navigation(
        "desk", "numbers", label=_("Sổ cấp số"), url="documents:books", order=45, allowed=_keeps_or_watches
    )
