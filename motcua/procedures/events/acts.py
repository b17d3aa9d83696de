"""The entry types of acts and of parameters: what law there is, and by which numbers procedure control reckons."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

ACT = frozenset(
    {"number", "key", "kind", "title", "issuer", "issued_on", "valid_from", "valid_to", "link", "effects"}
)  # fmt: skip
ACT_ENTERED: Final = EntryType("act.entered", required=ACT, sentence=_("Nhập văn bản {number}"))
ACT_CORRECTED: Final = EntryType("act.corrected", required=ACT, sentence=_("Sửa thông tin văn bản {number}"))
PARAMETERS_PUBLISHED: Final = EntryType(
    "parameters.published",
    required=frozenset({"code", "version", "digest", "valid_from", "unverified"}),
    sentence=_("Công bố tham số {code}, bản {version}, áp dụng từ {valid_from}"),
)
TYPES: Final = (ACT_ENTERED, ACT_CORRECTED, PARAMETERS_PUBLISHED)
