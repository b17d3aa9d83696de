"""Vietnamese words for the parts of a definition: what each field is called, what its values say."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.core import rules
from motcua.core.procedure.build import as_data
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.rules import AllOf, AnyOf, Between, Condition, Is, Not, Words
from motcua.core.worktime import Term
from motcua.people.roles import LABELS as ROLES
from motcua.procedures import words
from motcua.procedures.drafting import choices, labels
from motcua.ui import formatting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PUBLISHING: "Final[StrPromise]" = gettext_lazy("Quyết định công bố và các ngày")
# A section of the sheet, or an attribute of an item.
FIELDS: "Final[dict[str, StrPromise]]" = {
    "name": gettext_lazy("Tên"),
    "title": gettext_lazy("Tên thường gọi"),
    "summary": gettext_lazy("Người dân nhận được gì"),
    "field": gettext_lazy("Lĩnh vực"),
    "field_code": gettext_lazy("Mã lĩnh vực"),
    "level": gettext_lazy("Cấp giải quyết"),
    "agency": gettext_lazy("Cơ quan thực hiện"),
    "decided_by": gettext_lazy("Người có thẩm quyền quyết định"),
    "competence": gettext_lazy("Cơ quan có thẩm quyền"),
    "competent_agency": gettext_lazy("Cơ quan có thẩm quyền quyết định"),
    "delegated_to": gettext_lazy("Cơ quan được ủy quyền"),
    "received_at": gettext_lazy("Nơi tiếp nhận"),
    "competences": gettext_lazy("Thẩm quyền theo trường hợp"),
    "sequence": gettext_lazy("Trình tự thực hiện"),
    "channels": gettext_lazy("Cách thức nộp"),
    "sets": gettext_lazy("Số bộ hồ sơ"),
    "components": gettext_lazy("Thành phần hồ sơ"),
    "audience": gettext_lazy("Đối tượng thực hiện"),
    "cases": gettext_lazy("Trường hợp và thời hạn"),
    "results": gettext_lazy("Kết quả"),
    "legal_bases": gettext_lazy("Căn cứ pháp lý"),
    "bases": gettext_lazy("Căn cứ pháp lý"),
    "pages": gettext_lazy("Tờ khai điện tử"),
    "source": gettext_lazy("Nguồn"),
    "questions": gettext_lazy("Câu hỏi chọn trường hợp"),
    "fees": gettext_lazy("Phí, lệ phí"),
    "fee_note": gettext_lazy("Ghi chú về phí"),
    "clock_grounds": gettext_lazy("Lý do dừng, kéo dài thời hạn"),
    "conditions": gettext_lazy("Yêu cầu, điều kiện"),
    "refusals": gettext_lazy("Lý do từ chối"),
    "notes": gettext_lazy("Lưu ý"),
    "who_may_lodge": gettext_lazy("Ai được nộp"),
    "life_events": gettext_lazy("Việc của người dân"),
    "keywords": gettext_lazy("Từ khóa tìm kiếm"),
    "coordinated_with": gettext_lazy("Cơ quan phối hợp"),
    "reception_anywhere": gettext_lazy("Tiếp nhận không phụ thuộc địa giới"),
    "express": gettext_lazy("Giải quyết ngay"),
    "authoritative_system": gettext_lazy("Hệ thống gốc"),
    "ministry": gettext_lazy("Bộ quản lý"),
    "unverified": gettext_lazy("Phần chưa xác minh"),
    "register": gettext_lazy("Danh mục"),
    "forms": gettext_lazy("Mẫu đơn, tờ khai"),
    "term": gettext_lazy("Thời hạn giải quyết"),
    "rule_set": gettext_lazy("Bộ quy tắc tính thời hạn"),
    "route": gettext_lazy("Quy trình nội bộ"),
    "when": gettext_lazy("Áp dụng khi"),
    "same_day": gettext_lazy("Trả trong ngày"),
    "appointments": gettext_lazy("Các lần hẹn"),
    "term_note": gettext_lazy("Ghi chú về thời hạn"),
    "national_code": gettext_lazy("Mã quốc gia"),
    "valid_from": gettext_lazy("Hiệu lực từ"),
    "valid_to": gettext_lazy("Hiệu lực đến hết"),
    "kind": gettext_lazy("Loại"),
    "need": gettext_lazy("Mức bắt buộc"),
    "originals": gettext_lazy("Số bản chính"),
    "copies": gettext_lazy("Số bản sao"),
    "certified_copies": gettext_lazy("Số bản sao chứng thực"),
    "photos": gettext_lazy("Số ảnh"),
    "group": gettext_lazy("Nhóm giấy tờ thay nhau"),
    "form": gettext_lazy("Mẫu"),
    "form_act": gettext_lazy("Văn bản ban hành mẫu"),
    "replaced_by": gettext_lazy("Dữ liệu thay giấy tờ"),
    "help": gettext_lazy("Hướng dẫn"),
    "amount": gettext_lazy("Mức thu"),
    "cap": gettext_lazy("Mức thu tối đa một bản"),
    "per": gettext_lazy("Tính theo"),
    "tiers": gettext_lazy("Các bậc thu"),
    "waived_when": gettext_lazy("Miễn khi"),
    "waived_for": gettext_lazy("Đối tượng được miễn"),
    "exemptions": gettext_lazy("Miễn, giảm"),
    "pay_by": gettext_lazy("Cách nộp tiền"),
    "due_at": gettext_lazy("Nộp tiền khi"),
    "refundable": gettext_lazy("Được hoàn lại"),
    "note": gettext_lazy("Ghi chú"),
    "valid_for": gettext_lazy("Thời hạn của kết quả"),
    "validity": gettext_lazy("Thời hạn của kết quả"),
    "electronic": gettext_lazy("Kết quả điện tử"),
    "act": gettext_lazy("Văn bản"),
    "article": gettext_lazy("Điều, khoản"),
    "text": gettext_lazy("Câu hỏi"),
    "options": gettext_lazy("Phương án"),
    "fields": gettext_lazy("Các ô"),
    "label": gettext_lazy("Tên ô"),
    "required": gettext_lazy("Bắt buộc"),
    "role": gettext_lazy("Trách nhiệm"),
    "unit": gettext_lazy("Đơn vị"),
    "result": gettext_lazy("Kết quả, biểu mẫu"),
}
ITEMS: "Final[dict[str, StrPromise]]" = {
    "components": pgettext_lazy("item", "giấy tờ"),
    "cases": pgettext_lazy("item", "trường hợp"),
    "fees": pgettext_lazy("item", "khoản thu"),
    "results": pgettext_lazy("item", "kết quả"),
    "channels": pgettext_lazy("item", "cách nộp"),
    "questions": pgettext_lazy("item", "câu hỏi"),
    "clock_grounds": pgettext_lazy("item", "lý do"),
    "pages": pgettext_lazy("item", "trang tờ khai"),
    "fields": pgettext_lazy("item", "ô khai"),
    "options": pgettext_lazy("item", "phương án"),
    "appointments": pgettext_lazy("item", "lần hẹn"),
    "legal_bases": pgettext_lazy("item", "căn cứ"),
    "bases": pgettext_lazy("item", "căn cứ"),
    "exemptions": pgettext_lazy("item", "đối tượng miễn, giảm"),
    "forms": pgettext_lazy("item", "mẫu"),
}


def _tables() -> "dict[str, dict[str, StrPromise]]":
    """Return the words of codes by the field's name alone; where two fields share one, those of papers come first."""
    found: dict[str, dict[str, StrPromise]] = {"role": ROLES, "kind": words.KINDS}
    for key, table in choices.WORDS.items():
        name = key.partition(".")[2]
        found[name] = {**table, **found.get(name, {})}
    return found


TABLES: "Final[Mapping[str, Mapping[str, StrPromise]]]" = _tables()


def label(name: str) -> str:
    """Return what a field is called; an unknown name stands for itself."""
    return str(FIELDS.get(name, name))


def noun(name: str) -> str:
    """Return what one item of a list is called."""
    return str(ITEMS.get(name, label(name).lower()))


def called(item: Mapping[str, Any]) -> str:
    """Return the name of an item in plain data: its name, words or number, at last its code."""
    for key in ("name", "title", "label", "text", "words", "act"):
        if item.get(key):
            article = item.get("article") if key == "act" else ""
            return f"{item[key]}, {article}" if article else str(item[key])
    return str(words.CHANNELS.get(item.get("code", ""), item.get("code", "")))


def mark(path: str, document: Mapping[str, Any]) -> str:
    """Return in words what a mark of the unverified stands at: the part, its item, and what of that."""
    part, _dot, rest = path.partition(".")
    said = str(PUBLISHING) if part == "publication" else labels.of(ProcedureDefinition, part)
    if not rest or part == "publication":
        return said
    listed = document.get(part)
    items = [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []
    item = next((i for i in items if rest == i.get("code") or rest.startswith(f"{i.get('code')}.")), None)
    if item is None:
        return f"{said}: {rest}"
    deeper = rest.removeprefix(str(item.get("code"))).lstrip(".")
    name = f"{said}: {called(item)}"
    return f"{name}, {label(deeper).lower()}" if deeper else name


def unverified(definition: ProcedureDefinition) -> list[str]:
    """Return the parts that nobody verified, in words, each once."""
    document = as_data(definition)
    return list(dict.fromkeys(mark(path, document) for path in sorted(definition.unverified)))


def condition(given: Condition, known: Words) -> str:
    """Return a condition in words: "«Bạn xây gì?» là Nhà ở riêng lẻ"."""
    match given:
        case Is(question, values):
            answers = _(" hoặc ").join(known.option(question, value) for value in values)
            return _("“%(question)s” là %(answers)s") % {"question": known.question(question), "answers": answers}
        case Between(question, low, high):
            asked = {"question": known.question(question), "low": low, "high": high}
            if low is None:
                return _("“%(question)s” nhiều nhất %(high)s") % asked
            return (
                _("“%(question)s” từ %(low)s trở lên") if high is None else _("“%(question)s” từ %(low)s đến %(high)s")
            ) % asked
        case AllOf(parts):
            return _(" và ").join(condition(part, known) for part in parts)
        case AnyOf(parts):
            return _(" hoặc ").join(condition(part, known) for part in parts)
        case Not(part):
            return _("không phải: %(condition)s") % {"condition": condition(part, known)}


def value(name: str, data: Any, known: Words, names: Callable[[str, str], str] = lambda _list, code: code) -> str:
    """Return a value of plain data in words; ``names`` gives the name of an item that a code stands for."""
    if name in ("when", "waived_when") and isinstance(data, Mapping):
        return condition(rules.parse(data), known)
    if name == "validity" and isinstance(data, Mapping):
        return f"{data['amount']} {TABLES['unit'][data['unit']]}"
    if isinstance(data, Mapping):
        parts = (
            f"{label(key)}: {value(key, part, known, names)}"
            for key, part in data.items()
            if part not in ("", None, [])
        )
        return "; ".join(parts)
    if isinstance(data, list):
        return ", ".join(value(name, part, known, names) for part in data)
    return _single(name, data, names)


def _single(name: str, data: Any, names: Callable[[str, str], str]) -> str:
    if data is None:
        return _("chưa có dữ liệu") if name == "amount" else _("không tính") if name == "time" else _("không có")
    if isinstance(data, bool):
        return _("Có") if data else _("Không")
    if name in ("amount", "cap") and isinstance(data, int):
        return formatting.money(data)
    if name in ("term", "time", "answer_within") and data:
        return formatting.term(Term.parse(str(data)))
    if name in ("valid_from", "valid_to", "not_before") and data:
        return formatting.day(date.fromisoformat(str(data)))
    if name in TABLES and str(data) in TABLES[name]:
        return str(TABLES[name][str(data)])
    if name in ("components", "fees", "results"):
        return names(name, str(data))
    return str(data) if data != "" else _("để trống")
