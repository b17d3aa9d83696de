"""`motcua tour`: one dossier's whole way through the running code, in a scratch database, told on the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.core.procedure.definition import choose_case
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import LOCAL, moment
from motcua.documents.sheet import Highlight, Lines, Listing, Paragraph, Table
from motcua.dossiers import slips
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.change import Done
from motcua.dossiers.lodgement import Handed, Lodgement, Person
from motcua.dossiers.models import DueDate, Slip
from motcua.dossiers.reading import read
from motcua.ledger import clock, verify, work
from motcua.ledger import read as ledger
from motcua.ledger.opening import open_log
from motcua.ledger.registry import sentence
from motcua.people import actor as actors
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import User
from motcua.procedures import queries as procedures
from motcua.project.commands import definitions, prepare
from motcua.project.console import show

Scene = tuple[str, str, Actor, Callable[..., Done], dict[str, Any]]
SCRATCH = "MOTCUA_TOUR"
OPENED = datetime(2026, 1, 5, 7, 30, tzinfo=LOCAL)


def main(_: Sequence[str]) -> int:
    """Play the tour; the first call prepares a scratch database and plays it there in a process of its own."""
    if not os.environ.get(SCRATCH):
        with tempfile.TemporaryDirectory(prefix="motcua-tour-") as folder:
            scratch = {
                **os.environ,
                SCRATCH: "yes",
                "MOTCUA_VAR": folder,
                "DATABASE_URL": f"sqlite:///{Path(folder) / 'tour.sqlite3'}",
            }
            return subprocess.run([sys.executable, "-m", "motcua.project", "tour"], env=scratch, check=False).returncode
    prepare.migrate()
    open_log("demo", at=OPENED)
    definitions.load(OPENED, demo=True)
    return _play()


def _on(day: str) -> datetime:
    return datetime.strptime(f"{day}/2026", "%d/%m %H:%M/%Y").replace(tzinfo=LOCAL)


def _who(login: str) -> Actor:
    account = User.objects.get(username=login)
    return actors.person(account.pk, people.duties_of(account.pk, _on("29/04 09:00")))


def _play() -> int:
    an, binh, le, tuan, lan, nam = (_who(n) for n in ("an", "binh", "le.kylua", "tuan.kylua", "lan", "nam"))
    _title("Hoàng Thị An mở quán cà phê ở phường Kỳ Lừa, nộp hồ sơ từ điện thoại lúc 21:10 thứ Ba 28/04/2026.")
    at = _on("28/04 21:10")
    id_ = _at(at, lambda: submit(_lodgement(at), actor=an, at=at, key="tour")).dossier_id
    now = read(id_).now
    show(f"  Mã hồ sơ {now.code}. Cán bộ kiểm tra chậm nhất {moment(now.check_by)}." if now.check_by else "")

    reasons, paper = {"declaration": "Chưa ghi ngành, nghề kinh doanh."}, [Handed("declaration", "file")]
    two_days, late = Term.of(2, "working_days"), "Hệ thống thuế chậm trả lời."
    scenes: list[Scene] = [
        ("29/04 15:30", "Bình tiếp nhận tại quầy", binh, receive, {}),
        ("04/05 09:00", "Lệ thụ lý, thấy thiếu một dòng", le, ask_supplement, {"reasons": reasons}),
        ("04/05 20:15", "An bổ sung ngay tối đó", an, answer_supplement, {"papers": paper}),
        ("06/05 10:00", "Thuế chưa trả lời, Nam xin lỗi và hẹn lại", nam, extend, {"term": two_days, "reason": late}),
        ("08/05 09:00", "Lệ trình ký", le, route, {"outcome": "forward"}),
        ("08/05 14:00", "Tuấn ký Giấy chứng nhận", tuan, decide, {"outcome": "granted", "number": "14A8000123"}),
        ("08/05 15:00", "Lan đóng dấu, vào sổ", lan, route, {"outcome": "forward"}),
        ("08/05 16:30", "Bình trả kết quả", binh, return_result, {"way": "counter"}),
        ("08/05 19:00", "An đánh giá 5/5", an, rate, {"score": 5}),
    ]
    for number, (day, words, who, act, more) in enumerate(scenes):
        explained = DueDate.objects.filter(dossier_id=id_).count()
        _step(id_, day, words, partial(act, id_, actor=who, key=f"tour-{number}", **more))
        if DueDate.objects.filter(dossier_id=id_).count() > explained:
            _why(id_)
    return _proof(id_)


def _lodgement(at: datetime) -> Lodgement:
    published = procedures.published("1.001612", at.date())
    assert published is not None
    answers = {"owner": "person", "identity": "yes", "lodger": "self", "business.name": "Quán Gió"}
    case = choose_case(published.definition, answers).case
    assert case is not None
    person = Person(
        "Hoàng Thị An", "020190999901", "0900000101", "an@motcua.example", "khối 6, phường Kỳ Lừa, tỉnh Lạng Sơn"
    )
    return Lodgement(
        str(published.id), case.code, "06187", 2, person, answers, [Handed("declaration", "file")], "06187.TTPVHCC"
    )


def _at(at: datetime, act: Callable[[], Done]) -> Done:
    with clock.simulated(at):
        done = act()
        work.run_once(at)
    return done


def _step(id_: UUID, day: str, words: str, act: Callable[..., Done]) -> None:
    at = _on(day)
    before = Slip.objects.filter(dossier_id=id_).count()
    _title(f"{moment(at)} · {words}")
    _at(at, lambda: act(at=at))
    for slip in Slip.objects.filter(dossier_id=id_).order_by("seq", "id")[before:]:
        _print_slip(slip)
    now = read(id_).now
    show(f"  → {now.state.vi}" + (f", hẹn trả {moment(now.due_at)}" if now.due_at and not now.closed_at else ""))


def _why(id_: UUID) -> None:
    row = DueDate.objects.filter(dossier_id=id_).latest("seq")
    show("  Vì sao là ngày này:")
    for line in row.trace["trace"]:
        source = f" ({line['source']})" if line["source"] else ""
        show(textwrap.fill(f"{line['text']}{source}", 110, initial_indent="    · ", subsequent_indent="      "))


def _print_slip(row: Slip) -> None:
    sheet = slips.stored(row).sheet()
    show("  ┌" + "─" * 100)
    for line in (f"{sheet.issuer}    Số: {sheet.number}", sheet.place_and_day, sheet.title, *_lines(sheet.blocks)):
        for part in textwrap.wrap(line, 98) or [""]:
            show(f"  │ {part}")
    show("  └" + "─" * 100)


def _lines(blocks: Sequence[object]) -> list[str]:
    told: list[str] = []
    for block in blocks:
        if isinstance(block, Lines | Highlight):
            told.extend(f"{line.label}: {line.value}" for line in block.lines if line.value)
        elif isinstance(block, Paragraph):
            told.append("".join(run.text for run in block.runs))
        elif isinstance(block, Listing):
            told.append(f"{block.label}:")
            told.extend(f"  {n}. {item.text} {item.note}".rstrip() for n, item in enumerate(block.items, start=1))
        elif isinstance(block, Table):
            told.extend(" | ".join(cell.replace("\n", ", ") for cell in row) for row in block.rows)
    return told


def _proof(id_: UUID) -> int:
    _title("Sổ cái của hồ sơ")
    entries = ledger.stream(f"dossier:{id_}")
    names = people.names({entry.actor for entry in entries} | {str(e.payload.get("assignee", "")) for e in entries})
    for entry in entries:
        show(f"  {entry.position or '-':>4}  {moment(entry.at)}  {sentence(entry, names)}  {entry.hash.hex()[:12]}")
    _title("Kiểm chứng toàn bộ sổ cái")
    return verify.main([])


def _title(words: str) -> None:
    show()
    show(f"■ {words}")
