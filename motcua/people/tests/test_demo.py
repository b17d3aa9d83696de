"""The people of the demonstration."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.password_validation import validate_password

from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.ledger.models import Entry
from motcua.people import queries
from motcua.people.demo import load_demo, read_cast
from motcua.people.models import Post, User

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
COMMUNES = ("06187", "05977", "05983", "05986", "06541", "06184")
IN_EVERY_COMMUNE = [
    *[("TTPVHCC", role) for role in ("receiver", "returner", "cashier", "coordinator", "head")],
    *[(part, role) for part in ("VP", "KT", "VHXH") for role in ("handler", "coordinator", "head")],
    ("VP", "clerk"),
    *[("", role) for role in ("leader", "clerk", "monitor")],
]


@pytest.mark.parametrize("commune", COMMUNES)
def test_every_role_of_a_commune_has_somebody(people: dict[str, User], commune: str) -> None:
    for part, role in IN_EVERY_COMMUNE:
        unit = f"{commune}.{part}" if part else commune
        assert queries.holders(role, unit, NOW), f"{role} at {unit}"


def test_the_province_has_its_roles(people: dict[str, User]) -> None:
    wanted = {
        "H37.TTPVHCC": ("receiver", "returner", "cashier", "coordinator", "head"),
        "H37.SKHCN.QLCN": ("handler", "coordinator", "head"),
        "H37.SKHCN": ("leader", "clerk"),
        "H37.VP": ("handler", "head", "clerk", "registrar"),
        "H37": ("leader", "clerk", "auditor", "administrator"),
        "H37.VPDKDD.CN05": ("handler", "head", "leader", "clerk"),
        "H37.THUE": ("handler",),
    }
    for unit, roles in wanted.items():
        for role in roles:
            assert queries.holders(role, unit, NOW), f"{role} at {unit}"


def test_the_cast_does_what_its_stories_say(people: dict[str, User]) -> None:
    def duties(login: str) -> set[tuple[str, str]]:
        return {(duty.unit, duty.role) for duty in queries.duties_of(people[login].pk, NOW)}

    assert duties("an") == duties("khoa") == set()
    assert duties("binh") == {("06187.TTPVHCC", "receiver"), ("06187.TTPVHCC", "returner")}
    assert duties("chi") == {("06187.VP", "handler")}
    assert duties("nam") == {("06187", "leader")}
    assert duties("ha") == {("H37", "auditor")}


def test_a_second_load_adds_nothing_and_one_password_opens_all(people: dict[str, User]) -> None:
    before = (Entry.objects.count(), Post.objects.count(), User.objects.count())
    cast = load_demo(NOW)
    assert (Entry.objects.count(), Post.objects.count(), User.objects.count()) == before
    assert people["an"].check_password(cast.password)
    assert people["quantri"].check_password(cast.password)
    for person in cast.people:
        validate_password(cast.password, people[person.login])
    assert [person.login for person in cast.shown] == [
        "an", "binh", "chi", "dung", "lan", "mai", "nam", "giang", "ha", "khoa", "quantri",
    ]  # fmt: skip


def test_names_and_numbers_never_enter_the_ledger(people: dict[str, User]) -> None:
    payloads = "\n".join(Entry.objects.values_list("payload", flat=True))
    for person in read_cast().people:
        assert person.name not in payloads
        assert person.phone not in payloads


@pytest.mark.django_db
def test_a_province_refuses_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    with pytest.raises(Refused, match="not_a_demo"):
        load_demo(NOW)
    assert not User.objects.exists()
