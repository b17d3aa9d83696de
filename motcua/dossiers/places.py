"""Where a dossier is received and who decides it: reception, competence and return are three different places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.core.procedure.definition import ProcedureDefinition, competence
from motcua.core.refusal import Refused
from motcua.people import queries as people

CENTRE = "TTPVHCC"
PROVINCE = "H37"
PROVINCE_CENTRE = f"{PROVINCE}.{CENTRE}"


def needs_place(definition: ProcedureDefinition, answers: Mapping[str, Any]) -> bool:
    """Tell whether the commune concerned must be known to say who decides."""
    return not competence(definition, answers).unit


def competent_for(definition: ProcedureDefinition, answers: Mapping[str, Any], place: str, on: date) -> str:
    """Return the code of the agency that decides, for the commune ``place`` ("" where none is needed)."""
    who = competence(definition, answers)
    if who.unit:
        return who.unit
    found = people.competent_unit(definition.field_code, level=who.level, on=on, place=place)
    if found is None and not place:
        raise Refused("no_such_unit", "Chưa chọn nơi giải quyết.", "Chọn xã, phường nơi giải quyết hồ sơ.")
    if found is None or found.code.startswith(f"{place}."):
        return place
    return found.code


def reception_for(competent_unit: str, place: str) -> str:
    """Return the one-stop shop that receives what is lodged from outside: the commune's, else the province's."""
    if place:
        return f"{place}.{CENTRE}"
    return PROVINCE_CENTRE if competent_unit.startswith(PROVINCE) else f"{competent_unit}.{CENTRE}"
