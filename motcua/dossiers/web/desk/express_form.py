"""The one page of the express lane as forms: the person, the papers one under another, the money and the signer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.core.phrase import Phrase
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.procedure.forms import FormPage
from motcua.core.procedure.requirements import FeeLine, Requirement, fees_due, requirements
from motcua.core.refusal import Refused
from motcua.dossiers import fees
from motcua.dossiers.actions.settle import Visit
from motcua.dossiers.declaration import DeclarationForm
from motcua.dossiers.entries import LineField, build
from motcua.dossiers.fees import Claim
from motcua.dossiers.lodgement import Handed, Lodgement, Person
from motcua.dossiers.web.desk.applicants import Filled
from motcua.dossiers.web.desk.entry import PERSON
from motcua.dossiers.web.desk.forms import choose
from motcua.procedures.queries import Published
from motcua.ui.forms import Form

MOST_ROWS = 20
METHODS = [("cash", _("Tiền mặt")), ("transfer", _("Chuyển khoản (VietQR)"))]


class ExpressPersonForm(Form):
    """Who stands at the counter: the name field also takes what the scanner types from the identity card."""

    person_name = LineField(label=_("Họ tên, hoặc quét mã thẻ căn cước"), max_length=400)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for entry in PERSON[:3]:
            self.fields[entry.code] = build(entry, at.date())
            self.fields[entry.code].label = _(entry.label)
        self.fields["person_name"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


class ClosingForm(Form):
    """How it ends: who signed, how the money came, a published exemption."""

    method = forms.ChoiceField(label=_("Cách nộp tiền"), choices=METHODS, widget=forms.RadioSelect, initial="cash")
    exemption = forms.ChoiceField(label=_("Miễn, giảm phí"), required=False)
    signer = forms.ChoiceField(label=_("Người ký"))

    def __init__(
        self, *args: Any, signers: Sequence[tuple[str, str]], claims: Mapping[str, Claim], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "signer", signers)
        if claims:
            choose(self, "exemption", [("", str(_("Không"))), *((code, one.words) for code, one in claims.items())])
        else:
            del self.fields["exemption"]


@dataclass(frozen=True, slots=True)
class Row:
    """One paper on the page: its form, its answers so far and what it costs."""

    form: DeclarationForm
    answers: Mapping[str, str | int]
    lines: tuple[FeeLine, ...]

    @property
    def due(self) -> int | None:
        """Return what the paper costs, None where an amount is not known."""
        amounts = [line.amount for line in self.lines]
        return None if None in amounts else sum(amount or 0 for amount in amounts)

    @property
    def reckoned(self) -> str:
        """Say how the fee came about: "2 trang × 3 bản"."""
        return "; ".join(filter(None, (fees.reckoned(line, self.answers) for line in self.lines)))


@dataclass(slots=True)
class Express:
    """The page as filled in so far."""

    published: Published
    case: Case
    unit: str
    competent: str
    at: datetime
    person: ExpressPersonForm
    rows: list[Row]
    closing: ClosingForm
    doubts: tuple[Phrase, ...] = ()
    problem: str = ""
    asked: tuple[Requirement, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)

    @property
    def used(self) -> list[Row]:
        """Return the papers that were filled in: the first one, and later ones that are not empty."""
        return [row for n, row in enumerate(self.rows) if n == 0 or row.form.has_changed()]

    def is_valid(self) -> bool:
        """Tell whether everything can be sent."""
        valid = [form.is_valid() for form in (self.person, *(row.form for row in self.used), self.closing)]
        return all(valid) and not self.problem  # each is asked, so that all that is wrong is said at once

    @property
    def total(self) -> int | None:
        """Return what is due under the exemption chosen, None where an amount is not known."""
        exemption = str(self.closing["exemption"].value() or "") if "exemption" in self.closing.fields else ""
        sums = []
        for row in self.used:
            claim = fees.claims_of(row.lines, row.due).get(exemption)
            sums.append(row.due if claim is None else claim.relief.due)
        return None if None in sums else sum(one or 0 for one in sums)

    def visit(self) -> Visit:
        """Return what is to be settled."""
        data = self.closing.cleaned_data
        return Visit(self.lodgements(), data["method"], data["signer"], data.get("exemption", ""))

    def lodgements(self) -> list[Lodgement]:
        """Return each paper as a dossier, with the papers that the officer has checked by sending the page."""
        data = self.person.cleaned_data
        person = Person(
            data["person_name"], data["person_national_id"], data["person_phone"], "", data["person_address"]
        )
        return [
            Lodgement(
                procedure_version=str(self.published.id),
                case=self.case.code,
                competent_unit=self.competent,
                channel=1,
                person=person,
                answers=dict(row.answers),
                papers=handed(self.asked),
                reception_unit=self.unit,
            )
            for row in self.used
        ]


def handed(asked: Sequence[Requirement]) -> list[Handed]:
    """Return the papers that lie on the counter: what is required, one of each group, and what the office looked up."""
    given: list[Handed] = []
    groups: set[str] = set()
    for requirement in asked:
        component = requirement.component
        first = requirement.asked == "one_of" and component.group not in groups
        if requirement.asked == "looked_up":
            given.append(Handed(component.code, "looked_up"))
        elif requirement.asked == "required" or first:
            groups.add(component.group)
            if component.uploaded or component.kind == "declaration":
                given.append(Handed(component.code, "paper", originals=1))
    return given


def express_of(
    published: Published,
    unit: str,
    competent: str,
    at: datetime,
    filled: Filled | None,
    *,
    signers: Sequence[tuple[str, str]],
    remembered: Mapping[str, Any],
    rows: int = 1,
) -> Express:
    """Return the page, bound to what was posted, if anything was; ``remembered`` fills what this desk used last."""
    definition = published.definition
    case = express_case(definition)
    filled, posted = filled or Filled(QueryDict()), filled.data if filled else None
    page = paper_page(definition)
    made = [_row(definition, case, page, n, posted, at, remembered) for n in range(min(max(rows, 1), MOST_ROWS))]
    claims = fees.claims_of(made[0].lines, made[0].due)
    kept = {name: remembered[name] for name in ("method", "signer") if remembered.get(name)}
    initial = {"signer": signers[0][0] if signers else "", **kept}
    person = ExpressPersonForm(posted, at=at, initial=remembered.get("person") or {})
    if filled.problem:
        person.errors.pop("person_name", None)
        person.add_error("person_name", filled.problem)
    return Express(
        published,
        case,
        unit,
        competent,
        at,
        person,
        made,
        ClosingForm(posted, signers=signers, claims=claims, initial=initial),
        doubts=filled.doubts,
        problem=filled.problem,
        asked=requirements(definition, case, made[0].answers, "direct"),
        claims=claims,
    )


def express_case(definition: ProcedureDefinition) -> Case:
    """Return the case that is settled at once; Refused where the procedure has none."""
    found = next((case for case in definition.cases if case.same_day and case.receivable), None)
    if not definition.express or found is None:
        raise Refused(
            "not_express", "Thủ tục này không giải quyết ngay tại quầy.", "Tiếp nhận như hồ sơ thường ở «Hồ sơ mới»."
        )
    return found


def paper_page(definition: ProcedureDefinition) -> FormPage:
    """Return the fields of a paper that the register needs: required ones, and those that the fee is reckoned by."""
    priced = {code for fee in definition.fees for code in (fee.units_from, fee.copies_from)}
    entries = [
        entry
        for page in definition.pages
        if page.person != "applicant" and page.when is None
        for entry in page.fields
        if entry.required or entry.code in priced
    ]
    return FormPage("paper", "", tuple(entries))


def _row(
    definition: ProcedureDefinition,
    case: Case,
    page: FormPage,
    n: int,
    data: QueryDict | None,
    at: datetime,
    remembered: Mapping[str, Any],
) -> Row:
    names = {entry.code for entry in page.fields}
    last = {code: value for code, value in (remembered.get("paper") or {}).items() if code in names and n == 0}
    form = DeclarationForm(page, words=definition.words(), answers=last, on=at.date(), data=data)
    if n:
        form.prefix = str(n)
    for entry in page.fields:
        if entry.kind == "text" and entry.code.endswith(".name"):
            form.fields[entry.code].widget.attrs |= {"list": "presets", "autocomplete": "off"}
    form.is_valid()  # what is right is counted at once, also while something else is missing
    answers = form.saved()
    return Row(form, answers, fees_due(definition, case, answers, "direct", at.date()))
