"""Refuse a dossier in writing (form 03)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop as _

from motcua.core.process.decide import closing as decide
from motcua.core.refusal import Refused
from motcua.documents import numbers
from motcua.dossiers import policies, slips
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor

GROUNDS = {
    "not_competent": _("Không thuộc thẩm quyền giải quyết"),
    "conditions_not_met": _("Không đủ điều kiện theo quy định"),
    "papers_incomplete": _("Hồ sơ không hợp lệ và không bổ sung được"),
    "already_solved": _("Việc đã được giải quyết"),
    "forged": _("Giấy tờ giả mạo hoặc bị tẩy xóa"),
    "not_supplemented": _("Quá thời hạn bổ sung mà không bổ sung"),
}


def refuse(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, ground: str, reason: str) -> Done:
    """Refuse on a listed ground with a reason in words; the dossier keeps its number."""

    def attempt(found: Found) -> Plan:
        policies.can_refuse(actor, found).enforce()
        if ground not in GROUNDS or (ground == "not_supplemented" and not found.now.supplements):
            raise Refused("no_such_ground", "Chưa chọn căn cứ từ chối.", "Chọn một căn cứ trong danh mục.")
        decision = decide.refuse(found.now, at, ground=ground, reason=reason, number="")
        number = slips.take_number(found.now.reception_unit, numbers.REFUSAL, at, found, actor)
        slip = slips.refusal(found, definition_of(found.now), reason, GROUNDS[ground], number, actor, at)
        return Plan(
            with_number(decision, number), lambda seq: [slips.row(found.id, seq, slip, actor)], {"slip": number}
        )

    return change(
        dossier_id,
        action="dossier.refuse",
        actor=actor,
        at=at,
        key=key,
        request={"ground": ground, "reason": reason},
        attempt=attempt,
        numbered=True,
    )
