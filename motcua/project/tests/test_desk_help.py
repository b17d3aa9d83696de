"""Every page of the desk says what it is for and which keys it knows, and no key presses two things."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from time_machine import travel

from motcua.people.models import User
from motcua.project.audiences import audience_of
from motcua.ui import help as page_help
from tests.cast import Cast, on

MANY = ("binh", "chi", "dung", "lan", "mai", "nam", "ha.tt", "van.vpub")


def pages(resolver: Any, names: tuple[str, ...] = (), at: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield name, address and view of every page of officials."""
    for pattern in resolver.url_patterns:
        address = at + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from pages(pattern, inner, address)
        elif isinstance(pattern, URLPattern) and "admin" not in names and audience_of(pattern.callback) == "officials":
            yield ":".join([*names, str(pattern.name)]), f"/{address}", pattern.callback


ALL = sorted((name, address) for name, address, _view in pages(get_resolver()))
OUTSIDE = {"people:revocation"}  # answers a button and leads back


@pytest.mark.parametrize("name", [name for name, _ in ALL if name not in OUTSIDE])
def test_each_page_has_a_help(name: str) -> None:
    sentences = page_help.of(name)
    assert sentences, f"{name}: write what the page is for in motcua/project/help_texts.py"
    assert sum(len(str(one)) for one in sentences) < 300, "short: two lines at most"


def keys_of(page: str) -> list[str]:
    """Return the keys that are in reach, without those of closed dialogs and of templates."""
    seen = re.sub(r"<(dialog|template)\b.*?</\1>", "", page, flags=re.S)
    return [key.upper() for key in re.findall(r'data-key="([^"]+)"', seen)]


def test_no_page_gives_one_key_two_meanings_and_each_shows_its_help(cast: Cast) -> None:
    simple = [address for _name, address in ALL if "<" not in address]
    shown: dict[str, list[str]] = {}
    with travel(on("2026-04-20", "08:05"), tick=False):
        for login in MANY:
            user = User.objects.filter(username=login).first()
            if user is None:
                continue
            client = Client()
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            for address in simple:
                answer = client.get(address)
                if answer.status_code != 200 or b'data-density="desk"' not in answer.content:
                    continue
                page = answer.content.decode()
                keys = keys_of(page)
                shown[address] = keys
                assert 'id="page-help"' in page, address
                assert "<kbd>?</kbd>" in page or ">?</kbd>" in page, address
                assert "F12" in keys, address
                assert len(keys) == len(set(keys)), (login, address, sorted(keys))
    assert len(shown) > 20, sorted(shown)
    assert {"/desk/", "/inbox/", "/desk/cashier/", "/desk/issuing/"} <= shown.keys()
