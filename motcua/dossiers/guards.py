"""What may be demanded of an applicant: papers of the case's list, or by an article in force; grounds of a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from motcua.core.phrase import Phrase, marked
from motcua.core.procedure.acts import act_key, same_act
from motcua.core.procedure.citations import of_procedure
from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.requirements import requirements
from motcua.core.process.decide import cited
from motcua.core.process.decide.cited import Cited
from motcua.core.process.decide.intake import Intake
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.dossiers.law import definition_of
from motcua.dossiers.lodgement import CHANNELS, Person
from motcua.dossiers.models import Applicant, Dossier, Paper
from motcua.dossiers.reading import Found
from motcua.dossiers.sign_rules import rules
from motcua.procedures import queries_acts as register

LISTED: Final = "listed."
PUBLISHED: Final = marked("Căn cứ ghi trong thủ tục đã công bố")
DECREE: Final = "Nghị định 118/2025/NĐ-CP (chưa đối chiếu)"
NOT_SUPPLEMENTED: Final = "not_supplemented"  # a ground only where papers were asked for


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which a dossier may be refused: its words, and the law or procedure that lists it."""

    words: str
    source: str


GROUNDS: Final[Mapping[str, Ground]] = {
    "not_competent": Ground(marked("Không thuộc thẩm quyền giải quyết"), DECREE),
    "conditions_not_met": Ground(marked("Không đủ điều kiện theo quy định"), DECREE),
    "papers_incomplete": Ground(marked("Hồ sơ không hợp lệ và không bổ sung được"), DECREE),
    "already_solved": Ground(marked("Việc đã được giải quyết"), DECREE),
    "forged": Ground(marked("Giấy tờ giả mạo hoặc bị tẩy xóa"), DECREE),
    NOT_SUPPLEMENTED: Ground(
        marked("Quá thời hạn bổ sung mà không bổ sung"), "Nghị định 297/2025/NĐ-CP (chưa đối chiếu)"
    ),
}


def grounds(definition: ProcedureDefinition, *, asked: bool) -> dict[str, Ground]:
    """Return the grounds of a procedure: those that its published version lists first, then those of every one."""
    own = {f"{LISTED}{n}": Ground(words, PUBLISHED) for n, words in enumerate(definition.refusals, start=1)}
    return {**own, **{code: one for code, one in GROUNDS.items() if asked or code != NOT_SUPPLEMENTED}}


def ground(found: Found, code: str) -> Ground:
    """Return the ground of a refusal; refuse one that nothing lists, and say what may be done instead."""
    listed = grounds(definition_of(found.now), asked=found.now.supplements > 0)
    if code not in listed:
        raise Refused(
            "no_such_ground",
            "Chưa chọn căn cứ từ chối.",
            "Chọn một căn cứ trong danh mục; hồ sơ còn thiếu thì dùng «Yêu cầu bổ sung», một lần.",
        )
    return listed[code]


def may_be_asked(found: Found) -> list[Component]:
    """Return the papers that this case asks for or that were handed in: nothing else of the list may be demanded."""
    now, definition = found.now, definition_of(found.now)
    given: Any = Applicant.objects.filter(dossier_id=found.id).values_list("answers", flat=True).first() or {}
    asked = requirements(definition, definition.case(now.case), given, CHANNELS[now.channel])
    handed = Paper.objects.filter(dossier_id=found.id).values_list("component", flat=True)
    codes = {r.component.code for r in asked if r.component.kind not in ("data", "e_form")} | set(handed)
    return [component for component in definition.components if component.code in codes]


def known(found: Found, items: Iterable[str], on: date) -> list[str]:
    """Return the codes that may be asked for; a cited paper counts where its act is known here and in force."""
    definition = definition_of(found.now)
    articles = {code: cited.read(code) for code in items}
    by_law = [code for code, article in articles.items() if article and in_force(article.act, on, definition)]
    return [*(component.code for component in may_be_asked(found)), *by_law]


def cite(act: str, article: str, clause: str, point: str, on: date, definition: ProcedureDefinition) -> Cited:
    """Return an article of an act by its number as a person writes it.

    The act stands in the register and applies, or the procedure's published version itself rests on it.
    """
    if not act.strip():
        raise Refused(
            "law_not_listed",
            "Chưa ghi số hiệu văn bản làm căn cứ.",
            "Giấy tờ ngoài danh mục chỉ được yêu cầu khi nêu rõ điều của văn bản quy phạm pháp luật.",
        )
    key = act_key(act) or act_key(f"số {act.strip()}")
    row = register.find(key)
    whole = row.key if row else key
    if not whole or not (row or _rests_on(definition, whole)):
        raise Refused(
            "law_not_listed",
            Phrase("Văn bản {act} không có trong sổ văn bản.", act=act.strip()[:60]),
            "Ghi số hiệu văn bản, ví dụ 10/2016/TT-BTP; văn bản chưa có trong sổ thì nhờ kiểm soát thủ tục ghi vào.",
        )
    if not in_force(whole, on, definition):
        raise Refused(
            "law_not_listed",
            Phrase("Văn bản {act} không còn hoặc chưa có hiệu lực.", act=whole),
            "Chỉ được dẫn văn bản đang có hiệu lực.",
        )
    return cited.cite(whole, article, clause, point)


def in_force(key: str, on: date, definition: ProcedureDefinition) -> bool:
    """Tell whether an act applies on a day: as the register has it, or not entered yet but cited by the procedure."""
    row = register.find(key)
    if row is None:
        return _rests_on(definition, key)
    return register.standing(row).state(on) == "in_force"


def _rests_on(definition: ProcedureDefinition, key: str) -> bool:
    return any(same_act(one.key, key) for one in of_procedure(definition))


def after_refusal(facts: Intake, person: Person, at: datetime) -> Intake:
    """Return the facts of an intake with the dossier of the same person and procedure that was refused just before."""
    former = former_refusal(person, facts.procedure, facts.reception_unit, at)
    return replace(facts, after_refusal=former) if former else facts


def former_refusal(person: Person, procedure: str, unit: str, at: datetime) -> str:
    """Return the id of the same person's dossier of the procedure that was refused a few days ago; "" without one."""
    same = Q()
    if person.national_id:
        same |= Q(applicant__national_id=person.national_id)
    elif person.phone:
        words = search_key(" ".join((person.name, person.phone, person.national_id)))
        same |= Q(applicant__reception_unit=unit, applicant__search_key=words)
    days = rules().relodged_days()
    if not same or not days:
        return ""
    found = Dossier.objects.filter(
        same, procedure=procedure, state="refused", closed_at__gte=at - timedelta(days=days), closed_at__lte=at
    )
    row = found.order_by("-closed_at").values_list("pk", flat=True).first()
    return str(row) if row else ""
