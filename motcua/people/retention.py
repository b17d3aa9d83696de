"""How long what is not the record is kept, from ``definitions/retention/rules.yaml``: dated, read when needed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from motcua.core.worktime.vietnamese import local
from motcua.ledger import origin
from motcua.people.reading import Node, read


class BadRetention(ValueError):
    """The file cannot be used; the message says where it is wrong."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What one dated rule says: drafts, warnings and keys in days, the access log in years."""

    valid_from: date
    drafts_days: int
    drafts_warning_days: int
    access_log_years: int
    keys_days: int
    unverified: bool = False


def on(at: datetime) -> Retention | None:
    """Return the rule in force at a moment; None where nothing may be deleted, since nobody has decided it yet.

    A rule that nobody has verified counts in a demonstration only.
    """
    demo = origin.is_demo()
    known = [rule for rule in rules() if rule.valid_from <= local(at).date() and (demo or not rule.unverified)]
    return max(known, key=lambda rule: rule.valid_from, default=None)


def promised(at: datetime) -> Retention | None:
    """Return the rule in force as a page tells it; a file that cannot be used promises nothing and shuts no page."""
    try:
        return on(at)
    except BadRetention:
        return None


def rules() -> tuple[Retention, ...]:
    """Return every rule of the file, read again when it changed; raises :class:`BadRetention` with all problems."""
    path = Path(settings.DEFINITIONS) / "retention" / "rules.yaml"
    return _rules(path, path.stat().st_mtime_ns) if path.exists() else ()


def years_before(at: datetime, years: int) -> datetime:
    """Return the same local day some years ago (28 February for the 29th)."""
    here = local(at)
    try:
        return here.replace(year=here.year - years)
    except ValueError:
        return here.replace(year=here.year - years, day=28)


@lru_cache(maxsize=4)
def _rules(path: Path, changed: int) -> tuple[Retention, ...]:
    top, source = read(path)
    found = [_rule(node) for node in top.nodes("rules", required=True)]
    top.close()
    if source.problems:
        raise BadRetention("; ".join(map(str, source.problems)))
    return tuple(rule for rule in found if rule is not None)


def _rule(node: Node) -> Retention | None:
    node.text("source", required=True)
    day = node.day("valid_from", required=True)
    drafts, warning = node.number("drafts_days", at_least=30), node.number("drafts_warning_days", at_least=1)
    log, keys = node.number("access_log_years", at_least=1), node.number("keys_days", at_least=100)
    unverified = node.flag("unverified")
    node.close()
    if warning >= drafts:
        node.problem("drafts_warning_days", "Báo trước phải ngắn hơn thời gian giữ bản khai")
    if keys <= drafts:
        node.problem("keys_days", "Khóa phải giữ lâu hơn bản khai, vì bản khai mang khóa của lần gửi")
    return None if day is None else Retention(day, drafts, warning, log, keys, unverified)
