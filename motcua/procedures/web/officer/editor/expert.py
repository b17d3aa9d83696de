"""The whole draft as text for those who know the format: every problem with its line, saved like any other edit."""

import io
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from ruamel.yaml import YAML

from motcua.core.procedure.draft import Plain, in_brief, in_form, read
from motcua.core.procedure.source import Problem
from motcua.core.refusal import Refused
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.documents import LARGEST
from motcua.procedures.sources import Unreadable, read_text
from motcua.procedures.web.officer.access import BOTH, number
from motcua.procedures.web.officer.draft_access import writer
from motcua.procedures.web.officer.editor.saving import save


@require_http_methods(BOTH)
def expert(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show and save the draft as YAML; what is not YAML is not saved, what is wrong in it is, and is listed."""
    asked, opened = writer(request, pk)
    text, began = to_yaml(opened.document), opened.revision
    problems = numbered(text)
    if request.method == "POST":
        draft_policies.is_open(opened.row).enforce()
        text, began = request.POST.get("text", ""), number(request.POST.get("revision", ""))
        if reads.at_revision(opened.row, began) is None:
            raise Refused("unknown_revision", _("Trang này không nói rõ sửa từ lần nào."), _("Tải lại trang."))
        problems = numbered(text)
        document = from_yaml(text)
        if document is not None and request.POST.get("do") != "check":
            here = reverse("procedures:draft_expert", args=[pk])
            return save(asked, opened, document, began, here)
    context = {"tab": "drafts", "opened": opened, "text": text, "revision": began, "problems": problems}
    wrong = request.method == "POST" and from_yaml(text) is None
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, "procedures/officer/draft_expert.html", context, status=status)


def to_yaml(document: Plain) -> str:
    """Return a draft as text, without what equals its default."""
    writer_ = YAML()
    writer_.default_flow_style = False
    writer_.allow_unicode = True
    writer_.width = 118
    writer_.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    writer_.dump(in_brief(document), out)
    return out.getvalue()


def from_yaml(text: str) -> Plain | None:
    """Return the draft that a text says, sound or not; None where it is not YAML or no draft at all."""
    if len(text.encode()) > LARGEST:
        return None
    try:
        data: Any = read_text(text).data
    except Unreadable:
        return None
    return in_form(data) if isinstance(data, dict) else None


def numbered(text: str) -> list[Problem]:
    """Return everything wrong in a text with its line, in the order of the lines."""
    if len(text.encode()) > LARGEST:
        return [Problem(0, "", _("Bản nháp lớn hơn 512 kB."))]
    try:
        source = read_text(text)
    except Unreadable as unreadable:
        return [unreadable.problem]
    if not isinstance(source.data, dict):
        return [Problem(1, "", _("Phải gồm các dòng «tên: giá trị»."))]
    found = read(in_form(source.data)).problems
    return sorted(Problem(source.line(path), path, message) for path, message in found)
