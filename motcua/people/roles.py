"""The roles a person can have in a unit; routes and policies name them by these codes."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RECEIVER: Final = "receiver"
COORDINATOR: Final = "coordinator"
HANDLER: Final = "handler"
HEAD: Final = "head"
LEADER: Final = "leader"
CLERK: Final = "clerk"
RETURNER: Final = "returner"
CASHIER: Final = "cashier"
MONITOR: Final = "monitor"
AUDITOR: Final = "auditor"
ADMINISTRATOR: Final = "administrator"
APPLICANT: Final = "applicant"
REGISTRAR: Final = "registrar"

LABELS: "Final[dict[str, StrPromise]]" = {
    RECEIVER: _("Tiếp nhận hồ sơ"),
    COORDINATOR: _("Phân công xử lý"),
    HANDLER: _("Thụ lý hồ sơ"),
    HEAD: _("Phụ trách phòng, trung tâm"),
    LEADER: _("Lãnh đạo ký duyệt"),
    CLERK: _("Văn thư"),
    RETURNER: _("Trả kết quả"),
    CASHIER: _("Thu phí, lệ phí"),
    MONITOR: _("Theo dõi, giám sát"),
    AUDITOR: _("Thanh tra, kiểm tra"),
    ADMINISTRATOR: _("Quản trị hệ thống"),
    APPLICANT: _("Người nộp hồ sơ"),
    REGISTRAR: _("Kiểm soát thủ tục hành chính"),
}

CODES: Final[frozenset[str]] = frozenset(LABELS)
POST_ROLES: Final[frozenset[str]] = CODES - {APPLICANT}
