"""Posts, delegations and absences: who may do what where, on which day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key
from motcua.ledger.models import Content, Entry
from motcua.ledger.read import stream
from motcua.ledger.streams import OutsideLedger
from motcua.people import queries
from motcua.people.actions import (
    assign_post,
    cancel_leave,
    delegate,
    end_post,
    record_leave,
    revoke_delegation,
)
from motcua.people.actor import Actor, Duty, person, system
from motcua.people.models import Delegation, Post, User

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)  # 09:00 at Lạng Sơn
LATE_EVENING = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)  # 00:30 of 3 March at Lạng Sơn
TODAY = date(2026, 3, 2)
LOADER = system("load")


def acting(user: User, at: datetime = NOW) -> Actor:
    return person(user.pk, queries.duties_of(user.pk, at))


def lend(town: dict[str, User], **changed: Any) -> Delegation:
    """Dũng lends his headship to Chi for three days."""
    given: dict[str, Any] = {
        "giver": town["dung"].pk,
        "receiver": town["chi"].pk,
        "unit": "06187.VP",
        "role": "head",
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=2),
        "decision": "42/GUQ-VP",
        "actor": acting(town["dung"]),
        "at": NOW,
    }
    return delegate(**{**given, **changed})


def test_a_post_counts_from_its_first_to_its_last_day(town: dict[str, User]) -> None:
    khoa = town["khoa"].pk
    last = TODAY + timedelta(days=1)
    assign_post(user=khoa, unit="06187.VP", role="handler", valid_from=TODAY, valid_to=last, actor=LOADER, at=NOW)
    held = {day: queries.duties_of(khoa, NOW + timedelta(days=day)) for day in (-1, 0, 1, 2)}
    assert held == {
        -1: frozenset(),
        0: {Duty("06187.VP", "handler")},
        1: {Duty("06187.VP", "handler")},
        2: frozenset(),
    }


def test_the_day_is_that_of_lang_son(town: dict[str, User]) -> None:
    khoa = town["khoa"].pk
    assign_post(user=khoa, unit="06187", role="leader", valid_from=date(2026, 3, 3), actor=LOADER, at=NOW)
    assert queries.duties_of(khoa, LATE_EVENING - timedelta(hours=1)) == frozenset()
    assert queries.duties_of(khoa, LATE_EVENING) == {Duty("06187", "leader")}


def test_the_same_post_is_not_held_twice_at_a_time(town: dict[str, User]) -> None:
    chi = town["chi"].pk
    with pytest.raises(Refused, match="post_overlaps"):
        assign_post(user=chi, unit="06187.VP", role="handler", valid_from=TODAY, actor=LOADER, at=NOW)
    (post,) = Post.objects.filter(user=chi)
    end_post(post=post.pk, last_day=TODAY, actor=LOADER, at=NOW)
    with pytest.raises(Refused, match="post_overlaps"):
        assign_post(user=chi, unit="06187.VP", role="handler", valid_from=TODAY, actor=LOADER, at=NOW)
    tomorrow = TODAY + timedelta(days=1)
    assign_post(user=chi, unit="06187.VP", role="handler", valid_from=tomorrow, actor=LOADER, at=NOW)
    assert [entry.type for entry in stream(f"post:{post.pk}")] == ["post.assigned", "post.ended"]


def test_a_second_click_makes_one_post(town: dict[str, User]) -> None:
    key = Key(str(uuid4()), "assign_post", b"d" * 32)
    made = [
        assign_post(user=town["khoa"].pk, unit="06187", role="clerk", valid_from=TODAY, actor=LOADER, at=NOW, key=key)
        for _ in range(2)
    ]
    assert made[0].pk == made[1].pk
    assert Entry.objects.filter(type="post.assigned", payload__contains='"clerk"').count() == 3  # Lan's two, and this


@pytest.mark.parametrize("who", ["khoa", "chi", "nam"])
def test_only_administrators_assign_posts(town: dict[str, User], who: str) -> None:
    with pytest.raises(Refused):
        assign_post(
            user=town["khoa"].pk, unit="06187", role="leader", valid_from=TODAY, actor=acting(town[who]), at=NOW
        )
    assert not Post.objects.filter(user=town["khoa"]).exists()


def test_an_administrator_of_the_province_reaches_every_unit_below(town: dict[str, User]) -> None:
    actor = acting(town["quantri"])
    assign_post(user=town["khoa"].pk, unit="06187.VP", role="handler", valid_from=TODAY, actor=actor, at=NOW)
    (entry,) = stream(f"post:{Post.objects.get(user=town['khoa']).pk}")
    assert entry.actor == town["quantri"].actor_id
    assert entry.payload["user"] == town["khoa"].actor_id


@pytest.mark.parametrize("role", ["applicant", "king"])
def test_unknown_roles_are_refused(town: dict[str, User], role: str) -> None:
    with pytest.raises(Refused, match="unknown_role"):
        assign_post(user=town["khoa"].pk, unit="06187", role=role, valid_from=TODAY, actor=LOADER, at=NOW)


def test_a_lent_role_counts_within_its_days_and_says_whose_it_is(town: dict[str, User]) -> None:
    lent = lend(town)
    duty = Duty("06187.VP", "head", str(lent.pk))
    chi = town["chi"].pk
    assert duty not in queries.duties_of(chi, NOW - timedelta(days=1))
    assert duty in queries.duties_of(chi, NOW)
    assert acting(town["chi"]).has("head", "06187.VP")
    assert duty in queries.duties_of(chi, NOW + timedelta(days=2))
    assert duty not in queries.duties_of(chi, NOW + timedelta(days=3))
    assert [user.username for user in queries.holders("head", "06187.VP", NOW)] == ["dung", "chi"]


def test_a_lent_role_ends_with_the_givers_post(town: dict[str, User]) -> None:
    lend(town)
    post = Post.objects.get(user=town["dung"], role="head")
    end_post(post=post.pk, last_day=TODAY, actor=LOADER, at=NOW)
    assert acting(town["chi"], NOW).has("head", "06187.VP")
    assert not acting(town["chi"], NOW + timedelta(days=1)).has("head", "06187.VP")


def test_a_revoked_delegation_stops_at_once(town: dict[str, User]) -> None:
    lent = lend(town)
    with pytest.raises(Refused):
        revoke_delegation(delegation=lent.pk, actor=acting(town["khoa"]), at=NOW)
    for _ in range(2):
        revoke_delegation(delegation=lent.pk, actor=acting(town["dung"]), at=NOW + timedelta(hours=1))
    assert acting(town["chi"], NOW).has("head", "06187.VP")
    assert not acting(town["chi"], NOW + timedelta(hours=1)).has("head", "06187.VP")
    assert len(stream(f"delegation:{lent.pk}")) == 2


def test_what_was_lent_is_not_lent_on(town: dict[str, User]) -> None:
    lend(town)
    with pytest.raises(Refused, match="not_holder"):
        lend(town, giver=town["chi"].pk, receiver=town["khoa"].pk, actor=acting(town["chi"]))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "ends_before_start"),
        ({"decision": "  "}, "decision_missing"),
        ({"role": "leader"}, "not_holder"),
        ({"unit": "06187"}, "not_holder"),
    ],
)
def test_a_delegation_must_make_sense(town: dict[str, User], changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        lend(town, **changed)
    with pytest.raises(Refused, match="same_person"):
        lend(town, receiver=town["dung"].pk)
    with pytest.raises(Refused):
        lend(town, actor=acting(town["nam"]))
    assert not Delegation.objects.exists()


def test_whoever_is_away_is_offered_last_and_the_kind_stays_out_of_the_ledger(town: dict[str, User]) -> None:
    lend(town, receiver=town["nam"].pk)
    dung = town["dung"].pk
    leave = record_leave(user=dung, first_day=TODAY, last_day=TODAY, kind="sick", actor=acting(town["dung"]), at=NOW)
    options = queries.officer_options("06187.VP", "head", NOW)
    assert [(option.user, option.away, option.delegated) for option in options] == [
        (town["nam"].pk, False, True),
        (dung, True, False),
    ]
    (entry,) = stream(f"leave:{leave.pk}")
    assert "sick" not in str(entry.payload)
    assert "sick" in Content.objects.get(stream=f"leave:{leave.pk}").body
    cancel_leave(leave=leave.pk, actor=acting(town["dung"]), at=NOW)
    assert [option.away for option in queries.officer_options("06187.VP", "head", NOW)] == [False, False]


def test_nobody_records_absences_of_others(town: dict[str, User]) -> None:
    given: dict[str, Any] = {
        "user": town["dung"].pk,
        "first_day": TODAY,
        "last_day": TODAY,
        "kind": "annual",
        "at": NOW,
    }
    with pytest.raises(Refused):
        record_leave(**given, actor=acting(town["chi"]))
    record_leave(**given, actor=acting(town["quantri"]))


def test_rows_are_written_by_the_ledger_only(town: dict[str, User]) -> None:
    post = Post.objects.filter(user=town["chi"]).get()
    with pytest.raises(OutsideLedger):
        post.save()
    with pytest.raises(OutsideLedger):
        Post.objects.filter(pk=post.pk).update(role="leader")
    with pytest.raises(OutsideLedger):
        post.delete()
