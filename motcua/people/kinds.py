"""Kinds and levels of units, by the codes that data and ledger use."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: "Final[dict[str, StrPromise]]" = {
    "province": _("Ủy ban nhân dân tỉnh"),
    "department": _("Sở, ban, ngành"),
    "office": _("Văn phòng"),
    "centre": _("Trung tâm Phục vụ hành chính công"),
    "division": _("Phòng, bộ phận"),
    "branch": _("Chi nhánh"),
    "outside": _("Cơ quan phối hợp"),
    "commune": _("Ủy ban nhân dân cấp xã"),
}
LEVELS: "Final[dict[str, StrPromise]]" = {"province": _("Cấp tỉnh"), "commune": _("Cấp xã")}
