"""Accepted lines as commits: the next versions of procedures, and drafts; prepared first, then written in one go."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from motcua.ledger.commit import Change
from motcua.people.actor import Actor
from motcua.procedures.actions.publish import subject_of, version_of
from motcua.procedures.actions.start_draft import change_for
from motcua.procedures.bulk.judging import Judged
from motcua.procedures.bulk.known import Known


def prepared(accepted: Sequence[Judged], register: Known, owner: UUID, actor: Actor, at: datetime) -> list[Change]:
    """Return the commits of the accepted lines; versions of one procedure go into one, by their days."""
    changes: list[Change] = []
    by_code: dict[str, list[Judged]] = {}
    for line in accepted:
        if line.document is not None:
            changes.append(change_for(line.document, "import", actor=actor, at=at, base=line.base))
        else:
            by_code.setdefault(line.row.code, []).append(line)
    return changes + [_published(code, lines, register, owner) for code, lines in by_code.items()]


def _published(code: str, lines: list[Judged], register: Known, owner: UUID) -> Change:
    row = register.rows.get(code)
    pk = row.id if row is not None else uuid4()
    number = row.last_number if row is not None else 0
    made = []
    for line in sorted(lines, key=begins):
        assert line.definition is not None
        assert line.publication is not None
        number += 1
        made.append(version_of(line.definition, line.publication, number, pk, {"imported": str(owner)}))
    subject = subject_of(row, pk, code, number)
    return Change(subject, [entry for entry, _ in made], [version for _, version in made])


def begins(line: Judged) -> date:
    """Return the first day of a line that is to be published."""
    assert line.publication is not None
    return line.publication.effective_date
