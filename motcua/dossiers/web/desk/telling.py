"""Tell once more: a message of a dossier that did not leave is sent again from the dossier's page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.web.desk.access import officials_only
from motcua.notices import actions
from motcua.people.middleware import ActedRequest


@require_POST
@officials_only
def retell(request: ActedRequest, dossier_id: UUID, message_id: UUID) -> HttpResponse:
    """Let a message of this dossier wait for the next round of delivery."""
    dossier = queries.get(request.actor, dossier_id)
    subject = f"{Dossier.stream_prefix}:{dossier_id}"
    actions.retry(message_id, actor=request.actor, at=request.at, subject=subject, unit=dossier.reception_unit)
    messages.success(request, _("Tin sẽ được gửi lại trong lượt gửi tới."))
    return redirect("dossiers:officer", dossier_id)
