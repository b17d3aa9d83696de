"""Reserved numbers printed on blank slips, two copies each: ready in the drawer before the power goes."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.documents import book, policies
from motcua.documents.numbers import RECEIPT, local_day
from motcua.documents.slips.blank import blank_receipt
from motcua.documents.slips.parts import Office
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui.formatting import moment as spoken

MOST: Final = 50


@require_safe
def blank_slips(request: ActedRequest) -> HttpResponse:
    """Print a blank slip in two copies for each reserved receipt number that is left, at most fifty at once."""
    agency = request.GET.get("agency", "")
    known = people.units().filter(code=agency).exists()
    if not request.actor.is_official or not known or not policies.can_use(request.actor, agency).allowed:
        raise Refused("not_found", _("Không có trang này."), _("Phiếu do văn thư giữ sổ và quầy của nơi đó in."))
    unit = people.unit(agency)
    place = people.unit(agency.split(".")[0]).name
    office = Office(
        superior=unit.parent.name if unit.parent else "",
        name=unit.name,
        place=place.removeprefix("Ủy ban nhân dân ").removeprefix("UBND "),
        address=unit.address,
        phone=unit.phone,
    )
    rows = list(book.reserved(agency, RECEIPT)[: MOST + 1])
    if not rows:
        raise Refused(
            "not_found", _("Nơi này không có số dành trước nào."), _("Dành trước một loạt số trong sổ cấp số rồi in.")
        )
    sheets = [blank_receipt(office, row.symbol, spoken(row.at), request.at) for row in rows[:MOST]]
    asked = urlencode({"agency": agency, "series": RECEIPT, "year": local_day(request.at).year})
    context = {
        "sheets": sheets,
        "more": len(rows) > MOST,
        "back": f"{reverse('documents:books')}?{asked}",
    }
    return render(request, "documents/numbers/blank_slips.html", context)
