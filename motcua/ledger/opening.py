"""Opening a log: its origin is stamped in entry 1, and only an empty database can be given one."""

from datetime import datetime

from django.db import transaction

from motcua.core.ledger.chain import START
from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.ledger import clock, origin
from motcua.ledger.models import Entry
from motcua.ledger.registry import EntryType, register
from motcua.ledger.writing import NewEntry, entry_rows, insert_entries

OPENED = EntryType(origin.OPENED, required=frozenset({"origin"}), sentence="Mở sổ cái của hệ thống, nguồn gốc {origin}")
register(OPENED)


def open_log(name: str, *, at: datetime | None = None, actor: str = "system:install") -> None:
    """Stamp the origin (``demo`` or a province's code) into the empty log; again with the same origin does nothing.

    ``at`` sets the opening of a demonstration, whose story begins in the past; a province's log opens now.
    """
    found = origin.current(fresh=True)
    if found == name:
        return
    if found is not None or Entry.objects.exists():
        raise Refused(
            "log_already_opened",
            Phrase(
                "Sổ cái này đã có nguồn gốc “{found}” và không thể đổi thành “{name}”.", found=str(found), name=name
            ),
            "Dùng một cơ sở dữ liệu trống cho nguồn gốc khác.",
        )
    opened = at if at is not None and name == origin.DEMO else clock.now()
    rows, _, _ = entry_rows(
        origin.STREAM,
        0,
        START,
        [NewEntry(origin.OPENED, {"origin": name})],
        actor=actor,
        at=opened,
        recorded_at=opened,
    )
    with transaction.atomic():
        insert_entries(rows)
    origin.current(fresh=True)
