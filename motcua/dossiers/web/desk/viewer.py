"""A paper shown inside the officer's page: a picture in a frame of its own, a PDF by the browser's reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.documents.filing import kinds
from motcua.documents.models import StoredFile
from motcua.dossiers.particulars import named_files
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.seeing import seen
from motcua.people.middleware import ActedRequest
from motcua.ui.middleware import framed

POLICY: Final = "default-src 'none'; img-src 'self'; style-src 'self'; frame-ancestors 'self'"


@require_safe
@officials_only
def viewer(request: ActedRequest, dossier_id: UUID, sha256: str) -> HttpResponse:
    """Show one file of a dossier that the officer may see; the look is logged."""
    dossier = seen(request, dossier_id, "papers")
    names, row = named_files(dossier.pk), StoredFile.objects.filter(pk=sha256).first()
    if sha256 not in names:
        raise Refused("not_found", _("Không có tệp này trong hồ sơ."), _("Mở lại trang hồ sơ."))
    if row is None:
        return _framed(request, {"name": names[sha256], "missing": True}, 404)
    address = reverse("dossiers:file", args=[dossier_id, sha256])
    if row.content_type == kinds.PDF and not row.active:
        return redirect(address)
    context = {"name": names[sha256], "file": address, "picture": row.content_type == kinds.JPEG}
    return _framed(request, context, 200)


def _framed(request: ActedRequest, context: Mapping[str, Any], status: int) -> HttpResponse:
    """Answer with a page that may stand in ours and show a picture, and run nothing."""
    response = framed(render(request, "dossiers/desk/_viewer.html", dict(context), status=status))
    response.headers["Content-Security-Policy"] = POLICY
    return response
