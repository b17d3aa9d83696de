"""Entering an act into the register, and correcting what was entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure import acts
from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger import read
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.models import Act
from motcua.procedures.recording import record

EFFECTS: Final = ("amends", "replaces", "repeals")


@dataclass(frozen=True, slots=True)
class Effect:
    """What the act does to another one: ``target`` as it is written, ``provisions`` where it is not the whole."""

    effect: str
    target: str
    begins: date
    whole: bool = True
    provisions: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of an act; ``number`` as it is written on the act."""

    number: str
    title: str = ""
    kind: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    link: str = ""
    effects: Sequence[Effect] = ()


def enter_act(given: Particulars, *, actor: Actor, at: datetime, key: Key | None = None) -> Act:
    """Enter an act with what it does to others; an act is entered once."""
    review_policies.can_keep(actor).enforce()
    told = _told(given)

    def attempt() -> UUID:
        known = Act.objects.filter(key=told["key"]).first()
        if known is not None:
            raise Refused(
                "known_act",
                _("Văn bản %(number)s đã có trong sổ.") % {"number": known.number},
                _("Mở văn bản đó để xem, hoặc để sửa nếu thông tin chưa đúng."),
                slug=known.slug,
            )
        done = record(recipes.ACTS, None, [NewEntry("act.entered", told)], actor=actor.id, at=at, key=key)
        return UUID(done.stream.partition(":")[2])

    return Act.objects.get(pk=once(key, actor.id, attempt, lambda first: UUID(first["id"])))


def correct_act(act: UUID, given: Particulars, *, actor: Actor, at: datetime, key: Key | None = None) -> Act:
    """Write down an act's particulars anew; the same ones again change nothing, and its number stays its own."""
    review_policies.can_keep(actor).enforce()
    told = _told(given)

    def attempt() -> UUID:
        row = Act.objects.get(pk=act)
        if row.key != told["key"]:
            raise Refused(
                "other_act",
                _("%(number)s là một văn bản khác với %(own)s.") % {"number": given.number, "own": row.number},
                _("Số, ký hiệu sai thì nhập văn bản mới với số đúng."),
            )
        last = read.at(row.stream, row.version)
        if last is None or last.payload != told:
            record(recipes.ACTS, row, [NewEntry("act.corrected", told)], actor=actor.id, at=at, key=key)
        return row.pk

    return Act.objects.get(pk=once(key, actor.id, attempt, lambda first: UUID(first["id"])))


def _told(given: Particulars) -> dict[str, Any]:
    """Return the payload of an act, with everything that contradicts refused at once."""
    number = " ".join(nfc(given.number).split())
    key = acts.act_key(number)
    wrong = _contradictions(given, number, key)
    if wrong:
        raise Refused("unsound_act", wrong[0], " ".join(wrong[1:]))
    return {
        "number": number,
        "key": key,
        "kind": given.kind or acts.kind_of(key, number),
        "title": " ".join(nfc(given.title).split()),
        "issuer": " ".join(nfc(given.issuer).split()),
        "issued_on": _iso(given.issued_on),
        "valid_from": _iso(given.valid_from),
        "valid_to": _iso(given.valid_to),
        "link": given.link.strip(),
        "effects": [_effect(one) for one in given.effects],
    }


def _effect(one: Effect) -> dict[str, Any]:
    return {
        "effect": one.effect,
        "target": acts.act_key(one.target),
        "written": " ".join(nfc(one.target).split()),
        "whole": one.whole,
        "provisions": "" if one.whole else " ".join(nfc(one.provisions).split()),
        "begins": one.begins.isoformat(),
    }


def _contradictions(given: Particulars, number: str, key: str) -> list[str]:
    wrong = []
    if not key:
        wrong.append(
            _("«%(number)s» không phải số, ký hiệu văn bản; viết như 175/2024/NĐ-CP hoặc Bộ luật Dân sự 2015.")
            % {"number": number[:80]}
        )
    elif key.endswith(("/TT", "/QĐ", "/NQ", "/QH", "/CT", "/PL")):
        wrong.append(_("«%(number)s» chưa đủ ký hiệu cơ quan ban hành, ví dụ 02/2017/TT-VPCP.") % {"number": number})
    if given.issued_on and given.valid_from and given.valid_from < given.issued_on:
        wrong.append(_("Ngày có hiệu lực đứng trước ngày ban hành."))
    if given.valid_from and given.valid_to and given.valid_to < given.valid_from:
        wrong.append(_("Ngày hết hiệu lực đứng trước ngày có hiệu lực."))
    for one in given.effects:
        target = acts.act_key(one.target)
        if not target:
            wrong.append(_("«%(number)s» không phải số, ký hiệu văn bản.") % {"number": one.target[:80]})
        elif acts.same_act(target, key):
            wrong.append(_("Văn bản không thể sửa, thay hay bãi bỏ chính nó (%(number)s).") % {"number": one.target})
        elif not one.whole and not one.provisions.strip():
            wrong.append(_("Ghi rõ điều, khoản của %(number)s bị sửa, thay hoặc bãi bỏ.") % {"number": one.target})
    return wrong


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
