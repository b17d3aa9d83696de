"""The gate: all that is missing, contradictory or worth knowing before a draft is published, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.core.procedure.canonical import to_json
from motcua.core.procedure.checks import misfits
from motcua.core.procedure.clocks import Clock
from motcua.core.procedure.definition import PARTS, ProcedureDefinition
from motcua.core.procedure.draft import Written
from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.people.models import Competence
from motcua.procedures import queries
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.places import Place, path_of, place
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.drafting.sections import SECTIONS
from motcua.procedures.models import Procedure
from motcua.ui.formatting import day
from motcua.worktime import queries as worktime

Weight = Literal["blocking", "warning"]
Said = Iterator[tuple[str, str]]
PLANNED: Final = {
    "decision": gettext_lazy("Chưa có số quyết định công bố."),
    "decision_date": gettext_lazy("Chưa có ngày ký quyết định."),
    "effective_date": gettext_lazy("Chưa có ngày có hiệu lực."),
    "public_date": gettext_lazy("Chưa có ngày công khai."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the gate; ``at_last`` marks what is known only when the decision is signed."""

    weight: Weight
    place: Place
    message: str
    path: str
    at_last: bool = False

    @property
    def id(self) -> str:
        """Return the name by which a warning is acknowledged: another sentence is another warning."""
        return f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Gate:
    """All lines in the order of the sections, and which of the seven mandatory parts a–g are there."""

    lines: tuple[Line, ...]
    parts: tuple[tuple[str, bool], ...]

    @property
    def blocking(self) -> tuple[Line, ...]:
        """Return what must be mended before it can be published."""
        return tuple(line for line in self.lines if line.weight == "blocking")

    @property
    def content(self) -> tuple[Line, ...]:
        """Return what must be mended before approval: all that blocks but number and dates of the decision."""
        return tuple(line for line in self.blocking if not line.at_last)

    @property
    def warnings(self) -> tuple[Line, ...]:
        """Return what may stay, once whoever publishes has seen it."""
        return tuple(line for line in self.lines if line.weight == "warning")


def gate(draft: Opened, written: Written, clocks: Sequence[Clock], today: date) -> Gate:
    """Return everything that stands between a draft and its publication."""
    on = max(written.plan.effective_date or today, today)
    repeals = written.intent.kind == "repealed"
    blocking = [*_plan_blocks(draft, written), *_register_blocks(draft, written)]
    warnings = [*_plan_warns(draft, written, today), *_register_warns(draft, written), *_late(clocks)]
    if not repeals:
        blocking += [*written.problems, *_routes(written.whole, on), *_rule_sets(written.whole, on)]
        warnings += _worth_knowing(written.whole, on)
        (warnings if origin.is_demo() else blocking).extend(_unverified(draft, written))
    else:
        blocking += [problem for problem in written.problems if problem[0].startswith(("publication", "change"))]
    missing = [(f"publication.{name}", str(PLANNED[name])) for name in written.plan.missing()]
    lines = [
        *_lines(draft, blocking, "blocking"),
        *_lines(draft, missing, "blocking", at_last=True),
        *_lines(draft, warnings, "warning"),
    ]
    order = {section.slug: n for n, section in enumerate(SECTIONS)}
    ranked = sorted(lines, key=lambda line: (order[line.place.section.slug], line.weight != "blocking"))
    present = set(written.whole.parts())
    return Gate(tuple(dict.fromkeys(ranked)), tuple((part, part in present) for part in PARTS))


def _lines(draft: Opened, found: Sequence[tuple[str, str]], weight: Weight, *, at_last: bool = False) -> Iterator[Line]:
    for path, message in found:
        yield Line(weight, place(path, draft.document), message, path, at_last)


def _routes(definition: ProcedureDefinition, on: date) -> Said:
    names = {case.route for case in definition.cases if case.receivable}
    yield from misfits(definition, {code: found.definition for code in names if (found := queries.route(code, on))})


def _rule_sets(definition: ProcedureDefinition, on: date) -> Said:
    for n, case in enumerate(definition.cases):
        try:
            worktime.rules(case.rule_set, on)
        except Refused:
            yield f"cases[{n}].rule_set", _("Ngày có hiệu lực không có bộ quy tắc tính thời hạn “%s”.") % case.rule_set


def _worth_knowing(definition: ProcedureDefinition, on: date) -> Said:
    for n, case in enumerate(definition.cases):
        if not case.receivable:
            yield f"cases[{n}].route", _("Không có quy trình: trường hợp này chỉ để tra cứu, không tiếp nhận ở đây.")
    for n, fee in enumerate(definition.fees):
        if fee.amount is None and not fee.tiers:
            yield f"fees[{n}].amount", _("Chưa có mức thu: người dân thấy “chưa có dữ liệu”.")
        if not fee.valid_on(on):
            yield f"fees[{n}].valid_to", _("Khoản thu này không có hiệu lực vào ngày bản mới có hiệu lực.")
    for n, basis in enumerate(definition.legal_bases):
        if not basis.valid_on(on):
            yield f"legal_bases[{n}]", _("Văn bản này không có hiệu lực vào ngày bản mới có hiệu lực.")
    known = Competence.objects.filter(field=definition.field_code, level=definition.level)
    if definition.field_code and definition.receivable and not known.exists():
        yield "field_code", _("Chưa phân công cơ quan nào giải quyết lĩnh vực này ở cấp này.")
    if not definition.results:
        yield "results", _("Chưa ghi kết quả của thủ tục.")


def _unverified(draft: Opened, written: Written) -> Said:
    for path in sorted(written.whole.unverified):
        yield path_of(tuple(path.split(".")), draft.document) or "unverified", _("Chưa đối chiếu với văn bản.")


def _plan_blocks(draft: Opened, written: Written) -> Said:
    effective, begun = written.plan.effective_date, _begun(draft)
    if effective is not None and begun and effective < max(begun) and effective not in begun:
        message = _("Đã có bản hiệu lực từ %s: chọn ngày sau đó, hoặc đúng ngày của bản cần đính chính.")
        yield "publication.effective_date", message % day(max(begun))


def _plan_warns(draft: Opened, written: Written, today: date) -> Said:
    effective = written.plan.effective_date
    if effective is not None and effective < today:
        message = _("Ngày có hiệu lực %s đã qua: hồ sơ nhận từ ngày đó đến nay vẫn theo bản cũ.")
        yield "publication.effective_date", message % day(effective)
    if effective is not None and effective in _begun(draft):
        message = _("Trùng ngày hiệu lực với bản đã công bố: bản này thay bản đó như một bản đính chính.")
        yield "publication.effective_date", message


def _begun(draft: Opened) -> list[date]:
    return [version.valid_from for version in queries.history(draft.row.code)] if draft.row.code else []


def _late(clocks: Sequence[Clock]) -> Said:
    paths = {"before_effect": "effective_date", "public": "public_date", "e_process": "decision_date"}
    for clock in clocks:
        if clock.is_late and clock.due is not None:
            said = ngettext("Trễ %(days)d ngày (hạn %(due)s).", "Trễ %(days)d ngày (hạn %(due)s).", clock.days)
            reason = {
                "before_effect": _("Quyết định phải ký trước ngày có hiệu lực:"),
                "public": _("Công khai sau khi ký:"),
                "e_process": _("Thiết lập quy trình điện tử sau khi ký:"),
            }[clock.code]
            yield f"publication.{paths[clock.code]}", f"{reason} {said % {'days': clock.days, 'due': day(clock.due)}}"


def _register_blocks(draft: Opened, written: Written) -> Said:
    code, kind = written.whole.code, written.intent.kind
    known = Procedure.objects.filter(code=code).first()
    if known is not None and known.repealed_from is not None:
        yield "code", _("Thủ tục này bị bãi bỏ từ %s; ban hành lại thì có mã mới.") % day(known.repealed_from)
    if known is None and kind in ("amended", "repealed"):
        yield "change.kind", _("Sổ thủ tục chưa có mã này: chọn “Mới ban hành” hoặc “Thay thế”.")
    newest = reads.newest_version(code) if known is not None else None
    if newest is not None and draft.row.base_id is not None and newest.id != draft.row.base_id:
        message = _("Bản %d được công bố sau khi bản nháp này bắt đầu: gộp bản đó vào trước.")
        yield "change.kind", message % newest.number
    for n, replaced in enumerate(written.intent.replaces):
        other = Procedure.objects.filter(code=replaced).first()
        if other is None:
            yield f"change.replaces[{n}]", _("Sổ thủ tục không có mã %s.") % replaced
        elif other.repealed_from is not None:
            yield f"change.replaces[{n}]", _("Thủ tục %s bị bãi bỏ rồi.") % replaced


def _register_warns(draft: Opened, written: Written) -> Said:
    code = written.whole.code
    if draft.row.base_id is None and Procedure.objects.filter(code=code).exists():
        yield "code", _("Sổ thủ tục đã có mã này: bắt đầu bản nháp từ bản đang có để thấy phần thay đổi.")
    if _same_as_base(draft, written):
        yield "change.kind", _("Nội dung không khác bản đang có.")
    for other in reads.open_for(code, besides=draft.row.pk) if code else ():
        yield "change.kind", _("Còn một bản nháp khác của thủ tục này, bắt đầu ngày %s.") % day(other.started_at)


def _same_as_base(draft: Opened, written: Written) -> bool:
    if draft.row.base_id is None or written.definition is None or written.intent.kind == "repealed":
        return False
    return to_json(queries.by_version(draft.row.base_id).definition) == to_json(written.definition)
