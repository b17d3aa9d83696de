"""The roles a person can have in a unit; routes and policies name them by these codes."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import pgettext_lazy

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
    RECEIVER: pgettext_lazy("role", "Tiếp nhận hồ sơ"),
    COORDINATOR: pgettext_lazy("role", "Phân công xử lý"),
    HANDLER: pgettext_lazy("role", "Thụ lý hồ sơ"),
    HEAD: pgettext_lazy("role", "Phụ trách phòng, trung tâm"),
    LEADER: pgettext_lazy("role", "Lãnh đạo ký duyệt"),
    CLERK: pgettext_lazy("role", "Văn thư"),
    RETURNER: pgettext_lazy("role", "Trả kết quả"),
    CASHIER: pgettext_lazy("role", "Thu phí, lệ phí"),
    MONITOR: pgettext_lazy("role", "Theo dõi, giám sát"),
    AUDITOR: pgettext_lazy("role", "Thanh tra, kiểm tra"),
    ADMINISTRATOR: pgettext_lazy("role", "Quản trị hệ thống"),
    APPLICANT: pgettext_lazy("role", "Người nộp hồ sơ"),
    REGISTRAR: pgettext_lazy("role", "Kiểm soát thủ tục hành chính"),
}

CODES: Final[frozenset[str]] = frozenset(LABELS)
POST_ROLES: Final[frozenset[str]] = CODES - {APPLICANT}
