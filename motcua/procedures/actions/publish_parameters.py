"""Publishing a version of the parameters of procedure control."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from motcua.core.ledger import canonical_text
from motcua.core.procedure.build import as_data
from motcua.core.procedure.canonical import digest
from motcua.core.procedure.control import AnyParameters, parse_parameters
from motcua.core.refusal import Refused
from motcua.ledger.commit import Insert, Key, NewEntry, Subject, commit, once
from motcua.people.actor import Actor
from motcua.procedures import review_policies
from motcua.procedures.actions.versions import verified_enough
from motcua.procedures.models import Parameters, ParametersVersion


def publish_parameters(data: Mapping[str, Any], *, actor: Actor, at: datetime, key: Key | None = None) -> int:
    """Publish the next version of a set and return its number; what already applies like that changes nothing.

    Raises ``Refused``: ``bad_definition`` with every problem, ``unverified_definition`` outside a demonstration.
    """
    review_policies.can_set_parameters(actor).enforce()
    value, problems = parse_parameters(data)
    if value is None or problems:
        raise Refused(
            "bad_definition",
            _("Chưa công bố được tham số: %(count)d điểm chưa đúng.") % {"count": len(problems)},
            " ".join(f"{path}: {message}" for path, message in problems),
        )
    verified_enough(value.code, value.unverified)
    return once(key, actor.id, lambda: _publish_once(value, actor, at, key), lambda first: int(first["number"]))


def _publish_once(value: AnyParameters, actor: Actor, at: datetime, key: Key | None) -> int:
    text = canonical_text(as_data(value))
    row = Parameters.objects.filter(code=value.code).first()
    if row is not None:
        same_start = row.versions.filter(valid_from=value.valid_from).order_by("-number").first()
        if same_start is not None and same_start.definition == text:
            return same_start.number
    number, pk = (row.last_number + 1, row.pk) if row else (1, uuid4())
    new = {"code": value.code, "last_number": number}
    subject = Subject.of(row, last_number=number) if row else Subject(Parameters, pk, columns=new, name=value.code)
    told = {
        "code": value.code,
        "version": number,
        "digest": digest(text).hex(),
        "valid_from": value.valid_from.isoformat(),
        "unverified": value.unverified,
    }
    values = {
        "id": uuid4(),
        "parameters_id": pk,
        "number": number,
        "definition": text,
        "digest": digest(text),
        "valid_from": value.valid_from,
        "published_at": at,
        "unverified": value.unverified,
    }
    entry = NewEntry("parameters.published", told)
    children, result = [Insert(ParametersVersion, values)], {"number": number}
    commit(subject, [entry], actor=actor.id, at=at, key=key, children=children, result=result)
    return number
