"""When a dossier counts as received: the rules that move the receipt, and the 15:00 rule of same-day procedures."""

from functools import cache

from motcua.core.phrase import Phrase
from motcua.core.worktime.calendar import DAY, Calendar
from motcua.core.worktime.facts import Moment
from motcua.core.worktime.rules import RuleSet
from motcua.core.worktime.trace import Line
from motcua.core.worktime.vietnamese import second_of_day


def moved_receipt(calendar: Calendar, rules: RuleSet, second: int) -> tuple[int, Line | None]:
    """Return the moment that counts as the receipt and, if a rule moved it, the line that says why."""
    if rules.never_moves:
        return second, None
    day, time = divmod(second, DAY)
    found = _moving_rule(calendar, rules, day, time)
    if found is None:
        return second, None
    parameter, why = found
    target = calendar.next_working_day(day)
    moved = calendar.opening[target] if rules.receipt_moved_to is None else target * DAY + rules.receipt_moved_to
    then = Moment(calendar.names[target], moved % DAY)
    said = Phrase("{why}: coi như nhận lúc {then}.", why=why, then=then)
    return moved, Line("moved", calendar.days[day], said, rules.source(parameter))


def _moving_rule(calendar: Calendar, rules: RuleSet, day: int, time: int) -> tuple[str, Phrase] | None:
    at = Moment(calendar.names[day], time)
    if not calendar.periods[day]:
        if rules.receipt_on_day_off == "move":
            return "receipt_on_day_off", Phrase("Nhận lúc {at} là ngày nghỉ", at=at)
    elif rules.receipt_last_minutes and time >= calendar.closing[day] % DAY - rules.receipt_last_minutes * 60:
        close = second_of_day(calendar.closing[day] % DAY)
        if rules.receipt_cutoff is None or time <= rules.receipt_cutoff:
            return "receipt_last_minutes", Phrase(
                "Nhận lúc {at}, từ {minutes} phút cuối giờ làm việc ({close})",
                at=at,
                minutes=rules.receipt_last_minutes,
                close=close,
            )
    if rules.receipt_cutoff is not None and time > rules.receipt_cutoff:
        limit = second_of_day(rules.receipt_cutoff)
        return "receipt_cutoff", Phrase("Nhận lúc {at}, sau {limit}", at=at, limit=limit)
    return None


def same_day_end(calendar: Calendar, rules: RuleSet, second: int) -> tuple[int, Line]:
    """Return the day at whose close a same-day procedure is due, and the line that says why.

    "Sau 15 giờ" means later than 15:00: 15:00 itself is still in time. An office that has closed for the day by then
    answers on its next working day.
    """
    day, time = divmod(second, DAY)
    cutoff = rules.same_day_cutoff
    source = rules.source("same_day_cutoff")
    if not calendar.periods[day]:
        said = _ON_A_DAY_OFF
    elif cutoff is not None and time > cutoff:
        said = _too_late(cutoff)
    elif second >= calendar.closing[day]:
        said = _after_close(calendar.closing[day] % DAY)
    else:
        said = Phrase("Nhận trong giờ làm việc: trả trong ngày.") if cutoff is None else _in_time(cutoff)
        return day, Line("rule", calendar.days[day], said, source)
    return calendar.next_working_day(day), Line("rule", calendar.days[day], said, source)


_ON_A_DAY_OFF = Phrase("Nhận vào ngày nghỉ: trả trong ngày làm việc tiếp theo.")


@cache
def _in_time(cutoff: int) -> Phrase:
    return Phrase("Nhận không sau {limit}: trả trong ngày.", limit=second_of_day(cutoff))


@cache
def _too_late(cutoff: int) -> Phrase:
    return Phrase("Nhận sau {limit}: trả trong ngày làm việc tiếp theo.", limit=second_of_day(cutoff))


@cache
def _after_close(close: int) -> Phrase:
    return Phrase("Nhận sau giờ làm việc ({close}): trả trong ngày làm việc tiếp theo.", close=second_of_day(close))
