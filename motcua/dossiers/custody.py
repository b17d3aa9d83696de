"""Reads who holds what: the folder, the originals, the sheets that wait; and who may collect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.custody import Custody, custody, owed_from
from motcua.core.process.decide.custody import AUTHORISED, MANDATE, WHO, Standing, target
from motcua.core.process.decide.decision import Decision
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import history
from motcua.dossiers.law import components_of
from motcua.dossiers.models import Applicant, Dossier, Folder, HandOver, Mandate
from motcua.dossiers.models.custody import SENT
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.ui.formatting import short_moment

MOST = 200


def custody_of(dossier_id: UUID) -> Custody:
    """Return who holds what of a dossier, from its entries."""
    entries = ledger.stream(f"{Dossier.stream_prefix}:{dossier_id}")
    return custody(Event(e.type, e.seq, e.at, e.actor, e.payload) for e in entries)


def with_originals(
    decision: Decision,
    definition: ProcedureDefinition,
    papers: Iterable[Mapping[str, Any]],
    before: Custody | None = None,
    opens: str = "",
) -> Decision:
    """Return the decision whose first entry also says which originals the office now holds.

    ``opens`` is the unit at which a folder begins with them, where there was none.
    """
    kinds = {component.code: component.kind for component in definition.components}
    came = owed_from(kinds, ((p["component"], p["kind"], p["originals"]) for p in papers))
    if not came:
        return decision
    left = (before.owed if before else 0) + sum(came.values())
    first = decision.drafts[0]
    told = {"originals": came, "left": left, **({"folder": opens} if opens else {})}
    return replace(decision, drafts=(replace(first, payload={**first.payload, **told}), *decision.drafts[1:]))


def standing(dossier_id: UUID, at: datetime) -> Standing:
    """Return whom the dossier knows besides the applicant: the person who lodged for them, a mandate in force."""
    lodged_by = Applicant.objects.filter(dossier_id=dossier_id).values_list("lodged_by", flat=True).first()
    entries = ledger.stream(f"{Dossier.stream_prefix}:{dossier_id}")
    mandate = next((e.payload["mandate"] for e in entries if e.payload.get("mandate")), "")
    on = local(at).date()
    valid = bool(mandate) and Mandate.objects.filter(
        pk=mandate, revoked_at=None, since__lte=on, until__gte=on
    ).exists()  # fmt: skip
    return Standing(authorised=bool(lodged_by), mandate=valid)


@dataclass(frozen=True, slots=True)
class Row:
    """A folder to hand over: its dossier, and the unit to which it has to go."""

    dossier: Dossier
    folder: Folder
    to_unit: str


def mine(actor: Actor) -> list[Row]:
    """Return the folders in the actor's hands, or in their units' cupboards, that have to go elsewhere."""
    open_now = Q(closed=False) & ~Q(dossier__step_unit=F("unit"))
    owing = Q(closed=True, originals__gt=0) & ~Q(home=F("unit"))
    # The first condition is that of the index, told as it tells it.
    lying = Folder.objects.filter(Q(closed=False) | Q(originals__gt=0), sheet=None, unit__in=actor.units())
    lying = lying.filter(open_now | owing)
    found = lying.filter(holder__in=["", actor.id]).select_related("dossier", "dossier__applicant")
    rows = (Row(folder.dossier, folder, _target(folder)) for folder in found.order_by("since", "pk")[:MOST])
    return [row for row in rows if row.to_unit]


def _target(folder: Folder) -> str:
    dossier = folder.dossier
    now = Snapshot(step_unit=dossier.step_unit, return_unit=dossier.return_unit, closed_at=dossier.closed_at)
    return target(now, folder.unit, folder.originals)


def waiting_for(actor: Actor) -> QuerySet[HandOver]:
    """Return the sheets that wait for somebody of the actor's units to confirm them, oldest first."""
    return HandOver.objects.filter(state=SENT, to_unit__in=actor.units()).exclude(giver=actor.id).order_by("sent_at")


def sent_by(actor: Actor) -> QuerySet[HandOver]:
    """Return the sheets that the actor made, newest first."""
    return HandOver.objects.filter(giver=actor.id).order_by("-sent_at")


def owed(units: Iterable[str]) -> QuerySet[Folder]:
    """Return the folders of closed dossiers whose originals were not collected, oldest first."""
    found = Folder.objects.filter(closed=True, originals__gt=0, home__in=list(units))
    return found.select_related("dossier", "dossier__applicant").order_by("since", "pk")


def asked(found: Found, at: datetime) -> dict[str, Any]:
    """Return what the form of returning needs: who may collect, and the originals that are held."""
    known = standing(found.id, at)
    left_out = {AUTHORISED: not known.authorised, MANDATE: not known.mandate}
    held, listed = custody_of(found.id).held, components_of(found.id, found.now)
    return {
        "who": [(code, _(words)) for code, words in WHO.items() if not left_out.get(code, False)],
        "held": [(code, listed[code].name if code in listed else code, n) for code, n in sorted(held.items())],
    }


def whereabouts(dossier: Dossier) -> tuple[dict[str, int], str]:
    """Return for the person concerned which originals the office holds and at which unit; no officer's name."""
    state = custody_of(dossier.pk)
    folder = state.folder
    if not state.held or folder is None:
        return state.held, ""
    units = history.unit_names({folder.unit, folder.to_unit} - {""})
    facts = {"unit": units.get(folder.unit, folder.unit), "to": units.get(folder.to_unit, folder.to_unit)}
    if folder.sheet:
        return state.held, _("Túi hồ sơ đang chuyển từ %(unit)s sang %(to)s.") % facts
    return state.held, _("Túi hồ sơ đang ở %(unit)s.") % facts


@dataclass(frozen=True, slots=True)
class Told:
    """Custody in words: where the folder is, which originals are held, which left and to whom."""

    place: str
    held: list[dict[str, Any]]
    gone: list[str]
    sheet: str


def told(dossier: Dossier) -> Told:
    """Say for an officer where the folder and the originals of a dossier are."""
    state = custody_of(dossier.pk)
    names = {code: component.name for code, component in components_of(dossier.pk, dossier).items()}
    folder = state.folder
    ids = {row.by for row in state.given} | ({folder.holder} if folder else set())
    persons, place = people.names(ids - {""}), _("Không có túi hồ sơ giấy.")
    if folder:
        units = history.unit_names({folder.unit, folder.to_unit} - {""})
        facts = {
            "unit": units.get(folder.unit, folder.unit),
            "who": persons.get(folder.holder, ""),
            "since": short_moment(folder.since),
            "to": units.get(folder.to_unit, folder.to_unit),
        }
        if folder.sheet:
            place = _("Đang chuyển giao từ %(unit)s sang %(to)s, chờ bên nhận xác nhận.") % facts
        else:
            place = _("%(who)s giữ, tại %(unit)s, từ %(since)s.") % facts
    said = {"returned": _("đã trả"), "kept": _("lưu theo hồ sơ")}
    return Told(
        place=place,
        held=[
            {"code": code, "name": names.get(code, code), "count": count} for code, count in sorted(state.held.items())
        ],
        gone=[
            f"{names.get(g.component, g.component)} ({g.count}): {said[g.how]} {short_moment(g.at)}, "
            f"{persons.get(g.by, '')}"
            for g in state.given
        ],
        sheet=folder.sheet if folder else "",
    )
