"""What changed in a draft, in the words of the differences between versions, its planned publication too."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.procedure.draft import Intent, Plain, Plan, read
from motcua.core.procedure.merge import ORDER, Conflict, changes
from motcua.core.refusal import Refused
from motcua.core.rules import NO_WORDS, Malformed, Words
from motcua.procedures import wording
from motcua.procedures.differences import Difference, differences, side_by_side
from motcua.procedures.drafting import choices, labels, places, sections
from motcua.ui.formatting import day

CLASSES: dict[str, Any] = {"publication": Plan, "change": Intent}


def told(before: Plain, after: Plain) -> tuple[Difference, ...]:
    """Return what one state of a draft has that another had not, in words."""
    old, new = read(before), read(after)
    found = list(differences(old.whole, new.whole))
    for change in changes({k: before.get(k) for k in CLASSES}, {k: after.get(k) for k in CLASSES}):
        part, name = change.steps[0], change.steps[-1]
        first, second = (planned(part, name, value) for value in (change.before, change.after))
        label = labels.of(CLASSES[part], name)
        left, right = side_by_side(first, second)
        title = str(sections.BY_PART[part].title)
        sentence = _("%(what)s: từ «%(old)s» thành «%(new)s»") % {"what": label, "old": first, "new": second}
        found.append(Difference(part, title, "changed", sentence, left, right, change.path))
    return tuple(found)


def planned(part: str, name: str, value: Any) -> str:
    """Return a value of the planned publication, or of the change, in words."""
    if part == "change" and name == "kind":
        return choices.of(Intent, "kind", str(value))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or _("không có")
    if name.endswith("_date") or name == "valid_to":
        return _day(value)
    return str(value) if value else _("để trống")


def _day(value: Any) -> str:
    try:
        return day(date.fromisoformat(str(value))) if value else _("để trống")
    except ValueError:
        return str(value)


def side(conflict: Conflict, value: Any, document: Mapping[str, Any]) -> str:
    """Return one side of a conflict in words; None means that this side took it out."""
    if value is None:
        return _("bỏ mục này") if _is_item(conflict) else _("để trống")
    if conflict.steps[-1] == ORDER:
        return "\n".join(f"{n}. {_called(conflict, code, document)}" for n, code in enumerate(value, 1))
    if conflict.steps[0] in CLASSES:
        return planned(conflict.steps[0], conflict.steps[-1], value)
    name = next((step for step in reversed(conflict.steps) if step in wording.FIELDS), conflict.steps[0])
    try:
        return _listed(name, value, _words(document))
    except (Malformed, Refused, ValueError, KeyError, TypeError, AttributeError):
        return str(value)


def _listed(name: str, value: Any, known: Words) -> str:
    if isinstance(value, list):
        return "\n".join(_listed(name, item, known) for item in value) or _("để trống")
    if isinstance(value, dict) and not {"question", "all", "any", "not"} & set(value):
        shown = {key: part for key, part in value.items() if part not in ("", None, [], False)}
        return wording.value(name, shown, known)
    return wording.value(name, value, known)


def _words(document: Mapping[str, Any]) -> Words:
    try:
        return read(document).whole.words()
    except (TypeError, ValueError, AttributeError):
        return NO_WORDS


def _is_item(conflict: Conflict) -> bool:
    return isinstance(conflict.theirs, dict) or isinstance(conflict.mine, dict)


def _called(conflict: Conflict, code: str, document: Mapping[str, Any]) -> str:
    data: Any = document
    for step in conflict.steps[:-1]:
        data = data.get(step, {}) if isinstance(data, Mapping) else {}
    items = data if isinstance(data, list) else []
    return next(
        (wording.called(item) for item in items if isinstance(item, Mapping) and item.get("code") == code), code
    )


def where(conflict: Conflict, document: Mapping[str, Any]) -> str:
    """Return where a conflict lies, in words: section and the way to the place."""
    steps = tuple(step for step in conflict.steps if step != ORDER)
    path = places.path_of(steps, document) or conflict.steps[0]
    found = places.place(path, document)
    words = f"{found.section.title} › {found.words}" if found.words else str(found.section.title)
    return f"{words} › {_('thứ tự')}" if conflict.steps[-1] == ORDER else words
