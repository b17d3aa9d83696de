"""A whole file against the register: every line judged, and what lines say of each other."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.gathering import Gathered, Row, Told
from motcua.procedures.bulk.judging import Judged, judge
from motcua.procedures.bulk.known import Known, known

Tell = Callable[[int, int], None]
EVERY = 25


@dataclass(frozen=True, slots=True)
class Report:
    """What would become of every line of a file; ``told`` is said of the file itself."""

    lines: list[Judged]
    told: list[Told]
    register: Known

    def counts(self) -> dict[str, int]:
        """Return how many lines there are of each kind, and how many of those to write are doubtful."""
        found: Counter[str] = Counter(line.status for line in self.lines)
        doubtful = sum(line.writes and line.doubtful for line in self.lines)
        names = {"new": "new", "changed": "changed", "draft": "drafts", "same": "unchanged", "refused": "refused"}
        return {said: found[name] for name, said in names.items()} | {"doubtful": doubtful}

    def accepted(self, *, doubtful: bool) -> list[Judged]:
        """Return the lines that are written, doubtful ones only where they are taken too."""
        return [line for line in self.lines if line.writes and (doubtful or not line.doubtful)]

    def digest(self) -> str:
        """Return what is the same as long as the report says the same of every line."""
        said = [(line.row.line, line.row.code, line.status, line.doubtful, line.digest()) for line in self.lines]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def check(gathered: Gathered, defaults: Mapping[str, Any], tell: Tell) -> Report:
    """Return the report on a file; ``tell`` hears how many lines of how many are judged."""
    rows = gathered.rows
    register = known(row.code for row in rows if row.code)
    _twins(rows, defaults)
    lines = []
    for n, row in enumerate(rows):
        if n % EVERY == 0:
            tell(n, len(rows))
        lines.append(judge(row, register, defaults))
    _overlaps(lines, register)
    tell(len(rows), len(rows))
    return Report(lines, gathered.told, register)


def _twins(rows: Sequence[Row], defaults: Mapping[str, Any]) -> None:
    """Refuse lines that are of one version: nobody can know which is meant."""
    same: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.code:
            same.setdefault((row.code, row.begins or str(defaults.get("effective_date") or "")), []).append(row)
    for twins in same.values():
        for row in twins if len(twins) > 1 else ():
            others = ", ".join(str(other.line) for other in twins if other is not row)
            row.say(
                "wrong", heads.CODE, _("Mã %(code)s trùng với dòng %(lines)s.") % {"code": row.code, "lines": others}
            )


def _overlaps(lines: Sequence[Judged], register: Known) -> None:
    """Refuse versions of one procedure that hold on the same days although one of them says when it ends."""
    by_code: dict[str, list[Judged]] = {}
    for line in lines:
        if line.publication is not None and line.status in ("new", "changed"):
            by_code.setdefault(line.row.code, []).append(line)
    for code, found in by_code.items():
        own = {line.publication.effective_date for line in found if line.publication}
        spans: list[tuple[date, date | None, Judged | None]] = [
            (line.publication.effective_date, line.publication.valid_to, line) for line in found if line.publication
        ]
        spans += [
            (one.begins, one.publication.valid_to, None)
            for one in register.versions.get(code, ())
            if one.begins not in own
        ]
        spans.sort(key=lambda one: one[0])
        for (_begins, ends, first), (begins, _ends, second) in pairwise(spans):
            if ends is None or ends < begins:
                continue
            for overlapping in (first, second):
                if overlapping is not None:
                    days = {"begins": f"{begins:%d/%m/%Y}", "ends": f"{ends:%d/%m/%Y}"}
                    message = _("Hiệu lực chồng nhau: bản trước hết ngày %(ends)s, bản sau từ %(begins)s.") % days
                    overlapping.row.say("wrong", heads.BEGINS, message)
                    overlapping.status = "refused"
