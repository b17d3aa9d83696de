"""What is wrong with a definition: where, and a sentence; always all problems at once."""

from collections.abc import Iterable
from typing import NamedTuple

from motcua.core.phrase import Listing, Phrase, Value
from motcua.core.refusal import Refused

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """One fault in a definition: the path to the faulty field and a sentence."""

    path: Path
    message: Phrase

    @property
    def where(self) -> str:
        """The path as people read it: ``days.3.date``."""
        return ".".join(str(step) for step in self.path)


def refuse_if_any(problems: Iterable[Problem], what: Phrase) -> None:
    """Raise :class:`Refused` that lists every problem of ``what``, if there is one."""
    found = list(problems)
    if found:
        lines: list[Value] = [Listing((p.where, p.message), ": ") if p.path else p.message for p in found]
        said = Phrase("{what} chưa đúng: {problems}", what=what, problems=Listing(tuple(lines), "; "))
        raise Refused("bad_definition", said, "Sửa các chỗ đã nêu rồi nạp lại.", problems=found)
