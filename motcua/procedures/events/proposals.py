"""The entry types of proposals to simplify; texts, wordings and cost sheets are erasable content."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

WRITTEN: Final = EntryType(
    "proposal.written",
    required=frozenset({"procedure", "procedure_version", "review", "unit", "measure", "acts"}),
    personal=("content", "reason", "roadmap", "changes"),
    sentence=_("Soạn phương án đơn giản hóa thủ tục {procedure}"),
)
COSTED: Final = EntryType(
    "proposal.costed",
    required=frozenset({"one_before", "one_after", "year_before", "year_after", "parameters"}),
    personal=("before", "after"),
    sentence=_("Tính chi phí tuân thủ: trước {year_before} đồng, sau {year_after} đồng một năm"),
)
DECIDED: Final = EntryType(
    "proposal.decided",
    required=frozenset({"adopted", "decision", "decision_date"}),
    personal=("why_not",),
    sentence=_("Quyết định về phương án đơn giản hóa theo {decision}"),
)
STEP_RECORDED: Final = EntryType(
    "proposal.step_recorded",
    required=frozenset({"kind", "day", "reference"}),
    personal=("note",),
    sentence=_("Ghi bước thực hiện phương án: {reference}, ngày {day}"),
)
WITHDRAWN: Final = EntryType("proposal.withdrawn", personal=("why_not",), sentence=_("Rút phương án đơn giản hóa"))
TYPES: Final = (WRITTEN, COSTED, DECIDED, STEP_RECORDED, WITHDRAWN)
