"""Why a due date is that day, in the language of the page: of a reckoning just made, or of one that was stored."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext

from motcua.core.worktime import Deadline
from motcua.core.worktime.story import PROVISIONAL
from motcua.core.worktime.summary import sentences
from motcua.ui.phrases import say, say_stored


class Told(NamedTuple):
    """One line of an explanation: what it says, and the act and article it rests on."""

    text: str
    source: str


def why(deadline: Deadline) -> str:
    """Return the few sentences of the summary."""
    return " ".join(map(say, sentences(deadline)))


def lines(deadline: Deadline) -> list[Told]:
    """Return every line with its source."""
    return [Told(say(line.said), _source(line.source)) for line in deadline.trace]


def provisional(deadline: Deadline) -> list[str]:
    """Return the lines that say which years' calendar may still change."""
    return [say(line.said) for line in deadline.trace if line.said.template == PROVISIONAL]


def stored_why(trace: Mapping[str, Any]) -> str:
    """Return the summary of a stored trace; one stored before phrases were kept is there in Vietnamese only."""
    vietnamese = str(trace.get("summary", ""))
    said = trace.get("said") or []
    told = [say_stored(sentence, "") for sentence in said]
    return " ".join(told) if told and all(told) else vietnamese


def stored_lines(trace: Mapping[str, Any]) -> list[Told]:
    """Return the lines of a stored trace."""
    return [Told(say_stored(row.get("said"), row["text"]), _source(row["source"])) for row in trace.get("trace", ())]


def as_json(deadline: Deadline, *, summary: bool = True) -> dict[str, Any]:
    """Return the answer as plain data, texts in the language of the page; with the summary unless it is left out."""
    data = deadline.as_json()
    for row, line in zip(data["trace"], deadline.trace, strict=True):
        row["text"], row["source"] = say(line.said), _source(line.source) or None
    return {**data, "summary": why(deadline)} if summary else data


def _source(source: str | None) -> str:
    return gettext(source) if source else ""
