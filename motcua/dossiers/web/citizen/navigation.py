"""What citizens find in the navigation."""

from django.utils.translation import gettext_lazy as _

from motcua.ui import slots


def register() -> None:
    """Add tracking and own dossiers to the citizens' navigation."""
    slots.navigation("citizen", "tracking", label=_("Tra cứu hồ sơ"), url="dossiers:tracking", order=20)
    slots.navigation("citizen", "mine", label=_("Hồ sơ của tôi"), url="dossiers:mine", order=30)
