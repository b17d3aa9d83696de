"""Small things in a line: dates, money, states, keys, icons, due dates."""

from datetime import date, datetime
from typing import Any

from django.template import Library
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from motcua.core.worktime import Remaining, Term
from motcua.ui import formatting
from motcua.ui.forms import KEY_FIELD, new_key
from motcua.ui.icons import PATHS
from motcua.ui.labels import COLOURS, Label, label

register = Library()


@register.filter
def vi_date(value: date | datetime | None) -> str:
    """Write ``06/05/2026``."""
    return formatting.day(value)


@register.filter
def vi_long_date(value: date | datetime | None) -> str:
    """Write ``Thứ Tư 06/05/2026``."""
    return formatting.long_day(value)


@register.filter
def vi_datetime(value: datetime | None) -> str:
    """Write ``17:00 Thứ Tư 06/05/2026``."""
    return formatting.moment(value)


@register.filter
def vi_short(value: datetime | None) -> str:
    """Write ``17:00 06/05/2026``."""
    return formatting.short_moment(value)


@register.filter
def vi_time(value: datetime | None) -> str:
    """Write ``17:00``."""
    return formatting.hour(value)


@register.filter
def term(value: Term | None) -> str:
    """Write ``15 ngày làm việc``."""
    return formatting.term(value)


@register.filter
def left(value: Remaining) -> str:
    """Write ``còn 1 ngày 3 giờ``."""
    return formatting.left(value)


@register.filter(name="money")
def money_filter(amount: int | None) -> str:
    """Write ``12.000 đ``."""
    return formatting.money(amount)


@register.simple_tag(name="money")
def money_tag(amount: int | None) -> SafeString:
    """Draw ``12.000 đ`` so that it never breaks over a line."""
    return format_html('<span class="money">{}</span>', formatting.money(amount))


@register.simple_tag
def tag(state: Any, colour: str = "") -> SafeString:
    """Draw the label of a state; with ``colour`` the first argument is the text itself."""
    found = Label(str(state), colour) if colour else label(str(state))
    if found.colour not in COLOURS:
        raise ValueError(f"unknown colour {found.colour}, known are {sorted(COLOURS)}")
    return format_html('<strong class="govuk-tag tag--{}">{}</strong>', found.colour, found.text)


@register.simple_tag
def key(name: str) -> SafeString:
    """Draw a key of the keyboard."""
    return format_html("<kbd>{}</kbd>", name)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw one of our few icons; without a label it is only decoration."""
    path = mark_safe(PATHS[name])  # noqa: S308 - our own constant
    svg = '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" focusable="false"{}>{}</svg>'
    if label:
        return format_html(svg, format_html(' role="img" aria-label="{}"', label), path)
    return format_html(svg, mark_safe(' aria-hidden="true"'), path)


@register.inclusion_tag("ui/tags/unverified.html")
def unverified(reason: str = "") -> dict[str, Any]:
    """Draw the badge of a part that nobody has checked against an official source."""
    return {"reason": reason}


@register.inclusion_tag("ui/tags/due.html")
def due(
    due_at: datetime | None,
    now: datetime | None = None,
    *,
    paused: bool = False,
    done_at: datetime | None = None,
    left: str = "",
    compact: bool = False,
) -> dict[str, Any]:
    """Draw how far away a due date is: words first, colour repeats them."""
    words = formatting.due_text(due_at, now, paused=paused, done_at=done_at, left=left)
    return {"words": words, "compact": compact, "due_at": due_at}


@register.inclusion_tag("ui/tags/progress.html")
def progress(step: int, total: int, name: str = "") -> dict[str, Any]:
    """Draw ``Bước 3/9`` above a form of several pages."""
    return {"step": step, "total": total, "name": name}


@register.simple_tag(takes_context=True)
def hidden_key(context: Context) -> SafeString:
    """Draw the hidden field that makes a second sending of the same form harmless."""
    from_view = context.get("idempotency_key")
    return format_html('<input type="hidden" name="{}" value="{}">', KEY_FIELD, from_view or new_key())
