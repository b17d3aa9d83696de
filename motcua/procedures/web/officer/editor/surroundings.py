"""What a field of a draft may name: papers, fees and questions of the draft; routes, rule sets, fields of the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.people.models import Competence
from motcua.procedures import route_uses, wording
from motcua.worktime import queries as worktime

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a field of the declaration that a condition can read."""

    code: str
    words: str
    options: tuple[tuple[str, str], ...] = ()
    number: bool = False


@dataclass(slots=True)
class Surroundings:
    """The draft as a field sees it, and the house on a day."""

    document: Mapping[str, Any]
    today: date
    _house: dict[str, Pairs] = field(default_factory=dict)

    def named(self, what: str) -> Pairs:
        """Return the codes that may be named, with words."""
        if what in ("components", "fees", "results", "forms", "clock_grounds"):
            return [(str(item["code"]), wording.called(item)) for item in self.items(what)]
        if what == "quantities":
            return [(one.code, one.words) for one in self.asked("entered") if one.number]
        if what not in self._house:
            self._house[what] = self._of_the_house(what)
        return self._house[what]

    def _of_the_house(self, what: str) -> Pairs:
        if what == "routes":
            return sorted(
                (code, f"{route.name} ({code})") for code, route in route_uses.named_routes(self.today).items()
            )
        if what == "rule_sets":
            return worktime.rule_names(self.today)
        fields = Competence.objects.order_by("field").values_list("field", flat=True).distinct()
        return [(code, code) for code in fields]

    def items(self, name: str) -> list[Mapping[str, Any]]:
        """Return the items of a list that have a code."""
        listed = self.document.get(name)
        return [i for i in listed if isinstance(i, Mapping) and i.get("code")] if isinstance(listed, list) else []

    def asked(self, which: str, before: int | None = None) -> list[Asked]:
        """Return what a condition can read: ``earlier`` questions, all of them, or the declaration's fields too."""
        questions = self.items("questions")
        if which == "earlier":
            return [_question(item) for item in questions[: len(questions) if before is None else before]]
        found = [_question(item) for item in questions]
        if which == "entered":
            for page in self.items("pages"):
                fields = page.get("fields")
                entries = [f for f in fields if isinstance(f, Mapping)] if isinstance(fields, list) else []
                found += [_entry(entry) for entry in entries if entry.get("kind") in ("choice", "number", "check")]
        return found


def _question(item: Mapping[str, Any]) -> Asked:
    words = str(item.get("text") or item["code"])
    if item.get("kind") == "yes_no":
        return Asked(str(item["code"]), words, (("yes", _("Có")), ("no", _("Không"))))
    return Asked(str(item["code"]), words, _options(item), item.get("kind") == "number")


def _entry(item: Mapping[str, Any]) -> Asked:
    words = _("%(label)s (tờ khai)") % {"label": item.get("label") or item.get("code")}
    if item.get("kind") == "check":
        return Asked(str(item.get("code")), words, (("yes", _("Có")),))
    return Asked(str(item.get("code")), words, _options(item), item.get("kind") == "number")


def _options(item: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    listed = item.get("options")
    options = [o for o in listed if isinstance(o, Mapping)] if isinstance(listed, list) else []
    return tuple((str(o.get("code") or ""), str(o.get("label") or o.get("code") or "")) for o in options)
