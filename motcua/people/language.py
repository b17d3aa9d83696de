"""In which language a person reads: remembered from what was chosen on the site, used by letters."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from motcua.people.models import User


def remember(request: HttpRequest, code: str) -> None:
    """Keep a language that somebody with an account has chosen."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).exclude(language=code).update(language=code)


def remember_at_login(request: HttpRequest, user: User) -> None:
    """Keep what was chosen on this machine before logging in; nothing chosen leaves what is known."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if code in dict(settings.LANGUAGES):
        User.objects.filter(pk=user.pk).exclude(language=code).update(language=code)


def language_of(actor_id: str) -> str:
    """Return the language in which an actor reads: Vietnamese unless a person chose another."""
    if not actor_id.startswith("user:"):
        return settings.LANGUAGE_CODE
    chosen = User.objects.filter(pk=UUID(actor_id.removeprefix("user:"))).values_list("language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
