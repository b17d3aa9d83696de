"""The words of signs on screens and in files: what each is called, and what exactly was seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.signs.rules import WORDS
from motcua.core.worktime.term import Term
from motcua.dossiers.models.signs import REPORTS, VERDICTS
from motcua.ui.formatting import money, short_moment, span, term

BLOCKS: Final = {
    "supplement_asked_before": gettext_lazy("yêu cầu bổ sung lần thứ hai"),
    "item_not_listed": gettext_lazy("yêu cầu giấy tờ ngoài danh mục"),
    "law_not_listed": gettext_lazy("dẫn văn bản không có trong sổ hoặc hết hiệu lực"),
    "no_such_ground": gettext_lazy("từ chối không theo căn cứ trong danh mục"),
}
SENTENCES: Final = {
    "waited": gettext_lazy("Lấy số lúc %(since)s, %(span)s sau mới tiếp nhận."),
    "portal": gettext_lazy("Nộp lúc %(since)s, quá giờ phải kiểm tra %(span)s."),
    "posted": gettext_lazy("Gửi lúc %(since)s, %(span)s sau mới tiếp nhận."),
    "at_once": gettext_lazy("Có quyết định sau khi tiếp nhận %(span)s; thời hạn %(term)s."),
    "rush": gettext_lazy("%(number)s hồ sơ sau giờ đó trên %(of)s hồ sơ trong ngày của một người."),
    "late_supplement": gettext_lazy("Đã qua %(percent)s%% thời hạn."),
    "second_supplement": gettext_lazy("Lần thứ %(number)s."),
    "no_paper": gettext_lazy("Không ghi số văn bản cho dừng."),
    "late_entry": gettext_lazy("Ghi sổ sau việc thật %(span)s."),
    "sent_back": gettext_lazy("Trả lại lần thứ %(number)s."),
    "till": gettext_lazy("Lệch %(money)s, lần chốt %(turn)s ngày %(day)s."),
    "corrected": gettext_lazy("Sửa %(number)s mục."),
}


def name_of(code: str) -> str:
    """Return how a sign is called."""
    return _(WORDS[code].name) if code in WORDS else code


def why_of(code: str) -> str:
    """Return why somebody should look at a sign."""
    return _(WORDS[code].why) if code in WORDS else ""


def verdict_of(code: str) -> str:
    """Return what an auditor concluded, "" where nobody has."""
    return str(VERDICTS.get(code, code))


def explain(code: str, facts: Mapping[str, Any]) -> str:
    """Return in one sentence what was seen; numbers as they were counted then."""
    if code == "blocked":
        return str(BLOCKS.get(str(facts.get("rule")), facts.get("rule", ""))).capitalize()
    if code == "reported":
        return str(REPORTS.get(str(facts.get("kind")), ""))
    if code == "relodged":
        return _("Sau khi bị từ chối, người nộp đã nộp lại.") if "again" in facts else _("Nộp lại sau khi bị từ chối.")
    if code == "before_opinion":
        return _("Ý kiến được hỏi còn chưa trả lời khi có kết quả.")
    sentence = SENTENCES.get(code)
    return str(sentence) % _said(facts) if sentence else ""


def _said(facts: Mapping[str, Any]) -> dict[str, Any]:
    said = {"term": "", "since": "", "span": "", "percent": "", "number": "", "of": "", "turn": "", "day": "", **facts}
    if "minutes" in facts:
        said["span"] = span(timedelta(minutes=int(facts["minutes"])))
    if facts.get("term"):
        said["term"] = term(Term.parse(str(facts["term"])))
    if facts.get("since"):
        said["since"] = short_moment(datetime.fromisoformat(facts["since"]))
    if facts.get("day"):
        said["day"] = f"{datetime.fromisoformat(facts['day']):%d/%m/%Y}"
    said["money"] = money(int(facts["money"])) if "money" in facts else ""
    return said
