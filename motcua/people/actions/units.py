"""Units, reorganisations and competences enter through here, one entry for each thing that changed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Change, Delete, Insert, NewEntry, Subject, Update, commit, retrying
from motcua.people import policies, queries
from motcua.people.actor import Actor
from motcua.people.definitions import CompetenceRecord, FormerRecord, ReorganisationRecord, UnitRecord
from motcua.people.events import COMPETENCE_FIELDS, UNIT_FIELDS
from motcua.people.models import Competence, FormerUnit, OrgUnit, Reorganisation
from motcua.people.models.units import stable_id


def establish_unit(*, record: UnitRecord, actor: Actor, at: datetime) -> OrgUnit:
    """Record a unit, or bring a recorded unit into line with the record; nothing is written when nothing differs."""
    policies.can_manage_people(actor, record.parent or record.code).enforce()

    def attempt() -> None:
        row = OrgUnit.objects.select_related("parent").filter(code=record.code).first()
        change = unit_change(record, row)
        if change is not None:
            commit(change.subject, change.entries, actor=actor.id, at=at)

    retrying(attempt)
    return queries.unit(record.code)


def end_unit(*, code: str, last_day: date, actor: Actor, at: datetime) -> OrgUnit:
    """Record the last day of a unit; its posts and dossiers keep pointing at it."""
    policies.can_manage_people(actor, code).enforce()

    def attempt() -> None:
        row = queries.unit(code)
        if row.valid_to != last_day:
            ended = NewEntry("unit.ended", {"code": code, "valid_to": last_day.isoformat()})
            commit(Subject.of(row, valid_to=last_day), [ended], actor=actor.id, at=at)

    retrying(attempt)
    return queries.unit(code)


def unit_change(record: UnitRecord, row: OrgUnit | None) -> Change | None:
    """Decide what to write so that the unit is as the record says; None when it already is."""
    wanted = _plain({name: getattr(record, name) for name in UNIT_FIELDS})
    if record.agency_code and (row is None or row.agency_code != record.agency_code):
        _check_agency_code(record)
    if row is None:
        subject = Subject(
            OrgUnit, stable_id(f"unit:{record.code}"), columns=_unit_columns(record, UNIT_FIELDS), name=record.code
        )
        return Change(subject, [NewEntry("unit.established", {"code": record.code, **wanted})])
    present = _plain({name: getattr(row, name) for name in UNIT_FIELDS if name != "parent"})
    present["parent"] = row.parent.code if row.parent else ""
    changed = {name: value for name, value in wanted.items() if value != present[name]}
    if not changed:
        return None
    if changed.keys() == {"valid_to"} and record.valid_to:
        entry = NewEntry("unit.ended", {"code": record.code, **changed})
    else:
        entry = NewEntry("unit.changed", {"code": record.code, "changed": changed})
    return Change(Subject.of(row, **_unit_columns(record, changed)), [entry])


def _check_agency_code(record: UnitRecord) -> None:
    taken = OrgUnit.objects.filter(agency_code=record.agency_code).exclude(code=record.code).first()
    if taken is not None:
        facts = {"code": record.agency_code, "unit": taken.name}
        raise Refused(
            "agency_code_taken",
            _("Mã định danh %(code)s đã thuộc về %(unit)s.") % facts,
            _("Hãy kiểm tra lại mã, hoặc sửa mã của đơn vị kia trước."),
        )


def competence_change(record: CompetenceRecord, row: Competence | None) -> Change | None:
    """Decide what to write so that the competence is as the record says; None when it already is."""
    wanted = _plain({name: getattr(record, name) for name in COMPETENCE_FIELDS})
    columns = {name: getattr(record, name) for name in COMPETENCE_FIELDS if name not in {"unit", "area"}}
    columns |= {"unit_id": _unit_id(record.unit), "area": list(record.area)}
    if row is None:
        identity = stable_id(f"competence:{record.code}")
        subject = Subject(Competence, identity, columns={"code": record.code, **columns}, name=record.code)
        return Change(subject, [NewEntry("competence.assigned", {"code": record.code, **wanted})])
    present = _plain({name: getattr(row, name) for name in COMPETENCE_FIELDS if name != "unit"})
    present["unit"] = row.unit.code if row.unit else ""
    changed = {name: value for name, value in wanted.items() if value != present[name]}
    if not changed:
        return None
    entry = NewEntry("competence.changed", {"code": record.code, "changed": changed})
    return Change(Subject.of(row, **columns), [entry])


def reorganisation_change(record: ReorganisationRecord, row: Reorganisation | None) -> Change | None:
    """Decide what to write so that the reorganisation and its ended units are as the record says."""
    former = [_former(unit) for unit in sorted(record.former, key=lambda unit: unit.code)]
    columns = {"name": record.name, "basis": record.basis, "last_day": record.last_day}
    if row is not None:
        fields = [*former[0]] if former else []
        present = list(row.former.order_by("code").values(*fields))
        if present == former and all(getattr(row, name) == value for name, value in columns.items()):
            return None
    identity = stable_id(f"reorganisation:{record.code}")
    payload = {"code": record.code, **_plain(columns), "former": former}
    children = [
        Insert(
            FormerUnit,
            {"id": stable_id(f"former:{record.code}:{unit['code']}"), "reorganisation_id": identity, **unit},
        )
        for unit in former
    ]
    if row is None:
        subject = Subject(Reorganisation, identity, columns={"code": record.code, **columns}, name=record.code)
        return Change(subject, [NewEntry("reorganisation.recorded", payload)], children)
    return _rewritten(row, columns, payload, children)


def _rewritten(
    row: Reorganisation, columns: Mapping[str, Any], payload: Mapping[str, Any], wanted: list[Insert]
) -> Change:
    """Write only the ended units that differ: no row is written twice in a commit."""
    present = {unit.pk: unit for unit in row.former.all()}
    children: list[Insert | Update | Delete] = []
    for insert in wanted:
        old = present.pop(insert.values["id"], None)
        if old is None:
            children.append(insert)
        elif any(getattr(old, name) != value for name, value in insert.values.items()):
            children.append(Update(FormerUnit, {"id": old.pk}, insert.values))
    children += [Delete(FormerUnit, {"id": pk}) for pk in present]
    return Change(Subject.of(row, **columns), [NewEntry("reorganisation.recorded", payload)], children)


def _former(unit: FormerRecord) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "district": unit.district,
        "into": list(unit.into),
        "divided": unit.divided,
        "note": unit.note,
    }


def _unit_columns(record: UnitRecord, fields: Any) -> dict[str, Any]:
    columns = {name: getattr(record, name) for name in fields if name not in {"parent", "unverified"}}
    if "parent" in fields:
        columns["parent_id"] = _unit_id(record.parent)
    if "unverified" in fields:
        columns["unverified"] = list(record.unverified)
    return {"code": record.code, **columns}


def _unit_id(code: str) -> UUID | None:
    return stable_id(f"unit:{code}") if code else None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the ledger writes them: days as text, tuples as lists."""
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, date):
            plain[name] = value.isoformat()
        elif isinstance(value, tuple):
            plain[name] = list(value)
        else:
            plain[name] = value
    return plain
