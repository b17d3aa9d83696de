"""How a hall is set up, as data: groups of work, desks, who has priority by which source, rules of line and book."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from motcua.core.phrase import Phrase
from motcua.core.queueing.order import CallingRule
from motcua.core.queueing.slots import BookingRule
from motcua.core.worktime.problems import Problem

PARTS: Final = ("groups", "desks", "priorities", "order", "taking", "booking")
_NAMES: Final = frozenset({"code", "name", "note", "source", "unverified", *PARTS})
_NUMBERS: Final[Mapping[str, Mapping[str, tuple[int, int]]]] = {
    "order": {"in_a_row": (1, 20), "calls": (1, 10), "returned_after": (1, 50)},
    "taking": {"before": (0, 240)},
    "booking": {
        "minutes": (5, 240),
        "capacity": (0, 200),
        "days_ahead": (1, 90),
        "per_phone": (1, 20),
        "early": (0, 240),
        "late": (0, 240),
        "kept_days": (1, 3650),
    },
}
_WORDS: Final = {"note", "source", "unverified"}


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of work with a line and numbers of its own; ``code`` is the capital letter before the number."""

    code: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """One desk of the hall and the groups it serves."""

    code: str
    name: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PriorityGroup:
    """People who are called before others, and which text says so."""

    code: str
    name: str
    source: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class HallPlan:
    """The whole set-up of a hall; ``hours`` says whether numbers are given in office hours only."""

    groups: tuple[Group, ...]
    desks: tuple[DeskPlace, ...]
    priorities: tuple[PriorityGroup, ...]
    order: CallingRule
    booking: BookingRule
    hours: Literal["office", "always"] = "office"
    before: int = 30
    unverified: bool = False

    def group(self, code: str) -> Group | None:
        """Return the group of this code, None where there is none."""
        return next((group for group in self.groups if group.code == code), None)

    def desk(self, code: str) -> DeskPlace | None:
        """Return the desk of this code, None where there is none."""
        return next((desk for desk in self.desks if desk.code == code), None)

    def priority(self, code: str) -> PriorityGroup | None:
        """Return the group of people with priority of this code, None where there is none."""
        return next((group for group in self.priorities if group.code == code), None)


def merged(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a unit's data: its own lists and numbers, and the common ones where it has none."""
    rules = {
        part: {**(common.get(part) or {}), **(own.get(part) or {})}
        for part in _NUMBERS
        if common.get(part) or own.get(part)
    }
    return {**common, **own, **rules}


def plan_of(data: Mapping[str, Any]) -> HallPlan:
    """Return the plan of data without problems (see :func:`problems_of`)."""
    order, booking = data.get("order") or {}, data.get("booking") or {}
    taking = data.get("taking") or {}
    return HallPlan(
        groups=tuple(Group(g["code"], g["name"], g.get("detail", "")) for g in data.get("groups") or ()),
        desks=tuple(DeskPlace(d["code"], d["name"], tuple(d["groups"])) for d in data.get("desks") or ()),
        priorities=tuple(
            PriorityGroup(p["code"], p["name"], p.get("source", ""), bool(p.get("unverified")))
            for p in data.get("priorities") or ()
        ),
        order=CallingRule(**{name: value for name, value in order.items() if name not in _WORDS}),
        booking=BookingRule(**{name: value for name, value in booking.items() if name not in _WORDS}),
        hours=taking.get("hours", "office"),
        before=taking.get("before", 30),
        unverified=bool(data.get("unverified")),
    )


def problems_of(data: Mapping[str, Any], common: Mapping[str, Any] | None = None) -> list[Problem]:
    """Return everything that is wrong with a hall's data; parts that it takes from the common plan are checked too."""
    return list(_problems(data, merged(common or {}, data)))


def _problems(data: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Problem]:
    for name in sorted(data.keys() - _NAMES):
        yield Problem((name,), Phrase("không có mục này"))
    if not data.get("code"):
        yield Problem(("code",), Phrase("còn thiếu: mã bộ phận một cửa, hoặc default cho mọi nơi"))
    codes = [str(row.get("code", "")) for row in whole.get("groups") or ()]
    if not codes:
        yield Problem(("groups",), Phrase("phải có ít nhất một nhóm việc"))
    yield from _rows(whole, "groups", re.compile("[A-Z]"), Phrase("mã nhóm là một chữ cái in hoa"))
    yield from _rows(whole, "desks", re.compile(r"\w{1,8}"), Phrase("mã quầy có từ 1 đến 8 chữ hoặc số"))
    yield from _rows(whole, "priorities", re.compile("[a-z_]{2,30}"), Phrase("mã nhóm ưu tiên là chữ thường không dấu"))
    for number, desk in enumerate(whole.get("desks") or ()):
        unknown = [str(code) for code in desk.get("groups") or [""] if code not in codes]
        if unknown:
            said = Phrase("không có nhóm việc {codes}", codes=", ".join(unknown))
            yield Problem(("desks", number, "groups"), said)
    for part, fields in _NUMBERS.items():
        yield from _numbers(whole.get(part) or {}, part, fields)


def _rows(whole: Mapping[str, Any], part: str, code: re.Pattern[str], said: Phrase) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, row in enumerate(whole.get(part) or ()):
        own = row.get("code", "")
        if not isinstance(own, str) or not code.fullmatch(own):
            yield Problem((part, number, "code"), said)
        elif own in seen:
            yield Problem((part, number, "code"), Phrase("mã này đã có ở trên"))
        seen.add(str(own))
        if not str(row.get("name", "")).strip():
            yield Problem((part, number, "name"), Phrase("còn thiếu tên"))


def _numbers(values: Mapping[str, Any], part: str, fields: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    for name, value in values.items():
        if name in _WORDS:
            continue
        if part == "taking" and name == "hours":
            if value not in {"office", "always"}:
                yield Problem((part, name), Phrase("phải là office (trong giờ làm việc) hoặc always (mọi lúc)"))
            continue
        if name not in fields:
            yield Problem((part, name), Phrase("không có mục này"))
            continue
        low, high = fields[name]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            yield Problem((part, name), Phrase("phải là số từ {low} đến {high}", low=low, high=high))
