"""The way of a dossier: what happened, who holds it now, what is planned; and its entries in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.intake import units_of
from motcua.core.process.events import read_moment
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import Route, Step
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.actions.erase import GROUNDS
from motcua.dossiers.law import law_of, route_of
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.ledger.read import Entry
from motcua.people import queries as people
from motcua.people.models import OrgUnit
from motcua.people.roles import LABELS
from motcua.procedures import queries as procedures
from motcua.ui.formatting import moment as spoken
from motcua.ui.formatting import money, short_moment, term
from motcua.worklist.models import WorkItem


@dataclass(frozen=True, slots=True)
class Words:
    """The names a history is told with: people by actor id, units by code, steps by code.

    ``left`` are the routes that the dossier left for a newer one, each with the entry of that, oldest first.
    """

    people: Mapping[str, str]
    units: Mapping[str, str]
    route: Route | None
    left: tuple[tuple[int, Route], ...] = ()

    def found(self, code: str, seq: int) -> Step | None:
        """Return a step of the route on which the dossier ran when an entry was written."""
        route = next((route for until, route in self.left if seq < until), self.route)
        return next((step for step in route.steps if step.code == code), None) if route else None

    def step(self, code: str, seq: int) -> str:
        """Return a step as "B3. Ký Giấy khai sinh"."""
        step = self.found(code, seq)
        return f"{code}. {step.name}" if step else code


def _left(log: Iterable[Entry]) -> tuple[tuple[int, Route], ...]:
    carried = [entry for entry in log if entry.type == "dossier.carried"]
    return tuple((e.seq, procedures.route_by_version(UUID(e.payload["from_route"])).definition) for e in carried)


def timeline(found: Found, at: datetime) -> list[dict[str, Any]]:
    """Return the way so far and the way ahead on one list, as the timeline component draws it."""
    items = list(WorkItem.objects.filter(subject_id=found.id).order_by("seq", "id"))
    now = found.now
    law = law_of(now, local(at).date()) if now.route else None
    log = ledger.stream(found.stream)
    notes = {seq: text["note"] for seq, text in ledger.contents(found.stream).items() if text.get("note")}
    said = {(e.payload["from"], e.at): notes[e.seq] for e in log if e.type == "dossier.routed" and e.seq in notes}
    late_entries = {entry.at for entry in log if entry.late}
    on_paper = {entry.seq for entry in log if entry.payload.get("late") and entry.type == "dossier.received"}
    words = Words(
        people.names({item.closed_by or item.assignee for item in items} - {""}),
        unit_names({item.unit for item in items} | _places(now)),
        law.route if law else None,
        _left(log),
    )
    told = []
    for item in items:
        line = _lived(item, words, at)
        note = said.get((item.step, item.closed_at)) if item.closed_at else None
        if note:
            line["text"] = f"{line['text']}: «{note}»"
        if item.closed_at in late_entries or item.seq in on_paper:
            line["flag"] = _("nhập bù")
        told.append(line)
    if law is not None and now.step and not now.closed_at:
        told.extend(_ahead(law, now, words, at))
    return told


def _lived(item: WorkItem, words: Words, at: datetime) -> dict[str, Any]:
    over = item.due_at is not None and (item.closed_at or at) > item.due_at
    titles = {"submission": _("Kiểm tra hồ sơ đã nộp"), "consultation": _("Trả lời ý kiến")}
    who = words.people.get(item.closed_by or item.assignee, "")
    role = "" if who else str(LABELS.get(item.role, ""))
    said = _("nhận %s") % short_moment(item.opened_at)
    if item.due_at:
        said = f"{said}, {_('hạn')} {short_moment(item.due_at)}"
    line: dict[str, Any] = {
        "title": titles.get(item.kind) or words.step(item.step, item.seq),
        "at": item.closed_at,
        "by": ", ".join(filter(None, (who or role, words.units.get(item.unit, item.unit)))),
        "text": said + _outcome(item, words),
        "flag": _("quá hạn") if over else "",
        "state": ("late" if over else "now") if item.closed_at is None else "done",
    }
    return line


def _outcome(item: WorkItem, words: Words) -> str:
    step = words.found(item.step, item.seq)
    way = step.outcome(item.outcome) if step else None
    said = way.label if way else str(VERDICTS.get(item.outcome, ""))
    return f" → {said}" if said else ""


VERDICTS: dict[str, Promise] = {
    "received": gettext_lazy("tiếp nhận"),
    "agree": gettext_lazy("đồng ý"),
    "disagree": gettext_lazy("không đồng ý"),
    "other": gettext_lazy("ý kiến khác"),
    "silence": gettext_lazy("im lặng, coi như đồng ý"),
    "refused": gettext_lazy("từ chối"),
    "returned": gettext_lazy("đã trả kết quả"),
    "stopped": gettext_lazy("dừng theo yêu cầu"),
    "withdrawn": gettext_lazy("người nộp rút"),
    "annulled": gettext_lazy("hủy tiếp nhận"),
    "recalled": gettext_lazy("người chuyển thu hồi"),
    "carried": gettext_lazy("chuyển sang bản mới của thủ tục"),
}


def _ahead(law: Law, now: Snapshot, words: Words, at: datetime) -> Iterator[dict[str, Any]]:
    """Yield the steps that follow on the main way, each with when it should be done if all keep their time."""
    since, units = max(at, now.step_due_at or at), units_of(now)
    for step in islice(law.route.ahead(now.step), 1, None):
        legal = now.due_at if now.due_at and now.due_at > since else None
        due = law.step_due(step, since, legal) if now.due_at else None
        since = due or since
        unit = units.resolve(step.unit)
        time = term(step.time) if step.time else _("không tính thời gian")
        yield {
            "title": words.step(step.code, now.seq),
            "by": f"{LABELS.get(step.role, step.role)}, {words.units.get(unit, unit)}",
            "text": f"{time}, {_('dự kiến trước')} {spoken(due)}" if due else time,
            "state": "next",
        }


def told(entries: Iterable[Entry], route: Route | None) -> list[tuple[Entry, str]]:
    """Return entries with a sentence each in which people, units, steps and moments have their names."""
    listed = list(entries)
    ids = {e.actor for e in listed} | {str(e.payload.get("assignee", "")) for e in listed}
    units = {str(e.payload[name]) for e in listed for name in ("unit", "step_unit", "to_unit") if e.payload.get(name)}
    words = Words(people.names(ids - {""}), unit_names(units), route, _left(listed))
    return [(entry, _sentence(entry, words)) for entry in listed]


def _sentence(entry: Entry, words: Words) -> str:
    p, who = entry.payload, words.people.get(entry.actor, entry.actor)
    facts = {
        "who": who,
        "step": words.step(str(p.get("step", "")), entry.seq),
        "origin": words.step(str(p.get("from", "")), entry.seq - 1),
        "unit": words.units.get(str(p.get("unit", "")), ""),
        "assignee": words.people.get(str(p.get("assignee", "")), ""),
        "to": words.units.get(str(p.get("to_unit", "")), ""),
        "number": p.get("number") or _("chưa có số"),
        "due": spoken(due) if (due := read_moment(p.get("due"))) else _("chưa có (đang dừng)"),
        "until": spoken(until) if (until := read_moment(p.get("answer_by"))) else "",
        "amount": money(p["amount"]) if "amount" in p else "",
        "score": p.get("score", ""),
        "verdict": str(VERDICTS.get(str(p.get("verdict", "")), "")),
        "fee": str(FEES.get(str(p.get("fee", "")), "")),
        "ground": _lower(_(GROUNDS[p["ground"]])) if p.get("ground") in GROUNDS else "",
        "paper": p.get("paper", ""),
        "basis": p.get("legal_basis", ""),
    }
    sentence = SENTENCES.get(entry.type.removeprefix("dossier."))
    return str(sentence) % facts if sentence else entry.type


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


FEES: dict[str, Promise] = {
    "exempt": gettext_lazy(", người nộp được miễn, giảm phí"),
    "unknown": gettext_lazy(", chưa thu vì chưa có mức thu được công bố"),
}
SENTENCES: dict[str, Promise] = {
    "submitted": gettext_lazy("%(who)s nộp hồ sơ."),
    "received": gettext_lazy("%(who)s tiếp nhận, hẹn trả %(due)s."),
    "supplement_asked": gettext_lazy("%(who)s yêu cầu bổ sung (phiếu %(number)s), hạn %(until)s."),
    "supplement_answered": gettext_lazy("%(who)s bổ sung giấy tờ."),
    "refused": gettext_lazy("%(who)s từ chối hồ sơ (phiếu %(number)s)."),
    "claimed": gettext_lazy("%(who)s giao bước %(step)s cho %(assignee)s."),
    "routed": gettext_lazy("%(who)s chuyển từ %(origin)s sang %(step)s."),
    "consultation_asked": gettext_lazy("%(who)s lấy ý kiến %(unit)s, hạn %(until)s."),
    "consultation_answered": gettext_lazy("%(who)s, %(unit)s: %(verdict)s."),
    "suspended": gettext_lazy("%(who)s tạm dừng tính thời hạn."),
    "resumed": gettext_lazy("%(who)s tính tiếp thời hạn, hẹn trả %(due)s."),
    "verification_added": gettext_lazy("%(who)s thêm thời gian xác minh, hẹn trả %(due)s."),
    "extended": gettext_lazy("%(who)s gửi văn bản xin lỗi %(number)s, hẹn lại %(due)s."),
    "paid": gettext_lazy("%(who)s ghi nhận %(amount)s."),
    "exempted": gettext_lazy("%(who)s ghi miễn, giảm phí."),
    "refunded": gettext_lazy("%(who)s hoàn %(amount)s (phiếu %(number)s)."),
    "decided": gettext_lazy("%(who)s ra quyết định (số kết quả: %(number)s)."),
    "numbered": gettext_lazy("%(who)s cấp số %(number)s, đóng dấu."),
    "returned": gettext_lazy("%(who)s trả kết quả%(fee)s."),
    "stopped": gettext_lazy("%(who)s dừng giải quyết theo yêu cầu (thông báo %(number)s)."),
    "withdrawn": gettext_lazy("%(who)s rút hồ sơ."),
    "annulled": gettext_lazy("%(who)s hủy tiếp nhận nhầm."),
    "recalled": gettext_lazy("%(who)s thu hồi bước vừa chuyển, về lại %(step)s."),
    "checked": gettext_lazy("%(who)s đánh dấu giấy tờ đã kiểm tra."),
    "corrected": gettext_lazy("%(who)s sửa thông tin hồ sơ sau tiếp nhận."),
    "folder_sent": gettext_lazy("%(who)s giao túi hồ sơ từ %(unit)s cho %(to)s, chờ bên nhận xác nhận."),
    "folder_taken": gettext_lazy("%(assignee)s nhận túi hồ sơ tại %(unit)s."),
    "folder_missing": gettext_lazy("Túi hồ sơ không giao được, vẫn ở %(assignee)s, %(unit)s."),
    "originals_taken": gettext_lazy("%(who)s nhận giấy gốc để giữ."),
    "originals_returned": gettext_lazy("%(who)s trả lại giấy gốc."),
    "originals_kept": gettext_lazy("%(who)s ghi giấy gốc lưu theo hồ sơ, không trả lại."),
    "rated": gettext_lazy("Người nộp đánh giá %(score)s/5."),
    "carried": gettext_lazy("%(who)s chuyển hồ sơ sang bản mới của thủ tục theo %(basis)s: %(step)s, hẹn trả %(due)s."),
    "content.erased": gettext_lazy("%(who)s xóa dữ liệu cá nhân theo %(ground)s, số %(paper)s."),
    "due_changed": gettext_lazy("Ngày hẹn được tính lại: %(due)s."),
}


def since(found: Found, version: int, route: Route | None) -> list[str]:
    """Tell what happened to a dossier after the version that somebody's page showed."""
    later = ledger.stream(found.stream, after=version)
    return [f"{short_moment(entry.at)}: {sentence}" for entry, sentence in told(later, route)]


def unit_names(codes: set[str]) -> dict[str, str]:
    """Return the names of units by code."""
    return dict(OrgUnit.objects.filter(code__in=codes).values_list("code", "name"))


def _places(now: Snapshot) -> set[str]:
    if not now.route:
        return {now.reception_unit}
    units = units_of(now)
    return {units.reception, units.competent, units.back, now.step_unit} | {
        units.resolve(step.unit) for step in route_of(now).steps
    }
