"""A dated rule set: the named parameters that say what moves, stops and ends the clock, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Final, Literal

from motcua.core.phrase import Phrase, marked
from motcua.core.refusal import Refused
from motcua.core.worktime.calendar_data import as_date, as_second
from motcua.core.worktime.problems import Problem, refuse_if_any
from motcua.core.worktime.term import Term

CIVIL_CODE: Final = "Điều 147, 148 Bộ luật Dân sự 2015"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The parameters of the legal clock. Times of day are seconds since midnight; ``None`` switches a rule off."""

    id: str = "default"
    name: str = marked("Quy định chung (Bộ luật Dân sự 2015)")
    valid_from: date = date(2017, 1, 1)
    valid_to: date | None = None
    # When is the receipt?
    receipt_cutoff: int | None = None
    receipt_last_minutes: int = 0
    receipt_on_day_off: Literal["keep", "move"] = "keep"
    receipt_moved_to: int | None = None
    receipt_day: Literal["day_zero", "day_one"] = "day_zero"
    # How do days and hours run?
    day_end: Literal["close_of_office", "end_of_day"] = "close_of_office"
    last_day_off: Literal["next_working_day", "stays"] = "next_working_day"
    fraction_of_day: int | None = None  # None: a share of the unit's own office minutes; else minutes of one day
    fraction_from: Literal["opening", "receipt_minute"] = "opening"
    whole_days: Literal["days", "office_minutes"] = "days"
    hours_start: Literal["next_office_minute", "next_opening"] = "next_office_minute"
    hours_end: Literal["period_end", "next_start"] = "period_end"
    same_day_cutoff: int | None = 15 * 3600
    # What stops, restarts and lengthens the clock?
    paused_day: Literal["close_of_office", "end_of_day"] = "close_of_office"
    resumed_day: Literal["day_zero", "day_one"] = "day_zero"
    after_supplement: Literal["resume", "restart"] = "resume"
    restart_receipt: Literal["moved", "as_is"] = "moved"
    after_financial_obligation: Literal["second_part", "resume"] = "second_part"
    extensions: int = 1
    verification_cap: Term | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def source(self, parameter: str) -> str | None:
        """The act and article that a parameter comes from."""
        return self.sources.get(parameter)

    @property
    def never_moves(self) -> bool:
        """Whether no rule of this set can move a receipt."""
        return self.receipt_cutoff is None and not self.receipt_last_minutes and self.receipt_on_day_off == "keep"

    def with_parameters(self, values: Mapping[str, Any]) -> "RuleSet":
        """Return this rule set with some parameters set anew; raises ``Refused("bad_definition")``."""
        read, problems = read_parameters(values)
        refuse_if_any(problems, Phrase("Bộ quy tắc"))
        return replace(self, **read)


_HEAD = {"id", "name", "valid_from", "valid_to", "sources", "texts"}
PARAMETERS: Final = tuple(f.name for f in fields(RuleSet) if f.name not in _HEAD)
_CHOICES: Final = {
    "receipt_on_day_off": ("keep", "move"),
    "receipt_day": ("day_zero", "day_one"),
    "day_end": ("close_of_office", "end_of_day"),
    "last_day_off": ("next_working_day", "stays"),
    "fraction_from": ("opening", "receipt_minute"),
    "whole_days": ("days", "office_minutes"),
    "hours_start": ("next_office_minute", "next_opening"),
    "hours_end": ("period_end", "next_start"),
    "paused_day": ("close_of_office", "end_of_day"),
    "resumed_day": ("day_zero", "day_one"),
    "after_supplement": ("resume", "restart"),
    "restart_receipt": ("moved", "as_is"),
    "after_financial_obligation": ("second_part", "resume"),
}
_TIMES: Final = ("receipt_cutoff", "receipt_moved_to", "same_day_cutoff")
_DEFAULT_SOURCES: Final = {
    "receipt_day": marked("Điều 147 khoản 2 Bộ luật Dân sự 2015"),
    "day_end": marked("Điều 148 khoản 6 Bộ luật Dân sự 2015"),
    "last_day_off": marked("Điều 148 khoản 5 Bộ luật Dân sự 2015"),
    "same_day_cutoff": marked("Nghị định 23/2015/NĐ-CP Điều 7; quy trình hộ tịch, chứng thực đã công bố"),
}

CIVIL_CODE_RULES: Final = RuleSet(sources=_DEFAULT_SOURCES)
"""What holds where no special rule says otherwise."""


def parse_rules(data: Mapping[str, Any]) -> RuleSet:
    """Read a rule set from its file or its stored form; raises ``Refused("bad_definition")`` with every problem."""
    problems = check_rules(data)
    refuse_if_any(problems, Phrase("Bộ quy tắc {code}", code=str(data.get("id", ""))))
    rows = data["rules"]
    read, _ = read_parameters({row["parameter"]: row.get("value") for row in rows})
    return RuleSet(
        id=str(data["id"]),
        name=str(data["name"]),
        valid_from=as_date(data["valid_from"]) or date.min,
        valid_to=as_date(data["valid_to"]) if data.get("valid_to") else None,
        sources=_DEFAULT_SOURCES | {row["parameter"]: str(row["source"]) for row in rows},
        texts={row["parameter"]: str(row["text"]) for row in rows if row.get("text")},
        **read,
    )


def check_rules(data: Mapping[str, Any]) -> list[Problem]:
    """Return everything that is wrong with a rule set's data."""
    problems = [
        Problem((key,), Phrase("còn thiếu")) for key in ("id", "name", "valid_from", "rules") if not data.get(key)
    ]
    problems += [
        Problem((key,), Phrase("ngày phải có dạng 2026-04-30"))
        for key in ("valid_from", "valid_to")
        if data.get(key) and as_date(data[key]) is None
    ]
    rows = data.get("rules") or []
    if not isinstance(rows, list):
        return [*problems, Problem(("rules",), Phrase("phải là danh sách"))]
    seen: set[str] = set()
    for i, row in enumerate(rows):
        if not isinstance(row, Mapping) or not row.get("parameter") or not row.get("source"):
            said = Phrase("phải có parameter, value và source (văn bản, điều khoản)")
            problems.append(Problem(("rules", i), said))
            continue
        name = str(row["parameter"])
        if name in seen:
            problems.append(Problem(("rules", i, "parameter"), Phrase("{name} đã có ở trên", name=name)))
        seen.add(name)
        _, wrong = read_parameters({name: row.get("value")})
        problems += [Problem(("rules", i, *problem.path), problem.message) for problem in wrong]
    return problems


def read_parameters(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Turn written values into those of :class:`RuleSet`; returns them and every problem."""
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        if name not in PARAMETERS:
            said = Phrase("không có tham số này; các tham số: {known}", known=", ".join(PARAMETERS))
            problems.append(Problem((str(name),), said))
            continue
        try:
            read[name] = _read(name, value)
        except _Wrong as wrong:
            problems.append(Problem((name,), wrong.said))
        except Refused as refusal:
            problems.append(Problem((name,), refusal.said))
    return read, problems


class _Wrong(Exception):
    """A value that the parameter cannot have."""

    def __init__(self, said: Phrase) -> None:
        super().__init__(str(said))
        self.said = said


def _read(name: str, value: Any) -> Any:
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            raise _Wrong(Phrase("phải là một trong {choices}", choices=", ".join(_CHOICES[name])))
        return value
    if name in _TIMES:
        return _read_time(name, value)
    if name == "verification_cap":
        return None if value is None else Term.parse(str(value))
    if name == "fraction_of_day":
        return _read_fraction(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 600:
        raise _Wrong(Phrase("phải là số nguyên từ 0 đến 600"))
    return value


def _read_time(name: str, value: Any) -> int | None:
    if value is None or (name == "receipt_moved_to" and value == "opening"):
        return None
    second = as_second(value)
    if second is None:
        raise _Wrong(Phrase('phải là giờ trong ngày, ví dụ "15:00", hoặc null'))
    return second


def _read_fraction(value: Any) -> int | None:
    if value in (None, "office_share"):
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1440:
        raise _Wrong(Phrase("phải là office_share hoặc số phút của một ngày, ví dụ 480"))
    return value
