"""Lan numbers and seals: one by one and many at once, refused ones cost no number, reserved ones serve."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.core.refusal import Refused
from motcua.documents import book, numbers
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.dossiers import issuing
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.issue import Reserved, issue
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, act, text
from motcua.dossiers.tests.stories import new_key, received, walk
from motcua.ledger import read as ledger
from tests.cast import Cast, on

SIGNED = on("2026-04-20", "10:00")
PAGE, BOOKS = "/desk/issuing/", "/desk/numbers/"
AGENCY = "06187"


def signed(cast: Cast, count: int = 1, number: str = "") -> list[UUID]:
    """Let some dossiers reach the clerk, decided without a number."""
    found = []
    for _ in range(count):
        id_ = received(cast)
        walk(id_, cast, until="issue", number=number)
        found.append(id_)
    return found


def send(client: Any, ids: list[UUID], **data: Any) -> Any:
    """Send the clerk's form."""
    seen = {f"seen.{id_}": read(id_).now.step_seq for id_ in ids}
    body = {"idempotency_key": new_key(), "dossier": [str(i) for i in ids], **seen, **data}
    return client.post(PAGE, body)


def test_many_are_numbered_sealed_and_sent_to_the_desk_in_one_go(cast: Cast, screen: Screen, clock: Any) -> None:
    ids = signed(cast, 3)
    clock.move_to(SIGNED)
    lan = screen(cast.lan)
    page = text(lan.get(PAGE))
    assert "01/KQ" in page
    assert page.count('name="dossier"') == 3
    assert text(lan.get(f"{PAGE}?choose=all")).count(" checked") == 3
    answer = send(lan, ids)
    told = text(answer)
    assert "3 hồ sơ" in told
    assert all(symbol in told for symbol in ("01/KQ", "02/KQ", "03/KQ"))
    for number, id_ in enumerate(ids, start=1):
        assert read(id_).now.step_kind == "return"
        entry = next(e for e in ledger.stream(f"dossier:{id_}") if e.type == "dossier.numbered")
        assert entry.payload == {
            "number": f"{number:02d}/KQ", "sealed": True, "agency": AGENCY, "series": "KQ", "year": 2026,
        }  # fmt: skip
    assert "Không có kết quả nào chờ" in text(lan.get(PAGE))
    assert book.proof(AGENCY, "KQ", 2026).sound
    assert numbers.last(AGENCY, "KQ", 2026) == 3


def test_one_that_moved_meanwhile_is_told_and_costs_no_number(cast: Cast, screen: Screen, clock: Any) -> None:
    first, second = signed(cast, 2)
    clock.move_to(SIGNED)
    lan = screen(cast.lan)
    seen = {f"seen.{first}": 1}
    told = text(send(lan, [first, second], **seen))
    assert "1 hồ sơ chưa làm được" in told
    assert read(first).now.step_kind == "issue"
    assert read(second).now.step_kind == "return"
    assert numbers.last(AGENCY, "KQ", 2026) == 1
    assert "01/KQ" in told


def test_the_same_form_sent_twice_numbers_once(cast: Cast, screen: Screen, clock: Any) -> None:
    ids = signed(cast, 2)
    clock.move_to(SIGNED)
    lan = screen(cast.lan)
    steps = {f"seen.{i}": read(i).now.step_seq for i in ids}
    body = {"idempotency_key": new_key(), "dossier": [str(i) for i in ids], **steps}
    first, again = text(lan.post(PAGE, body)), text(lan.post(PAGE, body))
    assert "02/KQ" in first
    assert "02/KQ" in again
    assert numbers.last(AGENCY, "KQ", 2026) == 2


def test_a_number_that_the_decision_bears_is_kept(cast: Cast, screen: Screen, clock: Any) -> None:
    [id_] = signed(cast, number="45/2026")
    clock.move_to(SIGNED)
    assert "45/2026" in text(screen(cast.lan).get(PAGE))
    issue(id_, actor=cast.lan, at=SIGNED, key=new_key())
    assert numbers.last(AGENCY, "KQ", 2026) == 0


def test_a_reserved_number_serves_for_its_day(cast: Cast, screen: Screen, clock: Any) -> None:
    [id_] = signed(cast)
    reserve_numbers(AGENCY, "KQ", 2, ground="power_cut", reason="Mất điện", holder="Lan", actor=cast.lan, at=SIGNED)
    later = SIGNED + timedelta(days=1)
    clock.move_to(later)
    lan = screen(cast.lan)
    assert "02/KQ (20/04/2026)" in text(lan.get(PAGE))
    row = book.find(AGENCY, "KQ", 2026, 2)
    assert row is not None
    assert "02/KQ" in text(send(lan, [id_], **{f"reserved.{id_}": row.pk}))
    assert [r.state for r in book.numbers_in(AGENCY, "KQ", 2026)] == ["used", "reserved"]
    other = received(cast, at=later)
    walk(other, cast, until="issue", since=later, number="")
    with pytest.raises(Refused, match="not_reserved"):
        issue(other, actor=cast.lan, at=later + timedelta(hours=2), key=new_key(), reserved=Reserved(2026, 2, row.day))


def test_only_the_clerk_of_the_unit_gives_numbers(cast: Cast, screen: Screen, clock: Any) -> None:
    [id_] = signed(cast)
    clock.move_to(SIGNED)
    for nobody in (cast.binh, cast.chi, cast.an, cast.khoa, cast.giang):
        assert screen(nobody).get(PAGE).status_code == 404
        with pytest.raises(Refused, match="forbidden"):
            issue(id_, actor=nobody, at=SIGNED, key=new_key())
    claim(id_, actor=cast.lan, at=SIGNED, key=new_key(), assignee=cast.lan.id)
    assert not issuing.queue(cast.lan)[0].held
    assert numbers.last(AGENCY, "KQ", 2026) == 0


def test_nothing_chosen_is_said(cast: Cast, screen: Screen, clock: Any) -> None:
    signed(cast)
    clock.move_to(SIGNED)
    answer = send(screen(cast.lan), [])
    assert answer.status_code == 400
    assert "Chưa chọn hồ sơ nào" in text(answer)


def test_the_signature_block_says_what_the_data_says(cast: Cast, screen: Screen, clock: Any) -> None:
    signed(cast)
    clock.move_to(SIGNED)
    [waiting] = issuing.queue(cast.lan)
    assert waiting.signed is not None
    assert waiting.signed.name == "Nguyễn Hoài Nam"
    assert "chưa có dữ liệu:" in text(screen(cast.lan).get(PAGE))  # two people lead the ward


def test_from_the_dossiers_own_page(cast: Cast, screen: Screen, clock: Any) -> None:
    [id_] = signed(cast)
    clock.move_to(SIGNED)
    lan = screen(cast.lan)
    page = text(lan.get(f"/desk/dossiers/{id_}/"))
    assert "Cấp số, đóng dấu" in page
    answer = act(lan, id_, "issue", step_seq=read(id_).now.step_seq)
    assert answer.status_code == 302
    assert read(id_).now.step_kind == "return"


def test_the_book_on_screen_printed_and_as_files(cast: Cast, screen: Screen, clock: Any) -> None:
    ids = signed(cast, 2)
    clock.move_to(SIGNED)
    lan = screen(cast.lan)
    send(lan, ids)
    why = {"ground": "power_cut", "reason": "Mất điện", "holder": "Lan"}
    data = {"idempotency_key": new_key(), "series": "KQ", "count": 2, **why}
    assert lan.post(f"{BOOKS}reservation/?agency={AGENCY}", data).status_code == 302
    assert lan.post(f"{BOOKS}reservation/?agency={AGENCY}", {**data, "count": 500}).status_code == 400
    row = book.find(AGENCY, "KQ", 2026, 4)
    assert row is not None
    unused = {"idempotency_key": new_key(), "ground": "unused", "reason": "Có điện"}
    assert lan.post(f"{BOOKS}{row.pk}/cancellation/", {**unused, "ground": "", "reason": ""}).status_code == 400
    assert lan.post(f"{BOOKS}{row.pk}/cancellation/", unused).status_code == 302
    where = f"{BOOKS}?agency={AGENCY}&series=KQ&year=2026"
    page = text(lan.get(where))
    assert "đủ 4 số, không trống, không trùng" in page
    assert read(ids[0]).now.code in page
    assert "đã hủy" in page
    assert "03/KQ" in text(lan.get(f"{where}&state=reserved"))
    assert "01/KQ" not in text(lan.get(f"{where}&state=reserved"))
    assert "04/KQ" in text(lan.get(f"{where}&format=print"))
    answer: Any = lan.get(f"{where}&format=csv")
    listed = b"".join(answer.streaming_content).decode()
    assert [line.split(",")[0] for line in listed.splitlines()[1:]] == ["01/KQ", "02/KQ", "03/KQ", "04/KQ"]
    assert lan.get(f"{where}&format=xlsx").content.startswith(b"PK")
    assert screen(cast.giang).get(where).status_code == 404
    assert screen(cast.giang).post(f"{BOOKS}{row.pk}/cancellation/", data).status_code == 404
    assert screen(cast.ha).get(where).status_code == 200
    assert screen(cast.ha).get(f"{BOOKS}reservation/?agency={AGENCY}").status_code == 404
