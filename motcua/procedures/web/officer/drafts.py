"""The list of drafts, and beginning one: from a version that is published, or from a few answers."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.draft import Plain, read
from motcua.core.refusal import Refused
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.people.models import Competence
from motcua.procedures import draft_policies, queries, register, words
from motcua.procedures.actions.start_draft import copy_of, start_draft
from motcua.procedures.drafting import choices, reads, timing
from motcua.procedures.drafting.reads import Line
from motcua.procedures.models.drafts import OPEN
from motcua.procedures.register import Wanted
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.clock_words import clock_lines
from motcua.procedures.web.officer.draft_access import KINDS, STATES
from motcua.ui.forms import Form
from motcua.ui.refusals import sentences

FOUND = 12


@require_safe
@seen(draft_policies.can_see_drafts)
def drafts(request: HttpRequest) -> HttpResponse:
    """List the drafts one may see, and what waits for one's own answer."""
    asked = acted(request)
    closed = request.GET.get("state") == "closed"
    mine = reads.visible_to(asked.actor)
    shown = mine.exclude(state__in=OPEN) if closed else mine.filter(state__in=OPEN)
    lines = reads.lines(shown)
    names = people.names({line.editor for line in lines})
    remarks = reads.unresolved([line.row for line in lines])
    context = {
        "tab": "drafts",
        "rows": [_row(line, names, remarks.get(line.row.pk, 0), asked) for line in lines],
        "waiting": [_waiting(request_, asked) for request_ in reads.waiting_for(asked.actor)],
        "closed": closed,
        "open_now": not closed,
        "open_count": mine.filter(state__in=OPEN).count(),
        "closed_count": mine.exclude(state__in=OPEN).count(),
        "may": draft_policies.can_write(asked.actor).allowed,
    }
    return render(request, "procedures/officer/drafts.html", context)


def _row(line: Line, names: dict[str, str], remarks: int, asked: ActedRequest) -> dict[str, Any]:
    state, colour = STATES[line.row.state]
    written = read(line.document)
    clocks = clock_lines(timing.clocks_of(line.row, written, today(asked)))
    return {
        "line": line,
        "change": choices.CHANGES.get(line.row.change, line.row.change),
        "state": state,
        "colour": colour,
        "who": names.get(line.editor, ""),
        "remarks": remarks,
        "effective": written.plan.effective_date,
        "clocks": [clock for clock in clocks if clock.urgent],
    }


def _waiting(request_: Any, asked: ActedRequest) -> dict[str, Any]:
    opened = reads.current(request_.draft_id)
    late = request_.answer_by is not None and request_.answer_by < asked.at
    return {"request": request_, "title": opened.title if opened else "", "kind": KINDS[request_.kind], "late": late}


class BlankForm(Form):
    """The few answers with which the draft of a new procedure begins."""

    code = forms.CharField(
        label=gettext_lazy("Mã thủ tục quốc gia"), max_length=40, help_text=gettext_lazy("Ví dụ: 1.001193")
    )
    title = forms.CharField(label=gettext_lazy("Tên dễ hiểu"), max_length=300)
    name = forms.CharField(
        label=gettext_lazy("Tên chính thức"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field = forms.CharField(label=gettext_lazy("Lĩnh vực"), max_length=200)
    field_code = forms.ChoiceField(label=gettext_lazy("Mã lĩnh vực để tìm cơ quan"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Cấp giải quyết"), choices=list(words.LEVELS.items()), widget=forms.RadioSelect
    )
    agency = forms.CharField(label=gettext_lazy("Cơ quan thực hiện"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại thay đổi"),
        choices=[(code, choices.CHANGES[code]) for code in ("new", "replaced")],
        widget=forms.RadioSelect,
        initial="new",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Competence.objects.order_by("field").values_list("field", flat=True).distinct()
        field_code = self.fields["field_code"]
        assert isinstance(field_code, forms.ChoiceField)
        field_code.choices = [("", _("– chọn –")), *((code, code) for code in known)]

    def clean_code(self) -> str:
        """Return the code in its short form."""
        try:
            return normalise(str(self.cleaned_data["code"])).national
        except BadCode as bad:
            raise forms.ValidationError(str(bad)) from bad

    def document(self) -> Plain:
        """Return what the draft begins with: the answers, and the few parts that every procedure has."""
        given = dict(self.cleaned_data)
        kind = given.pop("kind")
        return {
            **given,
            "change": {"kind": kind},
            "sets": 1,
            "channels": [{"code": "direct"}],
            "cases": [{"code": "general", "name": _("Trường hợp chung"), "term": "", "rule_set": "default"}],
            "pages": [
                {
                    "code": "applicant",
                    "title": _("Người nộp"),
                    "person": "applicant",
                    "standard": "applicant",
                    "fields": [],
                }
            ],
        }


@require_http_methods(BOTH)
@seen(draft_policies.can_write)
def new_draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft: find the procedure to change, or answer a few questions about a new one."""
    asked = acted(request)
    blank = request.POST.get("begin") == "blank"
    form = BlankForm(request.POST if blank else None)
    told, twins = "", []
    if request.method == "POST":
        try:
            if not blank:
                return _from_version(asked)
            if form.is_valid():
                return _begin(asked, form.document(), None)
        except Twins as met:
            twins = met.lines
        except Refused as refused:
            told = sentences(refused)
    text = request.GET.get("q", "")[:200].replace("\x00", "")
    found = register.chosen(register.standings(today(asked)), Wanted(text=text)) if text else []
    context = {
        "tab": "drafts",
        "form": form,
        "text": text,
        "found": found[:FOUND],
        "more": len(found) > FOUND,
        "refused": told,
        "twins": twins,
        "posted": request.POST,
    }
    status = HTTPStatus.BAD_REQUEST if form.errors or told else HTTPStatus.CONFLICT if twins else HTTPStatus.OK
    return render(request, "procedures/officer/draft_new.html", context, status=status)


class Twins(Exception):
    """The procedure has open drafts already, and nobody said that another one is wanted."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = lines


def _from_version(asked: ActedRequest) -> HttpResponse:
    code = asked.POST.get("code", "")[:40]
    history = queries.history(code)
    if not history:
        raise Refused("unknown_procedure", _("Không có thủ tục %(code)s.") % {"code": code})
    return _begin(asked, copy_of(history[0]), history[0])


def _begin(asked: ActedRequest, document: Plain, base: queries.Published | None) -> HttpResponse:
    code = str(document["code"])
    if asked.POST.get("another") != "yes" and (others := reads.open_for(code)):
        raise Twins(reads.lines(reads.visible_to(asked.actor).filter(pk__in=[one.pk for one in others])))
    key = keyed(asked, "start_draft", [code, str(base.id) if base else None, document])
    pk = start_draft(
        document,
        "version" if base else "blank",
        actor=asked.actor,
        at=asked.at,
        base=base.id if base else None,
        key=key,
    )
    return redirect("procedures:draft", pk)
