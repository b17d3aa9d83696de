"""Who stands at the counter: read from the card by a scanner or in a photo, or taken from an earlier dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.core import identity_card
from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import qr_reading
from motcua.dossiers import mandates, queries, searching
from motcua.dossiers.entries import PHONE
from motcua.dossiers.models import Applicant, Mandate
from motcua.people import access
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals

MOST_EARLIER: Final = 3
MOST_READ: Final = 40
FILLED = ("name", "national_id", "phone", "address")
PHOTO: Final = "card_photo"


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as posted, with what was read put where it belongs; ``doubts`` and ``problem`` are for the officer.

    ``remembered`` says that the person was not on a card but is known from before.
    """

    data: QueryDict
    changed: bool = False
    doubts: tuple[Phrase, ...] = ()
    problem: str = ""
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A person as an earlier dossier knows them."""

    dossier_id: UUID
    name: str
    national_id: str
    phone: str
    address: str

    @property
    def written(self) -> tuple[str, ...]:
        """How the person stands there, field by field."""
        return self.name, self.national_id, self.phone, self.address


def fill(request: ActedRequest, unit: str) -> Filled:
    """Return the posted form: a scan in the name field, a photo of the card or a chosen earlier dossier fills it."""
    data = request.POST.copy()
    if data.get("earlier"):
        return _chosen(request, data)
    if data.get("use_mandate"):
        return _mandated(request, data, unit)
    text = data.get("person_name", "")
    if request.FILES.get(PHOTO):
        try:
            text = _photographed(request)
        except Refused as refused:
            return Filled(data, changed=True, problem=refusals.sentences(refused))
    elif not identity_card.is_scan(text):
        return Filled(data)
    return _scanned(text, data)


def fill_at_once(request: ActedRequest) -> Filled:
    """Return the posted form of the express lane: a scan fills it, and of whoever came before the number alone."""
    data = request.POST.copy()
    text = data.get("person_name", "")
    if not identity_card.is_scan(text):
        return Filled(data)
    filled = _scanned(text, data)
    if data.get("person_name") or filled.problem:
        return filled
    came = earlier(request, data)
    if came:
        data.update({f"person_{name}": value for name, value in zip(FILLED, came[0].written, strict=True) if value})
    return Filled(data, changed=True, remembered=bool(came))


def _scanned(text: str, data: QueryDict) -> Filled:
    bare = "".join(text.split())
    if bare.isdigit() and len(bare) in (9, 12):
        # The number alone, typed by hand or read from an old card: it belongs into its own field, the name stays open.
        data["person_name"], data["person_national_id"] = "", bare
        return Filled(data, changed=True)
    try:
        card = identity_card.read(text)
    except Refused as refused:
        if identity_card.is_scan(data.get("person_name", "")):
            data["person_name"] = ""
        return Filled(data, changed=True, problem=refusals.sentences(refused))
    data["person_name"], data["person_national_id"] = card.name, card.number
    if card.address:
        data["person_address"] = card.address
    return Filled(data, changed=True, doubts=card.doubts)


def _photographed(request: ActedRequest) -> str:
    """Return the code of an identity card in the photo; whatever else lies beside the card is passed over."""
    photo = request.FILES.get(PHOTO)
    assert isinstance(photo, UploadedFile)
    found = qr_reading.texts(photo, photo.name or "")  # type: ignore[arg-type]
    if not found:
        raise Refused(
            "no_code",
            _("Không thấy mã QR trong ảnh."),
            _("Chụp gần hơn, đủ sáng, không lóa, thẳng mặt thẻ; hoặc gõ họ tên và số định danh."),
        )
    return next((text for text in found if "|" in text), found[0])


def _chosen(request: ActedRequest, data: QueryDict) -> Filled:
    try:
        dossier_id = UUID(data.get("earlier", ""))
    except ValueError:
        raise Refused("not_found", _("Không có hồ sơ này."), _("Chọn lại trong danh sách.")) from None
    for name, value in person_of(request, dossier_id).items():
        data[name] = value
    return Filled(data, changed=True)


def person_of(request: ActedRequest, dossier_id: UUID) -> dict[str, str]:
    """Return the fields of the form as a dossier that the officer may see has them; the look is logged."""
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    return {f"person_{name}": value for name in FILLED if (value := getattr(dossier.applicant, name))}


def _mandated(request: ActedRequest, data: QueryDict, unit: str) -> Filled:
    """Put both persons of a chosen mandate where they belong: whoever gave it asks, whoever holds it hands in."""
    found = next((one for one in _held(request, data, unit) if str(one.pk) == data.get("use_mandate")), None)
    if found is None:
        return Filled(data, changed=True, problem=_("Ủy quyền lâu dài này không còn hiệu lực."))
    access.seen(request.actor, f"mandate:{found.pk}", "mandate", request.at)
    same = found.applicant_id and data.get("person_national_id") == found.applicant_id
    data["person_name"], data["person_national_id"] = found.applicant_name, found.applicant_id
    if not same:
        data["person_phone"], data["person_address"] = "", ""
    data["person_lodged_by"], data["person_lodged_by_id"] = found.name, found.national_id
    data["person_lodged_by_phone"], data["person_lodged_by_paper"] = found.phone, found.paper
    data["mandate"] = str(found.pk)
    return Filled(data, changed=True)


def held(request: ActedRequest, data: QueryDict, unit: str) -> list[Mandate]:
    """Return the mandates that whoever stands at the counter may use there today, unless one is chosen already."""
    if data.get("mandate"):
        return []
    found = _held(request, data, unit)
    for one in found:
        access.seen(request.actor, f"mandate:{one.pk}", "mandate", request.at)
    return found


def _held(request: ActedRequest, data: QueryDict, unit: str) -> list[Mandate]:
    numbers = {"".join(data.get(f"person_{name}", "").split()) for name in ("national_id", "lodged_by_id")}
    today = local(request.at).date()
    return [one for number in sorted(numbers) for one in mandates.of_person(unit, number, today)]


def earlier(request: ActedRequest, data: QueryDict) -> list[Earlier]:
    """Return who came before under the number or telephone given, the newest first, as far as the officer may see."""
    number = "".join(data.get("person_national_id", "").split())
    phone = _phone(data.get("person_phone", ""))
    same = Q()
    if identity_card.NUMBER.fullmatch(number):
        same |= Q(national_id=number)
    if phone:
        units = request.actor.units()
        same |= Q(pk__in=searching.people_like(units, phone).filter(phone=phone).values("pk"))
    if not same:
        return []
    given = tuple(_told(data.get(f"person_{name}", "")) for name in FILLED)
    listed = [one for one in _distinct(request.actor, same) if one.written != given][:MOST_EARLIER]
    for one in listed:
        access.seen(request.actor, f"dossier:{one.dossier_id}", "dossier", request.at)
    return listed


def _distinct(actor: Actor, same: Q) -> list[Earlier]:
    """Return each way in which the person was written once."""
    visible = queries.visible_to(actor).values("pk")
    rows = Applicant.objects.filter(same, pk__in=visible).order_by("-dossier__submitted_at")[:MOST_READ]
    found: dict[tuple[str, ...], Earlier] = {}
    for row in rows:
        one = Earlier(row.pk, row.name, row.national_id, row.phone, row.address)
        found.setdefault(one.written, one)
    return list(found.values())


def _phone(text: str) -> str:
    """Return a telephone as it is kept: 0 and nine or ten figures."""
    found = PHONE.fullmatch("".join(c for c in text if c.isdigit() or c == "+"))
    return f"0{found[1]}" if found else ""


def _told(text: str) -> str:
    return " ".join(text.split())
