"""The words of the codes that a definition knows by heart: kinds of papers, needs, levels, units of validity."""

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.procedures import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHANGES: "Final[dict[str, StrPromise]]" = {
    "new": pgettext_lazy("change of a procedure", "Mới ban hành"),
    "amended": pgettext_lazy("change of a procedure", "Sửa đổi, bổ sung"),
    "replaced": pgettext_lazy("change of a procedure", "Thay thế"),
    "repealed": pgettext_lazy("change of a procedure", "Bãi bỏ"),
}
LEVELS: "Final[dict[str, StrPromise]]" = words.LEVELS
WORDS: "Final[dict[str, dict[str, StrPromise]]]" = {
    "Intent.kind": CHANGES,
    "ProcedureDefinition.level": LEVELS,
    "ProcedureDefinition.register": {"public": _("Công khai"), "internal": _("Nội bộ giữa các cơ quan")},
    "Competence.level": LEVELS,
    "Channel.code": words.CHANNELS,
    "Channel.level": words.ONLINE_LEVELS,
    "Component.kind": words.KINDS,
    "Component.need": words.NEEDS,
    "Component.channels": words.CHANNELS,
    "Fee.channels": words.CHANNELS,
    "Fee.kind": {"fee": _("phí"), "charge": _("lệ phí"), "price": _("giá dịch vụ")},
    "Fee.due_at": words.DUE_AT,
    "Fee.pay_by": words.PAY_BY,
    "ClockGround.kind": {
        "pause": _("tạm dừng"),
        "verification": _("kéo dài để xác minh"),
        "extension": _("gia hạn"),
    },
    "Question.kind": {"choice": _("chọn một phương án"), "yes_no": _("có hoặc không"), "number": _("số")},
    "Validity.unit": {"days": _("ngày"), "months": _("tháng"), "years": _("năm")},
    "FormPage.standard": {"": _("không"), "applicant": _("trang người nộp")},
    "FormField.kind": {
        "text": _("chữ"),
        "name": _("họ tên"),
        "date": _("ngày"),
        "year": _("năm"),
        "choice": _("chọn một"),
        "national_id": _("số định danh"),
        "phone": _("số điện thoại"),
        "email": _("thư điện tử"),
        "number": _("số"),
        "money": _("số tiền"),
        "place": _("địa chỉ"),
        "textarea": _("đoạn văn"),
        "check": _("ô đánh dấu"),
    },
}


def of(cls: Any, name: str, code: str) -> str:
    """Return the words of a code of a field; a code without words stands for itself."""
    return str(WORDS.get(f"{cls.__name__}.{name}", {}).get(code, code))
