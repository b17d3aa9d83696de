"""The series of numbers that an agency keeps, and into which a result goes: data of ``definitions/numbers``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.people.reading import Node, read

KEEPERS = ("reception", "agency")


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its sign ("PBS" in 05/PBS), what it numbers, the form's number, and who keeps the book."""

    code: str
    name: str
    form: str
    kept_by: str
    source: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All series, and the series of the result of each procedure that has one of its own."""

    series: Mapping[str, Series]
    default: str
    rejected: str
    before_decision: str
    procedures: Mapping[str, str]

    def of_result(self, procedure: str, *, decided: bool, rejected: bool) -> str:
        """Return the series of what a procedure issues: its result, a letter of rejection, or a paper before both."""
        if not decided:
            return self.before_decision
        return self.rejected if rejected else self.procedures.get(procedure, self.default)


def plan() -> Plan:
    """Return the installation's series; kept in memory."""
    return _read(Path(settings.DEFINITIONS) / "numbers" / "series.yaml")


def known(code: str) -> Series:
    """Return a series by its sign; one that nobody defined is refused."""
    found = plan().series.get(code)
    if found is None:
        raise Refused("unknown_series", _("Không có dãy số này."), _("Chọn một dãy số trong danh sách."))
    return found


@cache
def _read(path: Path) -> Plan:
    node, source = read(path)
    series = {one.code: one for one in map(_series, node.nodes("series", required=True))}
    results = node.node("results")
    chosen = [results.text(name, required=True) for name in ("default", "rejected", "before_decision")]
    procedures = {}
    for item in results.nodes("procedures"):
        procedures[item.text("code", required=True)] = item.text("series", required=True)
        item.close()
    results.close()
    node.close()
    unknown = sorted({*chosen, *procedures.values()} - series.keys())
    if source.problems or unknown:
        told = "; ".join([*map(str, source.problems), *(f"{code}?" for code in unknown)])
        raise ValueError(f"{path.name}: {told}")
    return Plan(series, chosen[0], chosen[1], chosen[2], procedures)


def _series(node: Node) -> Series:
    found = Series(
        code=node.text("code", required=True),
        name=node.text("name", required=True),
        form=node.text("form"),
        kept_by=node.text("kept_by", required=True),
        source=node.text("source", required=True),
        unverified=node.flag("unverified"),
    )
    if found.kept_by not in KEEPERS or not 0 < len(found.code) <= 20:
        node.problem("kept_by", "reception, agency")
    node.close()
    return found
