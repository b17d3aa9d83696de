"""What a tracking page says to the person concerned: tasks, reasons of the date, papers, money, rights, evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.phrase import named
from motcua.core.process.states import CLOSED, TABLE, State
from motcua.dossiers import custody, slips
from motcua.dossiers.law import components_of
from motcua.dossiers.models import Dossier, DueDate, LateEntry, Payment, Slip
from motcua.dossiers.offices import office
from motcua.dossiers.tracking import definition
from motcua.ledger import read as ledger
from motcua.ui.formatting import moment, money
from motcua.ui.phrases import say
from motcua.worktime import explaining

SLIP_WORDS = {
    "receipt": gettext_lazy("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement-request": gettext_lazy("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": gettext_lazy("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    "apology": gettext_lazy("Văn bản xin lỗi và hẹn lại ngày trả"),
    "stop": gettext_lazy("Thông báo dừng giải quyết hồ sơ"),
    "fee-receipt": gettext_lazy("Biên lai thu phí, lệ phí"),
    "refund": gettext_lazy("Phiếu hoàn phí, lệ phí"),
}
SAID = {
    "paid": gettext_lazy("Đã nộp %(amount)s lúc %(when)s%(receipt)s."),
    "refunded": gettext_lazy("Đã được hoàn %(amount)s lúc %(when)s%(receipt)s."),
}
HOW = {
    "file": gettext_lazy("bản điện tử"),
    "paper": gettext_lazy("bản giấy"),
    "reused": gettext_lazy("dùng lại kết quả đã có"),
    "looked_up": gettext_lazy("cơ quan đã tra cứu"),
}
SHOWN_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper asked for: its component, its name and what is wrong with it."""

    component: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """Everything of a dossier that only the person concerned sees, in the order of the page."""

    wanted: list[Wanted]
    why: str
    trace: list[explaining.Told]
    papers: list[dict[str, Any]]
    originals: list[str]
    slips: list[dict[str, Any]]
    money: list[str]
    result: str
    refusal: str
    originals_at: str = ""
    entries: list[ledger.Entry] = field(default_factory=list)
    total: int = 0


def particulars(dossier: Dossier) -> Particulars:
    """Collect what the page needs, one query for each kind of row."""
    issued = list(Slip.objects.filter(dossier_id=dossier.pk).exclude(kind="control-slip").order_by("issued_at", "pk"))
    date = DueDate.objects.filter(dossier_id=dossier.pk).order_by("-seq").first()
    trace = date.trace if date else {}
    entries = ledger.stream(f"{Dossier.stream_prefix}:{dossier.pk}")
    given = slips.papers_of(dossier.pk)
    held, place = custody.whereabouts(dossier)
    return Particulars(
        wanted=wanted(dossier) if dossier.state == State.WITH_APPLICANT.value else [],
        why=explaining.stored_why(trace),
        trace=explaining.stored_lines(trace),
        papers=_papers(dossier, given),
        originals=_originals(dossier, held),
        originals_at=place,
        slips=[_slip(dossier, slip) for slip in issued],
        money=_money(dossier),
        result=_result(dossier, entries),
        refusal=say(named(next((slip.data.get("reason", "") for slip in issued if slip.kind == "refusal"), ""))),
        entries=entries[-SHOWN_ENTRIES:][::-1],
        total=len(entries),
    )


def wanted(dossier: Dossier) -> list[Wanted]:
    """Return the papers of the open supplement request with the reason for each."""
    request = slips.open_request(dossier.pk)
    if request is None:
        return []
    names = _names(dossier)
    return [Wanted(code, names[code], request.reasons.get(code, "")) for code in request.items]


def _names(dossier: Dossier) -> dict[str, str]:
    return {code: component.name for code, component in components_of(dossier.pk, dossier).items()}


def may(dossier: Dossier, verb: str) -> bool:
    """Tell whether the law allows a verb now; before reception one withdraws, afterwards one stops."""
    wrong_side = {"withdraw": dossier.received_at is not None, "stop": dossier.received_at is None}
    return State(dossier.state) in TABLE[verb].sources and not wrong_side.get(verb, False)


def _papers(dossier: Dossier, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = _names(dossier)
    return [
        {
            "name": names.get(paper["component"], paper["component"]),
            "how": str(HOW.get(paper["kind"], "")),
            "note": paper["note"],
            "files": paper["files"],
        }
        for paper in given
    ]


def _originals(dossier: Dossier, held: dict[str, int]) -> list[str]:
    """Return what the office still holds of the person's own papers; a dossier that ended owes them all the same."""
    names = _names(dossier)
    return [
        _("%(name)s: %(n)d bản chính") % {"name": names.get(code, code), "n": count}
        for code, count in sorted(held.items())
    ]


def _slip(dossier: Dossier, slip: Slip) -> dict[str, Any]:
    return {
        "title": SLIP_WORDS.get(slip.kind, slip.kind),
        "number": slip.number,
        "issued_at": slip.issued_at,
        "href": reverse("dossiers:slip", args=[dossier.pk, slip.kind]) if slip.kind in SLIP_WORDS else "",
    }


def _money(dossier: Dossier) -> list[str]:
    if dossier.fee_due is None:
        return [_("Mức thu của trường hợp này chưa có dữ liệu. Hãy hỏi tại quầy trước khi nộp tiền và nhận biên lai.")]
    if not dossier.fee_due and not dossier.fee_paid:
        return [_("Bạn được miễn khoản phải nộp.") if dossier.relief else _("Bạn không phải trả khoản nào.")]
    told = [_("Phí, lệ phí phải nộp: %(amount)s.") % {"amount": money(dossier.fee_due)}]
    for paid in Payment.objects.filter(dossier_id=dossier.pk, kind__in=SAID).order_by("seq"):
        receipt = _(", biên lai %(number)s") % {"number": paid.receipt} if paid.receipt else ""
        facts = {"amount": money(paid.amount), "when": moment(paid.paid_at), "receipt": receipt}
        told.append(SAID[paid.kind] % facts)
    owed = dossier.fee_due - dossier.fee_paid
    if owed > 0 and State(dossier.state) not in CLOSED:
        told.append(_("Còn phải nộp %(amount)s tại quầy.") % {"amount": money(owed)})
    return [*told, _("Ngoài khoản này không phải trả gì thêm.")]


def _result(dossier: Dossier, entries: list[ledger.Entry]) -> str:
    decided = next((entry for entry in reversed(entries) if entry.type == "dossier.decided"), None)
    if decided is None:
        return ""
    own = definition(dossier)
    names = "; ".join(result.name for result in own.results) or _("Kết quả")
    if dossier.outcome == "rejected":
        names = _("Văn bản không chấp thuận")
    number = decided.payload.get("number", "")
    return _("%(what)s, số %(number)s") % {"what": names, "number": number} if number else names


def lines(entries: list[ledger.Entry], at: datetime) -> list[dict[str, Any]]:
    """Return the last entries of the ledger as a person can compare them: number, time, and the hash in hexadecimal."""
    return [
        {
            "seq": entry.seq,
            "at": entry.at,
            "recorded_at": entry.recorded_at,
            "hash": entry.hash.hex(),
            "late": entry.late,
        }
        for entry in entries
    ]


def reception(dossier: Dossier, at: datetime) -> Any:
    """Return the office to ask."""
    return office(dossier.reception_unit, at)


def named_files(dossier_id: UUID) -> dict[str, str]:
    """Return the files of a dossier's papers with the name to show for each."""
    dossier = Dossier.objects.get(pk=dossier_id)
    names = _names(dossier)
    found: dict[str, str] = {}
    for component, hashes in dossier.papers.order_by("seq", "pk").values_list("component", "files"):
        for number, sha in enumerate(hashes, 1):
            found[sha] = f"{names.get(component, component)} {number}"
    late = LateEntry.objects.filter(dossier_id=dossier_id).exclude(photo="")
    for photo in late.values_list("photo", flat=True):
        found[photo] = _("Ảnh phiếu giấy")
    return found
