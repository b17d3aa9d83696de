"""What can happen in a hall, as the ledger knows it: no name and no telephone number, only codes and times."""

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType, register

PLAN_PUBLISHED = EntryType(
    "queue_plan.published",
    required=frozenset({"code", "version", "digest"}),
    optional=frozenset({"unverified"}),
    sentence=_("{actor} công bố cách sắp hàng chờ {code}, bản {version}."),
)
TICKETS = (
    EntryType(
        "ticket.taken",
        required=frozenset({"unit", "day", "group", "prefix", "number", "priority", "source", "place"}),
        optional=frozenset({"booking"}),
        sentence=_("Phát số {prefix}{number} tại {unit}."),
    ),
    EntryType("ticket.called", required=frozenset({"desk", "calls"}), sentence=_("{actor} gọi số đến quầy {desk}.")),
    EntryType("ticket.missed", required=frozenset({"desk", "calls"}), sentence=_("{actor} ghi vắng mặt.")),
    EntryType(
        "ticket.transferred",
        required=frozenset({"group", "place"}),
        sentence=_("{actor} chuyển số sang nhóm {group}."),
    ),
    EntryType("ticket.requeued", required=frozenset({"place"}), sentence=_("{actor} cho số quay lại hàng.")),
    EntryType(
        "ticket.served",
        required=frozenset({"desk"}),
        optional=frozenset({"dossiers"}),
        sentence=_("{actor} phục vụ xong ở quầy {desk}."),
    ),
    EntryType("ticket.left", sentence=_("Người lấy số bỏ số.")),
    EntryType("ticket.lapsed", sentence=_("Số hết hiệu lực vì hết ngày.")),
)
BOOKINGS = (
    EntryType(
        "booking.made",
        required=frozenset({"unit", "group", "code", "start", "end"}),
        personal=("name", "phone"),
        sentence=_("Đặt lịch {code} vào {start}."),
    ),
    EntryType("booking.changed", required=frozenset({"group", "start", "end"}), sentence=_("Đổi lịch sang {start}.")),
    EntryType("booking.cancelled", sentence=_("Hủy lịch hẹn.")),
    EntryType("booking.arrived", required=frozenset({"ticket"}), sentence=_("Người đặt lịch đã đến.")),
    EntryType("booking.missed", sentence=_("Người đặt lịch không đến.")),
)


def register_types() -> None:
    """Make the entry types known to the ledger."""
    register(PLAN_PUBLISHED, *TICKETS, *BOOKINGS)
