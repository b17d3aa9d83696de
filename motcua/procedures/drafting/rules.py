"""How this province publishes procedures, from ``definitions/publishing/rules.yaml``: dated, read once."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.conf import settings

from motcua.core.procedure.build import build
from motcua.core.procedure.clocks import PublishingRules, rules_on
from motcua.ledger import origin
from motcua.procedures.sources import read


class BadRules(ValueError):
    """The file of publishing rules cannot be used; the message says where it is wrong."""


def parsed(data: object) -> tuple[tuple[PublishingRules, ...], list[tuple[str, str]]]:
    """Return the versions that a file holds, and everything that is wrong in it with its place."""
    found: list[tuple[str, str]] = []
    items = data if isinstance(data, list) else []
    built = [build(PublishingRules, item, f"[{n}]", lambda *one: found.append(one)) for n, item in enumerate(items)]
    known = tuple(rules for rules in built if rules is not None)
    if not items:
        found.append(("", "Chưa có quy định nào."))
    return known, found


@lru_cache(maxsize=1)
def versions() -> tuple[PublishingRules, ...]:
    """Return every version of the rules; raises :class:`BadRules` with all that is wrong in the file."""
    source = read(settings.DEFINITIONS / "publishing" / "rules.yaml")
    known, found = parsed(source.data)
    if found:
        raise BadRules("; ".join(f"dòng {source.line(path)}: {message}" for path, message in found))
    return known


def on(day: date) -> PublishingRules:
    """Return the rules in force on a day; a clock that nobody has verified runs in a demonstration only."""
    found = rules_on(versions(), day)
    if origin.is_demo():
        return found
    return replace(found, clocks=tuple(clock for clock in found.clocks if not clock.unverified))
