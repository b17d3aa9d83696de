"""Hand the result over, with the originals that the office held, and close the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.core.phrase import Phrase
from motcua.core.process.decide import custody as papers
from motcua.core.process.decide import money as decide
from motcua.core.process.decide.custody import APPLICANT, AUTHORITY, IDENTITY, OTHER, Collector
from motcua.core.process.decide.decision import Decision, Draft
from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.dossiers import custody, fees, policies, tills
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.custody_returning import given_back
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor
from motcua.ui.formatting import moment

BACK, KEEP, LATER = "back", "keep", "later"


def return_result(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    way: str,
    to: str = "",
    exemption: str = "",
    by: str = "",
    shown: tuple[str, ...] = (),
    originals: Mapping[str, str] | None = None,
) -> Done:
    """Return the result: ``way`` is counter, post or online, ``to`` who took it, ``exemption`` a published one.

    ``by`` says as what somebody collects and ``shown`` which papers they showed. ``originals`` says for each original
    that the office holds whether it goes back now, stays in the file for good, or is owed until later; left out,
    everything that lies at this desk goes back with a result on paper.
    """

    def attempt(found: Found) -> Plan:
        policies.can_return(actor, found).enforce()
        _not_twice(found)
        relief = fees.relief_of(found, exemption)
        if relief is not None:
            tills.guard(found.now.reception_unit, actor.id, at)
        decision = decide.hand_over(found.now, at, actor=actor.id, way=way, to=to, relief=relief)
        collector = Collector(by, frozenset(shown), to) if by else None
        if collector is not None and way == "counter":
            papers.may_collect(collector, custody.standing(found.id, at))
            decision = _collected(decision, collector)
        papers_back = _originals(found, actor, at, collector or _somebody(to), way, originals)
        return Plan(Decision((*papers_back, *decision.drafts)))

    return change(
        dossier_id,
        action="dossier.return_result",
        actor=actor,
        at=at,
        key=key,
        request=_request(way, to, exemption, by, shown, originals),
        attempt=attempt,
        numbered=bool(exemption),
    )


def _not_twice(found: Found) -> None:
    """Refuse a second collection and say when the first was."""
    now = found.now
    if now.state is State.RETURNED and now.closed_at is not None:
        raise Refused(
            "not_returned",
            Phrase("Kết quả của hồ sơ {code} đã trả lúc {when}.", code=now.code, when=moment(now.closed_at)),
            "Không trả lần thứ hai. Ai đã nhận: xem mục «Quá trình» và «Giấy gốc đang ở đâu» của hồ sơ.",
        )


def _originals(
    found: Found, actor: Actor, at: datetime, collector: Collector, way: str, said: Mapping[str, str] | None
) -> tuple[Draft, ...]:
    """Return the entries of the originals that go back, or stay in the file, with the result."""
    state = custody.custody_of(found.id)
    here = state.folder is not None and state.folder.unit in actor.units()
    wanted = _wanted(state.held, said, way, here=here)
    return given_back(
        found,
        actor,
        at,
        collector=collector,
        back={code: state.held[code] for code, what in wanted.items() if what == BACK},
        kept={code: state.held[code] for code, what in wanted.items() if what == KEEP},
    )


def _request(
    way: str, to: str, exemption: str, by: str, shown: tuple[str, ...], originals: Mapping[str, str] | None
) -> dict[str, Any]:
    asked: dict[str, Any] = {"way": way, "to": to, "exemption": exemption}
    if by or originals is not None:
        asked |= {"by": by, "shown": sorted(shown), "originals": dict(originals or {})}
    return asked


def _collected(decision: Decision, collector: Collector) -> Decision:
    *first, last = decision.drafts
    return replace(decision, drafts=(*first, replace(last, payload={**last.payload, **collector.payload()})))


def _wanted(held: Mapping[str, int], said: Mapping[str, str] | None, way: str, *, here: bool) -> Mapping[str, str]:
    """Return what becomes of each original; every one that is held has to be named when any is."""
    if said is None:
        return dict.fromkeys(held, BACK if here and way != "online" else LATER)
    missing = [code for code in held if said.get(code) not in {BACK, KEEP, LATER}]
    if missing:
        raise Refused(
            "originals_held",
            "Cơ quan còn giữ giấy gốc của hồ sơ này.",
            "Chọn cho từng giấy: trả lại, lưu theo hồ sơ hoặc chưa trả.",
        )
    return {code: said[code] for code in held}


def _somebody(to: str) -> Collector:
    """Return the collector as told by a caller that names none: the applicant, or the person named, with papers."""
    if to.strip():
        return Collector(OTHER, frozenset({IDENTITY, AUTHORITY}), to)
    return Collector(APPLICANT, frozenset({IDENTITY}))
