"""Whether JSON from a file can be kept: it may hold letters, numbers and depths that nothing else here can."""

import re
from typing import Any, Final

DEEPEST: Final = 60  # a condition in a page of a procedure is some ten deep
_LARGEST: Final = 1 << 53
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any, depth: int = 0) -> bool:
    """Tell whether a value of decoded JSON holds no NUL, no half of a pair of letters, no endless number or depth."""
    if isinstance(value, str):
        return _UNSTORABLE.search(value) is None
    if isinstance(value, dict):
        return depth < DEEPEST and all(storable(key) and storable(one, depth + 1) for key, one in value.items())
    if isinstance(value, list):
        return depth < DEEPEST and all(storable(one, depth + 1) for one in value)
    return not isinstance(value, int | float) or abs(value) < _LARGEST
