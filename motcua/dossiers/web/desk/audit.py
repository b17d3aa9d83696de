"""The auditor's page: signs, reports, late entries, corrections, who saw a dossier, the ledger's check, registers."""

from __future__ import annotations

from typing import Any, Final

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import audit, ledger_checks, register
from motcua.dossiers import inspection_pack as pack
from motcua.dossiers.models import Dossier
from motcua.dossiers.sign_list import Wanted
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import remember
from motcua.dossiers.web.desk.signs import address
from motcua.ledger import read as ledger
from motcua.people import access
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.people.roles import AUDITOR

LOOKED_AT: Final = {
    "dossier": gettext_lazy("trang hồ sơ"),
    "papers": gettext_lazy("giấy tờ đã nộp"),
    "receipt": gettext_lazy("giấy tiếp nhận"),
    "report": gettext_lazy("phản ánh"),
    "sign": gettext_lazy("dấu hiệu bất thường"),
    "register": gettext_lazy("danh sách, sổ"),
    "access log": gettext_lazy("nhật ký xem"),
    "pack": gettext_lazy("bộ hồ sơ thanh tra"),
}


@require_safe
@officials_only
def auditing(request: ActedRequest) -> HttpResponse:
    """Show an auditor what to look at first, and by which decision they look; ``?code=`` tells who saw a dossier."""
    actor = request.actor
    if not actor.has(AUDITOR):
        raise Refused("not_found", _("Không có trang này."), _("Trang này dành cho thanh tra."))
    text = request.GET.get("code", "").strip()
    dossier = audit.dossier_of(actor, text) if text else None
    if dossier is not None:
        access.seen(actor, f"{Dossier.stream_prefix}:{dossier.pk}", "access log", request.at)
    remember(request)
    context = {
        "mandates": audit.mandates(actor, request.at),
        "tiles": _tiles(request),
        "text": text,
        "dossier": dossier,
        "looks": [{**row, "what": LOOKED_AT.get(row["what"], row["what"])} for row in audit.looks(dossier)]
        if dossier
        else [],
        "own": [(row.at, LOOKED_AT.get(row.what, row.what), row.subject) for row in audit.own_looks(actor)],
        "check": ledger_checks.last(),
        "position": ledger.last_position(),
        "has_register": bool(register.units(actor)),
    }
    answer = render(request, "dossiers/desk/audit.html", context)
    add_never_cache_headers(answer)
    return answer


def _tiles(request: ActedRequest) -> list[dict[str, Any]]:
    """Return the numbers on top of the page, each with its list."""
    actor, at = request.actor, request.at
    reports, overdue = audit.waiting(actor, at)
    demands, signs = reverse("dossiers:extra_demands"), reverse("dossiers:signs")
    today = local(at).date()

    def of(**sought: Any) -> str:
        return f"{signs}?{address(Wanted(today - audit.QUARTER, today, **sought))}"

    late, corrected = audit.counted(actor, at, code="late_entry"), audit.counted(actor, at, code="corrected")
    unseen, blocked = audit.counted(actor, at, unseen=True), audit.counted(actor, at, code="blocked")
    return [
        {"n": unseen, "words": _("dấu hiệu chưa xem"), "href": of(unseen=True), "kind": ""},
        {"n": reports, "words": _("phản ánh chờ trả lời"), "href": demands, "kind": ""},
        {"n": overdue, "words": _("phản ánh trả lời muộn"), "href": demands, "kind": "late" if overdue else ""},
        {"n": late, "words": _("lần ghi sổ muộn"), "href": of(code="late_entry"), "kind": ""},
        {"n": corrected, "words": _("lần sửa sau tiếp nhận"), "href": of(code="corrected"), "kind": ""},
        {"n": blocked, "words": _("lần đòi ngoài danh mục bị chặn"), "href": of(code="blocked"), "kind": ""},
    ]


@require_POST
@officials_only
def inspection_pack(request: ActedRequest) -> HttpResponseBase:
    """Give slips, entries and papers of the named dossiers as one ZIP with checksums; each is a look that is logged."""
    actor = request.actor
    if not actor.has(AUDITOR):
        raise Refused("not_found", _("Không có trang này."), _("Trang này dành cho thanh tra."))
    typed = request.POST.get("codes", "")[:4000].split()
    found = {code: audit.dossier_of(actor, code) for code in dict.fromkeys(typed)}
    missing = [code for code, dossier in found.items() if dossier is None]
    if missing:
        said = _("Không có hồ sơ %(codes)s trong phạm vi của bạn.") % {"codes": ", ".join(missing)[:300]}
        raise Refused("not_found", said, _("Xem lại mã, mỗi dòng một mã."))
    dossiers = list({dossier.pk: dossier for dossier in found.values() if dossier is not None}.values())
    for dossier in dossiers:
        access.seen(actor, f"{Dossier.stream_prefix}:{dossier.pk}", "pack", request.at)
    held = pack.pack(dossiers, who=people.names([actor.id])[actor.id], at=local(request.at))
    answer = FileResponse(held, as_attachment=True, filename=f"bo-ho-so-thanh-tra-{local(request.at):%Y%m%d-%H%M}.zip")
    add_never_cache_headers(answer)
    return answer
