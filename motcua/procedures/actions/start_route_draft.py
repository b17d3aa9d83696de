"""Beginning the next version of a route: from nothing, from its last version, or from a file that was read."""

import re
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from motcua.core.procedure.canonical import digest
from motcua.core.process.table import Table
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_recipes, policies, route_drafts
from motcua.procedures.events.route_drafts import DRAFT_STARTED
from motcua.procedures.models import Route, RouteDraft
from motcua.procedures.models.route_drafts import OPEN
from motcua.procedures.recording import record

BegunFrom = Literal["blank", "version", "annex", "file"]
CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])", re.ASCII)
TAKEN_BY_PAGES = frozenset({"new", "import"})


def start_route_draft(
    table: Table, begun_from: BegunFrom, *, actor: Actor, at: datetime, key: Key | None = None
) -> route_drafts.Opened:
    """Begin a draft of the route that the table names; where one is open already, it is refused with where it is."""
    policies.can_draft_routes(actor).enforce()
    if not CODE.fullmatch(table.code) or table.code in TAKEN_BY_PAGES:
        raise Refused(
            "bad_route_code",
            _("Mã quy trình “%(code)s” chưa đúng.") % {"code": table.code[:60]},
            _("Dùng chữ thường không dấu, số và gạch ngang, ví dụ: cap-phep-xay-dung."),
        )

    def attempt() -> None:
        if RouteDraft.objects.filter(code=table.code, state=OPEN).exists():
            raise Refused(
                "draft_open",
                _("Quy trình %(code)s đã có bản nháp đang viết.") % {"code": table.code},
                _("Mở bản nháp đó để viết tiếp, hoặc bỏ nó trước khi bắt đầu bản khác."),
            )
        based_on = Route.objects.filter(code=table.code).values_list("last_number", flat=True).first() or 0
        text = route_drafts.to_text(table)
        told = {
            "code": table.code,
            "begun_from": begun_from,
            "based_on": based_on,
            "revision": 1,
            "digest": digest(text).hex(),
            "steps": len(table.rows),
        }
        entry = NewEntry(DRAFT_STARTED.name, told)
        record(draft_recipes.ROUTE_DRAFTS, None, [entry], actor=actor.id, at=at, key=key, aside={"text": text})

    once(key, actor.id, attempt, lambda _first: None)
    opened = route_drafts.find_open(table.code)
    if opened is None:  # begun before with this key, and ended since
        raise Refused("draft_closed", _("Bản nháp của quy trình %(code)s không còn mở.") % {"code": table.code})
    return opened
