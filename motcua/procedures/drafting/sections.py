"""The sections in which officials know a procedure, and which parts of the definition stand in each."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.draft import Intent, Plan

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Section:
    """One section: a slug for its address, its title, and the names of its parts in the order of the page."""

    slug: str
    title: "StrPromise"
    parts: tuple[str, ...]


PUBLICATION: Final = "publication"
_SECTIONS: Final = (
    Section(
        "agency",
        _("Tên và cơ quan"),
        (
            "code", "name", "title", "summary", "field", "field_code", "level", "register", "ministry", "agency",
            "competent_agency", "delegated_to", "decided_by", "competence", "received_at", "coordinated_with",
            "reception_anywhere", "express", "authoritative_system", "audience", "who_may_lodge", "life_events",
            "keywords", "competences",
        ),
    ),
    Section("sequence", _("Trình tự, cách thức"), ("sequence", "channels")),
    Section("components", _("Thành phần hồ sơ"), ("sets", "components", "forms")),
    Section("cases", _("Trường hợp và thời hạn"), ("cases", "clock_grounds")),
    Section("fees", _("Phí, lệ phí"), ("fees", "fee_note")),
    Section("questions", _("Câu hỏi"), ("questions",)),
    Section("results", _("Kết quả"), ("results",)),
    Section("bases", _("Căn cứ pháp lý"), ("legal_bases", "source")),
    Section("declaration", _("Tờ khai"), ("pages",)),
    Section("conditions", _("Yêu cầu, điều kiện"), ("conditions", "refusals", "notes")),
    Section(PUBLICATION, _("Công bố"), ("change", "publication", "unverified")),
)  # fmt: skip


def _with_newcomers() -> tuple[Section, ...]:
    """Return the sections; a part of the definition that stands in none of them is put at the end of the first."""
    placed = {part for section in _SECTIONS for part in section.parts}
    new = tuple(entry.name for entry in fields(ProcedureDefinition) if entry.name not in placed)
    first = _SECTIONS[0]
    return (Section(first.slug, first.title, (*first.parts, *new)), *_SECTIONS[1:])


SECTIONS: Final = _with_newcomers()
BY_SLUG: Final = {section.slug: section for section in SECTIONS}
BY_PART: Final = {part: section for section in SECTIONS for part in section.parts}
CLASSES: Final[dict[str, Any]] = {"publication": Plan, "change": Intent}


def of(path: str) -> Section:
    """Return the section in which a path ("cases[0].term", "cases.house.term") is edited; the last where none is."""
    head = path.split(".")[0].split("[")[0]
    return BY_PART.get(head, BY_SLUG[PUBLICATION])
