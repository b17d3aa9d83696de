"""The files of a dossier's papers, checked against the dossier before a byte is sent."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.dossiers.particulars import named_files
from motcua.dossiers.web.citizen.uploading import stored
from motcua.dossiers.web.seeing import seen
from motcua.people.middleware import ActedRequest


@require_safe
def file(request: ActedRequest, dossier_id: UUID, sha256: str) -> HttpResponseBase:
    """Show one file to the applicant or to an official who may see the dossier; the last digits are not enough."""
    if request.actor.kind == "visitor":
        raise Refused(
            "not_found", _("Không có tệp này, hoặc bạn không được xem."), _("Đăng nhập để xem giấy tờ đã gửi.")
        )
    dossier = seen(request, dossier_id, "papers")
    return stored(request, named_files(dossier.pk), sha256)
