"""A declaration before it is lodged: its pages, what is still missing, and how it follows a new version.

Nothing of a draft is in the ledger: it is saved at each page on the server, resumed later, and deleted when lodged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.procedure.definition import Case, ProcedureDefinition, choose_case, competence
from motcua.core.procedure.forms import FormPage
from motcua.core.procedure.requirements import FeeLine, Requirement, fees_due, requirements
from motcua.core.refusal import Refused
from motcua.core.rules import evaluate
from motcua.dossiers import communes, declaration, places
from motcua.dossiers.declaration import Answers
from motcua.dossiers.lodgement import Handed, Lodgement, Person, received_here
from motcua.dossiers.models import Draft
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published

ONLINE = 2
QUESTIONS, PLACE, PAPERS, ANSWERS = declaration.QUESTIONS, "place", "papers", "answers"


@dataclass(frozen=True, slots=True)
class Page:
    """One page on the way to sending; ``form`` is set where it is a page of the declaration."""

    code: str
    title: str
    form: FormPage | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What a page still needs, in sentences."""

    page: Page
    sentences: tuple[str, ...]


def pages(definition: ProcedureDefinition, answers: Answers) -> tuple[Page, ...]:
    """Return the pages for these answers, at most nine; a page whose condition is known to be false is left out."""
    own = [
        Page(form.code, form.title, form)
        for form in definition.pages
        if form.when is None or evaluate(form.when, answers).value is not False
    ]
    questions = declaration.question_page(definition)
    first = [Page(QUESTIONS, questions.title, questions)]
    where = [Page(PLACE, _("Nơi giải quyết"))] if needs_place(definition, answers) else []
    return (*first, *where, *own, Page(PAPERS, _("Giấy tờ gửi kèm")), Page(ANSWERS, _("Kiểm tra và gửi")))


def own(actor: Actor, draft_id: UUID) -> Draft:
    """Return the actor's own draft; for anybody else it does not exist."""
    found = Draft.objects.filter(pk=draft_id, owner=actor.id).first() if actor.kind == "user" else None
    if found is None:
        raise _gone()
    return found


def _gone() -> Refused:
    return Refused(
        "not_found",
        _("Không có bản khai này, hoặc bản khai đã được gửi."),
        _("Mở “Hồ sơ của tôi” để xem các bản khai đang viết và hồ sơ đã gửi."),
    )


def listed(actor: Actor) -> list[tuple[Draft, str]]:
    """Return the actor's drafts with the procedures' titles, the last touched first."""
    drafts = Draft.objects.filter(owner=actor.id).order_by("-updated_at")
    return [(draft, version_of(draft).definition.title) for draft in drafts]


def start(draft_id: UUID, published: Published, actor: Actor, at: datetime) -> Draft:
    """Begin a draft; ``draft_id`` comes with the form, so that a second click begins nothing new."""
    values = {
        "owner": actor.id,
        "procedure": published.code,
        "procedure_version": str(published.id),
        "created_at": at,
        "updated_at": at,
    }
    draft, _made = Draft.objects.get_or_create(pk=draft_id, defaults=values)
    return own(actor, draft.pk)


def version_of(draft: Draft) -> Published:
    """Return the procedure version that the draft is written for."""
    return procedures.by_version(UUID(draft.procedure_version))


def in_force(code: str, on: date) -> Published:
    """Return the version to lodge on a day, or refuse an unknown or repealed procedure."""
    found = procedures.published(code, on)
    if found is not None and not found.definition.internal:
        received_here(found.definition)
        return found
    gone = procedures.repealed(code, on)
    if gone is not None:
        raise Refused(
            "procedure_repealed",
            _("Thủ tục “%(title)s” đã bị bãi bỏ từ %(day)s theo %(act)s.")
            % {"title": gone.title, "day": f"{gone.since:%d/%m/%Y}", "act": gone.by},
            _("Tìm thủ tục thay thế trong danh mục, hoặc hỏi Trung tâm Phục vụ hành chính công."),
        )
    raise Refused(
        "not_found",
        _("Không có thủ tục mang mã “%(code)s”.") % {"code": code[:40]},
        _("Tìm lại thủ tục theo tên việc bạn cần làm."),
    )


def answer(draft: Draft, page: FormPage, form: declaration.DeclarationForm, *, at: datetime, valid: bool) -> None:
    """Keep what was given on a page; a page that is right counts as looked through."""
    with changed(draft, at) as kept:
        answers = {code: value for code, value in kept.answers.items() if code not in form.emptied()}
        kept.answers = {**answers, **form.saved()}
        kept.case = _case_code(version_of(kept).definition, kept.answers)
        kept.seen = _seen(kept.seen, page.code, valid=valid)


def settle(draft: Draft, page: str, *, at: datetime, place: str | None = None) -> None:
    """Count a page as looked through; with ``place`` keep the commune too."""
    with changed(draft, at) as kept:
        kept.place = kept.place if place is None else place
        kept.seen = _seen(kept.seen, page, valid=True)


@contextmanager
def changed(draft: Draft, at: datetime) -> Iterator[Draft]:
    """Hold a draft's row, give it as it stands now, and save what the block made of it (two windows at once)."""
    with transaction.atomic():
        try:
            draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
        except Draft.DoesNotExist:
            raise _gone() from None
        yield draft
        draft.updated_at = at
        draft.save()


def _seen(seen: Collection[str], code: str, *, valid: bool) -> list[str]:
    others = [one for one in seen if one != code]
    return [*others, code] if valid else others


def _case_code(definition: ProcedureDefinition, answers: Answers) -> str:
    case = choose_case(definition, answers).case
    return case.code if case else ""


def case_of(draft: Draft) -> Case | None:
    """Return the case that the answers lead to, None while they lead to none."""
    return choose_case(version_of(draft).definition, draft.answers).case


def asked(draft: Draft) -> tuple[Requirement, ...]:
    """Return the components of the draft's case for lodging online; empty while the case is not known."""
    case = case_of(draft)
    return requirements(version_of(draft).definition, case, draft.answers, "online") if case else ()


def fees(draft: Draft, on: date) -> tuple[FeeLine, ...]:
    """Return the fees of the draft's case for lodging online on a day."""
    case = case_of(draft)
    return fees_due(version_of(draft).definition, case, draft.answers, "online", on) if case else ()


def missing(draft: Draft, on: date) -> list[Missing]:
    """Return the pages that are not ready to be sent, in order, with what each needs."""
    definition = version_of(draft).definition
    found = []
    for page in pages(definition, draft.answers)[:-1]:
        sentences = _wrong(draft, definition, page, on)
        if not sentences and page.code not in draft.seen:
            sentences = [_("Hãy xem lại trang này.")]
        if sentences:
            found.append(Missing(page, tuple(sentences)))
    return found


def _wrong(draft: Draft, definition: ProcedureDefinition, page: Page, on: date) -> list[str]:
    if page.code == PLACE:
        ended = communes.commune(draft.place, on) is None
        return [_("Chưa chọn xã, phường.")] if ended else []
    if page.code == PAPERS:
        return [_("Chưa có: %(name)s.") % {"name": name} for name in papers_missing(draft)]
    assert page.form is not None
    form = declaration.check(page.form, words=definition.words(), answers=draft.answers, on=on)
    wrong = [str(sentence) for sentences in form.errors.values() for sentence in sentences]
    if page.code == QUESTIONS and not wrong:
        wrong = objections(definition, draft.answers)
    return wrong


def objections(definition: ProcedureDefinition, answers: Answers) -> list[str]:
    """Return why these answers lead to nothing that can be lodged here: no case, or one for information only."""
    choice = choose_case(definition, answers)
    if choice.case is None:
        return list(choice.because)
    try:
        received_here(definition, choice.case)
    except Refused as refused:
        return [refused.message, refused.hint]
    return []


def uploads(draft: Draft) -> list[Requirement]:
    """Return the components that a person sends pictures of; the declaration itself is filled in on the pages."""
    filled = filled_in(draft)
    return [
        one
        for one in asked(draft)
        if one.asked in {"required", "one_of", "if_applies", "shown"}
        and (one.component.uploaded or (one.component.kind == "declaration" and one.component.code != filled))
    ]


def filled_in(draft: Draft) -> str:
    """Return the code of the declaration that the pages replace: the first one asked for."""
    kinds = ("declaration", "e_form")
    return next((one.component.code for one in asked(draft) if one.component.kind in kinds), "")


def papers_missing(draft: Draft) -> list[str]:
    """Return the names of mandatory papers without a page; of a group one is enough."""
    given = {code for code, paper in draft.papers.items() if paper.get("files")}
    names, groups = [], dict[str, list[Requirement]]()
    for one in uploads(draft):
        if one.asked == "required" and one.component.code not in given:
            names.append(one.component.name)
        elif one.asked == "one_of":
            groups.setdefault(one.component.group, []).append(one)
    for members in groups.values():
        if not any(one.component.code in given for one in members):
            names.append(_(" hoặc ").join(one.component.name for one in members))
    return names


def needs_place(definition: ProcedureDefinition, answers: Answers) -> bool:
    """Tell whether the office depends on a commune; a matter of the province goes to the province's centre."""
    return places.needs_place(definition, answers) and competence(definition, answers).level == "commune"


@dataclass(frozen=True, slots=True)
class Offices:
    """Where a dossier is handed in and who decides it, by unit code."""

    reception: str
    competent: str


def offices(draft: Draft, on: date) -> Offices:
    """Return the offices for the draft; refused where nobody is known to be competent."""
    definition = version_of(draft).definition
    place = draft.place if needs_place(definition, draft.answers) else ""
    competent = places.competent_for(definition, draft.answers, place, on)
    return Offices(places.reception_for(competent, place), competent)


def lodgement(draft: Draft, on: date) -> Lodgement:
    """Return the draft as it is handed in."""
    definition, case = version_of(draft).definition, case_of(draft)
    to = offices(draft, on)
    return Lodgement(
        procedure_version=draft.procedure_version,
        case=case.code if case else "",
        competent_unit=to.competent,
        reception_unit=to.reception,
        channel=ONLINE,
        person=_person(draft.answers),
        answers=_applying(definition, draft.answers),
        papers=_handed(draft),
    )


def _person(answers: Mapping[str, Any]) -> Person:
    names = ("name", "national_id", "phone", "email", "address")
    return Person(**{name: str(answers.get(f"applicant.{name}", "")) for name in names})


def _applying(definition: ProcedureDefinition, answers: Answers) -> dict[str, str | int]:
    """Leave out answers to pages and questions that no longer apply after an earlier answer was changed."""
    fields = [field for page in pages(definition, answers) if page.form for field in page.form.fields]
    holds = {field.code for field in fields if field.when is None or evaluate(field.when, answers).value is not False}
    return {code: value for code, value in answers.items() if code in holds}


def _handed(draft: Draft) -> tuple[Handed, ...]:
    filled = filled_in(draft)
    own_form = [Handed(filled, "file", note=_("khai trực tuyến"))] if filled else []
    sent = [
        Handed(one.component.code, "file", tuple(draft.papers[one.component.code]["files"]))
        for one in uploads(draft)
        if draft.papers.get(one.component.code, {}).get("files")
    ]
    return (*own_form, *sent)
