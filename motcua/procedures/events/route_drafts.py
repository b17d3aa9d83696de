"""The entry types of drafts of routes: begun, saved, published, dropped; what was written stands in its revisions."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

DRAFT_STARTED: Final = EntryType(
    "route_draft.started",
    required=frozenset({"code", "begun_from", "based_on", "revision", "digest", "steps"}),
    sentence=_("Bắt đầu bản nháp quy trình nội bộ {code}, {steps} bước"),
)
DRAFT_SAVED: Final = EntryType(
    "route_draft.saved",
    required=frozenset({"code", "revision", "digest", "steps", "merged"}),
    sentence=_("Lưu bản nháp quy trình nội bộ {code}, lần sửa {revision}"),
)
DRAFT_PUBLISHED: Final = EntryType(
    "route_draft.published",
    required=frozenset({"code", "revision", "published_number"}),
    sentence=_("Bản nháp quy trình nội bộ {code} được ban hành thành bản {published_number}"),
)
DRAFT_DROPPED: Final = EntryType(
    "route_draft.dropped",
    required=frozenset({"code", "revision"}),
    sentence=_("Bỏ bản nháp quy trình nội bộ {code} sau {revision} lần sửa"),
)
TYPES: Final = (DRAFT_STARTED, DRAFT_SAVED, DRAFT_PUBLISHED, DRAFT_DROPPED)
