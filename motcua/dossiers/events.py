"""The event types of a dossier: which fields are in the ledger, which content is personal, how each reads aloud."""

from motcua.dossiers.mandates import SAID
from motcua.ledger.registry import EntryType, register

PLACES = {
    "code",
    "procedure",
    "procedure_version",
    "case",
    "level",
    "channel",
    "online",
    "reception_unit",
    "competent_unit",
    "return_unit",
    "components",
    "fee_due",
}
STEP = {"step", "step_kind", "step_unit", "step_role", "step_due"}
DATES = {"due", "step_due"}
# from which version to which, what the new one gives, and why; "asked" are the papers that it requires besides
CARRIED = {
    "from_version",
    "from_case",
    "from_route",
    "procedure_version",
    "case",
    "route",
    "term",
    "rules",
    "basis",
} | {
    "fee_was",
    "fee_due",
    "required",
    "asked",
    "ground",
    "legal_basis",
    "continued",
    "assignee",
}
PERSON = ("applicant", "answers", "papers")
SLIP = "slip"  # the digest of the slip that was issued with the entry


def _type(
    verb: str, required: set[str], sentence: str, *, personal: tuple[str, ...] = (), optional: set[str] | None = None
) -> EntryType:
    return EntryType(
        name=f"dossier.{verb}",
        version=1,
        required=frozenset(required),
        optional=frozenset(optional or ()),
        personal=personal,
        sentence=sentence,
    )


TYPES = (
    _type(
        "submitted",
        {*PLACES, "check_by"},
        "{actor} nộp hồ sơ {code}.",
        personal=PERSON,
        optional={"after_refusal", "databases", "helped", "mandate"},
    ),
    _type(
        "received",
        {*PLACES, *STEP, "term", "rules", "basis", "route", "due"},
        "{actor} tiếp nhận hồ sơ {code}, hẹn trả {due}.",
        personal=(*PERSON, SLIP, "late_photo", "late_reason"),
        optional={
            "after_refusal",
            "assignee",
            "databases",
            "express",
            "helped",
            "late",
            "mandate",
            "left",
            "originals",
            "ticket",
            "ticket_at",
        },
    ),
    _type(
        "supplement_asked",
        {"count", "items", "stage", "answer_by", "number"},
        "{actor} yêu cầu bổ sung (phiếu {number}), trả lời trước {answer_by}.",
        personal=("reasons", SLIP),
        optional={"again_by", "due"},
    ),
    _type(
        "supplement_answered",
        {"count", "items"},
        "{actor} bổ sung giấy tờ.",
        personal=PERSON,
        optional={"check_by", "clock", "folder", "left", "originals", *DATES},
    ),
    _type("refused", {"ground", "number"}, "{actor} từ chối hồ sơ (phiếu {number}).", personal=("reason", SLIP)),
    _type("claimed", {"step", "assignee"}, "{actor} giao bước {step} cho {assignee}."),
    _type(
        "routed",
        {"from", "outcome", *STEP},
        "{actor} chuyển từ bước {from} sang bước {step}.",
        personal=("note",),
        optional={"back", "assignee"},
    ),
    _type(
        "consultation_asked",
        {"consultation_code", "unit", "answer_by", "silence"},
        "{actor} lấy ý kiến {unit}, trả lời trước {answer_by}.",
        personal=("question",),
    ),
    _type(
        "consultation_answered",
        {"consultation", "unit", "verdict", "late"},
        "{actor} trả lời ý kiến.",
        personal=("text",),
    ),
    _type("suspended", {"ground", "paper", "due"}, "{actor} tạm dừng tính thời hạn."),
    _type("resumed", {"ground", *DATES}, "{actor} tính tiếp thời hạn, hẹn trả {due}."),
    _type("verification_added", {"ground", "term", *DATES}, "{actor} thêm thời gian xác minh, hẹn trả {due}."),
    _type(
        "extended",
        {"count", "ground", "term", "was", "number", *DATES},
        "{actor} xin lỗi (văn bản {number}), hẹn lại {due}.",
        personal=("reason", SLIP),
    ),
    _type(
        "paid",
        {"amount", "online", "method", "receipt"},
        "{actor} ghi nhận {amount} đồng.",
        personal=(SLIP,),
        optional={"unit", "lines"},
    ),
    _type(
        "exempted",
        {"exemption", "fee_due", "remitted"},
        "{actor} ghi miễn, giảm phí.",
        personal=("reason",),
        optional={"unit"},
    ),
    _type(
        "refunded",
        {"amount", "method", "receipt", "number", "ground", "unit", "lines"},
        "{actor} hoàn {amount} đồng (phiếu {number}).",
        personal=("reason", SLIP),
    ),
    _type(
        "decided",
        {"outcome", "electronic", "number"},
        "{actor} quyết định (số {number}).",
        personal=("reason",),
        optional={"signer"},
    ),
    _type(
        "numbered",
        {"number", "sealed"},
        "{actor} cấp số {number}, đóng dấu.",
        optional={"agency", "series", "year"},
    ),
    _type(
        "returned",
        {"way"},
        "{actor} trả kết quả.",
        personal=("to",),
        optional={"fee", "exemption", "by", "shown"},
    ),
    _type("stopped", {"ground", "way", "number"}, "{actor} dừng giải quyết theo yêu cầu.", personal=("reason", SLIP)),
    _type("withdrawn", {"ground"}, "{actor} rút hồ sơ.", personal=("reason",)),
    _type(
        "recalled",
        {*STEP, "from", "step_seq", "step_since", "assignee", "state"},
        "{actor} thu hồi bước {from}, về bước {step}.",
    ),
    _type("checked", {"step", "found"}, "{actor} đánh dấu giấy tờ đã kiểm tra."),
    _type(
        "corrected",
        {"fields", "ground"},
        "{actor} sửa thông tin hồ sơ sau tiếp nhận.",
        personal=("was", "now", "reason", SLIP),
        optional={"number", "copy"},
    ),
    _type("annulled", {"ground"}, "{actor} hủy tiếp nhận.", personal=("reason",)),
    _type(
        "rated",
        {"score"},
        "{actor} đánh giá {score}/5.",
        personal=("remark",),
        optional={"visits", "extra_papers", "extra_money"},
    ),
    _type(
        "carried",
        {*CARRIED, *STEP, "from", "was", "due"},
        "{actor} chuyển hồ sơ sang bản mới của thủ tục, hẹn trả {due}.",
        personal=("reason",),
    ),
    _type("due_changed", {"cause", "was", "basis", *DATES}, "Ngày hẹn được tính lại: {due}."),
)

CUSTODY = (
    _type("folder_sent", {"sheet", "unit", "to_unit"}, "{actor} giao túi hồ sơ cho {to_unit}, chờ bên nhận xác nhận."),
    _type("folder_taken", {"sheet", "unit", "assignee"}, "{assignee} nhận túi hồ sơ tại {unit}."),
    _type("folder_missing", {"sheet", "unit", "assignee"}, "Túi hồ sơ không giao được, vẫn ở {assignee} tại {unit}."),
    _type("originals_taken", {"originals", "left"}, "{actor} nhận giấy gốc để giữ.", optional={"folder"}),
    _type("originals_returned", {"originals", "left", "by", "shown"}, "{actor} trả lại giấy gốc.", personal=("to",)),
    _type("originals_kept", {"originals", "left"}, "{actor} ghi giấy gốc lưu theo hồ sơ, không trả lại."),
    EntryType(
        name="handover.made",
        version=1,
        required=frozenset({"number", "unit", "to_unit", "size"}),
        sentence="{actor} lập biên bản bàn giao {number}.",
    ),
    EntryType(
        name="handover.answered",
        version=1,
        required=frozenset({"outcome", "receiver", "taken", "missing", "on_paper"}),
        sentence="{actor} trả lời biên bản bàn giao.",
    ),
)

TILL = EntryType(
    name="till.closed",
    version=1,
    required=frozenset({"unit", "cashier", "day", "turn", "counted", "difference", "notes", "sums"}),
    optional=frozenset(),
    personal=("reason",),
    sentence="{actor} chốt sổ quỹ ngày {day} tại {unit}.",
)

MANDATES = (
    EntryType(
        name="mandate.recorded",
        version=1,
        required=frozenset({"unit", "since", "until"}),
        optional=frozenset(),
        personal=SAID,
        sentence="{actor} ghi ủy quyền lâu dài tại {unit}, đến hết {until}.",
    ),
    EntryType(
        name="mandate.revoked",
        version=1,
        required=frozenset({"unit"}),
        optional=frozenset(),
        personal=(),
        sentence="{actor} ghi việc thôi ủy quyền tại {unit}.",
    ),
)


GUARDS = (
    EntryType(
        name="demand.blocked",
        version=1,
        required=frozenset({"dossier", "procedure", "unit", "rule"}),
        sentence="{actor} yêu cầu điều quy định không cho, bị hệ thống chặn.",
    ),
    EntryType(
        name="report.filed",
        version=1,
        required=frozenset({"dossier", "procedure", "unit", "kind", "answer_by"}),
        personal=("text",),
        sentence="{actor} phản ánh việc giải quyết hồ sơ, trả lời trước {answer_by}.",
    ),
    EntryType(
        name="report.answered",
        version=1,
        required=frozenset({"dossier", "unit", "outcome"}),
        personal=("answer",),
        sentence="{actor} trả lời phản ánh.",
    ),
    EntryType(
        name="sign.noted",
        version=1,
        required=frozenset({"code", "subject", "verdict"}),
        personal=("text",),
        sentence="{actor} đã xem một dấu hiệu bất thường và ghi kết luận.",
    ),
)


def register_types() -> None:
    """Make the ledger know every event of a dossier, of a till, of a mandate, of guards and of signs."""
    for entry_type in (*TYPES, *CUSTODY, TILL, *MANDATES, *GUARDS):
        register(entry_type)
