"""Every address typed by hand by everybody: no error page, no look at what is not theirs, nothing kept in a cache."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client

from motcua.documents.files import keep
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Draft
from motcua.dossiers.tests.citizen.conftest import QUESTIONS, photo
from motcua.dossiers.tests.lodging import AN, birth
from motcua.dossiers.tests.stories import lodged
from motcua.people.actions.delegations import delegate
from motcua.people.actor import Actor
from motcua.people.models import Post
from tests.attacks.pages import World, account, addresses, browser
from tests.attacks.walking import key
from tests.cast import Cast, officer, on

NOW = on("2026-04-20", "09:30")
PERSONAL = (AN.name, AN.national_id, AN.phone, AN.address)


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with time_machine.travel(NOW, tick=False):
        stored = keep(photo(), at=NOW)
        id_ = lodged(cast, birth(papers=[Handed("birth_notice", "file", files=(stored.sha256,))]))
        receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=key())
        draft = Draft.objects.create(
            owner=cast.an.id, procedure="1.001193", procedure_version=birth().procedure_version, case="ordinary",
            answers={**QUESTIONS, "applicant.name": AN.name}, created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        post = Post.objects.get(user_id=account(cast.chi))
        lent = delegate(
            giver=account(cast.dung), receiver=account(officer("thinh.kylua", NOW)), unit="06187.VP", role="head",
            valid_from=date(2026, 4, 20), valid_to=date(2026, 4, 21), decision="1/QĐ", actor=cast.dung, at=NOW,
        )  # fmt: skip
        yield World(id_, draft.pk, stored.sha256, post.pk, lent.pk)


def everybody(cast: Cast) -> dict[str, Actor | None]:
    return {
        "visitor": None, "an": cast.an, "khoa": cast.khoa, "giang": cast.giang, "chi": cast.chi, "binh": cast.binh,
        "mai": cast.mai, "ha": cast.ha, "quantri": officer("quantri", NOW),
    }  # fmt: skip


STRANGERS = ("visitor", "khoa", "giang", "quantri")


def by_hand(cast: Cast) -> dict[str, Actor | None]:
    """Return who types every address: on PostgreSQL those who see least and most, for what they may is no SQL."""
    people = everybody(cast)
    return (
        people if connection.vendor == "sqlite" else {name: people[name] for name in ("visitor", "binh", "chi", "ha")}
    )


def test_every_address_typed_by_hand(cast: Cast, world: World) -> None:
    """No 500; nobody outside sees a name or number; what shows one is kept in no cache."""
    faults: list[str] = []
    seen_by_staff = 0
    for name, who in by_hand(cast).items():
        client = browser(who)
        for address in addresses(world):
            answer = client.get(address)
            body = (
                b"".join(answer).decode(errors="replace")
                if answer.streaming
                else answer.content.decode(errors="replace")
            )
            place = f"{name} {address} {answer.status_code}"
            if answer.status_code >= 500:
                faults.append(place)
            personal = [word for word in PERSONAL if word in body] if answer.status_code != 302 else []
            if personal and name in STRANGERS:
                faults.append(f"{place} shows {personal}")
            if personal and "no-store" not in answer.headers.get("Cache-Control", ""):
                faults.append(f"{place} may be cached: {answer.headers.get('Cache-Control')!r}")
            seen_by_staff += bool(personal) and name in {"chi", "binh"}
    assert not faults, "\n".join(faults)
    assert seen_by_staff > 2


def test_nobody_outside_gets_in(cast: Cast, world: World) -> None:
    """The pages of An's dossier and draft: 404 for strangers, the login page for visitors; files and slips too."""
    private = [a for a in addresses(world) if str(world.dossier) in a or str(world.draft) in a]
    assert len(private) > 30
    for name in STRANGERS:
        client = browser(everybody(cast)[name])
        for address in private:
            for answer in (client.get(address), client.post(address, {"idempotency_key": key(), "ground": "x"})):
                allowed = {404, 405} | ({302} if name == "visitor" else set())
                assert answer.status_code in allowed, (name, address, answer.status_code)
                if answer.status_code == 302:
                    assert answer["Location"].startswith("/account/login/"), address


NASTY = (
    "%00", "%ED%A0%80", "%ff", "%27%20OR%201=1--", "<script>alert(1)</script>", "../../etc/passwd", "a" * 5000,
    "%E2%80%AE", "-1", "99999999999999999999", "1e9", "%F0%9F%98%80", "{{7*7}}", "%25%s",
)  # fmt: skip
NAMES = ("q", "page", "after", "from", "pile", "unit", "paper", "copies", "format", "code", "next", "place", "received",
         "term", "rules", "field", "level", "digits", "outcome", "mark.x")  # fmt: skip


def test_nasty_words_in_every_address(cast: Cast, world: World) -> None:
    """Whatever stands behind the question mark, or instead of a code, nothing breaks and nothing is echoed raw."""
    faults: list[str] = []
    binh, an, visitor = browser(cast.binh), browser(cast.an), browser(None)
    listed = [a for a in addresses(world) if "nonsense" not in a]
    for number, address in enumerate(listed):
        faults += _broken(binh, f"{address}?" + "&".join(f"{n}={_nasty(number + i)}" for i, n in enumerate(NAMES)))
    for word in NASTY:
        for address in ("/procedures/{}/", "/t/{}", "/units/{}/", "/desk/new/{}/", "/dossiers/new/{}/", "/{}/"):
            faults += _broken(an if address.startswith("/dossiers") else binh, address.format(word))
        for address in ("/", "/procedures/", "/units/", "/tracking/", "/due-date/", "/account/login/"):
            faults += _broken(visitor, f"{address}?" + "&".join(f"{name}={word}" for name in NAMES))
        for address in ("/desk/", "/desk/new/", "/inbox/"):
            faults += _broken(binh, f"{address}?" + "&".join(f"{name}={word}" for name in NAMES))
    for word in ("%00", "%ED%A0%80", "%27"):
        for name in ("q", "after", "from", "page", "unit"):
            for address in ("/desk/?pile=all&", "/desk/new/?", "/procedures/?", "/units/?", "/tracking/?"):
                faults += _broken(binh, f"{address}{name}={word}")
    assert not faults, "\n".join(sorted(set(faults)))


def _nasty(number: int) -> str:
    return NASTY[number % len(NASTY)]


def _broken(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    if answer.status_code >= 500:
        return [f"{answer.status_code} {address[:120]}"]
    if not answer.streaming and b"<script>alert(1)" in answer.content:
        return [f"echoed {address[:120]}"]
    return []
