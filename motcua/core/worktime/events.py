"""What happened to a running clock: paused, resumed, restarted, extended, verification."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from motcua.core.phrase import Phrase, marked, named
from motcua.core.worktime.term import Term

Kind = Literal["paused", "resumed", "restarted", "extended", "verification"]

GROUNDS = {
    "": "",
    "supplement": marked("chờ người nộp bổ sung hồ sơ"),
    "financial_obligation": marked("chờ người nộp thực hiện nghĩa vụ tài chính"),
    "explanation": marked("chờ tổ chức, cá nhân giải trình"),
    "posting": marked("niêm yết công khai"),
    "expert_opinion": marked("lấy ý kiến chuyên gia, hội đồng"),
    "land_price": marked("xác định giá đất"),
    "consultation": marked("lấy ý kiến cơ quan khác"),
    "verification": marked("xác minh"),
    "volume": marked("nhiều loại, nhiều trang giấy tờ"),
    "mountain_commune": marked("xã miền núi, vùng khó khăn"),
    "force_majeure": marked("sự kiện bất khả kháng"),
}
"""Grounds that have a Vietnamese text of their own; other grounds are shown as they are written."""


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One event of the clock at an aware moment."""

    kind: Kind
    at: datetime
    term: Term | None = None
    ground: str = ""

    @classmethod
    def paused(cls, at: datetime, ground: str = "") -> "ClockEvent":
        """The clock stands still from this moment on."""
        return cls("paused", at, None, ground)

    @classmethod
    def resumed(cls, at: datetime, ground: str = "") -> "ClockEvent":
        """The clock runs on with what is left."""
        return cls("resumed", at, None, ground)

    @classmethod
    def restarted(cls, at: datetime, ground: str = "") -> "ClockEvent":
        """The whole term begins anew."""
        return cls("restarted", at, None, ground)

    @classmethod
    def extended(cls, at: datetime, term: Term, ground: str = "") -> "ClockEvent":
        """The appointment is moved once, with an apology, by ``term``."""
        return cls("extended", at, term, ground)

    @classmethod
    def verification(cls, at: datetime, term: Term, ground: str = "verification") -> "ClockEvent":
        """The law adds ``term`` because something must be verified (or there is more to do)."""
        return cls("verification", at, term, ground)

    def why(self) -> Phrase:
        """The ground in words."""
        return named(GROUNDS.get(self.ground, self.ground))
