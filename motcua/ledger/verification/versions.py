"""Published versions: the stored definition is the one whose digest its entry holds, and there is no other."""

import hashlib
from collections import defaultdict

from django.db import models

from motcua.ledger.verification.folds import Comparison, Damage, Streams


def versions_match(model: type[models.Model], owner: str, number: str) -> Comparison:
    """Return the comparison of a table of versions.

    ``owner`` is the lookup of the stream's key from a row, ``number`` the payload's field that counts the versions.
    Rows have ``number``, ``definition`` and ``digest``, payloads ``digest`` in hexadecimal.
    """

    def comparison(streams: Streams, damage: Damage) -> None:
        rows = model._base_manager.filter(**{f"{owner}__in": list(streams)})
        stored: dict[str, dict[int, str]] = defaultdict(dict)
        for key, its_number, definition, digest in rows.values_list(owner, "number", "definition", "digest"):
            own = hashlib.sha256(definition.encode()).hexdigest()
            stored[key][its_number] = own if bytes(digest).hex() == own else "?"
        for key, entries in streams.items():
            told = {e.payload[number]: e for e in entries if number in e.payload and "digest" in e.payload}
            for its_number, entry in told.items():
                if stored[key].pop(its_number, None) != entry.payload["digest"]:
                    damage(
                        f"Phiên bản {its_number} của {key} ({model._meta.db_table}) bị sửa hoặc bị xóa: nội dung không "
                        "khớp với bản đã công bố trong sổ cái.",
                        entry.position,
                    )
            for its_number in stored[key]:
                damage(f"Phiên bản {its_number} của {key} ({model._meta.db_table}) không có trong sổ cái.", None)

    return comparison
