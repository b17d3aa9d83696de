"""Enter afterwards what was received on a numbered paper slip while there was no power or line ("nhập bù")."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.core.process.decide.late import Late
from motcua.core.process.events import moment
from motcua.dossiers import lodgement as lodging
from motcua.dossiers import policies
from motcua.dossiers.actions.route import route
from motcua.dossiers.admitting import admission
from motcua.dossiers.change import Done, change
from motcua.dossiers.law import route_of
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.reading import fresh, read
from motcua.people.actor import Actor


def enter_late(lodgement: Lodgement, late: Late, *, actor: Actor, at: datetime, key: str, forward: bool = True) -> Done:
    """Receive at the slip's true time under its reserved number; the clock runs from then, step 1 ends only now.

    Both are one: either the dossier stands with its number used and the folder sent on, or nothing changed.
    """
    policies.can_receive(actor, lodgement.reception()).enforce()
    dossier_id = uuid4()
    late = replace(late, entered_at=at)
    asked = {**late.payload(), **late.content(), "received_at": moment(late.received_at)}
    del asked["entered_at"]
    with transaction.atomic():
        done = change(
            dossier_id,
            action="dossier.enter_late",
            actor=actor,
            at=late.received_at,
            key=key,
            request={**lodgement.request(), "late": asked, "forward": forward},
            attempt=lambda found: admission(found, lodgement, actor, late.received_at, forward=False, late=late),
            start=lambda: fresh(dossier_id, lodging.owner_of(lodgement.person)),
            numbered=True,
        )
        return _sent_on(done, actor, at) if forward else done


def _sent_on(done: Done, actor: Actor, at: datetime) -> Done:
    """Send the folder on at the moment of entering: whoever gets it keeps the whole time of their step."""
    now = read(done.dossier_id).now
    if now.seq != 1:
        return done
    way = route_of(now).first.outcomes[0]
    sent = route(done.dossier_id, actor=actor, at=at, key=None, outcome=way.code)
    return replace(done, state=sent.state, version=sent.version)
