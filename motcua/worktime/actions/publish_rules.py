"""Publish a version of a rule set of the legal clock."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from motcua.core.phrase import Phrase
from motcua.core.worktime.calendar_data import as_date
from motcua.core.worktime.problems import refuse_if_any
from motcua.core.worktime.rules import check_rules
from motcua.ledger.commit import Insert, NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.worktime import events, policies
from motcua.worktime.actions.publish_calendar import verified_enough
from motcua.worktime.models import RulesVersion, StoredRules
from motcua.worktime.plain import digest, plain, text_of


def publish_rules(definition: Mapping[str, Any], *, actor: Actor, at: datetime) -> int:
    """Publish the next version of a rule set and return its number; the same content again changes nothing.

    Raises ``Refused``: ``bad_definition`` with every problem, ``unverified_definition`` outside a demonstration.
    """
    data = plain(definition)
    policies.can_publish_rules(actor).enforce()
    refuse_if_any(check_rules(data), Phrase("Bộ quy tắc {code}", code=str(data.get("id", ""))))
    if data.get("unverified"):
        verified_enough(data["id"])
    return retrying(lambda: _publish_once(data, actor, at))


def _publish_once(data: dict[str, Any], actor: Actor, at: datetime) -> int:
    code, text = data["id"], text_of(data)
    row = StoredRules.objects.filter(code=code).first()
    valid_from = as_date(data["valid_from"]) or date.min
    valid_to = as_date(data["valid_to"]) if data.get("valid_to") else None
    if row is not None:
        same_start = row.versions.filter(valid_from=valid_from).order_by("-number").first()
        if same_start is not None and bytes(same_start.digest) == digest(text):
            return same_start.number
    number = row.last_number + 1 if row else 1
    pk = row.id if row else uuid4()
    columns = {"name": data["name"], "last_number": number}
    subject = (
        Subject.of(row, **columns) if row else Subject(StoredRules, pk, columns={"code": code, **columns}, name=code)
    )
    payload: dict[str, Any] = {
        "code": code,
        "version": number,
        "digest": digest(text).hex(),
        "valid_from": data["valid_from"],
    }
    if valid_to is not None:
        payload["valid_to"] = valid_to.isoformat()
    if data.get("unverified"):
        payload["unverified"] = True
    values = {
        "id": uuid4(),
        "rules_id": pk,
        "number": number,
        "definition": text,
        "digest": digest(text),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "published_at": at,
    }
    entry = NewEntry(events.RULES_PUBLISHED.name, payload)
    commit(subject, [entry], actor=actor.id, at=at, children=[Insert(RulesVersion, values)])
    return number
