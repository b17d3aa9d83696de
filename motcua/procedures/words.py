"""Words for codes of a definition, as a citizen reads them."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.procedure.fees import Exemption, Fee
from motcua.core.rules import Is
from motcua.core.worktime import Term
from motcua.procedures.ports import Pace
from motcua.ui import formatting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHANNELS: "Final[dict[str, StrPromise]]" = {
    "online": gettext_lazy("Trực tuyến"),
    "direct": gettext_lazy("Trực tiếp tại quầy"),
    "post": gettext_lazy("Qua bưu chính"),
}
ONLINE_LEVELS: "Final[dict[str, StrPromise]]" = {
    "full": gettext_lazy("Trực tuyến toàn trình"),
    "part": gettext_lazy("Trực tuyến một phần"),
    "none": gettext_lazy("Không nhận trực tuyến"),
}
LEVELS: "Final[dict[str, StrPromise]]" = {
    "commune": gettext_lazy("Cấp xã"),
    "province": gettext_lazy("Cấp tỉnh"),
}
KINDS: "Final[dict[str, StrPromise]]" = {
    "declaration": gettext_lazy("tờ khai, mẫu đơn"),
    "e_form": gettext_lazy("mẫu điện tử"),
    "issued_paper": gettext_lazy("giấy tờ đã được cấp"),
    "earlier_result": gettext_lazy("kết quả của thủ tục trước"),
    "text": gettext_lazy("văn bản"),
    "drawing": gettext_lazy("bản vẽ"),
    "shown": gettext_lazy("chỉ xuất trình"),
    "data": gettext_lazy("cơ quan tự tra cứu"),
    "photo": gettext_lazy("ảnh"),
}
NEEDS: "Final[dict[str, StrPromise]]" = {
    "mandatory": gettext_lazy("bắt buộc"),
    "by_case": gettext_lazy("theo trường hợp"),
    "one_of": gettext_lazy("một trong các giấy tờ cùng nhóm"),
    "fallback": gettext_lazy("chỉ khi cơ quan không tra cứu được"),
}
ASKED: "Final[dict[str, StrPromise]]" = {
    "required": gettext_lazy("Cần có"),
    "one_of": gettext_lazy("Một trong các giấy tờ này"),
    "shown": gettext_lazy("Chỉ cho xem, được cầm về"),
    "if_applies": gettext_lazy("Chỉ khi thuộc trường hợp này"),
    "if_lookup_fails": gettext_lazy("Chỉ khi cơ quan không tra cứu được"),
    "looked_up": gettext_lazy("Cơ quan tự tra cứu, bạn không phải nộp"),
}
DUE_AT: "Final[dict[str, StrPromise]]" = {
    "lodging": gettext_lazy("nộp khi nộp hồ sơ"),
    "decision": gettext_lazy("nộp khi có kết quả giải quyết"),
    "return": gettext_lazy("nộp khi nhận kết quả"),
}


PAY_BY: "Final[dict[str, StrPromise]]" = {
    "cash": gettext_lazy("tiền mặt"),
    "transfer": gettext_lazy("chuyển khoản"),
    "online": gettext_lazy("trực tuyến"),
}


def term(given: Term) -> str:
    """Write a term for a citizen; the two parts of a term with a tax in between are added up."""
    if given.then is None:
        return formatting.term(given)
    parts = given.parts
    if len({part.unit for part in parts}) > 1:
        return formatting.term(given)
    whole = Term(sum((part.amount for part in parts), Fraction(0)), given.unit)
    return _("%(whole)s, không tính thời gian bạn nộp thuế (%(first)s, rồi %(second)s sau khi nộp)") % {
        "whole": formatting.term(whole),
        "first": formatting.term(parts[0]),
        "second": formatting.term(parts[1]),
    }


def exemption(given: Exemption) -> str:
    """Write who pays less, and how much less where it is not all."""
    if given.percent == 100:
        return given.words
    return _("%(who)s (giảm %(percent)d%%)") % {"who": given.words, "percent": given.percent}


def terms(cases: tuple[Case, ...]) -> str:
    """Write the terms of all cases in one line: one term, or the shortest and the longest."""
    distinct = list(dict.fromkeys(term(case.term) for case in cases))
    if len(distinct) == 1:
        return distinct[0]
    by_length = sorted(cases, key=lambda case: _length(case.term))
    return _("%(short)s đến %(long)s, tùy trường hợp") % {
        "short": _whole(by_length[0].term),
        "long": _whole(by_length[-1].term),
    }


def _whole(given: Term) -> str:
    return term(given).split(",")[0] if given.then is not None else formatting.term(given)


def _length(given: Term) -> Fraction:
    """Return a rough length in days, only to put terms in order."""
    days = {
        "same_day": Fraction(1),
        "working_hours": Fraction(1, 8),
        "working_days": Fraction(7, 5),
        "days": Fraction(1),
    }
    return sum(((part.amount or 1) * days[part.unit] for part in given.parts), Fraction(0))


def numbers(component: Component) -> str:
    """Write how many papers of each sort are handed in; empty for what nobody hands in."""
    if component.kind in ("data", "e_form", "shown"):
        return ""
    counted = (
        (component.originals, _("%(n)02d bản chính")),
        (component.certified_copies, _("%(n)02d bản sao chứng thực")),
        (component.copies, _("%(n)02d bản sao")),
        (component.photos, _("%(n)02d ảnh")),
    )
    return ", ".join(text % {"n": number} for number, text in counted if number)


def when(definition: ProcedureDefinition, component: Component) -> str:
    """Write the answers for which a paper is asked, where the condition is a plain choice between answers."""
    condition = component.when
    if not isinstance(condition, Is):
        return ""
    names = definition.words()
    options = [names.option(condition.question, value) for value in condition.values]
    if condition.values in (("yes",), ("no",)):
        return f"{names.question(condition.question).rstrip('?')}: {options[0].lower()}"
    return "; ".join(options)


def price(fee: Fee) -> str:
    """Write what a fee costs: an amount, an amount each, free, by the unit, or that it is not known."""
    if fee.tiers:
        return _tiers(fee)
    if fee.amount is None:
        return _("chưa có dữ liệu")
    if fee.amount == 0:
        return _("Không mất tiền")
    amount = formatting.money(fee.amount)
    return _("%(amount)s mỗi %(unit)s") % {"amount": amount, "unit": fee.per} if fee.per else amount


def _tiers(fee: Fee) -> str:
    first, *later = fee.tiers
    unit = fee.per or _("đơn vị")
    told = [_("%(amount)s mỗi %(unit)s") % {"amount": formatting.money(first.amount), "unit": unit}]
    told += [
        _("từ %(unit)s thứ %(from)d: %(amount)s")
        % {"unit": unit, "from": tier.from_unit, "amount": formatting.money(tier.amount)}
        for tier in later
    ]
    if fee.cap is not None:
        told.append(_("nhiều nhất %(cap)s mỗi bản") % {"cap": formatting.money(fee.cap)})
    return "; ".join(told)


def pace(known: Pace | None, place: str = "") -> str:
    """Write how long results really took, at a place or in the province; empty where too little is known."""
    if known is None:
        return ""
    said: dict[str, object] = {"tenths": known.tenths, "place": place}
    if not known.days:
        if place:
            return _("Ở %(place)s 90 ngày qua: %(tenths)s/10 hồ sơ xong trong ngày.") % said
        return _("Trong tỉnh 90 ngày qua: %(tenths)s/10 hồ sơ xong trong ngày.") % said
    said["length"] = formatting.term(Term(Fraction(known.days), "working_days" if known.working else "days"))
    if place:
        return _("Ở %(place)s 90 ngày qua: %(tenths)s/10 hồ sơ xong trong %(length)s.") % said
    return _("Trong tỉnh 90 ngày qua: %(tenths)s/10 hồ sơ xong trong %(length)s.") % said
