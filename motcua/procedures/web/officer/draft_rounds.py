"""The round of a draft: sent to be looked at, remarked on, answered, put before an approver, taken back, given up."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.core.procedure.clocks import Office
from motcua.core.procedure.draft import read
from motcua.core.refusal import Refused
from motcua.ledger.commit import repeated
from motcua.people.models import OrgUnit
from motcua.people.queries import valid_on
from motcua.people.roles import HEAD, LABELS, LEADER, REGISTRAR
from motcua.procedures.actions.approve_draft import approve_draft, return_draft
from motcua.procedures.actions.close_draft import drop_draft, recall_draft
from motcua.procedures.actions.comment_draft import comment_draft, resolve_comment
from motcua.procedures.actions.give_opinion import give_opinion
from motcua.procedures.actions.send_draft import send_for_review, submit_for_approval
from motcua.procedures.drafting import reads, rules, timing
from motcua.procedures.drafting.answering import Answer
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.web.officer import draft_access as access
from motcua.procedures.web.officer.access import BOTH, keyed, number, today
from motcua.procedures.web.officer.draft_access import reader, writer
from motcua.procedures.web.officer.draft_words import gate_lines
from motcua.ui.formatting import moment
from motcua.ui.refusals import sentences

ASKED_ROLES = (HEAD, LEADER, REGISTRAR)


def _done(request: HttpRequest, opened: Opened, act: Callable[[], str], anchor: str = "") -> HttpResponse:
    """Do something and go back to the draft with a word about it, or with why it was refused."""
    try:
        messages.success(request, act())
    except Refused as refused:
        messages.error(request, sentences(refused))
    return redirect(reverse("procedures:draft", args=[opened.row.pk]) + anchor)


@require_http_methods(BOTH)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose who must look at a draft: those the rules name first, any unit besides."""
    asked, opened = writer(request, pk)
    current = rules.on(today(asked))
    chosen = [part for part in request.POST.getlist("office") if part.count("/") == 1]
    extra = request.POST.get("unit", "").strip()
    told = ""
    if request.method == "POST":
        offices = [Office(*part.split("/")) for part in chosen]
        if extra:
            offices.append(Office(extra.partition(" ")[0], request.POST.get("role", "")))
        began = number(request.POST.get("revision", ""))
        try:
            key = keyed(request, "send_for_review", [str(pk), began, [repr(one) for one in offices]])
            due = send_for_review(pk, offices, began, actor=asked.actor, at=asked.at, key=key)
        except Refused as refused:
            told = sentences(refused)
        else:
            by = _(" Trả lời trước %s.") % moment(due) if due else ""
            messages.success(request, _("Đã gửi lấy ý kiến.") + by)
            return redirect("procedures:draft", pk)
    waiting = {
        (one.unit, one.role) for one in reads.requests(opened.row) if one.kind == reads.REVIEW and not one.answer
    }
    context = {
        "tab": "drafts",
        "opened": opened,
        "offices": [
            (f"{one.unit}/{one.role}", _named(one), (one.unit, one.role) in waiting)
            for one in dict.fromkeys((*current.reviewers, *current.approvers))
        ],
        "chosen": chosen if request.method == "POST" else [f"{one.unit}/{one.role}" for one in current.reviewers],
        "units": OrgUnit.objects.filter(valid_on(today(asked))).values_list("code", "name"),
        "roles": [(role, LABELS[role]) for role in ASKED_ROLES],
        "extra": extra,
        "role": request.POST.get("role", HEAD),
        "within": current.review_within,
        "refused": told,
    }
    return render(request, "procedures/officer/draft_review.html", context, status=400 if told else 200)


def _named(office: Office) -> str:
    unit = OrgUnit.objects.filter(code=office.unit).values_list("name", flat=True).first()
    return f"{unit or office.unit} – {LABELS.get(office.role, office.role)}"


@require_http_methods(BOTH)
def submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a draft before an approver, once its content is ready."""
    asked, opened = writer(request, pk)
    current = rules.on(today(asked))
    told = ""
    if request.method == "POST":
        unit, _slash, role = request.POST.get("office", "").partition("/")
        began = number(request.POST.get("revision", ""))
        try:
            key = keyed(request, "submit_for_approval", [str(pk), began, unit, role])
            due = submit_for_approval(pk, Office(unit, role), began, actor=asked.actor, at=asked.at, key=key)
        except Refused as refused:
            told = sentences(refused)
        else:
            messages.success(request, _("Đã trình duyệt.") + (_(" Duyệt trước %s.") % moment(due) if due else ""))
            return redirect("procedures:draft", pk)
    written = read(opened.document)
    found = gate(opened, written, timing.clocks_of(opened.row, written, today(asked)), today(asked))
    context = {
        "tab": "drafts",
        "opened": opened,
        "offices": [(f"{one.unit}/{one.role}", _named(one)) for one in current.approvers],
        "blocking": gate_lines(opened, found.content, may=True),
        "unresolved": sum(reads.unresolved([opened.row]).values()),
        "requests": [one for one in reads.requests(opened.row) if one.kind == reads.REVIEW],
        "four_eyes": current.four_eyes,
        "refused": told,
    }
    return render(request, "procedures/officer/draft_submission.html", context, status=400 if told else 200)


@require_POST
def answer(request: HttpRequest, pk: UUID, asked_id: UUID) -> HttpResponse:
    """Answer what one was asked: agree, approve, or want it changed; a remark may come with it."""
    asked, opened = reader(request, pk)
    one = next((r for r in reads.requests(opened.row) if r.pk == asked_id), None)
    if one is None:
        raise Http404
    said, text = request.POST.get("answer", ""), request.POST.get("text", "").strip()
    revision = number(request.POST.get("revision", ""))

    def act() -> str:
        key = keyed(request, "answer_draft", [str(one.pk), said, revision, text])
        if text and repeated(key, asked.actor.id) is None:
            path = request.POST.get("path", "")
            remark = keyed(request, "comment_draft", [str(pk), path, text], "remark")
            comment_draft(pk, path, text, actor=asked.actor, at=asked.at, key=remark)
        if one.kind == reads.APPROVAL and said == "agree":
            approve_draft(one.pk, revision, actor=asked.actor, at=asked.at, key=key)
            return _("Đã duyệt bản nháp.")
        if one.kind == reads.APPROVAL:
            return_draft(one.pk, revision, actor=asked.actor, at=asked.at, key=key)
            return _("Đã trả lại bản nháp để sửa.")
        opinion: Answer = "agree" if said == "agree" else "change"
        give_opinion(one.pk, opinion, revision, actor=asked.actor, at=asked.at, key=key)
        return _("Đã ghi ý kiến của bạn.")

    return _done(request, opened, act, "#round")


@require_POST
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remark on a place of a draft."""
    asked, opened = reader(request, pk)
    text, path = request.POST.get("text", ""), request.POST.get("path", "")[:200]

    def act() -> str:
        said = comment_draft(
            pk, path, text, actor=asked.actor, at=asked.at, key=keyed(request, "comment_draft", [str(pk), path, text])
        )
        return _("Đã ghi góp ý số %d.") % said

    return _done(request, opened, act, "#remarks")


@require_POST
def resolution(request: HttpRequest, pk: UUID, remark: int) -> HttpResponse:
    """Note that a remark was dealt with."""
    asked, opened = reader(request, pk)

    def act() -> str:
        key = keyed(request, "resolve_comment", [str(pk), remark])
        resolve_comment(pk, remark, actor=asked.actor, at=asked.at, key=key)
        return _("Đã đánh dấu góp ý số %d là đã xử lý.") % remark

    return _done(request, opened, act, "#remarks")


@require_http_methods(BOTH)
def withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a draft back to its writers, or give it up, each with a reason of a list."""
    asked, opened = writer(request, pk)
    if request.method == "POST":
        reason, revision = request.POST.get("reason", ""), number(request.POST.get("revision", ""))

        def act() -> str:
            do = request.POST.get("do", "")
            key = keyed(request, "withdraw_draft", [str(pk), do, reason, revision])
            if do == "drop":
                drop_draft(pk, reason, revision, actor=asked.actor, at=asked.at, key=key)
                return _("Đã bỏ bản nháp. Các lần sửa vẫn được giữ để xem lại.")
            recall_draft(pk, reason, revision, actor=asked.actor, at=asked.at, key=key)
            return _("Đã rút bản nháp về để sửa.")

        return _done(request, opened, act)
    context = {
        "tab": "drafts",
        "opened": opened,
        "recalls": access.RECALL_REASONS if opened.row.state != "drafting" else {},
        "drops": access.DROP_REASONS,
    }
    return render(request, "procedures/officer/draft_withdrawal.html", context)
