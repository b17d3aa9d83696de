"""A small sound procedure that stories change."""

from typing import Any

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.parse import parse_definition


def data(**changed: Any) -> dict[str, Any]:
    """Return the plain data of a sound definition, with some parts changed."""
    return {
        "code": "1.999999",
        "name": "Thủ tục thử",
        "title": "Thử",
        "summary": "Một thủ tục để thử.",
        "field": "Hộ tịch",
        "field_code": "civil_status",
        "level": "commune",
        "agency": "Ủy ban nhân dân cấp xã",
        "decided_by": "Chủ tịch",
        "competence": "Nơi cư trú",
        "sequence": ["Nộp", "Nhận"],
        "channels": [{"code": "direct"}, {"code": "online", "level": "full"}],
        "sets": 1,
        "audience": ["Cá nhân"],
        "source": "thử",
        "results": [{"code": "paper", "name": "Giấy"}],
        "legal_bases": [{"act": "Luật 60/2014/QH13"}],
        "questions": [
            {"code": "late", "text": "Quá hạn?", "kind": "yes_no"},
            {"code": "copies", "text": "Mấy bản?", "kind": "number"},
        ],
        "cases": [
            {
                "code": "late",
                "name": "Quá hạn",
                "term": "3 working days",
                "rule_set": "default",
                "route": "r",
                "when": {"question": "late", "is": "yes"},
            },
            {"code": "usual", "name": "Thường", "term": "1 working days", "rule_set": "default", "route": "r"},
        ],
        "components": [
            {"code": "form", "name": "Tờ khai", "kind": "declaration", "need": "mandatory", "form": "Mẫu 1"},
            {
                "code": "reason",
                "name": "Giải trình",
                "kind": "text",
                "need": "by_case",
                "when": {"question": "late", "is": "yes"},
            },
            {
                "code": "identity",
                "name": "Căn cước",
                "kind": "shown",
                "need": "fallback",
                "replaced_by": {"database": "CSDL dân cư"},
                "channels": ["direct"],
            },
        ],
        "fees": [
            {
                "code": "pages",
                "name": "Phí",
                "kind": "fee",
                "amount": 2000,
                "source": "TT 226/2016/TT-BTC",
                "copies_from": "copies",
                "valid_to": "2026-06-30",
            },
            {
                "code": "late",
                "name": "Lệ phí quá hạn",
                "kind": "charge",
                "amount": None,
                "source": "HĐND",
                "when": {"question": "late", "is": "yes"},
            },
        ],
        "pages": [{"code": "applicant", "title": "Người nộp", "standard": "applicant", "fields": []}],
        **changed,
    }


def read(**changed: Any) -> tuple[ProcedureDefinition | None, list[tuple[str, str]]]:
    """Return the definition of the data and what is wrong with it."""
    found: list[tuple[str, str]] = []
    definition = parse_definition(data(**changed), lambda path, message: found.append((path, message)))
    return definition, found


def definition(**changed: Any) -> ProcedureDefinition:
    """Return the definition of sound data."""
    built, found = read(**changed)
    assert built is not None
    assert found == []
    return built
