"""What the buttons of a form do before it is saved: add a line, take it out, move it."""

from typing import Any

Where = list[str | int]


def where(name: str) -> Where:
    """Return the steps of an input's name below its first part: ``f.fields.2.options`` gives fields, 2, options."""
    return [int(step) if step.isdecimal() else step for step in name.split(".")[1:]]


def applied(data: dict[str, Any], act: str, name: str) -> bool:
    """Add, drop or move a line of the data in place; False where there is no such line."""
    steps = where(name)
    if not steps:
        return False
    if act == "add":
        items = _at(data, steps)
        if isinstance(items, list):
            items.append({})
            return True
        return False
    items, place = _at(data, steps[:-1]), steps[-1]
    if not isinstance(items, list) or not isinstance(place, int) or not 0 <= place < len(items):
        return False
    if act == "drop":
        del items[place]
    elif act == "up" and place > 0:
        items[place - 1], items[place] = items[place], items[place - 1]
    elif act == "down" and place + 1 < len(items):
        items[place], items[place + 1] = items[place + 1], items[place]
    return True


def _at(data: Any, steps: Where) -> Any:
    for step in steps:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and 0 <= step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data
