"""Publishing an approved draft: the decision and its dates, every warning seen, what becomes of open dossiers."""

from copy import deepcopy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.procedure.draft import Plan, Written, read
from motcua.core.refusal import Refused
from motcua.procedures import ports
from motcua.procedures.actions.publish_draft import publish_draft
from motcua.procedures.actions.save_draft import Overtaken, save_draft
from motcua.procedures.drafting import reads, timing
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.web.officer.access import BOTH, keyed, number, today
from motcua.procedures.web.officer.clock_words import clock_lines
from motcua.procedures.web.officer.draft_access import writer
from motcua.procedures.web.officer.draft_words import gate_lines
from motcua.procedures.web.officer.editor.controls import Drawing
from motcua.procedures.web.officer.editor.reading import Reading
from motcua.procedures.web.officer.editor.surroundings import Surroundings
from motcua.procedures.web.officer.repeal import TREATMENTS
from motcua.ui.formatting import day
from motcua.ui.refusals import sentences


@require_http_methods(BOTH)
def publication(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for decision and dates, show what blocks and what must be seen, then publish."""
    asked, opened = writer(request, pk)
    told, seen = "", request.POST.getlist("seen")
    if request.method == "POST":
        try:
            opened = _with_plan(asked, opened)
            if request.POST.get("do") != "save":
                return _publish(asked, opened, seen)
            messages.success(request, _("Đã lưu quyết định và các ngày."))
            return redirect("procedures:draft_publication", pk)
        except Refused as refused:
            told = sentences(refused)
            opened = reads.opened(asked.actor, pk) or opened
    written = read(opened.document)
    clocks = timing.clocks_of(opened.row, written, today(asked))
    found = gate(opened, written, clocks, today(asked))
    drawing = Drawing(Surroundings(opened.document, today(asked)), written.problems)
    context = {
        "tab": "drafts",
        "opened": opened,
        "controls": drawing.record(Plan, opened.document.get("publication"), "f.publication", "publication"),
        "blocking": gate_lines(opened, found.blocking, may=True),
        "warnings": gate_lines(opened, found.warnings, may=True),
        "seen": seen,
        "clocks": clock_lines(clocks),
        "ends": _ends(written, opened),
        "treatments": TREATMENTS,
        "intent": written.intent,
        "refused": told,
        "approved": opened.row.state == "approved",
    }
    return render(request, "procedures/officer/draft_publication.html", context, status=400 if told else 200)


def _with_plan(asked: Any, opened: Opened) -> Opened:
    """Save the decision and the dates that the form says; nothing typed there is lost when the rest is refused."""
    document = deepcopy(opened.document)
    reading = Reading(asked.POST, Surroundings(document, today(asked)))
    document["publication"] = reading.record(Plan, document.get("publication"), "f.publication")
    began = number(asked.POST.get("revision", ""))
    key = keyed(asked, "save_draft", [str(opened.row.pk), began, document], "dates")
    done = save_draft(opened.row.pk, document, began, actor=asked.actor, at=asked.at, key=key)
    if isinstance(done, Overtaken):
        raise Refused(
            "draft_changed",
            _("Người khác vừa đổi quyết định hoặc ngày của bản nháp này."),
            _("Xem lại các ngày bên dưới rồi công bố."),
        )
    found = reads.opened(asked.actor, opened.row.pk)
    assert found is not None
    return found


def _publish(asked: Any, opened: Opened, seen: list[str]) -> HttpResponse:
    treatments = {
        key.removeprefix("treatment."): value
        for key, value in asked.POST.items()
        if key.startswith("treatment.") and value in TREATMENTS
    }
    key = keyed(asked, "publish_draft", [str(opened.row.pk), opened.revision, sorted(seen), treatments])
    version = publish_draft(
        opened.row.pk, opened.revision, seen, actor=asked.actor, at=asked.at, treatments=treatments, key=key
    )
    code = opened.row.code
    if version is None:
        messages.success(asked, _("Đã ghi quyết định bãi bỏ thủ tục %(code)s.") % {"code": code})
    else:
        said = {"code": code, "number": version.number, "since": day(version.valid_from)}
        messages.success(asked, _("Đã công bố bản %(number)d của thủ tục %(code)s, hiệu lực từ %(since)s.") % said)
    return redirect("procedures:registered", code)


def _ends(written: Written, opened: Opened) -> list[tuple[str, int]]:
    """Return what ends with the publication, with how many dossiers are open there."""
    codes = list(written.intent.replaces)
    if written.intent.kind == "repealed":
        codes.append(opened.row.code)
    return [(code, ports.running_on_procedure(code) or 0) for code in codes]
