"""The words of a letter as they were in force at a moment, what may stand in them, and what is wrong with a wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from string import Formatter
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from motcua.core.phrase import Phrase, named
from motcua.core.worktime.facts import Moment
from motcua.notices.letters import LETTERS, SMS_LIMIT, Fact, Letter, Words, Written
from motcua.notices.models.text import TextVersion
from motcua.ui.phrases import say

LANGUAGES: Final = ("vi", "en")
ON_THE_SITE_ONLY: Final = frozenset({"reason", "wanted", "rest", "more"})  # never on a locked screen: title, SMS
_TWICE: Final = frozenset("^{}\\[~]|")  # two characters each in a text message
_IDENTITY: Final = re.compile(r"(?<!\d)\d{12}(?!\d)")
_DAY: Final = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
_CODE: Final = "H37.65.12-261125-0012"
SAMPLES: Final[Mapping[str, Fact]] = {
    "code": _CODE,
    "procedure": "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
    "office": "Trung tâm Phục vụ hành chính công phường Hoàng Văn Thụ",
    "check_by": _DAY,
    "due_at": _DAY,
    "old_due_at": _DAY,
    "new_due_at": _DAY,
    "answer_by": _DAY,
    "returned_at": _DAY,
    "edited_at": _DAY,
    "deleted_at": _DAY,
    "ended_at": _DAY,
    "corrected_at": _DAY,
    "place": "Trung tâm Phục vụ hành chính công phường Hoàng Văn Thụ",
    "bring": "giấy hẹn hoặc căn cước",
    "wanted": "Giấy chứng sinh, Giấy chứng nhận kết hôn",
    "what": "Họ và tên, Số điện thoại",
    "receipt": "Giấy hẹn bạn đang giữ vẫn dùng được.",
    "lines": "Thư điện tử: 3 tin",
    "dossiers": "H37.65.12-261125-0012, H37.65.12-261125-0031",
    "version": 2,
    "decision": "Quyết định 1520/QĐ-UBND",
    "more": "Bạn không phải nộp thêm giấy tờ.",
    "number": "12/TBD",
    "rest": "Không có giấy tờ gốc hay khoản tiền nào phải nhận lại.",
    "reason": "Chưa nhận được kết quả xác minh.",
}


def letter(code: str, at: datetime) -> Letter:
    """Return a letter with the words in force at a moment; ours where the province has none of its own."""
    ours = LETTERS[code]
    version = TextVersion.objects.filter(text__code=code, changed_at__lte=at).order_by("-number").first()
    own = {language: Words(**said) for language, said in version.words.items()} if version else {}
    return replace(ours, own=own) if own else ours


def our_words(code: str, language: str) -> Words:
    """Return the words we give a letter in a language."""
    ours = LETTERS[code]
    with translation.override(language):
        said, texts = ours.words(), [gettext(one) for one in ours.sms]
    fits = (text for text in texts if _length(code, language, text) <= SMS_LIMIT)
    return replace(said, sms=next(fits, texts[-1]))


def samples(code: str) -> dict[str, Fact]:
    """Return a long value for every place of a letter, as the preview and the count of characters use them."""
    url = f"{settings.PUBLIC_URL}/t/{_CODE}"
    known = {**SAMPLES, "url": url, "rating": f"{url}/rating/?k=aB3dE6gH9jK2"}
    return {name: known[name] for name in sorted(LETTERS[code].needs)}


def counted(text: str) -> int:
    """Return how many characters of a text message a plain text takes."""
    return sum(2 if one in _TWICE else 1 for one in text)


def problems(code: str, language: str, words: Words) -> dict[str, Phrase]:
    """Return what is wrong with a wording, by its field; an unknown place is told before a missing one."""
    ours = LETTERS[code]
    must = {"title": set[str](), "body": _places(ours.body), "sms": _places(ours.sms[-1])}
    found: dict[str, Phrase] = {}
    for name in ("title", "body", "sms", "zalo"):
        text = getattr(words, name)
        if name == "zalo" and not text:
            continue
        said = _problem(ours, text, must.get(name, must["body"]), short=name in {"title", "sms"})
        if said is not None:
            found[name] = said
    if "sms" not in found:
        number = _length(code, language, words.sms)
        if number > SMS_LIMIT:
            found["sms"] = Phrase(
                "Tin nhắn dài {number} ký tự khi điền giá trị dài nhất; nhiều nhất {limit}. Hãy viết ngắn lại.",
                number=number,
                limit=SMS_LIMIT,
            )
    return found


def _problem(ours: Letter, text: str, must: set[str], *, short: bool) -> Phrase | None:
    try:
        places, plainly = _places(text), _only_names(text)
    except ValueError:
        return named("Dấu ngoặc nhọn chưa đóng hoặc thừa. Chỗ điền viết như {code}.")
    unknown = sorted(places - ours.needs)
    if unknown or not plainly:
        shown = ", ".join(f"{{{name}}}" for name in unknown) or text[:40]
        return Phrase("Không có chỗ điền {places} trong tin này.", places=shown)
    if short and places & ON_THE_SITE_ONLY:
        shown = ", ".join(f"{{{name}}}" for name in sorted(places & ON_THE_SITE_ONLY))
        return Phrase("{places} không được ghi ở tiêu đề và tin nhắn: người khác nhìn thấy được.", places=shown)
    if must - places:
        shown = ", ".join(f"{{{name}}}" for name in sorted(must - places))
        return Phrase("Còn thiếu {places}: người dân cần biết điều này.", places=shown)
    if _IDENTITY.search(text):
        return named("Không ghi số định danh cá nhân trong lời của tin.")
    return None


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _only_names(text: str) -> bool:
    return all(not spec and not conversion for _, _, spec, conversion in Formatter().parse(text))


def _length(code: str, language: str, text: str) -> int:
    return counted(LETTERS[code].message(text, samples(code), language))


def preview(code: str, language: str, words: Words) -> Written:
    """Return a letter with these words and the sample values, as it would leave."""
    return replace(LETTERS[code], own={language: words}).write(samples(code), language)


def shown(value: Fact) -> str:
    """Return a sample value as a letter says it."""
    return say(Moment.of(value) if isinstance(value, datetime) else value)
