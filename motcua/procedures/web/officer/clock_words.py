"""The clocks of publishing in words: what is due, by when, how many days are left or late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.core.procedure.clocks import Clock
from motcua.ui import formatting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NAMES: "Final[dict[str, StrPromise]]" = {
    "before_effect": gettext_lazy("Ký quyết định công bố"),
    "public": gettext_lazy("Công khai"),
    "e_process": gettext_lazy("Quy trình điện tử sẵn sàng"),
}
RULES: "Final[dict[str, StrPromise]]" = {
    "before_effect": gettext_lazy("ít nhất %(term)s trước ngày có hiệu lực"),
    "public": gettext_lazy("trong %(term)s sau khi ký"),
    "e_process": gettext_lazy("trong %(term)s sau khi ký"),
}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock as a page shows it."""

    name: str
    rule: str
    source: str
    unverified: bool
    told: str
    colour: str
    due: date | None
    urgent: bool


def clock_lines(clocks: Iterable[Clock]) -> list[ClockLine]:
    """Return clocks in words, in their order."""
    return [_line(clock) for clock in clocks]


def _line(clock: Clock) -> ClockLine:
    rule = str(RULES[clock.code]) % {"term": formatting.term(clock.rule.term)}
    told, colour = _told(clock)
    return ClockLine(
        str(NAMES[clock.code]),
        rule,
        clock.rule.source,
        clock.rule.unverified,
        told,
        colour,
        clock.due,
        clock.state in ("soon", "late"),
    )


def _told(clock: Clock) -> tuple[str, str]:
    days, due = clock.days, formatting.day(clock.due)
    match clock.state:
        case "late":
            return ngettext("Trễ %(days)d ngày, hạn %(due)s", "Trễ %(days)d ngày, hạn %(due)s", days) % {
                "days": days,
                "due": due,
            }, "red"
        case "met_late":
            return ngettext("Xong, trễ %(days)d ngày", "Xong, trễ %(days)d ngày", days) % {"days": days}, "red"
        case "met":
            return _("Đúng hạn"), "green"
        case "soon" | "running":
            colour = "amber" if clock.state == "soon" else "blue"
            if days == 0:
                return _("Hôm nay là hạn cuối"), "amber"
            return ngettext("Còn %(days)d ngày, hạn %(due)s", "Còn %(days)d ngày, hạn %(due)s", days) % {
                "days": days,
                "due": due,
            }, colour
        case _:
            return _("Chưa tính: thiếu ngày"), "grey"
