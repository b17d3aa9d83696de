"""What we write at each moment of a dossier: title, letter and text message, with the facts each one needs.

A letter is our own text with named places; what is put into them is shown as it is. Moments come as aware datetimes.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Formatter

from django.utils import translation

from motcua.ui import formatting

SMS_LIMIT = 160
Fact = str | int | datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter; the text messages are tried in order until one fits into 160 plain characters."""

    code: str
    label: str
    title: str
    body: str
    sms: tuple[str, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The facts named in title, body or text messages."""
        texts = (self.title, self.body, *self.sms)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)

    def write(self, facts: Mapping[str, Fact]) -> "Written":
        """Fill in the facts; a missing one is a mistake of the caller."""
        missing = self.needs - set(facts)
        if missing:
            raise ValueError(f"letter {self.code} needs {', '.join(sorted(missing))}")
        with translation.override("vi"):
            words = {name: _tidy(_long(value)) for name, value in facts.items()}
            short = {name: _tidy(_short(value)) for name, value in facts.items()}
        title = " ".join(self.title.format_map(words).split())
        return Written(title[:300], self.body.format_map(words).strip(), self._text_message(short))

    def _text_message(self, words: Mapping[str, str]) -> str:
        message = ""
        for text in self.sms:
            message = plain(text.format_map(words))
            if len(message) <= SMS_LIMIT:
                break
        return message[:SMS_LIMIT]


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with its facts filled in."""

    title: str
    body: str
    sms: str


def plain(text: str) -> str:
    """Return the text without accents, in the characters of a plain text message."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = (" " if c in "–—" else c for c in bare if not unicodedata.combining(c))
    return " ".join("".join(c if c.isascii() and c.isprintable() else " " for c in kept).split())


def _long(value: Fact) -> str:
    return formatting.moment(value) if isinstance(value, datetime) else str(value)


def _short(value: Fact) -> str:
    return f"{formatting.hour(value)} {formatting.day(value)[:5]}" if isinstance(value, datetime) else str(value)


def _tidy(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text).split())


_CLOSE = "\n\nTheo dõi hồ sơ: {url}\n\n{office}\nThư này được gửi tự động, xin không trả lời."

_ALL = (
    Letter(
        "submitted",
        "Đã nhận đơn",
        "Đã nhận đơn {code}",
        "Chúng tôi đã nhận đơn {code} về thủ tục: {procedure}.\n\n"
        "Cán bộ sẽ kiểm tra và trả lời trước {check_by}. Trong lúc chờ, bạn không phải làm gì thêm." + _CLOSE,
        ("{office}: Da nhan don {code}. Can bo kiem tra truoc {check_by}. {url}", "Da nhan don {code}. {url}"),
    ),
    Letter(
        "received",
        "Đã tiếp nhận",
        "Hồ sơ {code} đã được tiếp nhận",
        "Hồ sơ {code} về thủ tục “{procedure}” đã được tiếp nhận.\n\n"
        "Hẹn trả kết quả: {due_at}.\nNơi trả kết quả: {place}." + _CLOSE,
        (
            "{office}: Ho so {code} DA TIEP NHAN. Hen tra {due_at}. {url}",
            "Ho so {code} DA TIEP NHAN. Hen tra {due_at}. {url}",
        ),
    ),
    Letter(
        "supplement",
        "Cần bổ sung",
        "Hồ sơ {code} cần bổ sung",
        "Hồ sơ {code} về thủ tục “{procedure}” cần bạn bổ sung: {wanted}.\n\n"
        "Đề nghị bổ sung trước {answer_by}; quá hạn này hồ sơ sẽ đóng. "
        "Trong lúc chờ, thời gian không tính cho cơ quan." + _CLOSE,
        (
            "{office}: Ho so {code} CAN BO SUNG truoc {answer_by}. Xem va gui tai {url}",
            "Ho so {code} CAN BO SUNG truoc {answer_by}. {url}",
        ),
    ),
    Letter(
        "refused",
        "Từ chối tiếp nhận",
        "Hồ sơ {code} không được tiếp nhận",
        "Hồ sơ {code} về thủ tục “{procedure}” không được tiếp nhận.\n\nLý do: {reason}\n\n"
        "Phiếu từ chối có trên trang theo dõi hồ sơ." + _CLOSE,
        (
            "{office}: Ho so {code} KHONG DUOC TIEP NHAN. Xem ly do tai {url}",
            "Ho so {code} KHONG DUOC TIEP NHAN. Xem ly do tai {url}",
        ),
    ),
    Letter(
        "apology",
        "Xin lỗi và hẹn lại",
        "Xin lỗi vì hồ sơ {code} chậm trả kết quả",
        "Chúng tôi xin lỗi: hồ sơ {code} về thủ tục “{procedure}” không kịp trả kết quả vào {old_due_at}.\n\n"
        "Lý do: {reason}\n\nNgày hẹn mới: {new_due_at}." + _CLOSE,
        (
            "{office}: Xin loi, ho so {code} cham. Hen lai {new_due_at}. {url}",
            "Xin loi, ho so {code} cham. Hen lai {new_due_at}. {url}",
        ),
    ),
    Letter(
        "rescheduled",
        "Đổi ngày hẹn",
        "Hồ sơ {code} đổi ngày hẹn",
        "Ngày hẹn trả kết quả của hồ sơ {code} về thủ tục “{procedure}” đổi từ {old_due_at} sang {new_due_at}.\n\n"
        "Lý do: {reason}" + _CLOSE,
        (
            "{office}: Ho so {code} DOI NGAY HEN sang {new_due_at}. {url}",
            "Ho so {code} DOI NGAY HEN sang {new_due_at}. {url}",
        ),
    ),
    Letter(
        "ready",
        "Có kết quả",
        "Hồ sơ {code} đã có kết quả",
        "Hồ sơ {code} về thủ tục “{procedure}” đã có kết quả.\n\nNơi nhận: {place}.\nMang theo: {bring}." + _CLOSE,
        (
            "{office}: Ho so {code} DA CO KET QUA. Den {place}, mang {bring}. {url}",
            "Ho so {code} DA CO KET QUA. Noi nhan: xem {url}",
        ),
    ),
    Letter(
        "returned",
        "Đã trả kết quả",
        "Đã trả kết quả hồ sơ {code}",
        "Kết quả hồ sơ {code} về thủ tục “{procedure}” đã được trả lúc {returned_at}.\n\n"
        "Xin dành một phút cho biết bạn có hài lòng không." + _CLOSE,
        ("{office}: Ho so {code} DA TRA KET QUA. Danh gia: {url}", "Ho so {code} DA TRA KET QUA. Danh gia: {url}"),
    ),
)
LETTERS: Mapping[str, Letter] = {letter.code: letter for letter in _ALL}
