"""Larger pieces of a page: buttons, notices, panels, lists, timelines, paging, slots."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Library
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.ui import slots

register = Library()


@register.inclusion_tag("ui/tags/button.html")
def button(
    text: str,
    *,
    href: str = "",
    kind: str = "primary",
    name: str = "",
    value: str = "",
    key: str = "",
    icon: str = "",
    blocked: str = "",
    type: str = "submit",
    **attrs: Any,
) -> dict[str, Any]:
    """Draw a button or a link that looks like one. ``blocked`` says why it can't be pressed and who may."""
    if kind not in ("primary", "secondary", "warning", "plain"):
        raise ValueError(f"button kind {kind}")
    return {
        "text": text,
        "href": href,
        "kind": kind,
        "name": name,
        "value": value,
        "key": key,
        "icon": icon,
        "blocked": blocked,
        "type": type,
        "attrs": attributes(attrs),
    }


def attributes(given: Mapping[str, Any]) -> SafeString:
    """Write keywords as attributes: ``data_key="F9"`` becomes ``data-key="F9"``."""
    kept = [(name.replace("_", "-"), value) for name, value in given.items() if value not in ("", None, False)]
    return format_html_join("", ' {}="{}"', kept)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> str:
    """Draw a notice: ``info``, ``success``, ``warning`` or ``error``."""
    icons = {"info": "info", "success": "check", "warning": "alert", "error": "alert"}
    values = {"content": content, "kind": kind, "title": title, "icon": icons[kind]}
    return render_to_string("ui/tags/notice.html", values)


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """Draw the panel that confirms what was done."""
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Draw text set apart by a line at its left."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Draw something folded that opens without a script."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        attributes({"open": "open" if open else ""}),
        summary,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str = "", id: str = "", level: int = 2) -> str:
    """Draw a section of a page in a frame."""
    return render_to_string("ui/tags/card.html", {"content": content, "title": title, "id": id, "level": level})


@register.simple_block_tag
def summary(content: str, compact: bool = False) -> SafeString:
    """Draw a summary list around ``summary_row`` tags."""
    extra = " summary--compact" if compact else ""
    return format_html('<dl class="govuk-summary-list{}">{}</dl>', extra, content)


@register.inclusion_tag("ui/tags/summary_row.html")
def summary_row(label: str, value: Any, href: str = "", action: str = "") -> dict[str, Any]:
    """Draw one line of a summary list, with a link to change it."""
    return {"label": label, "value": value, "href": href, "action": action}


@register.inclusion_tag("ui/tags/summary_list.html")
def summary_list(rows: Iterable[Any], compact: bool = False) -> dict[str, Any]:
    """Draw a summary list from rows: ``(label, value[, href[, action]])`` or mappings with these names."""
    return {"rows": [_row(row) for row in rows], "compact": compact}


def _row(row: Any) -> dict[str, Any]:
    """Read one row of a summary list."""
    if isinstance(row, Mapping):
        return dict(row)
    cells = [*list(row), "", "", ""]
    return {"label": cells[0], "value": cells[1], "href": cells[2], "action": cells[3]}


@register.inclusion_tag("ui/tags/timeline.html")
def timeline(items: Sequence[Any]) -> dict[str, Any]:
    """Draw what happened and what follows: mappings with ``title``, ``at``, ``by``, ``text``, ``state``, ``flag``."""
    return {"items": items}


@register.inclusion_tag("ui/tags/task_list.html")
def task_list(tasks: Sequence[Any]) -> dict[str, Any]:
    """Draw a list of tasks: mappings with ``title``, ``href``, ``hint``, ``done``, ``status``."""
    return {"tasks": tasks}


@register.simple_tag
def back_link(href: str, text: str = "") -> str:
    """Draw the link to the page before."""
    return render_to_string("ui/tags/back_link.html", {"href": href, "text": text})


@register.inclusion_tag("ui/tags/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """Draw the way here: label, address, label, address …, and the last label alone."""
    labels = list(pairs[0::2])
    hrefs = [*pairs[1::2], ""]
    return {"items": list(zip(labels, hrefs, strict=False))}


@register.inclusion_tag("ui/tags/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Draw the links to the other pages of a list, keeping the filters of the address."""
    request = context.get("request")
    filters = request.GET.copy() if request is not None else QueryDict(mutable=True)

    def href(number: int) -> str:
        filters[parameter] = str(number)
        return f"?{filters.urlencode()}"

    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "items": [
            {"number": n, "href": href(n) if isinstance(n, int) else "", "current": n == page.number} for n in around
        ],
        "previous": href(page.previous_page_number()) if page.has_previous() else "",
        "next": href(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/tags/tile.html")
def tile(number: Any, text: str, href: str = "", kind: str = "", current: bool = False) -> dict[str, Any]:
    """Draw a number with its words, as on top of an inbox; ``kind`` is ``late``, ``soon`` or nothing."""
    return {"number": number, "text": text, "href": href, "kind": kind, "current": current}


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **values: Any) -> SafeString:
    """Draw whatever higher apps have put into a slot."""
    flat = {str(name): value for name, value in context.flatten().items()} | values
    request = context.get("request")
    drawn = [(filling.markup(flat, request),) for filling in slots.fillings(name)]
    return format_html_join("", "{}", [(SafeString(text),) for (text,) in drawn])
