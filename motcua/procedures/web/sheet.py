"""What the page of a procedure shows for the answers given: the case, the papers, the fees, the route."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.utils.translation import gettext as _

from motcua.core.procedure.components import ChannelCode, Component
from motcua.core.procedure.definition import Case, Choice, ProcedureDefinition, Question, choose_case
from motcua.core.procedure.requirements import FeeLine, Requirement, fees_due, requirements
from motcua.core.rules import evaluate
from motcua.procedures import queries, words
from motcua.ui.forms import Form

LONGEST_ANSWER = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with what is said of it: how many, and for whom where that is not decided by an answer yet."""

    component: Component
    numbers: str
    when: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that are asked for in one way."""

    heading: str
    items: tuple[Paper, ...]
    brought: bool


@dataclass(frozen=True, slots=True)
class Price:
    """One line of the fees."""

    line: FeeLine
    words: str
    due_at: str
    optional: bool
    pay_by: str = ""
    exemptions: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page that depends on the answers; ``case`` is None until they lead to one."""

    channel: ChannelCode
    answers: Mapping[str, str]
    choice: Choice
    papers: tuple[Papers, ...]
    prices: tuple[Price, ...]
    route: queries.PublishedRoute | None

    @property
    def case(self) -> Case | None:
        """Return the case that the answers lead to."""
        return self.choice.case

    @property
    def term(self) -> str:
        """Write the term of the case."""
        return words.term(self.choice.case.term) if self.choice.case else ""


class CaseForm(Form):
    """The questions that choose a case, sent by GET so that the answer has an address of its own."""

    def __init__(self, definition: ProcedureDefinition, answers: Mapping[str, str], channel: ChannelCode) -> None:
        super().__init__(initial={**answers, "channel": channel})
        offered = [(c.code, words.CHANNELS[c.code]) for c in definition.channels]
        self.fields["channel"] = forms.ChoiceField(
            label=_("Bạn nộp bằng cách nào?"), choices=offered, widget=forms.RadioSelect, required=False
        )
        for question in definition.questions:
            self.fields[question.code] = _field(question)


def _field(question: Question) -> forms.Field:
    if question.kind == "number":
        return forms.IntegerField(label=question.text, help_text=question.help, required=False, min_value=0)
    choices = [("", _("Chọn một câu trả lời")), *((option.code, option.label) for option in question.choices())]
    return forms.ChoiceField(
        label=question.text, help_text=question.help, choices=choices, widget=forms.Select, required=False
    )


def answers_in(definition: ProcedureDefinition, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers among an address's parameters, leaving out what answers no question of this procedure."""
    kept: dict[str, str] = {}
    for question in definition.questions:
        value = given.get(question.code, "")[:LONGEST_ANSWER]
        known = {option.code for option in question.choices()}
        if value and (value in known or (question.kind == "number" and value.isdigit())):
            kept[question.code] = value
    return kept


def channel_in(definition: ProcedureDefinition, wanted: str) -> ChannelCode:
    """Return the channel wanted, else online where the procedure has it, else its first."""
    for code in (wanted, "online"):
        found = definition.channel(code)
        if found is not None:
            return found.code
    return definition.channels[0].code


def open_questions(definition: ProcedureDefinition, answers: Mapping[str, str]) -> list[str]:
    """Return the codes of the questions that still matter: those not ruled out by the answers given."""
    return [q.code for q in definition.questions if q.when is None or evaluate(q.when, answers).value is not False]


def sheet(published: queries.Published, given: Mapping[str, str], on: date) -> Sheet:
    """Return what to show for the parameters of an address."""
    definition = published.definition
    answers = answers_in(definition, given)
    channel = channel_in(definition, given.get("channel", ""))
    choice = choose_case(definition, answers)
    # Before the case is known the page shows what the ordinary one (the last) asks; what depends on answers says so.
    case = choice.case or definition.cases[-1]
    return Sheet(
        channel=channel,
        answers=answers,
        choice=choice,
        papers=tuple(_grouped(definition, requirements(definition, case, answers, channel))),
        prices=tuple(_priced(definition, _fees(definition, choice, answers, channel, on))),
        route=queries.route_for(case, on),
    )


def _fees(
    definition: ProcedureDefinition, choice: Choice, answers: Mapping[str, str], channel: ChannelCode, on: date
) -> Iterable[FeeLine]:
    """Yield the fees of the case; before it is known, those too that may still become due."""
    case = choice.case or definition.cases[-1]
    sure = {line.fee.code: line for line in fees_due(definition, case, answers, channel, on)}
    for fee in definition.fees:
        if fee.code in sure:
            yield sure[fee.code]
        elif choice.case is None and fee.when is not None and fee.valid_on(on):
            fits = not fee.channels or channel in fee.channels
            if fits and evaluate(fee.when, answers).value is None:
                yield FeeLine(fee, fee.amount, waived=False)


def _grouped(definition: ProcedureDefinition, items: Iterable[Requirement]) -> Iterable[Papers]:
    order = list(words.ASKED)
    ranked = sorted(items, key=lambda item: order.index(item.asked))
    for asked, group in groupby(ranked, key=lambda item: item.asked):
        papers = tuple(
            Paper(
                item.component,
                words.numbers(item.component),
                words.when(definition, item.component) if asked == "if_applies" else "",
            )
            for item in group
        )
        yield Papers(str(words.ASKED[asked]), papers, brought=asked != "looked_up")


def _priced(definition: ProcedureDefinition, lines: Iterable[FeeLine]) -> Iterable[Price]:
    by_choice = {entry.code for entry in definition.fields() if not entry.required}
    for line in lines:
        optional = line.fee.copies_from in by_choice
        ways = ", ".join(str(words.PAY_BY[way]) for way in line.fee.pay_by)
        groups = "; ".join(map(words.exemption, (line.exemption,) if line.exemption else line.offered))
        due_at = str(words.DUE_AT[line.fee.due_at])
        yield Price(line, words.price(line.fee), due_at, optional, ways, groups)
