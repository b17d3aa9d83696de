"""Where what was numbered can be opened: higher apps say it for the streams that are theirs."""

from collections.abc import Callable

Address = Callable[[str], str]
_known: dict[str, Address] = {}


def register(prefix: str, address: Address) -> None:
    """Let ``address`` (the part of a stream's name after the colon → URL) serve the streams of a prefix."""
    _known[prefix] = address


def address_of(subject: str) -> str:
    """Return the address of a stream, "" where nobody has a page for it."""
    prefix, _, key = subject.partition(":")
    known = _known.get(prefix)
    return known(key) if known and key else ""
