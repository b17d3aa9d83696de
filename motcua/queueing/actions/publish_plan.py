"""Publish how a hall is set up."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from motcua.core.phrase import Phrase
from motcua.core.queueing.plan import problems_of
from motcua.core.worktime.problems import refuse_if_any
from motcua.ledger.commit import Insert, NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.queueing import events, policies
from motcua.queueing.models import PlanVersion, StoredPlan
from motcua.queueing.queries import COMMON
from motcua.worktime.plain import digest, plain, text_of


def publish_plan(definition: Mapping[str, Any], *, actor: Actor, at: datetime) -> int:
    """Publish the next version of a hall's plan and return its number; the same content again changes nothing.

    Raises ``Refused("bad_definition")`` with every problem.
    """
    data = plain(definition)
    policies.can_publish_plan(actor, str(data.get("code", ""))).enforce()
    common = {} if data.get("code") == COMMON else _common()
    refuse_if_any(problems_of(data, common), Phrase("Hàng chờ {code}", code=str(data.get("code", ""))))
    return retrying(lambda: _publish_once(data, actor, at))


def _common() -> dict[str, Any]:
    row = PlanVersion.objects.filter(plan__code=COMMON).order_by("-number").first()
    data: dict[str, Any] = json.loads(row.definition) if row else {}
    return data


def _publish_once(data: dict[str, Any], actor: Actor, at: datetime) -> int:
    code, text = data["code"], text_of(data)
    row = StoredPlan.objects.filter(code=code).first()
    latest = row.versions.order_by("-number").first() if row else None
    if row is not None and latest is not None and bytes(latest.digest) == digest(text):
        return row.last_number
    number, pk = (row.last_number + 1, row.id) if row else (1, uuid4())
    columns = {"last_number": number}
    subject = (
        Subject.of(row, **columns) if row else Subject(StoredPlan, pk, columns={"code": code, **columns}, name=code)
    )
    payload: dict[str, Any] = {"code": code, "version": number, "digest": digest(text).hex()}
    if data.get("unverified"):
        payload["unverified"] = True
    values = {
        "id": uuid4(),
        "plan_id": pk,
        "number": number,
        "definition": text,
        "digest": digest(text),
        "published_at": at,
    }
    entry = NewEntry(events.PLAN_PUBLISHED.name, payload)
    commit(subject, [entry], actor=actor.id, at=at, children=[Insert(PlanVersion, values)])
    return number
