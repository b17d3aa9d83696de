"""The links of this app in the navigation."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.ui import slots


def register_links() -> None:
    """Offer the directory of offices to citizens and officials."""
    slots.navigation("citizen", "units", label=pgettext_lazy("navigation", "Đơn vị"), url="people:units", order=60)
    slots.navigation("desk", "units", label=_("Đơn vị và nhân sự"), url="people:units", order=80)
    slots.navigation(
        "desk",
        "delegations",
        label=_("Ủy quyền"),
        url="people:delegations",
        order=85,
        allowed=lambda request: bool(getattr(request, "actor", None) and request.actor.is_official),  # type: ignore[attr-defined]
    )
