"""What a correction may touch: the values by field code, those that decide something, and what was corrected so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.core.procedure.definition import ProcedureDefinition, choose_case
from motcua.core.procedure.forms import FormField
from motcua.core.procedure.requirements import fees_due, requirements
from motcua.core.process.decide.correcting import ANSWER, APPLICANT, GROUNDS
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.declaration import question_page, readable
from motcua.dossiers.law import definition_of
from motcua.dossiers.lodgement import CHANNELS
from motcua.dossiers.models import Applicant, Dossier
from motcua.ledger import read as ledger
from motcua.people import queries as people

Values = Mapping[str, str | int | None]
LABELS = {
    "name": gettext_noop("Họ tên hoặc tên tổ chức"),
    "national_id": gettext_noop("Số định danh"),
    "phone": gettext_noop("Điện thoại"),
    "email": gettext_noop("Thư điện tử"),
    "address": gettext_noop("Địa chỉ"),
    "lodged_by": gettext_noop("Người nộp thay"),
}
PERSON = tuple(LABELS)


# Declarations repeat who asks under the same codes: one correction mends both.
MIRRORED = frozenset(f"{APPLICANT}{name}" for name in PERSON)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One value as it was and as it is since: the page marks it."""

    label: str
    was: str
    now: str
    at: datetime
    by: str
    ground: str
    reason: str


def fields(definition: ProcedureDefinition) -> dict[str, FormField]:
    """Return every field of the declaration by its code, the questions first."""
    return {field.code: field for page in (question_page(definition), *definition.pages) for field in page.fields}


def values_of(held: Applicant) -> dict[str, str | int | None]:
    """Return what is written down now, by field code."""
    person = {f"{APPLICANT}{name}": getattr(held, name) for name in PERSON}
    return person | {f"{ANSWER}{code}": value for code, value in held.answers.items()}


def mirrored(values: Values, was: Values) -> dict[str, str | int | None]:
    """Return the values with those of the person also put into the declaration, where it repeats them."""
    repeated = {f"{ANSWER}{code}": value for code, value in values.items() if code in MIRRORED}
    same = {code: value for code, value in repeated.items() if was.get(code) == was.get(code.removeprefix(ANSWER))}
    return {**values, **{code: value for code, value in same.items() if code in was}}


def printed(values: Values, was: Values) -> bool:
    """Tell whether something changes that stands on the receipt: anything of the person."""
    return any(code.startswith(APPLICANT) and values[code] != was.get(code) for code in values)


def applied(held: Applicant, content: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the person and the answers after a correction."""
    return apply({name: getattr(held, name) for name in PERSON}, held.answers, content)


def apply(
    person: Mapping[str, str], answers: Mapping[str, Any], content: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Put corrected values over the person and the answers; an emptied answer is gone."""
    after, given = dict(person), dict(answers)
    for code, value in content.get("now", {}).items():
        if code.startswith(APPLICANT):
            after[code.removeprefix(APPLICANT)] = value or ""
        elif value in (None, ""):
            given.pop(code.removeprefix(ANSWER), None)
        else:
            given[code.removeprefix(ANSWER)] = value
    return after, given


def check(now: Snapshot, values: Values, was: Values) -> None:
    """Refuse unknown fields, an empty name, and answers after which case, papers or fee would be others."""
    definition = definition_of(now)
    known = {f"{APPLICANT}{name}" for name in PERSON} | {f"{ANSWER}{code}" for code in fields(definition)}
    if not known.issuperset(values):
        raise Refused("no_such_field", "Có ô không thuộc tờ khai này.", "Mở lại trang sửa rồi gửi lần nữa.")
    if not values.get(f"{APPLICANT}name", "x"):
        raise Refused("name_missing", "Chưa ghi họ tên người yêu cầu.", "Ghi họ và tên như trên giấy tờ tùy thân.")
    before = {code: value for code, value in was.items() if value is not None}
    after = {code: value for code, value in {**was, **values}.items() if value not in (None, "")}
    if _decided(definition, now, before) != _decided(definition, now, after):
        raise Refused(
            "outcome_changes",
            "Câu trả lời này quyết định trường hợp, giấy tờ phải nộp hoặc mức phí nên không sửa ở đây được.",
            "Nếu chưa ai làm hồ sơ: hủy tiếp nhận nhầm rồi nhập lại. Nếu đã làm: yêu cầu bổ sung, "
            "hoặc dừng theo yêu cầu của người nộp và nộp hồ sơ mới.",
        )


def _decided(definition: ProcedureDefinition, now: Snapshot, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what the answers lead to: case, papers, fees."""
    answers = {code.removeprefix(ANSWER): value for code, value in values.items() if code.startswith(ANSWER)}
    case, channel = definition.case(now.case), CHANNELS[now.channel]
    chosen = choose_case(definition, answers).case
    asked = tuple((r.component.code, r.asked) for r in requirements(definition, case, answers, channel))
    assert now.received_at is not None
    on = local(now.received_at).date()
    lines = fees_due(definition, case, answers, channel, on)
    return (chosen and chosen.code, asked, tuple((line.fee.code, line.amount) for line in lines))


def label(definition: ProcedureDefinition, code: str) -> str:
    """Return the words of a field code."""
    return _(words(definition, code))


def words(definition: ProcedureDefinition, code: str) -> str:
    """Return the words of a field code as they stand in the catalogue or the definition."""
    if code.startswith(APPLICANT):
        return LABELS[code.removeprefix(APPLICANT)]
    found = fields(definition).get(code.removeprefix(ANSWER))
    return found.label if found else code


def _shown(known: Mapping[str, FormField], code: str, value: Any) -> str:
    field = known.get(code.removeprefix(ANSWER)) if code.startswith(ANSWER) else None
    return (readable(field, value) if field else str(value or "")) or _("để trống")


def corrected(dossier: Dossier, definition: ProcedureDefinition, entries: Iterable[ledger.Entry]) -> list[Corrected]:
    """Return every value that was corrected, newest first; erased contents tell nothing any more."""
    log = [entry for entry in entries if entry.type == "dossier.corrected"]
    if not log:
        return []
    contents, known = ledger.contents(f"{Dossier.stream_prefix}:{dossier.pk}"), fields(definition)
    names = people.names({entry.actor for entry in log})
    return [
        Corrected(
            label(definition, code),
            _shown(known, code, told["was"].get(code)),
            _shown(known, code, told["now"].get(code)),
            entry.at,
            names.get(entry.actor, ""),
            _(GROUNDS[entry.payload["ground"]]),
            told["reason"],
        )
        for entry in reversed(log)
        if (told := contents.get(entry.seq))
        for code in entry.payload["fields"]
    ]
