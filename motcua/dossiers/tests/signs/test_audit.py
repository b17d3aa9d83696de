"""The auditor's page: what waits, who saw a dossier, the last check of the ledger; and an account by a decision."""

import hashlib
import json
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest

from motcua.core.refusal import Refused
from motcua.dossiers import audit
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.report import file_report
from motcua.dossiers.models import Dossier, LedgerCheck
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.signs.test_signs import sent
from motcua.dossiers.tests.stories import RECEIVED, new_key
from motcua.ledger import read as ledger
from motcua.ledger.verify import main as verify_command
from motcua.ledger.work import run_once
from motcua.people.actions import assign_post
from motcua.people.models import AccessRecord
from tests.cast import Cast, officer

UNIT = "06187.TTPVHCC"


def inspection(cast: Cast, *, until: date | None = date(2026, 5, 31), unit: str = UNIT) -> UUID:
    """Open an inspection account for Khoa by a decision."""
    boss = officer("quantri", RECEIVED)
    user = cast.user(cast.khoa)
    assign_post(
        user=user.pk, unit=unit, role="auditor", valid_from=date(2026, 4, 20), valid_to=until, decision="12/QĐ-TTr",
        actor=boss, at=RECEIVED,
    )  # fmt: skip
    return user.pk


def test_the_page_tells_what_waits_and_who_saw_a_dossier(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    file_report(id_, actor=cast.an, at=RECEIVED, key=new_key(), kind="papers", text="Đòi sổ hộ khẩu")
    run_once(RECEIVED)
    code = Dossier.objects.get().code
    screen(cast.binh).get(page_of(id_))
    auditor = screen(cast.ha)
    page = text(auditor.get("/desk/audit/"))
    assert "Chưa ai kiểm tra trên máy này" in page
    assert "phản ánh chờ trả lời" in page
    assert verify_command(["--quiet"]) == 0
    assert LedgerCheck.objects.get().damaged == 0
    page = text(auditor.get(f"/desk/audit/?code={code}"))
    assert cast.user(cast.binh).name in page
    assert "nguyên vẹn" in page
    assert AccessRecord.objects.filter(actor=cast.ha.id, what="access log").count() == 1
    assert screen(cast.nam).get("/desk/audit/").status_code == 404
    assert screen(cast.binh).get("/desk/audit/").status_code == 404
    clock.move_to(RECEIVED + timedelta(days=30))
    assert audit.waiting(officer("ha", RECEIVED), RECEIVED + timedelta(days=30)) == (1, 1)


def test_an_account_by_a_decision_sees_its_unit_until_its_last_day_and_changes_nothing(
    cast: Cast, clock: Any, screen: Screen
) -> None:
    id_ = sent(cast, clock)
    inspection(cast)
    khoa = screen(cast.khoa)
    page = text(khoa.get("/desk/audit/"))
    assert "12/QĐ-TTr" in page
    assert "31/05/2026" in page
    assert khoa.get(page_of(id_)).status_code == 200
    assert AccessRecord.objects.filter(actor=cast.khoa.id, subject=f"dossier:{id_}").exists()
    assert khoa.post(page_of(id_, "reception"), {"idempotency_key": new_key()}).status_code >= 400
    assert Dossier.objects.get().received_at is None
    clock.move_to(RECEIVED + timedelta(days=45))
    assert screen(cast.khoa).get("/desk/audit/").status_code == 404


def test_an_inspection_of_another_unit_sees_nothing_of_this_one(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    file_report(id_, actor=cast.an, at=RECEIVED, key=new_key(), kind="papers", text="Đòi sổ hộ khẩu")
    run_once(RECEIVED)
    inspection(cast, unit="05977.TTPVHCC")
    khoa, code = screen(cast.khoa), Dossier.objects.get().code
    for page in ("/desk/signs/", "/desk/extra-demands/", f"/desk/audit/?code={code}"):
        assert f">{code}<" not in khoa.get(page).content.decode()
        assert "Đòi sổ hộ khẩu" not in text(khoa.get(page))
    assert khoa.get(page_of(id_)).status_code == 404


def test_an_inspection_without_an_end_is_refused(cast: Cast, clock: Any) -> None:
    with pytest.raises(Refused, match="phải có ngày cuối"):
        inspection(cast, until=None)


def test_the_pack_holds_slips_entries_and_sums_and_is_a_look(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    receive(id_, actor=cast.binh, at=RECEIVED, key=new_key())
    code = Dossier.objects.get().code
    auditor = screen(cast.ha)
    answer = auditor.post("/desk/audit/pack/", {"codes": f"{code}\n{code.lower()}"})
    whole = ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    names = whole.namelist()
    assert f"{code}/qua-trinh.csv" in names
    assert any(name.endswith("-receipt.pdf") for name in names)
    assert f"{code}/phieu/control-slip.pdf" in names
    for line in whole.read("SHA256SUMS").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(whole.read(name)).hexdigest() == digest
    assert len(names) == len(set(names))
    told = json.loads(whole.read(f"{code}/ban-ghi.json"))
    assert told[-1]["hash"] == ledger.stream(f"dossier:{id_}")[-1].hash.hex()
    assert AccessRecord.objects.filter(actor=cast.ha.id, subject=f"dossier:{id_}", what="pack").exists()
    assert auditor.post("/desk/audit/pack/", {"codes": "H37.00-000000-0000"}).status_code == 404
    assert auditor.post("/desk/audit/pack/", {"codes": ""}).status_code == 409
    assert screen(cast.binh).post("/desk/audit/pack/", {"codes": code}).status_code == 404
    assert screen(cast.nam).post("/desk/audit/pack/", {"codes": code}).status_code == 404
