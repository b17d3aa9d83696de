"""Erasing personal contents: the digests stay, and an entry tells that it was done and on what ground."""

from collections.abc import Sequence
from datetime import datetime

from motcua.ledger.children import Delete
from motcua.ledger.commit import Committed, NewEntry, Subject, commit
from motcua.ledger.models import Content
from motcua.ledger.registry import EntryType, register

ERASED = EntryType(
    "content.erased",
    required=frozenset({"seqs", "ground"}),
    optional=frozenset({"paper"}),
    sentence="Xóa dữ liệu cá nhân của các bản ghi số {seqs} theo căn cứ {ground}",
)
register(ERASED)


def erase(subject: Subject, seqs: Sequence[int], *, ground: str, actor: str, at: datetime) -> Committed:
    """Erase the contents of a stream's entries together with their salts; ``ground`` is the code of the reason."""
    stream = subject.stream
    return commit(
        subject,
        [NewEntry(ERASED.name, {"seqs": sorted(seqs), "ground": ground})],
        actor=actor,
        at=at,
        children=[Delete(Content, {"stream": stream, "seq": seq}) for seq in seqs],
    )
