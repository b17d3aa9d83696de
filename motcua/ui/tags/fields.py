"""Form fields with label, hint, error and the right markup for each widget; the error summary."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.template import Library
from django.utils.safestring import SafeString

from motcua.ui.forms import DayInput, PhotosInput

register = Library()

WIDTHS = frozenset({"2", "3", "4", "5", "10", "20", "30"})


@register.inclusion_tag("ui/tags/field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    hints: Mapping[str, str] | None = None,
    width: str | int = "",
    size: str = "",
    prefix: str = "",
    suffix: str = "",
    key: str = "",
    inline: bool = False,
    optional: bool | None = None,
    **attrs: Any,
) -> dict[str, Any]:
    """Draw one field. Further keywords become attributes (``autocomplete``, ``inputmode``, ``data_key`` …)."""
    if str(width) and str(width) not in WIDTHS:
        raise ValueError(f"width {width}: known are {sorted(WIDTHS)}")
    widget = bound.field.widget
    kind = kind_of(widget)
    identifier = bound.auto_id or bound.html_name
    hint = (hint or str(bound.help_text or "")).strip()
    described = [f"{identifier}-hint"] if hint else []
    described += [f"{identifier}-error"] if bound.errors else []
    if getattr(widget, "max_length_shown", False) or (kind == "textarea" and "maxlength" in widget.attrs):
        described.append(f"{identifier}-info")
    own = {name.replace("_", "-"): value for name, value in attrs.items() if value not in ("", None, False)}
    if described:
        own["aria-describedby"] = " ".join(described)
    return {
        "bound": bound,
        "kind": kind,
        "id": identifier,
        "label": label or bound.label,
        "hint": hint,
        "size": size,
        "prefix": prefix,
        "suffix": suffix,
        "key": key,
        "inline": inline,
        "optional": (not bound.field.required and kind != "checkbox") if optional is None else optional,
        "control": control(bound, kind, str(width), own),
        "choices": choices(bound, hints or {}) if kind in ("radios", "checkboxes") else [],
        "boxes": boxes(bound) if kind == "day" else [],
        "maxlength": widget.attrs.get("maxlength"),
        "described": " ".join(described),
        "photos": isinstance(widget, PhotosInput),
    }


def kind_of(widget: forms.Widget) -> str:
    """Name the component that draws a widget."""
    kinds: list[tuple[type[forms.Widget], str]] = [
        (forms.HiddenInput, "hidden"),
        (DayInput, "day"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
    ]
    return next((kind for type_, kind in kinds if isinstance(widget, type_)), "input")


CLASSES = {
    "input": "govuk-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}


def control(bound: BoundField, kind: str, width: str, attrs: dict[str, Any]) -> SafeString | str:
    """Draw the bare control with our classes; groups of controls are drawn by the template."""
    if kind in ("radios", "checkboxes", "day"):
        return ""
    bound.form.use_required_attribute = False
    widget = bound.field.widget
    classes = [str(widget.attrs.get("class", "")), CLASSES.get(kind, "")]
    if width and kind in ("input", "select"):
        classes.append(f"govuk-input--width-{width}")
    if bound.errors and kind in ("input", "select", "textarea", "file"):
        classes.append(f"{CLASSES[kind]}--error")
        attrs["aria-invalid"] = "true"
    joined = " ".join(part for part in classes if part)
    return bound.as_widget(attrs={**attrs, **({"class": joined} if joined else {})})


def choices(bound: BoundField, hints: Mapping[str, str]) -> list[dict[str, Any]]:
    """List the radios or checkboxes of a field, each with its hint."""
    listed = []
    for item in bound.subwidgets:
        value = str(item.data["value"])
        listed.append(
            {
                "id": item.id_for_label,
                "name": item.data["name"],
                "value": value,
                "label": item.data["label"],
                "checked": item.data["selected"],
                "hint": hints.get(value, ""),
            }
        )
    return listed


def boxes(bound: BoundField) -> list[dict[str, Any]]:
    """List the three boxes of a day with what the person typed in each."""
    drawn = bound.field.widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})["widget"]
    names = ("day", "month", "year")
    return [
        {
            "part": part,
            "id": box["attrs"].get("id", ""),
            "name": box["name"],
            "value": "" if box["value"] is None else box["value"],
        }
        for part, box in zip(names, drawn["subwidgets"], strict=True)
    ]


@register.inclusion_tag("ui/tags/error_summary.html")
def error_summary(*given: forms.BaseForm) -> dict[str, Any]:
    """List all errors of one or several forms, each a link to its field; nothing when there are none."""
    lines = []
    for form in given:
        if form is None or not form.is_bound:
            continue
        lines += [{"text": error, "href": ""} for error in form.non_field_errors()]
        for bound in form:
            lines += [{"text": error, "href": f"#{first_id(bound)}"} for error in bound.errors]
    return {"lines": lines}


def first_id(bound: BoundField) -> str:
    """Give the id of the first control of a field, where the link of the error summary leads."""
    identifier = bound.auto_id or bound.html_name
    grouped = kind_of(bound.field.widget) in ("radios", "checkboxes", "day")
    return f"{identifier}_0" if grouped else str(identifier)
