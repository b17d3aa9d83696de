"""When a dossier counts as received: the rules that move the receipt, and the 15:00 rule of same-day procedures."""

from motcua.core.worktime.calendar import DAY, Calendar
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
    text = f"{why}: coi như nhận lúc {second_of_day(moved % DAY)} {calendar.names[target]}."
    return moved, Line("moved", calendar.days[day], text, rules.source(parameter))


def _moving_rule(calendar: Calendar, rules: RuleSet, day: int, time: int) -> tuple[str, str] | None:
    name = f"Nhận lúc {second_of_day(time)} {calendar.names[day]}"
    if not calendar.periods[day]:
        if rules.receipt_on_day_off == "move":
            return "receipt_on_day_off", f"{name} là ngày nghỉ"
    elif rules.receipt_last_minutes and time >= calendar.closing[day] % DAY - rules.receipt_last_minutes * 60:
        close = second_of_day(calendar.closing[day] % DAY)
        if rules.receipt_cutoff is None or time <= rules.receipt_cutoff:
            return "receipt_last_minutes", f"{name}, từ {rules.receipt_last_minutes} phút cuối giờ làm việc ({close})"
    if rules.receipt_cutoff is not None and time > rules.receipt_cutoff:
        return "receipt_cutoff", f"{name}, sau {second_of_day(rules.receipt_cutoff)}"
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
        why = "vào ngày nghỉ"
    elif cutoff is not None and time > cutoff:
        why = f"sau {second_of_day(cutoff)}"
    elif second >= calendar.closing[day]:
        why = f"sau giờ làm việc ({second_of_day(calendar.closing[day] % DAY)})"
    else:
        limit = f"không sau {second_of_day(cutoff)}" if cutoff is not None else "trong giờ làm việc"
        return day, Line("rule", calendar.days[day], f"Nhận {limit}: trả trong ngày.", source)
    return calendar.next_working_day(day), Line(
        "rule", calendar.days[day], f"Nhận {why}: trả trong ngày làm việc tiếp theo.", source
    )
