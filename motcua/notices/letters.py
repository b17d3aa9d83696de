"""What we write at each moment of a dossier: title, letter and text message, with the facts each one needs.

A letter is our own text with named places, in Vietnamese and, from the catalogue, in the other languages; what is put
into it is shown as it is. Moments come as aware datetimes.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from string import Formatter
from typing import Any, Final, TypeAlias

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from motcua.core.phrase import Value, marked, to_data
from motcua.core.phrase_data import from_data
from motcua.core.worktime.facts import Moment
from motcua.core.worktime.vietnamese import second_of_day
from motcua.ui.phrases import say

SMS_LIMIT = 160
Fact: TypeAlias = Value | datetime
_OPEN: Final = marked("Mở bản khai: {url}\n\nThư này được gửi tự động, xin không trả lời.")
_LOG: Final = marked("Mở nhật ký gửi tin: {url}")
_WORK: Final = marked("Mở việc của tôi: {url}")
_CLOSE: Final = marked("Theo dõi hồ sơ: {url}\n\n{office}\nThư này được gửi tự động, xin không trả lời.")


@dataclass(frozen=True, slots=True)
class Words:
    """What the province writes itself in one language; ``zalo`` is empty where it is the letter."""

    title: str
    body: str
    sms: str
    zalo: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter; the text messages are tried in order until one fits into 160 plain characters.

    ``own`` are the province's words by language, before ours; our text message still stands behind theirs.
    """

    code: str
    label: str
    title: str
    body: str
    sms: tuple[str, ...]
    close: str = _CLOSE
    own: Mapping[str, Words] = field(default_factory=dict)

    @property
    def needs(self) -> frozenset[str]:
        """The facts named in title, body or text messages."""
        texts = (self.title, self.body, self.close, *self.sms)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)

    def write(self, facts: Mapping[str, Fact], language: str = settings.LANGUAGE_CODE) -> "Written":
        """Fill in the facts; a missing one is a mistake of the caller."""
        missing = self.needs - set(facts)
        if missing:
            raise ValueError(f"letter {self.code} needs {', '.join(sorted(missing))}")
        with translation.override(language):
            words = {name: _tidy(say(_fact(value))) for name, value in facts.items()}
            short = {name: _tidy(_short(_fact(value))) for name, value in facts.items()}
            said, close = self.words(), gettext(self.close)
            title = " ".join(said.title.format_map(words).split())
            body = f"{said.body}\n\n{close}".format_map(words).strip()
            zalo = f"{said.zalo}\n\n{close}".format_map(words).strip() if said.zalo else body
            return Written(title[:300], body, self._text_message(short, said.sms), zalo)

    def words(self) -> Words:
        """Return the templates in the language of the moment: the province's own, else ours."""
        found = self.own.get(translation.get_language() or settings.LANGUAGE_CODE)
        return found or Words(gettext(self.title), gettext(self.body), gettext(self.sms[0]))

    def message(self, text: str, facts: Mapping[str, Fact], language: str) -> str:
        """Return a text message with the facts in it, however long it gets."""
        with translation.override(language):
            return plain(text.format_map({name: _tidy(_short(_fact(value))) for name, value in facts.items()}))

    def _text_message(self, words: Mapping[str, str], first: str) -> str:
        message = ""
        for text in (first, *(gettext(one) for one in self.sms)):
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
    zalo: str


def kept(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Return facts as plain data, from which the letter can be written again in another language."""
    return {name: to_data(_fact(value)) for name, value in facts.items()}


def again(letter: Letter | None, facts: Mapping[str, Any], language: str) -> Written | None:
    """Write a letter of kept facts in another language; None where the letter asks for other facts by now."""
    try:
        return letter.write({name: from_data(value) for name, value in facts.items()}, language) if letter else None
    except ValueError:
        return None


def plain(text: str) -> str:
    """Return the text without accents, in the characters of a plain text message."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = (" " if c in "–—" else c for c in bare if not unicodedata.combining(c))
    return " ".join("".join(c if c.isascii() and c.isprintable() else " " for c in kept).split())


def _fact(value: Fact) -> Value:
    return Moment.of(value) if isinstance(value, datetime) else value


def _short(value: Value) -> str:
    return f"{second_of_day(value.second)} {value.day.day:%d/%m}" if isinstance(value, Moment) else say(value)


def _tidy(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text).split())


_ALL = (
    Letter(
        "submitted",
        marked("Đã nhận đơn"),
        marked("Đã nhận đơn {code}"),
        marked(
            "Chúng tôi đã nhận đơn {code} về thủ tục: {procedure}.\n\n"
            "Cán bộ sẽ kiểm tra và trả lời trước {check_by}. Trong lúc chờ, bạn không phải làm gì thêm."
        ),
        (
            marked("{office}: Da nhan don {code}. Can bo kiem tra truoc {check_by}. {url}"),
            marked("Da nhan don {code}. {url}"),
        ),
    ),
    Letter(
        "received",
        marked("Đã tiếp nhận"),
        marked("Hồ sơ {code} đã được tiếp nhận"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” đã được tiếp nhận.\n\n"
            "Hẹn trả kết quả: {due_at}.\nNơi trả kết quả: {place}."
        ),
        (
            marked("{office}: Ho so {code} DA TIEP NHAN. Hen tra {due_at}. {url}"),
            marked("Ho so {code} DA TIEP NHAN. Hen tra {due_at}. {url}"),
        ),
    ),
    Letter(
        "supplement",
        marked("Cần bổ sung"),
        marked("Hồ sơ {code} cần bổ sung"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” cần bạn bổ sung: {wanted}.\n\n"
            "Đề nghị bổ sung trước {answer_by}; quá hạn này hồ sơ sẽ đóng. "
            "Trong lúc chờ, thời gian không tính cho cơ quan."
        ),
        (
            marked("{office}: Ho so {code} CAN BO SUNG truoc {answer_by}. Xem va gui tai {url}"),
            marked("Ho so {code} CAN BO SUNG truoc {answer_by}. {url}"),
        ),
    ),
    Letter(
        "supplement_ending",
        marked("Sắp hết hạn bổ sung"),
        marked("Hồ sơ {code} sắp hết hạn bổ sung"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” vẫn chờ bạn bổ sung: {wanted}.\n\n"
            "Hạn cuối: {answer_by}. Quá hạn này hồ sơ sẽ đóng và bạn phải nộp lại từ đầu."
        ),
        (
            marked("{office}: Ho so {code} SAP HET HAN BO SUNG: truoc {answer_by}. Gui tai {url}"),
            marked("Ho so {code} SAP HET HAN BO SUNG: truoc {answer_by}. {url}"),
        ),
    ),
    Letter(
        "refused",
        marked("Từ chối tiếp nhận"),
        marked("Hồ sơ {code} không được tiếp nhận"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” không được tiếp nhận.\n\nLý do: {reason}\n\n"
            "Phiếu từ chối có trên trang theo dõi hồ sơ."
        ),
        (
            marked("{office}: Ho so {code} KHONG DUOC TIEP NHAN. Xem ly do tai {url}"),
            marked("Ho so {code} KHONG DUOC TIEP NHAN. Xem ly do tai {url}"),
        ),
    ),
    Letter(
        "apology",
        marked("Xin lỗi và hẹn lại"),
        marked("Xin lỗi vì hồ sơ {code} chậm trả kết quả"),
        marked(
            "Chúng tôi xin lỗi: hồ sơ {code} về thủ tục “{procedure}” không kịp trả kết quả vào {old_due_at}.\n\n"
            "Lý do: {reason}\n\nNgày hẹn mới: {new_due_at}."
        ),
        (
            marked("{office}: Xin loi, ho so {code} cham. Hen lai {new_due_at}. {url}"),
            marked("Xin loi, ho so {code} cham. Hen lai {new_due_at}. {url}"),
        ),
    ),
    Letter(
        "rescheduled",
        marked("Đổi ngày hẹn"),
        marked("Hồ sơ {code} đổi ngày hẹn"),
        marked(
            "Ngày hẹn trả kết quả của hồ sơ {code} về thủ tục “{procedure}” đổi từ {old_due_at} sang {new_due_at}.\n\n"
            "Lý do: {reason}"
        ),
        (
            marked("{office}: Ho so {code} DOI NGAY HEN sang {new_due_at}. {url}"),
            marked("Ho so {code} DOI NGAY HEN sang {new_due_at}. {url}"),
        ),
    ),
    Letter(
        "carried",
        marked("Chuyển sang bản mới của thủ tục"),
        marked("Hồ sơ {code} chuyển sang bản mới của thủ tục"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” từ nay giải quyết theo bản {version} của thủ tục ({decision}).\n\n"
            "Lý do: {reason}\n\nNgày hẹn trả kết quả: {new_due_at}; trước đây là {old_due_at}.\n\n{more}"
        ),
        (
            marked("{office}: Ho so {code} theo BAN MOI cua thu tuc. Hen tra {new_due_at}. {url}"),
            marked("Ho so {code} theo BAN MOI cua thu tuc. Hen tra {new_due_at}. {url}"),
        ),
    ),
    Letter(
        "stopped",
        marked("Đã dừng giải quyết"),
        marked("Hồ sơ {code} đã dừng giải quyết theo yêu cầu"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” đã dừng giải quyết lúc {ended_at} theo yêu cầu của bạn "
            "(thông báo {number}).\n\n{rest}\n\nNếu bạn không yêu cầu dừng, hãy báo ngay cho {office}."
        ),
        (
            marked("{office}: Ho so {code} DA DUNG theo yeu cau. Neu khong phai ban yeu cau, bao ngay. {url}"),
            marked("Ho so {code} DA DUNG theo yeu cau. {url}"),
        ),
    ),
    Letter(
        "withdrawn",
        marked("Đã rút hồ sơ"),
        marked("Đã rút hồ sơ {code}"),
        marked(
            "Hồ sơ {code} về thủ tục “{procedure}” đã được rút lúc {ended_at}, trước khi tiếp nhận, và không "
            "giải quyết tiếp. Muốn làm lại, bạn nộp hồ sơ mới.\n\n{rest}\n\n"
            "Nếu bạn không rút, hãy báo ngay cho {office}."
        ),
        (
            marked("{office}: Ho so {code} DA RUT. Neu khong phai ban rut, bao ngay. {url}"),
            marked("Ho so {code} DA RUT. {url}"),
        ),
    ),
    Letter(
        "annulled",
        marked("Hủy tiếp nhận"),
        marked("Việc tiếp nhận hồ sơ {code} đã bị hủy"),
        marked(
            "Việc tiếp nhận hồ sơ {code} về thủ tục “{procedure}” đã bị hủy lúc {ended_at}; giấy hẹn không còn dùng "
            "được. Chúng tôi xin lỗi về sự nhầm lẫn này.\n\nLý do: {reason}\n\n{rest}"
        ),
        (
            marked("{office}: HUY TIEP NHAN ho so {code}, giay hen khong con dung. Xem {url}"),
            marked("HUY TIEP NHAN ho so {code}. Xem {url}"),
        ),
    ),
    Letter(
        "corrected",
        marked("Sửa thông tin"),
        marked("Thông tin của hồ sơ {code} đã được sửa"),
        marked(
            "Cơ quan đã sửa thông tin của hồ sơ {code} về thủ tục “{procedure}” lúc {corrected_at}: {what}. "
            "{receipt}\n\nNgày hẹn trả không đổi vì việc sửa này. Nếu bạn không đề nghị hoặc thấy sửa chưa đúng, hãy "
            "báo ngay cho {office}."
        ),
        (
            marked("{office}: da SUA THONG TIN ho so {code}: {what}. Xem {url}"),
            marked("Da SUA THONG TIN ho so {code}. Xem {url}"),
        ),
    ),
    Letter(
        "ready",
        marked("Có kết quả"),
        marked("Hồ sơ {code} đã có kết quả"),
        marked("Hồ sơ {code} về thủ tục “{procedure}” đã có kết quả.\n\nNơi nhận: {place}.\nMang theo: {bring}."),
        (
            marked("{office}: Ho so {code} DA CO KET QUA. Den {place}, mang {bring}. {url}"),
            marked("Ho so {code} DA CO KET QUA. Noi nhan: xem {url}"),
        ),
    ),
    Letter(
        "returned",
        marked("Đã trả kết quả"),
        marked("Đã trả kết quả hồ sơ {code}"),
        marked(
            "Kết quả hồ sơ {code} về thủ tục “{procedure}” đã được trả lúc {returned_at}.\n\n"
            "Xin dành một phút cho biết bạn có hài lòng không (3 câu hỏi, không phải đăng nhập): {rating}"
        ),
        (
            marked("{office}: Ho so {code} DA TRA KET QUA. Danh gia: {rating}"),
            marked("Ho so {code} DA TRA KET QUA. Danh gia: {rating}"),
        ),
    ),
    Letter(
        "draft_expiring",
        marked("Bản khai sắp bị xóa"),
        marked("Bản khai “{procedure}” sắp bị xóa"),
        marked(
            "Bạn có bản khai chưa gửi về thủ tục “{procedure}”, sửa lần cuối {edited_at}.\n\n"
            "Nếu không ai sửa nữa, bản khai và các tệp kèm theo sẽ bị xóa từ {deleted_at}. "
            "Muốn giữ lại thì mở bản khai và lưu một trang bất kỳ, hoặc gửi đi."
        ),
        (
            marked("Ban khai {procedure} chua gui se bi xoa tu {deleted_at}. Mo: {url}"),
            marked("Ban khai chua gui cua ban se bi xoa tu {deleted_at}. Mo: {url}"),
        ),
        close=_OPEN,
    ),
    Letter(
        "failures",
        marked("Tin không gửi được"),
        marked("{number} tin không gửi được từ hôm qua"),
        marked("Từ hôm qua có {number} tin không gửi được ({lines}). Xem lý do và gửi lại trên nhật ký gửi tin."),
        (marked("{number} tin khong gui duoc tu hom qua. Xem: {url}"),),
        close=_LOG,
    ),
    Letter(
        "unit_failures",
        marked("Hồ sơ có tin không gửi được"),
        marked("{number} tin của đơn vị không gửi được từ hôm qua"),
        marked(
            "Từ hôm qua {number} tin gửi người nộp hồ sơ của {office} không đi được ({lines}). Hồ sơ: {dossiers}.\n\n"
            "Gọi điện cho người nộp, hoặc mở hồ sơ và gửi lại."
        ),
        (marked("{number} tin cua don vi khong gui duoc tu hom qua. Xem: {url}"),),
        close=_WORK,
    ),
)
INSIDE: Final = frozenset({"failures", "unit_failures"})  # to the office's own people
# Forms 01 to 05, every new due date and what was corrected in a dossier go also where a channel is declined.
LEGAL: Final = frozenset(
    ("received", "supplement", "refused", "apology", "rescheduled", "carried", "stopped", "annulled", "corrected")
)
LETTERS: Mapping[str, Letter] = {letter.code: letter for letter in _ALL}
