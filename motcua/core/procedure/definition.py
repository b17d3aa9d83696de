"""A procedure as it is published: the parts of NĐ 63/2010 Art. 8 and what an office needs to run it."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as added
from datetime import date, timedelta
from typing import Literal, TypeVar

from motcua.core.procedure.bases import LATER, LegalBasis
from motcua.core.procedure.components import ChannelCode, Component
from motcua.core.procedure.fees import Fee
from motcua.core.procedure.forms import BlankForm, FormField, FormPage, Option
from motcua.core.rules import Answers, Condition, Finding, Words, evaluate
from motcua.core.worktime import Term

Level = Literal["commune", "province"]
OnlineLevel = Literal["none", "part", "full"]
Register = Literal["public", "internal"]
Named = TypeVar("Named", "Case", Component, Fee, BlankForm)
PARTS = ("a", "b", "c", "d", "đ", "e", "g")
_PERIODS = {"days": "ngày", "months": "tháng", "years": "năm"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer chooses the case, the papers or the fee, in a citizen's words."""

    code: str
    text: str
    kind: Literal["choice", "yes_no", "number"] = "choice"
    options: tuple[Option, ...] = ()
    help: str = ""
    when: Condition | None = None

    def choices(self) -> tuple[Option, ...]:
        """Return the possible answers; a yes-no question has two."""
        return (Option("yes", "Có"), Option("no", "Không")) if self.kind == "yes_no" else self.options


@dataclass(frozen=True, slots=True)
class Appointment:
    """A date given before the last one, such as the day on which the tax slip is sent (land: two appointments)."""

    code: str
    name: str
    term: Term
    pauses_for: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case (trường hợp): it chooses term, rule set, papers, fees and route.

    ``when`` reads answers to the questions; the first case whose condition holds is taken, a case without one always
    holds. ``components`` and ``fees`` are codes; an empty tuple means all of the procedure's. Without a ``route`` the
    case is information only: people read it, but no dossier of it is received here.
    """

    code: str
    name: str
    term: Term
    rule_set: str
    route: str = ""
    when: Condition | None = None
    same_day: bool = False
    components: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    results: tuple[str, ...] = ()
    national_code: str = ""
    term_note: str = ""
    valid_from: date | None = None

    @property
    def receivable(self) -> bool:
        """Tell whether a dossier of this case can be received here: it has a route to go."""
        return bool(self.route)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to lodge; ``level`` says for the online channel whether the whole job is done online."""

    code: ChannelCode
    level: OnlineLevel = "none"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a result may be used from the day of issue, in whole days, months or years."""

    amount: int
    unit: Literal["days", "months", "years"] = "months"

    def until(self, issued: date) -> date:
        """Return the last day: 6 months from 31/08 end on the last of February (Bộ luật Dân sự 2015 Đ148 k3)."""
        if self.unit == "days":
            return issued + timedelta(self.amount)
        months = issued.year * 12 + issued.month - 1 + self.amount * (12 if self.unit == "years" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(issued.day, monthrange(year, month + 1)[1]))

    def vi(self) -> str:
        """Return it in Vietnamese: ``06 tháng``."""
        return f"{self.amount:02} {_PERIODS[self.unit]}"


@dataclass(frozen=True, slots=True)
class Result:
    """What the person gets; ``valid_for`` says in words what ``validity`` cannot ("hoặc đến khi đổi tình trạng")."""

    code: str
    name: str
    national_code: str = ""
    electronic: bool = True
    copies: int = 1
    valid_for: str = ""
    validity: Validity | None = added(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True)
class ClockGround:
    """Something that may stop or lengthen the clock of this procedure, and nothing else may.

    ``kind`` is that of a clock event; ``term`` what is added (or the longest time it may last), None where open.
    """

    code: str
    kind: Literal["pause", "verification", "extension"]
    name: str
    source: str
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Competence:
    """The level that decides; ``commune``: the unit responsible for the place; ``unit`` names one unit outright."""

    level: Level
    unit: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class ProcedureDefinition:
    """One version of a procedure, whole: a dossier needs nothing else but the route that its case names.

    ``title`` is the name in plain words, ``name`` the official one. ``field_code`` and ``competences`` say who decides
    (``people`` knows which unit holds a field at a level and place). ``agency`` handles; ``competent_agency`` decides
    where that is another one, ``delegated_to`` are those it has authorised, ``coordinated_with`` those it must ask.
    ``register`` internal: between agencies (TTHC nội bộ), never shown to citizens nor lodged online.
    ``authoritative_system`` names the system that holds the truth where it is not Motcua. ``unverified`` lists paths
    ("fees", "cases.house.route") that were proposed by us and not read in an act or a published sheet.
    """

    code: str
    name: str
    title: str
    summary: str
    field: str
    field_code: str
    level: Level
    agency: str
    decided_by: str
    competence: str
    sequence: tuple[str, ...]
    channels: tuple[Channel, ...]
    sets: int
    components: tuple[Component, ...]
    audience: tuple[str, ...]
    cases: tuple[Case, ...]
    results: tuple[Result, ...]
    legal_bases: tuple[LegalBasis, ...]
    pages: tuple[FormPage, ...]
    source: str
    questions: tuple[Question, ...] = ()
    fees: tuple[Fee, ...] = ()
    fee_note: str = ""
    clock_grounds: tuple[ClockGround, ...] = ()
    conditions: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    who_may_lodge: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    competences: tuple[Competence, ...] = ()
    coordinated_with: tuple[str, ...] = ()
    reception_anywhere: bool = False
    express: bool = False
    authoritative_system: str = ""
    ministry: str = ""
    unverified: frozenset[str] = frozenset()
    register: Register = added(default="public", metadata=LATER)
    competent_agency: str = added(default="", metadata=LATER)
    delegated_to: tuple[str, ...] = added(default=(), metadata=LATER)
    received_at: tuple[str, ...] = added(default=(), metadata=LATER)
    forms: tuple[BlankForm, ...] = added(default=(), metadata=LATER)

    def case(self, code: str) -> Case:
        """Return a case by its code; KeyError where there is none."""
        return _named(self.cases, code)

    def component(self, code: str) -> Component:
        """Return a component by its code; KeyError where there is none."""
        return _named(self.components, code)

    def fee(self, code: str) -> Fee:
        """Return a fee by its code; KeyError where there is none."""
        return _named(self.fees, code)

    def channel(self, code: str) -> Channel | None:
        """Return a channel, or None where the procedure may not be lodged that way."""
        return next((channel for channel in self.channels if channel.code == code), None)

    def form(self, code: str) -> BlankForm:
        """Return a blank form by its code; KeyError where there is none."""
        return _named(self.forms, code)

    @property
    def internal(self) -> bool:
        """Tell whether it is a procedure between agencies, which citizens neither see nor lodge."""
        return self.register == "internal"

    @property
    def receivable(self) -> bool:
        """Tell whether any case can be received here; otherwise the procedure is information only."""
        return any(case.receivable for case in self.cases)

    @property
    def online_level(self) -> OnlineLevel:
        """Return how much of the job is done online: none, part or full."""
        online = self.channel("online")
        return "none" if online is None else online.level

    def fields(self) -> tuple[FormField, ...]:
        """Return all fields of the declaration in the order of its pages."""
        return tuple(entry for page in self.pages for entry in page.fields)

    def words(self) -> Words:
        """Return the wording of questions and fields, for explanations."""
        questions = {question.code: question.text for question in self.questions}
        options = {(q.code, option.code): option.label for q in self.questions for option in q.choices()}
        for entry in self.fields():
            questions[entry.code] = entry.label
            options.update({(entry.code, option.code): option.label for option in entry.options})
        return Words(questions, options)

    def parts(self) -> tuple[str, ...]:
        """Return which of the seven mandatory parts of NĐ 63/2010 Art. 8 are present (QĐ 766, component 1.3)."""
        present = {
            "a": bool(self.name),
            "b": bool(self.sequence),
            "c": bool(self.channels),
            "d": bool(self.components) and self.sets > 0,
            "đ": bool(self.cases),
            "e": bool(self.audience),
            "g": bool(self.agency),
        }
        return tuple(part for part in PARTS if present[part])

    def is_unverified(self, path: str) -> bool:
        """Tell whether a part, or what it belongs to, is marked as not verified."""
        steps = path.split(".")
        return any(".".join(steps[:n]) in self.unverified for n in range(1, len(steps) + 1))


def competence(definition: ProcedureDefinition, answers: Answers) -> Competence:
    """Return who decides for these answers: the first competence that holds, otherwise the procedure's own level."""
    for entry in definition.competences:
        if entry.when is None or evaluate(entry.when, answers).value:
            return entry
    return Competence(definition.level)


@dataclass(frozen=True, slots=True)
class Choice:
    """The case that answers lead to (None while an answer is missing or none fits) and the lines that explain it."""

    case: Case | None
    because: tuple[str, ...]
    missing: tuple[str, ...] = ()


def choose_case(definition: ProcedureDefinition, answers: Answers) -> Choice:
    """Return the first case whose condition holds for the answers, or what is still to be asked."""
    words = definition.words()
    for case in definition.cases:
        found = Finding(True, ()) if case.when is None else evaluate(case.when, answers, words)
        if found.value:
            return Choice(case, found.because)
        if found.value is None:
            return Choice(None, found.because, missing=found.because)
    return Choice(None, ("Không có trường hợp nào phù hợp với các câu trả lời.",))


def _named(items: Iterable[Named], code: str) -> Named:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
