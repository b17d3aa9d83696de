"""The second of two editors chooses, place by place, whose wording stays."""

import json
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.core.procedure.merge import Side
from motcua.core.refusal import Refused
from motcua.procedures.drafting.documents import LARGEST
from motcua.procedures.web.officer.access import number
from motcua.procedures.web.officer.draft_access import writer
from motcua.procedures.web.officer.editor.saving import save

SIDES = ("theirs", "mine", "both")


@require_POST
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save one's own changes together with those of others, as chosen, or give one's own up."""
    asked, opened = writer(request, pk)
    goes_to = _local(request, request.POST.get("goes_to", "")) or reverse("procedures:draft", args=[pk])
    if request.POST.get("do") == "drop":
        messages.info(request, _("Đã bỏ thay đổi của bạn; bản nháp giữ như người kia đã lưu."))
        return redirect(goes_to)
    chosen = {
        key.removeprefix("choice."): cast(Side, value)
        for key, value in request.POST.items()
        if key.startswith("choice.") and value in SIDES
    }
    revision, agreed = (number(request.POST.get(name, "")) for name in ("revision", "agreed"))
    return save(asked, opened, _written(request), revision, goes_to, agreed=agreed, choices=chosen)


def _written(request: HttpRequest) -> dict[str, Any]:
    text = request.POST.get("written", "")
    try:
        data = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Refused("bad_form", _("Biểu mẫu gửi lên không đầy đủ."), _("Mở lại trang soạn thảo rồi sửa lại."))
    return data


def _local(request: HttpRequest, address: str) -> str:
    return address if address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
