"""The log by position: 1, 2, 3 … without a gap, each pointing to an entry, and nobody further than its end."""

from motcua.ledger import models, origin, sequencer
from motcua.ledger.verification.findings import Findings
from motcua.ledger.verification.snapshot import rows

_QUERY = (
    "SELECT p.position, e.id, e.type FROM ledger_position p LEFT JOIN ledger_entry e ON e.id = p.entry_id "
    "ORDER BY p.position"
)
_ORPHANS = (
    "SELECT c.stream, c.seq FROM ledger_content c LEFT JOIN ledger_entry e "
    "ON e.stream = c.stream AND e.seq = c.seq WHERE e.id IS NULL ORDER BY c.stream, c.seq"
)


def verify_positions(found: Findings) -> None:
    """Check the density of positions and the places of all followers."""
    last = 0
    for position, entry_id, kind in rows(_QUERY):
        if position != last + 1:
            found.damage(f"Sổ cái thiếu vị trí từ {last + 1} đến {position - 1}: đã bị xóa.", last + 1)
        if entry_id is None:
            found.damage(f"Vị trí {position} của sổ cái không còn bản ghi: bản ghi đã bị xóa.", position)
        elif (position == 1) != (kind == origin.OPENED):
            found.damage(f"Vị trí {position}: bản ghi mở sổ phải là bản ghi đầu tiên và duy nhất.", position)
        last = position
        found.positions += 1
    for name, position in models.Follower.objects.filter(position__gt=last).values_list("name", "position"):
        found.damage(
            f"“{name}” đã xử lý đến vị trí {position} nhưng sổ cái chỉ còn đến {last}: phần cuối bị xóa.", last
        )
    found.waiting = sequencer.waiting()


def verify_orphans(found: Findings) -> None:
    """Find contents whose entry is gone."""
    for stream, seq in rows(_ORPHANS):
        found.damage(f"Nội dung cá nhân số {seq} của chuỗi {stream} không có bản ghi trong sổ cái.")
