"""The language in which a person reads is remembered with the account, and only when the person chose it."""

import pytest
from django.test import Client

from motcua.people.language import language_of
from motcua.people.models import User
from motcua.people.tests.test_login import log_in


def kept(name: str = "an") -> str:
    """Return what an account remembers."""
    return str(User.objects.get(username=name).language)


def choose(client: Client, code: str) -> int:
    """Choose a language in the browser of the login; return how that was answered."""
    return client.get(f"/language/{code}", headers={"User-Agent": "Firefox"}).status_code


@pytest.fixture
def an(town: dict[str, User], client: Client) -> Client:
    """An at her phone, logged in; she never chose a language."""
    log_in(client, "an")
    return client


def test_a_choice_is_kept_with_the_account_of_who_is_logged_in(an: Client) -> None:
    assert kept() == ""
    choose(an, "en")
    assert kept() == "en"
    choose(an, "vi")
    assert kept() == "vi"


def test_a_visitors_choice_is_kept_at_login(town: dict[str, User], client: Client) -> None:
    choose(client, "en")
    assert kept() == ""
    log_in(client, "an")
    assert kept() == "en"


def test_a_login_where_nothing_was_chosen_changes_nothing(an: Client) -> None:
    choose(an, "en")
    log_in(Client(), "an")
    assert kept() == "en"


@pytest.mark.parametrize("code", ["fr", "..", "EN"])
def test_a_language_that_we_do_not_speak_is_not_kept(an: Client, code: str) -> None:
    assert choose(an, code) == 404
    an.cookies["django_language"] = code
    log_in(an, "an")
    assert kept() == ""


def test_letters_are_vietnamese_for_whoever_never_chose(town: dict[str, User]) -> None:
    an = town["an"]
    assert language_of(f"user:{an.pk}") == "vi"
    User.objects.filter(pk=an.pk).update(language="en")
    assert language_of(f"user:{an.pk}") == "en"
    User.objects.filter(pk=an.pk).update(language="fr")
    assert language_of(f"user:{an.pk}") == "vi"
    assert language_of("system:timetable") == language_of("visitor") == "vi"
    assert language_of("user:00000000-0000-4000-8000-000000000000") == "vi"
