"""What can happen to units, posts, delegations, absences and competences, as the ledger knows it."""

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType, register

UNIT_FIELDS = (
    "name",
    "kind",
    "level",
    "parent",
    "place",
    "area_code",
    "agency_code",
    "calendar",
    "phone",
    "address",
    "valid_from",
    "valid_to",
    "unverified",
    "note",
)
COMPETENCE_FIELDS = ("field", "level", "unit", "part", "area", "valid_from", "valid_to", "basis", "unverified")
POST_FIELDS = frozenset({"user", "unit", "role", "valid_from", "valid_to"})
DELEGATION_FIELDS = frozenset({"giver", "receiver", "unit", "role"})

TYPES = (
    EntryType(
        "unit.established",
        required=frozenset({"code", *UNIT_FIELDS}),
        sentence=_("{actor} ghi nhận đơn vị {name} ({code})."),
    ),
    EntryType(
        "unit.changed",
        required=frozenset({"code", "changed"}),
        sentence=_("{actor} sửa thông tin của đơn vị {code}."),
    ),
    EntryType(
        "unit.ended",
        required=frozenset({"code", "valid_to"}),
        sentence=_("{actor} ghi nhận đơn vị {code} kết thúc hoạt động hết ngày {valid_to}."),
    ),
    EntryType(
        "reorganisation.recorded",
        required=frozenset({"code", "name", "basis", "last_day", "former"}),
        sentence=_("{actor} ghi nhận việc sắp xếp đơn vị theo {basis}."),
    ),
    EntryType(
        "competence.assigned",
        required=frozenset({"code", *COMPETENCE_FIELDS}),
        sentence=_("{actor} ghi nhận thẩm quyền lĩnh vực {field} của {unit}{part} theo {basis}."),
    ),
    EntryType(
        "competence.changed",
        required=frozenset({"code", "changed"}),
        sentence=_("{actor} sửa thẩm quyền {code}."),
    ),
    EntryType(
        "post.assigned",
        required=POST_FIELDS,
        optional=frozenset({"decision"}),
        sentence=_("{actor} giao {user} vai trò {role} tại {unit} từ ngày {valid_from}."),
    ),
    EntryType(
        "post.ended",
        required=POST_FIELDS - {"valid_from"},
        sentence=_("{actor} cho {user} thôi vai trò {role} tại {unit} hết ngày {valid_to}."),
    ),
    EntryType(
        "delegation.granted",
        required=DELEGATION_FIELDS | {"valid_from", "valid_to", "decision"},
        sentence=_("{giver} ủy quyền cho {receiver} vai trò {role} tại {unit} theo {decision}, hết ngày {valid_to}."),
    ),
    EntryType(
        "delegation.revoked",
        required=DELEGATION_FIELDS,
        sentence=_("{actor} thu hồi việc {giver} ủy quyền cho {receiver} tại {unit}."),
    ),
    EntryType(
        "leave.recorded",
        required=frozenset({"user", "first_day", "last_day"}),
        personal=("kind",),
        sentence=_("{actor} ghi nhận {user} vắng mặt từ {first_day} đến hết {last_day}."),
    ),
    EntryType(
        "leave.cancelled",
        required=frozenset({"user"}),
        sentence=_("{actor} hủy ngày vắng mặt của {user}."),
    ),
    EntryType(
        "second_factor.reset",
        required=frozenset({"user", "unit"}),
        sentence=_("{actor} xóa xác thực hai bước và mã PIN của {user} tại {unit} để cài lại."),
    ),
    EntryType(
        "lock_rule.set",
        required=frozenset({"unit", "minutes"}),
        sentence=_("{actor} đặt máy của {unit} tự khóa sau {minutes} phút không dùng."),
    ),
)


def register_types() -> None:
    """Make the app's entry types known to the ledger."""
    register(*TYPES)
