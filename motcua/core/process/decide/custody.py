"""Decisions about papers in custody: folders handed over, originals taken in, given back to the right person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.core.phrase import Phrase, marked, named
from motcua.core.process.custody import Custody, Folder
from motcua.core.process.decide.decision import Draft, in_order
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused

APPLICANT, AUTHORISED, MANDATE, OTHER = "applicant", "authorised", "mandate", "other"
IDENTITY, RECEIPT, AUTHORITY = "identity", "receipt", "authority"
MOST = 99  # originals of one component
WHO = {
    APPLICANT: marked("Người yêu cầu"),
    AUTHORISED: marked("Người nộp thay ghi trên giấy hẹn"),
    MANDATE: marked("Người được ủy quyền lâu dài"),
    OTHER: marked("Người khác, có giấy ủy quyền"),
}
SHOWN = {
    IDENTITY: marked("Căn cước hoặc giấy tờ tùy thân"),
    RECEIPT: marked("Giấy hẹn trả kết quả (mẫu 01)"),
    AUTHORITY: marked("Giấy ủy quyền"),
}
# Of each set one paper must have been shown.
NEEDED: dict[str, tuple[frozenset[str], ...]] = {
    APPLICANT: (frozenset({IDENTITY, RECEIPT}),),
    AUTHORISED: (frozenset({IDENTITY}), frozenset({RECEIPT, AUTHORITY})),
    MANDATE: (frozenset({IDENTITY}),),
    OTHER: (frozenset({IDENTITY}), frozenset({AUTHORITY})),
}


@dataclass(frozen=True, slots=True)
class Collector:
    """Who collects: as what (one of WHO), which papers they showed (SHOWN), and their name if not the applicant's."""

    who: str
    shown: frozenset[str]
    name: str = ""

    def payload(self) -> dict[str, object]:
        """Return what the ledger keeps of it: codes only."""
        return {"by": self.who, "shown": sorted(self.shown)}

    def content(self) -> dict[str, str] | None:
        """Return the personal part."""
        return {"to": self.name.strip()} if self.name.strip() else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom this dossier knows besides the applicant: somebody who lodged for them, a mandate that is in force."""

    authorised: bool = False
    mandate: bool = False


def may_collect(collector: Collector, standing: Standing) -> None:
    """Refuse somebody who may not collect, or who has not shown what the rule asks for."""
    if collector.who not in WHO:
        raise Refused("no_collector", "Chưa chọn ai đến nhận.", "Chọn người nhận rồi ghi giấy tờ đã xem.")
    known = {AUTHORISED: standing.authorised, MANDATE: standing.mandate}
    if not known.get(collector.who, True):
        raise Refused(
            "not_entitled",
            Phrase("Hồ sơ này không có «{who}» nên không trả theo cách đó.", who=named(WHO[collector.who])),
            "Người khác nhận thay thì cần căn cước và giấy ủy quyền.",
        )
    if collector.who == OTHER and not collector.name.strip():
        raise Refused("name_missing", "Chưa ghi họ tên người nhận thay.", "Ghi họ tên như trên giấy ủy quyền.")
    for choice in NEEDED[collector.who]:
        if not choice & collector.shown:
            wanted = sorted(choice, key=list(SHOWN).index)
            said = Phrase("{first}", first=named(SHOWN[wanted[0]]))
            if len(wanted) == 2:
                said = Phrase("{first} hoặc {second}", first=said, second=named(SHOWN[wanted[1]]))
            raise Refused(
                "not_shown", Phrase("Người nhận chưa xuất trình: {paper}.", paper=said),
                "Xem giấy tờ, đánh dấu đã xem rồi trả.",
            )  # fmt: skip


def send(before: Snapshot, at: datetime, *, folder: Folder, actor: str, to_unit: str, sheet: str) -> Draft:
    """Send a folder that is in the actor's hands (or in their unit's cupboard) to another unit, under a sheet."""
    in_order(before, at)
    if folder.sheet:
        raise Refused(
            "on_the_way",
            Phrase("Túi hồ sơ {code} đang chuyển giao, chờ bên nhận xác nhận.", code=before.code),
            "Bên nhận xác nhận, hoặc người giao thu lại, rồi mới giao tiếp được.",
        )
    if folder.holder not in {"", actor}:
        raise Refused(
            "not_in_hands",
            Phrase("Túi hồ sơ {code} không ở chỗ bạn.", code=before.code),
            "Xem ở trang hồ sơ giấy tờ đang ở ai; người đang giữ mới giao được.",
        )
    if to_unit == folder.unit:
        raise Refused("same_unit", Phrase("Túi hồ sơ {code} đã ở đơn vị nhận.", code=before.code))
    if to_unit not in places(before):
        raise Refused(
            "not_its_way",
            Phrase("Hồ sơ {code} không có việc ở đơn vị nhận.", code=before.code),
            "Tải lại trang: bước của hồ sơ có thể vừa chuyển sang đơn vị khác.",
        )
    return Draft("dossier.folder_sent", {"sheet": sheet, "unit": folder.unit, "to_unit": to_unit})


def places(now: Snapshot) -> frozenset[str]:
    """Return the units that have to do with a dossier now: its three places, its step's, and those that are asked."""
    asked = (unit for _seq, unit, _until in now.pending)
    return frozenset({now.reception_unit, now.competent_unit, now.return_unit, now.step_unit, *asked} - {""})


def answer(before: Snapshot, at: datetime, *, folder: Folder, arrived: bool, receiver: str, giver: str) -> Draft:
    """Close a folder's journey: it is in the receiver's hands, or it was not in the pile and stays the giver's."""
    in_order(before, at)
    if arrived:
        payload = {"sheet": folder.sheet, "unit": folder.to_unit, "assignee": receiver}
        return Draft("dossier.folder_taken", payload)
    return Draft("dossier.folder_missing", {"sheet": folder.sheet, "unit": folder.unit, "assignee": giver})


def take(before: Snapshot, at: datetime, *, custody: Custody, wanted: Mapping[str, int]) -> Draft:
    """Write down originals that came in apart from reception: brought to compare, or for a dossier lodged online."""
    in_order(before, at)
    came = {code: count for code, count in wanted.items() if count > 0}
    if not came:
        raise Refused("nothing_chosen", "Chưa ghi giấy gốc nào.", "Ghi số bản ở ít nhất một giấy tờ.")
    if max(came.values()) > MOST:
        raise Refused("too_many", Phrase("Số bản của một giấy nhiều nhất là {most}.", most=MOST), "Kiểm tra số đã gõ.")
    if before.closed_at is not None:
        raise Refused("closed", "Hồ sơ đã kết thúc nên không nhận thêm giấy gốc.")
    payload: dict[str, object] = {"originals": came, "left": custody.owed + sum(came.values())}
    if custody.folder is None:
        payload["folder"] = before.reception_unit
    return Draft("dossier.originals_taken", payload)


def give_back(
    before: Snapshot,
    at: datetime,
    *,
    custody: Custody,
    back: Mapping[str, int],
    kept: Mapping[str, int],
    collector: Collector,
    standing: Standing,
    desk: Collection[str],
) -> tuple[Draft, ...]:
    """Give originals back to who may collect them; ``kept`` stay in the file. ``desk`` are the actor's units."""
    in_order(before, at)
    back, kept = _positive(back), _positive(kept)
    for code, count in (*back.items(), *kept.items()):
        _still_here(custody, code, count)
    folder = custody.folder
    if back and folder is not None and (folder.unit not in desk or folder.sheet):
        raise Refused(
            "folder_elsewhere",
            "Túi hồ sơ không ở quầy này nên chưa trả giấy gốc được.",
            "Nhận bàn giao túi hồ sơ trước, hoặc chọn «Chưa trả».",
        )
    drafts, left = [], custody.owed
    if back:
        may_collect(collector, standing)
        left -= sum(back.values())
        payload = {"originals": back, "left": left, **collector.payload()}
        drafts.append(Draft("dossier.originals_returned", payload, collector.content()))
    if kept:
        left -= sum(kept.values())
        drafts.append(Draft("dossier.originals_kept", {"originals": kept, "left": left}))
    return tuple(drafts)


def _still_here(custody: Custody, code: str, count: int) -> None:
    if custody.held.get(code, 0) >= count:
        return
    if any(row.component == code for row in custody.given):
        raise Refused(
            "collected_already", "Giấy gốc này đã trả rồi; không trả lần thứ hai.", "Xem ai đã nhận ở khối «Giấy gốc»."
        )
    raise Refused("not_held", "Cơ quan không giữ giấy gốc này.", "Tải lại trang để xem giấy gốc đang giữ.")


def _positive(wanted: Mapping[str, int]) -> dict[str, int]:
    return {code: count for code, count in wanted.items() if count > 0}


def target(now: Snapshot, folder_unit: str, owed: int) -> str:
    """Return the unit to which a folder has to go next, "" where it is in its place.

    An open dossier's folder follows its step; that of a closed one goes back to the desk while originals are owed.
    """
    wanted = now.step_unit if now.closed_at is None else now.return_unit if owed else ""
    return wanted if wanted != folder_unit else ""
