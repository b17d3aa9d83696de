"""What the counter is told before it confirms an act that ends a dossier, hands it on or takes money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.process.fold import Snapshot
from motcua.people import queries as people
from motcua.ui.formatting import moment as spoken
from motcua.ui.formatting import money


def _refused(now: Snapshot, at: datetime) -> list[str]:
    slip = _("Phiếu từ chối (mẫu 03) được cấp số, ghi căn cứ và lý do dưới đây, gửi người nộp.")
    return [slip, _ends(), *_kept(now)]


def _stopped(now: Snapshot, at: datetime) -> list[str]:
    return [_("Thông báo dừng giải quyết (mẫu 05) được cấp số và gửi người nộp."), _ends(), *_kept(now)]


def _withdrawn(now: Snapshot, at: datetime) -> list[str]:
    return [_ends(), _("Mã hồ sơ vẫn giữ trong sổ. Muốn làm tiếp, người nộp gửi hồ sơ mới.")]


def _annulled(now: Snapshot, at: datetime) -> list[str]:
    return [
        _("Chỉ dùng khi tiếp nhận nhầm và chưa ai làm việc trên hồ sơ."),
        _ends(),
        _("Mã hồ sơ và số giấy tiếp nhận vẫn giữ trong sổ, không cấp lại. Thu hồi giấy hẹn đã đưa người nộp."),
        *_kept(now),
    ]


def _ends() -> str:
    return _("Hồ sơ kết thúc và không mở lại được.")


def _kept(now: Snapshot) -> list[str]:
    """Remind of money that was taken: what the rules give back is refunded from the dossier's page."""
    if not now.fee_paid:
        return []
    return [
        _("Đã thu %(paid)s: khoản được hoàn theo quy định thì làm ở «Hoàn tiền» trên trang hồ sơ.")
        % {"paid": money(now.fee_paid)}
    ]


def _assigned(now: Snapshot, at: datetime) -> list[str]:
    who = people.names([now.assignee])[now.assignee] if now.assignee else ""
    told = [_("Đang giữ bước này: %(who)s.") % {"who": who} if who else _("Chưa ai nhận bước này.")]
    due = [_("Hạn của bước: %(due)s; giao lại không làm hạn dời đi.") % {"due": spoken(now.step_due_at)}]
    return told + (due if now.step_due_at else [])


def _paid(now: Snapshot, at: datetime) -> list[str]:
    if now.fee_due is None:
        taken = _("Đã ghi nhận %(paid)s theo biên lai.") % {"paid": money(now.fee_paid)}
        return [taken] if now.fee_paid else []
    facts = {"due": money(now.fee_due), "paid": money(now.fee_paid), "owed": money(now.fee_due - now.fee_paid)}
    if not now.fee_paid:
        return [_("Phải nộp %(due)s, chưa nộp khoản nào.") % facts]
    return [_("Phải nộp %(due)s, đã nộp %(paid)s, còn %(owed)s.") % facts]


TOLD: dict[str, Callable[[Snapshot, datetime], list[str]]] = {
    "refusal": _refused,
    "stop-notice": _stopped,
    "withdrawal": _withdrawn,
    "annulment": _annulled,
    "assignment": _assigned,
    "payment": _paid,
}
