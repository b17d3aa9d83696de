"""A term of law: "15 working days", "4 working hours", "10 days", "same day", "4.5 + 3 working days"."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.core.worktime import vietnamese

Unit = Literal["working_days", "working_hours", "days", "same_day"]

_ENGLISH = {"working_days": "working days", "working_hours": "working hours", "days": "days"}
_VIETNAMESE = {"working_days": "ngày làm việc", "working_hours": "giờ làm việc", "days": "ngày"}
_WORDS: dict[str, Unit] = {
    "working day": "working_days",
    "working days": "working_days",
    "ngay lam viec": "working_days",
    "ngay lv": "working_days",
    "working hour": "working_hours",
    "working hours": "working_hours",
    # The law's "giờ" of a procedure is office time: 8 giờ = 1 ngày làm việc (facts.md 1.4).
    "hour": "working_hours",
    "hours": "working_hours",
    "gio": "working_hours",
    "gio lam viec": "working_hours",
    "day": "days",
    "days": "days",
    "ngay": "days",
    "calendar day": "days",
    "calendar days": "days",
}
_SAME_DAY = {"same day", "trong ngay", "ngay trong ngay", "trong ngay lam viec"}
_PART = re.compile(r"^(\d{1,6}(?:[.,]\d{1,6})?|\d{1,6}/\d{1,6})\s*([a-z ]*)$")
_LONGEST = 3660


@dataclass(frozen=True, slots=True)
class Term:
    """An amount of one unit; ``then`` is the part that starts after a financial obligation is met."""

    amount: Fraction
    unit: Unit
    then: "Term | None" = None
    whole: int = field(init=False, repr=False, compare=False)
    share: Fraction = field(init=False, repr=False, compare=False)
    _vi: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.unit != "same_day" and not 0 < self.amount <= _LONGEST:
            raise Refused(
                "bad_term",
                Phrase("Thời hạn phải lớn hơn 0 và không quá {longest}.", longest=_LONGEST),
                "Ghi ví dụ: 15 ngày làm việc.",
            )
        # Terms are few and read often: what every reckoning asks for is worked out once.
        whole = self.amount.numerator // self.amount.denominator
        object.__setattr__(self, "whole", whole)
        object.__setattr__(self, "share", self.amount - whole)
        object.__setattr__(self, "_vi", self._in_vietnamese())

    @classmethod
    def of(cls, amount: int | Fraction | str, unit: Unit) -> "Term":
        """Return a term of one part."""
        return cls(Fraction(amount), unit)

    @classmethod
    def parse(cls, text: str) -> "Term":
        """Read a term in English or Vietnamese; raises ``Refused("bad_term")``."""
        pieces = [search_key(piece) for piece in text.split("+")]
        if len(pieces) > 2:
            raise _unreadable(text)
        read = [_part(piece, text) for piece in pieces]
        unit = read[-1][1]
        if unit is None or (len(read) > 1 and "same_day" in (read[0][1], unit)):
            raise _unreadable(text)
        last = cls(read[-1][0], unit)
        return last if len(read) == 1 else cls(read[0][0], read[0][1] or unit, last)

    @property
    def parts(self) -> "tuple[Term, ...]":
        """The one part, or the part before and the part after the financial obligation."""
        return (self,) if self.then is None else (Term(self.amount, self.unit), *self.then.parts)

    def vi(self) -> str:
        """Return the term in Vietnamese: ``15 ngày làm việc``."""
        return self._vi

    def _in_vietnamese(self) -> str:
        if self.unit == "same_day":
            return "trong ngày"
        text = f"{vietnamese.amount(self.amount)} {_VIETNAMESE[self.unit]}"
        return text if self.then is None else f"{text} + {self.then.vi()}"

    def __str__(self) -> str:
        if self.unit == "same_day":
            return "same day"
        number = str(self.amount.numerator) if self.amount.denominator == 1 else vietnamese.decimal(self.amount)
        text = f"{number} {_ENGLISH[self.unit]}"
        if self.amount == 1:
            text = text.removesuffix("s")
        return text if self.then is None else f"{text} + {self.then}"


def _part(piece: str, text: str) -> tuple[Fraction, Unit | None]:
    if piece in _SAME_DAY:
        return Fraction(0), "same_day"
    found = _PART.match(piece)
    if found is None:
        raise _unreadable(text)
    word = found[2].strip()
    if word and word not in _WORDS:
        raise _unreadable(text)
    number = found[1].replace(",", ".")
    if number.endswith("/0") or ("/" in number and not int(number.split("/")[1])):
        raise _unreadable(text)
    return Fraction(number), _WORDS[word] if word else None


def _unreadable(text: str) -> Refused:
    return Refused(
        "bad_term",
        Phrase("Không đọc được thời hạn “{text}”.", text=text[:60]),
        "Ghi ví dụ: 15 ngày làm việc · 4 giờ làm việc · 10 ngày · 0,5 ngày làm việc · trong ngày · "
        "4,5 + 3 ngày làm việc.",
    )
