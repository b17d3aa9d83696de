"""One question to the clock as data (of a batch line, a worked example or the command line), and its answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.worktime import ClockEvent, Deadline, RuleSet, Term, deadline
from motcua.core.worktime.vietnamese import LOCAL
from motcua.worktime.books import Book

DEFAULT_UNIT = "H37"
DEFAULT_RULES = "default"
FIELDS = frozenset({"id", "code", "term", "unit", "received", "pauses", "events", "rules"})
KINDS = ("paused", "resumed", "restarted", "extended", "verification")
Moment = datetime


def answer(question: Mapping[str, Any], book: Book) -> Deadline:
    """Return the deadline that a question asks for.

    ``code`` or ``term``, ``received``, optional ``unit``, ``pauses`` (pairs of moments, the last may be open),
    ``events`` (mappings of kind, at, term, ground) and ``rules`` (an id, or parameters that differ from the usual).
    Moments without an offset are Vietnam's. Raises ``Refused`` with what is wrong and how to put it right.
    """
    received = moment_of(question.get("received"), "received")
    on = received.astimezone(LOCAL).date()
    unit, default_rules = question.get("unit"), DEFAULT_RULES
    code, written = question.get("code"), question.get("term")
    if code and not written:
        found = book.term_for(str(code), on)
        term, default_rules, unit = found.term, found.rules, unit or found.unit
    elif written:
        term = Term.parse(str(written))
    else:
        raise Refused("no_term", _("Thiếu mã thủ tục (code) hoặc thời hạn (term)."), _("Nêu một trong hai."))
    calendar = book.calendar_for(str(unit or DEFAULT_UNIT))
    rules = rules_of(question.get("rules"), default_rules, book, received)
    events = [*_pauses(question.get("pauses"), received), *_events(question.get("events"))]
    events.sort(key=lambda event: event.at)
    return deadline(received, term, calendar, rules, events)


def moment_of(value: object, field: str) -> Moment:
    """Return a moment written in ISO form; without an offset it is Vietnam's time."""
    if isinstance(value, datetime):
        read = value
    else:
        try:
            read = datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise Refused(
                "bad_time",
                _("Không đọc được thời điểm “%(text)s” (%(field)s).") % {"text": str(value)[:40], "field": field},
                _("Ghi dạng 2026-04-29T15:30."),
            ) from None
    try:
        return (read if read.tzinfo else read.replace(tzinfo=LOCAL)).astimezone(LOCAL)
    except OverflowError:
        raise Refused("bad_time", _("Thời điểm nằm ngoài mọi lịch."), _("Ghi dạng 2026-04-29T15:30.")) from None


def rules_of(asked: object, default: str, book: Book, received: Moment) -> RuleSet:
    """Return the rule set that a question asks for; parameters override those of ``id`` or of the default."""
    on = received.astimezone(LOCAL).date()
    if asked is None or asked == "":
        return book.rules(default, on)
    if isinstance(asked, str):
        return book.rules(asked, on)
    if isinstance(asked, Mapping):
        parameters = {name: value for name, value in asked.items() if name != "id"}
        return book.rules(str(asked.get("id", default)), on).with_parameters(parameters)
    raise Refused(
        "bad_rules",
        _("“rules” phải là mã bộ quy tắc hoặc các tham số."),
        _('Ví dụ "default" hoặc {"receipt_cutoff": "17:00"}.'),
    )


def _pauses(found: object, received: Moment) -> list[ClockEvent]:
    """Turn pairs of moments into events; pauses that overlap are one, those before the receipt don't matter."""
    if not found:
        return []
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise _bad_pause()
    pairs = sorted((_pair(pair) for pair in found), key=lambda pair: pair[0])
    merged: list[tuple[Moment, Moment | None]] = []
    for start, end in pairs:
        if end is not None and end <= received:
            continue
        start = max(start, received)
        if merged and (merged[-1][1] is None or start <= merged[-1][1]):
            last = merged[-1][1]
            merged[-1] = merged[-1][0], None if last is None or end is None else max(last, end)
        else:
            merged.append((start, end))
    events: list[ClockEvent] = []
    for start, end in merged:
        events.append(ClockEvent.paused(start))
        if end is not None:
            events.append(ClockEvent.resumed(end))
    return events


def _pair(pair: object) -> tuple[Moment, Moment | None]:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        raise _bad_pause()
    start = moment_of(pair[0], "pauses")
    end = None if pair[1] is None else moment_of(pair[1], "pauses")
    if end is not None and end < start:
        raise Refused(
            "bad_pause", _("Một lần tạm dừng kết thúc trước khi bắt đầu."), _("Ghi [từ lúc, đến lúc] theo thứ tự.")
        )
    return start, end


def _bad_pause() -> Refused:
    return Refused(
        "bad_pause",
        _("“pauses” phải là danh sách các cặp [từ lúc, đến lúc]."),
        _('Ví dụ [["2026-05-04T09:00", "2026-05-06T10:00"]]; đang dừng thì ghi null.'),
    )


def _events(found: object) -> list[ClockEvent]:
    if not found:
        return []
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise _bad_event()
    return [_event(row) for row in found]


def _event(row: object) -> ClockEvent:
    if not isinstance(row, Mapping) or row.get("kind") not in KINDS:
        raise _bad_event()
    term = row.get("term")
    return ClockEvent(
        row["kind"],
        moment_of(row.get("at"), "events"),
        Term.parse(str(term)) if term else None,
        str(row.get("ground", "")),
    )


def _bad_event() -> Refused:
    return Refused(
        "bad_event",
        _("“events” phải là danh sách sự kiện có kind và at."),
        _("Các kind: %(kinds)s.") % {"kinds": ", ".join(KINDS)},
    )
