"""One line of a list against the register: new, changed, a draft, unchanged or refused, with every reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from motcua.core.procedure.bulk import heads, quick
from motcua.core.procedure.bulk.cells import OMIT
from motcua.core.procedure.bulk.gathering import Row, Told
from motcua.core.procedure.canonical import digest, to_json
from motcua.core.procedure.checks import misfits
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.draft import EMPTY, Plain, in_form, value_at
from motcua.core.procedure.draft import read as read_draft
from motcua.core.procedure.parse import parse_definition
from motcua.core.procedure.publication import Publication
from motcua.core.text import search_key
from motcua.procedures.bulk.doubts import doubts
from motcua.procedures.bulk.known import Known, Stored
from motcua.procedures.bulk.places import place_of
from motcua.procedures.differences import differences
from motcua.procedures.drafting.documents import to_text

Status = Literal["new", "changed", "draft", "same", "refused"]
DECIDED = ("decision", "decision_date", "effective_date", "public_date")


@dataclass(slots=True)
class Judged:
    """What becomes of one line, and why; ``document`` is the draft that it is where it becomes one."""

    row: Row
    name: str = ""
    status: Status = "refused"
    definition: ProcedureDefinition | None = None
    publication: Publication | None = None
    document: Plain | None = None
    base: UUID | None = None
    changes: list[str] = field(default_factory=list)

    @property
    def doubtful(self) -> bool:
        """Tell whether a value of it is doubtful."""
        return any(one.weight == "doubt" for one in self.row.told)

    @property
    def writes(self) -> bool:
        """Tell whether taking it in writes anything."""
        return self.status in ("new", "changed", "draft")

    def told(self) -> list[Told]:
        """Return what is said of it, the gravest first, each thing once."""
        order = ("wrong", "doubt", "missing", "note")
        return sorted(dict.fromkeys(self.row.told), key=lambda one: (order.index(one.weight), one.line))

    def digest(self) -> str:
        """Return what the report would be compared by: what is to be written."""
        if self.status == "draft" and self.document is not None:
            return digest(to_text(self.document)).hex()
        return digest(to_json(self.definition)).hex() if self.definition is not None else ""


def judge(row: Row, known: Known, defaults: Mapping[str, Any]) -> Judged:
    """Return what a line is to the register; nothing is written."""
    found = Judged(row, str(row.given.get("name") or ""))
    if not row.code:
        return found
    given = {name: value for name, value in row.publication.items() if value not in (OMIT, None, "")}
    own = any(given.get(name) for name in DECIDED)
    plan = given if own or not defaults else {**defaults, **given}
    stored = _stored(row, known, plan if own else {})
    data = _data(row, stored, known)
    found.name = str(data.get("title") or data.get("name") or "")
    found.base = stored.id if stored is not None else None
    _names(row, data, known, stored)
    definition, problems = _read(data)
    publication = _publication(row, plan)
    if definition is not None and stored is not None and not row.refused and not problems:
        text = digest(to_json(definition))
        if text == stored.digest and (not own or publication == stored.publication):
            found.status, found.definition = "same", definition
            row.told = [one for one in row.told if one.weight == "note"]
            return found
    _report(row, data, problems, plan)
    _against_register(row, found, known, definition, publication)
    if definition is not None:
        doubts(row, definition)
    found.definition, found.publication = definition, publication
    if row.refused:
        return found
    if stored is not None and definition is not None:
        found.changes = _changes(stored, definition, publication if own else None)
    if definition is not None and publication is not None and not _missing(row):
        found.status = "changed" if row.code in known.rows else "new"
        return found
    _as_draft(found, data, plan, known)
    return found


def _stored(row: Row, known: Known, plan: Mapping[str, Any]) -> Stored | None:
    begins = _day(plan.get("effective_date"))
    exact = known.beginning(row.code, begins) if begins else None
    return exact or known.newest(row.code)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _data(row: Row, stored: Stored | None, known: Known) -> Plain:
    """Return the procedure as it would be: what the register has, with what the line gives."""
    data: Plain = {} if row.whole or stored is None else stored.data()
    for name, value in row.given.items():
        if value is OMIT:
            data.pop(name, None)
        else:
            data[name] = value
    data["code"] = row.code
    if row.whole:
        return data
    proposed: set[str] = set()
    for name, value in quick.parts(row).items():
        if name in row.given or (not value and name != "fees"):
            continue
        if data.get(name):
            _kept(row, name, data, value)
        else:
            data[name] = value
            proposed |= {name} if name in ("components", "fees") and value else set()
    if stored is None:
        proposed |= quick.filled(data, row.publication)
        data.setdefault("field_code", known.fields.get(str(data.get("field", "")), ""))
        data["field_code"] = data["field_code"] or known.fields.get(str(data.get("field", "")), "")
    if proposed:
        data["unverified"] = sorted({*data.get("unverified", ()), *proposed})
    return data


def _kept(row: Row, name: str, data: Plain, value: list[dict[str, Any]]) -> None:
    """Compare one cell with what the register has in more detail: only a single term can be changed by it."""
    if name == "cases" and len(data[name]) == 1:
        data[name] = [
            {**data[name][0], **{key: value[0][key] for key in ("term", "route", "same_day") if key in value[0]}}
        ]
        return
    if name == "channels":
        own = {one["code"]: one for one in data[name]}
        data[name] = [{**own.get(one["code"], {}), **one} for one in value]
        return
    sheet = heads.SHEETS[name][0]
    row.say("note", sheet, _("Sổ đã có phần này chi tiết hơn: sửa ở trang “%s” của tệp xuất.") % sheet)


def _names(row: Row, data: Plain, known: Known, stored: Stored | None) -> None:
    """Mend or doubt names that look like others that the register has."""
    name = str(data.get("field") or "")
    if name and name not in known.fields:
        same = known.field_keys.get(search_key(name))
        if same is not None:
            data["field"] = same
            row.say("note", heads.MAIN["field"], _("“%(name)s” được viết lại là “%(same)s”.") % _two(name, same))
        elif near := _near(name, known.field_keys):
            message = _("Chưa có lĩnh vực “%(name)s”. Có phải “%(same)s”?") % _two(name, near)
            row.say("doubt", heads.MAIN["field"], message, near)
        elif known.fields:
            row.say("note", heads.MAIN["field"], _("Lĩnh vực “%s” chưa có trong sổ.") % name)
        if stored is None and not data.get("field_code"):
            data["field_code"] = known.fields.get(str(data["field"]), "")
    agency = str(data.get("agency") or "")
    if agency and search_key(agency) not in known.agencies and (near := _near(agency, known.agencies)):
        message = _("Chưa có cơ quan “%(name)s”. Có phải “%(same)s”?") % _two(agency, near)
        row.say("doubt", heads.MAIN["agency"], message, near)


def _two(name: str, same: str) -> dict[str, str]:
    return {"name": name[:80], "same": same}


def _near(name: str, names: Mapping[str, str], cutoff: int = 82) -> str:
    found = process.extractOne(search_key(name), names.keys(), scorer=fuzz.ratio, score_cutoff=cutoff)
    return names[found[0]] if found else ""


def _read(data: Plain) -> tuple[ProcedureDefinition | None, list[tuple[str, str]]]:
    problems: list[tuple[str, str]] = []
    definition = parse_definition(data, lambda path, message: problems.append((path, message)))
    if definition is None:
        written = read_draft(in_form({"publication": {}, "change": {"kind": "new"}, **data}))
        problems = [one for one in written.problems if not one[0].startswith(("publication", "change"))]
    return definition, problems


def _publication(row: Row, plan: Mapping[str, Any]) -> Publication | None:
    days = {name: _day(plan.get(name)) for name in (*DECIDED[1:], "valid_to")}
    for name in days:
        if plan.get(name) and days[name] is None:
            row.say("wrong", heads.PUBLICATION[name], _("“%s” không phải ngày.") % str(plan[name])[:40])
    signed, begins, public = days["decision_date"], days["effective_date"], days["public_date"]
    decision = " ".join(str(plan.get("decision") or "").split())
    if not decision or signed is None or begins is None or public is None:
        return None
    if len(decision) > 200:
        row.say("wrong", heads.PUBLICATION["decision"], _("Số quyết định dài quá 200 ký tự."))
        return None
    found = Publication(decision, signed, begins, public, days["valid_to"], str(plan.get("note") or ""))
    for name, message in found.problems():
        row.say("wrong", heads.PUBLICATION[name], message)
    return found


def _report(row: Row, data: Plain, problems: list[tuple[str, str]], plan: Mapping[str, Any]) -> None:
    """Say every problem at its place: what is there and wrong refuses the line, what is not there is missing."""
    wrong = {(one.sheet, one.line, one.head) for one in row.told if one.weight == "wrong"}
    for path, message in problems:
        head, place = place_of(row, path)
        if (*place, head) in wrong:
            continue
        empty = value_at(data, path) in (None, "", [], {})
        row.say("missing" if empty else "wrong", head, _("Còn để trống.") if message == EMPTY else message, place=place)
    for name in DECIDED:
        if not plan.get(name):
            row.say("missing", heads.PUBLICATION[name], _("Còn để trống."))


def _against_register(
    row: Row,
    found: Judged,
    known: Known,
    definition: ProcedureDefinition | None,
    publication: Publication | None,
) -> None:
    gone = known.rows.get(row.code)
    if gone is not None and gone.repealed_from is not None:
        message = _("Thủ tục này bị bãi bỏ từ %s; ban hành lại thì có mã mới.") % f"{gone.repealed_from:%d/%m/%Y}"
        row.say("wrong", heads.CODE, message)
    if definition is None or publication is None:
        return
    begins = publication.effective_date
    begun = [one.begins for one in known.versions.get(row.code, ())]
    if begun and begins < max(begun) and begins not in begun:
        message = _("Sổ đã có bản hiệu lực từ %s: chọn ngày sau đó, hoặc đúng ngày của bản cần đính chính.")
        row.say("wrong", heads.BEGINS, message % f"{max(begun):%d/%m/%Y}")
    routes = known.routes_on(begins)
    for path, message in misfits(definition, routes):
        head, place = place_of(row, path)
        code = str(value_at({"cases": [{"route": case.route} for case in definition.cases]}, path) or "")
        near = _near(code, {search_key(name): name for name in routes}, 75) if code not in routes else ""
        row.say("wrong", head, message, near, place)
    for n, case in enumerate(definition.cases):
        if not known.has_rule_set(case.rule_set, begins):
            head, place = place_of(row, f"cases[{n}].rule_set")
            row.say(
                "wrong", head, _("Không có bộ quy tắc tính thời hạn “%s” vào ngày đó.") % case.rule_set, place=place
            )
    if definition.unverified and not known.demo:
        listed = ", ".join(sorted(definition.unverified))
        row.say("missing", heads.MAIN["unverified"], _("Chưa đối chiếu với văn bản: %s.") % listed)


def _missing(row: Row) -> bool:
    return any(one.weight == "missing" for one in row.told)


def _changes(stored: Stored, definition: ProcedureDefinition, publication: Publication | None) -> list[str]:
    said = [one.sentence for one in differences(stored.definition(), definition)]
    if publication is not None:
        for name, head in heads.PUBLICATION.items():
            before, after = getattr(stored.publication, name), getattr(publication, name)
            if before != after:
                said.append(f"{head}: {_spoken(before)} → {_spoken(after)}")
    return said


def _spoken(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value) if value else "(trống)"


def _as_draft(found: Judged, data: Plain, plan: Mapping[str, Any], known: Known) -> None:
    """Make a line a draft, unless there is one: the same again writes nothing, another is never written over."""
    row = found.row
    kind = "amended" if found.base else "new"
    planned = {name: plan[name] for name in heads.PUBLICATION if plan.get(name)}
    found.document = in_form({"publication": planned, "change": {"kind": kind}, **data})
    draft = known.drafts.get(row.code)
    if draft is None:
        found.status = "draft"
    elif draft[1] == digest(to_text(found.document)):
        found.status = "same"
        row.told = [one for one in row.told if one.weight == "note"]
        row.say("note", "", _("Đã là bản nháp đang mở, không khác gì."))
    else:
        row.say("wrong", heads.CODE, _("Thủ tục này đang có bản nháp mở: sửa ở bản nháp đó, hoặc bỏ nó trước."))
