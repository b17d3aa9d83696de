"""A deadline as it is kept with the dossier: the Vietnamese trace that stands, and what another language needs."""

from typing import Any

from motcua.core.phrase import to_data
from motcua.core.worktime.deadline import Deadline
from motcua.core.worktime.summary import sentences


def as_stored(deadline: Deadline) -> dict[str, Any]:
    """Return the plain data of a deadline with its summary; each text has its phrase beside it as ``said``."""
    said = sentences(deadline)
    return {
        **deadline.as_json(),
        "trace": [{**line.as_json(), "said": to_data(line.said)} for line in deadline.trace],
        "summary": " ".join(map(str, said)),
        "said": [to_data(sentence) for sentence in said],
    }
