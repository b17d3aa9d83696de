"""The signs an auditor looks at: what each is called, why it matters, and the thresholds that administrators set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time, timedelta
from typing import Any, Final

from motcua.core.phrase import marked
from motcua.core.worktime.term import Term


@dataclass(frozen=True, slots=True)
class Words:
    """How a sign is called, and why somebody should look."""

    name: str
    why: str


WORDS: Final[Mapping[str, Words]] = {
    "waited": Words(
        marked("Tiếp nhận muộn so với giờ lấy số"),
        marked("Hồ sơ có thể bị giữ lại ngoài sổ để thời hạn chưa chạy."),
    ),
    "portal": Words(
        marked("Tiếp nhận muộn so với giờ nộp trực tuyến"),
        marked("Hồ sơ trực tuyến phải được kiểm tra trong 8 giờ làm việc; để muộn là lùi ngày hẹn."),
    ),
    "posted": Words(
        marked("Tiếp nhận muộn so với giờ gửi bưu điện"),
        marked("Hồ sơ gửi bưu điện nằm chờ mà thời hạn chưa chạy."),
    ),
    "at_once": Words(
        marked("Nhận và xong trong vài phút dù thời hạn dài"),
        marked("Việc có thể đã làm trước rồi mới nhập, nên thời gian trên sổ không phải thời gian thật."),
    ),
    "rush": Words(
        marked("Tiếp nhận dồn cuối giờ chiều"),
        marked("Hồ sơ nhận trong ngày có thể bị dồn lại để ngày nhận lùi sang cuối buổi."),
    ),
    "late_supplement": Words(
        marked("Yêu cầu bổ sung khi sắp hết hạn"),
        marked("Giấy tờ thiếu thấy được từ đầu; hỏi lúc sắp hết hạn làm thời hạn dừng hoặc tính lại."),
    ),
    "second_supplement": Words(
        marked("Yêu cầu bổ sung lần thứ hai"),
        marked("Pháp luật cho yêu cầu bổ sung một lần; lần sau phải có căn cứ riêng."),
    ),
    "relodged": Words(
        marked("Bị từ chối rồi nộp lại"),
        marked("Từ chối rồi bảo nộp lại làm thời hạn chạy từ đầu và giấu việc trễ."),
    ),
    "no_paper": Words(
        marked("Tạm dừng không có văn bản"),
        marked("Thời hạn chỉ được dừng khi có căn cứ bằng văn bản."),
    ),
    "late_entry": Words(
        marked("Ghi sổ muộn hơn việc thật"),
        marked("Giờ của việc do người nhập khai; phải khớp với giấy tờ."),
    ),
    "sent_back": Words(
        marked("Trả lại bước trước để tính lại giờ"),
        marked("Trả lại khi sắp hết giờ của bước, hoặc nhiều lần, làm giờ của bước chạy từ đầu."),
    ),
    "before_opinion": Words(
        marked("Kết quả có trước ý kiến được hỏi"),
        marked("Kết quả không thể dựa trên ý kiến chưa có."),
    ),
    "till": Words(
        marked("Sổ quỹ lệch hoặc chốt lại"),
        marked("Tiền đếm được không khớp với tiền đã ghi thu."),
    ),
    "corrected": Words(
        marked("Sửa thông tin sau tiếp nhận"),
        marked("Thông tin trên giấy hẹn bị thay; giá trị cũ và mới nằm trong hồ sơ."),
    ),
    "blocked": Words(
        marked("Đòi ngoài danh mục, bị hệ thống chặn"),
        marked("Có người thử yêu cầu giấy tờ, căn cứ hoặc lần bổ sung mà quy định không cho."),
    ),
    "reported": Words(
        marked("Người dân phản ánh"),
        marked("Người nộp hồ sơ báo bị đòi thêm, bị hẹn đi lại hoặc bị từ chối không nêu lý do."),
    ),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One sign's thresholds, as administrators set them; what a sign does not use stays zero."""

    code: str
    source: str = ""
    minutes: int = 0
    hours: int = 0
    days: int = 0
    number: int = 0
    percent: int = 0
    after: time = time()

    @property
    def words(self) -> Words:
        """Return how the sign is called, and why it matters."""
        return WORDS[self.code]

    @property
    def span(self) -> timedelta:
        """Return the time that the sign measures by."""
        return timedelta(hours=self.hours, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class More:
    """A procedure of which papers may be asked for more than once, and the law that allows it."""

    most: int
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All that administrators decide about signs and guards; ``proposal`` until an office has made it its own."""

    version: int
    proposal: bool
    signs: Mapping[str, Rule]
    more_supplements: Mapping[str, More]
    answer_within: Term
    open_reports: int

    def relodged_days(self) -> int:
        """Return within how many days a new dossier counts as lodged again after a refusal."""
        rule = self.signs.get("relodged")
        return rule.days if rule else 0


class BadRules(ValueError):
    """The file of the signs says something that no sign understands."""


def parse(data: Mapping[str, Any]) -> Rules:
    """Read the administrators' file; a sign that is left out is switched off, an unknown one is a mistake."""
    signs = {str(row["code"]): _rule(row) for row in data["signs"]}
    reports = data["reports"]
    more = {str(row["procedure"]): More(int(row["most"]), _cited(row)) for row in data.get("more_supplements", ())}
    return Rules(
        version=int(data["version"]),
        proposal=bool(data.get("proposal", False)),
        signs=signs,
        more_supplements=more,
        answer_within=Term.parse(str(reports["answer_within"])),
        open_reports=int(reports["open_at_once"]),
    )


def _cited(row: Mapping[str, Any]) -> str:
    source = str(row.get("source", "")).strip()
    if not source:
        raise BadRules(f"more_supplements {row['procedure']}: a second supplement needs its legal source")
    return source


def _rule(row: Mapping[str, Any]) -> Rule:
    code = str(row["code"])
    if code not in WORDS:
        raise BadRules(f"there is no sign {code!r}")
    known = {field.name for field in fields(Rule)}
    if strange := set(row) - known:
        raise BadRules(f"sign {code!r} has no threshold {', '.join(sorted(map(str, strange)))}")
    numbers = {name: int(row[name]) for name in ("minutes", "hours", "days", "number", "percent") if name in row}
    if any(value < 0 for value in numbers.values()):
        raise BadRules(f"sign {code!r}: a threshold is not negative")
    after = time.fromisoformat(str(row["after"])) if "after" in row else time()
    return Rule(code, str(row.get("source", "")), after=after, **numbers)
