"""Publish a version of a calendar: a table of days off, or a unit's office hours."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.worktime.calendar_data import check_days, check_hours
from motcua.core.worktime.problems import Problem, refuse_if_any
from motcua.ledger import origin
from motcua.ledger.commit import Insert, NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.worktime import events, policies
from motcua.worktime.models import DAYS, HOURS, CalendarVersion, StoredCalendar
from motcua.worktime.plain import data_of, digest, plain, text_of


def publish_calendar(definition: Mapping[str, Any], *, actor: Actor, at: datetime) -> int:
    """Publish the next version of a calendar and return its number; the same content again changes nothing.

    Raises ``Refused``: ``bad_definition`` with every problem, ``unverified_definition`` outside a demonstration.
    """
    data = plain(definition)
    policies.can_publish_calendar(actor, str(data.get("code", ""))).enforce()
    refuse_if_any(problems_of(data), Phrase("Lịch làm việc {code}", code=str(data.get("code", ""))))
    if data.get("unverified"):
        verified_enough(data["code"])
    return retrying(lambda: _publish_once(data, actor, at))


def problems_of(data: Mapping[str, Any]) -> list[Problem]:
    """Return everything that is wrong with a calendar's data, on its own."""
    kind = data.get("kind")
    if kind == DAYS:
        return check_days(data)
    if kind == HOURS:
        missing = (
            [] if data.get("days_from") else [Problem(("days_from",), Phrase("còn thiếu: lịch nghỉ nào, ví dụ vn"))]
        )
        return [*check_hours(data), *missing]
    return [Problem(("kind",), Phrase("phải là days (ngày nghỉ) hoặc hours (giờ làm việc)"))]


def verified_enough(code: str) -> None:
    """Refuse parts that nobody has verified anywhere but in a demonstration."""
    if not origin.is_demo():
        raise Refused(
            "unverified_definition",
            _("%(code)s còn phần chưa xác minh nên không công bố được ở nơi dùng thật.") % {"code": code},
            _("Đối chiếu với văn bản của địa phương rồi bỏ dấu unverified."),
        )


def _publish_once(data: dict[str, Any], actor: Actor, at: datetime) -> int:
    code, kind, text = data["code"], data["kind"], text_of(data)
    row = StoredCalendar.objects.filter(code=code).first()
    before = row.versions.order_by("-number").first() if row else None
    if row is not None and before is not None and bytes(before.digest) == digest(text):
        return row.last_number
    refuse_if_any(_misfits(row, data), Phrase("Lịch làm việc {code}", code=code))
    number = row.last_number + 1 if row else 1
    columns = {
        "name": data["name"],
        "days_from": data.get("days_from", ""),
        "is_default": bool(data.get("default")),
        "last_number": number,
    }
    pk = row.id if row else uuid4()
    subject = (
        Subject.of(row, **columns)
        if row
        else Subject(StoredCalendar, pk, columns={"code": code, "kind": kind, **columns}, name=code)
    )
    payload: dict[str, Any] = {"code": code, "kind": kind, "version": number, "digest": digest(text).hex()}
    if kind == HOURS:
        payload |= {"days_from": columns["days_from"], "is_default": columns["is_default"]}
    changed_from = min(_changed_days(before, data), default=None)
    if changed_from is not None:
        payload["changed_from"] = changed_from
    if data.get("unverified"):
        payload["unverified"] = True
    values = {
        "id": uuid4(),
        "calendar_id": pk,
        "number": number,
        "definition": text,
        "digest": digest(text),
        "published_at": at,
    }
    entry = NewEntry(events.CALENDAR_PUBLISHED.name, payload)
    commit(subject, [entry], actor=actor.id, at=at, children=[Insert(CalendarVersion, values)])
    return number


def _misfits(row: StoredCalendar | None, data: Mapping[str, Any]) -> Iterator[Problem]:
    """What doesn't fit the calendars that are published."""
    if row is not None and row.kind != data["kind"]:
        yield Problem(("kind",), Phrase("không đổi được loại của lịch đã công bố"))
    if data["kind"] == DAYS:
        return
    if not StoredCalendar.objects.filter(code=data["days_from"], kind=DAYS).exists():
        yield Problem(("days_from",), Phrase("chưa công bố lịch nghỉ {code}", code=data["days_from"]))
    others = StoredCalendar.objects.filter(is_default=True).exclude(code=data["code"])
    if data.get("default") and (other := others.first()):
        yield Problem(("default",), Phrase("{code} đang là lịch dùng chung", code=other.code))


def _changed_days(before: CalendarVersion | None, data: Mapping[str, Any]) -> list[str]:
    """The days whose rows differ from the version before (ISO days sort as texts)."""
    if before is None or data["kind"] != DAYS:
        return []
    old, new = (
        {row["date"]: (row["kind"], row.get("replaces")) for row in table.get("days") or ()}
        for table in (data_of(before.definition), data)
    )
    return [day for day in old.keys() | new.keys() if old.get(day) != new.get(day)]
