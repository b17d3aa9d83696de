"""Every published procedure is lodged through the pages, in at most nine, filled in by the kinds of its fields."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from motcua.core.procedure.forms import FormField
from motcua.dossiers import drafts
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.tests.citizen.conftest import SATURDAY, photo, send
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published

VALUES = {
    "name": "Nông Văn Páo",
    "date": "01/02/2026",
    "year": "1990",
    "national_id": "020090123456",
    "phone": "0912345678",
    "email": "pao@vidu.vn",
    "number": "2",
    "money": "50.000.000",
    "check": "on",
}
CODES = sorted({path.stem.partition("-")[0] for path in (Path(settings.DEFINITIONS) / "procedures").glob("*.yaml")})


def value(field: FormField) -> str:
    """Return something right for a field."""
    return field.options[0].code if field.kind == "choice" else VALUES.get(field.kind, "Khuổi Nọi"[: field.longest])


def lodge(client: Client, code: str) -> Draft:
    """Answer each question with its first option and fill in every page."""
    published = drafts.in_force(code, SATURDAY.date())
    key = "6f9619ff-8b86-4d01-b42d-00cf4fc964cc"
    answers = {q.code: q.choices()[0].code if q.kind != "number" else "2" for q in published.definition.questions}
    assert client.post(f"/dossiers/new/{code}/", {**answers, "idempotency_key": key}).status_code == 302
    draft = Draft.objects.get(pk=key)
    pages = drafts.pages(published.definition, draft.answers)
    assert len(pages) <= 9
    for page in pages[1:-1]:
        address = f"/dossiers/drafts/{draft.pk}/{page.code}/"
        data: dict[str, Any] = {"place": "06187"} if page.code == "place" else {"continue": "yes"}
        if page.form:
            data = {field.code: value(field) for field in page.form.fields}
        if page.code == "papers":
            draft.refresh_from_db()
            data |= {f"files.{one.component.code}": photo(side=100 + i) for i, one in enumerate(drafts.uploads(draft))}
        shown = client.get(address)
        assert shown.status_code == 200
        assert len(shown.content) < 60_000
        answer = client.post(address, data)
        assert answer.status_code == 302, answer.content.decode()
    return draft


def why_not(published: Published | None) -> str:
    """Return what the page answers where nobody may lodge; empty where everybody may."""
    if published is None or published.definition.internal:
        return "Không có thủ tục mang mã"
    if not published.definition.receivable:
        return "chưa có quy trình nội bộ nên Motcua chưa tiếp nhận"
    return "" if published.definition.channel("online") else "chưa nhận hồ sơ trực tuyến"


@pytest.mark.parametrize("code", CODES)
def test_it_is_lodged_through_the_pages(an: Client, code: str) -> None:
    published = procedures.published(code, SATURDAY.date())
    refusal = why_not(published)
    if published is None or refusal:
        assert refusal in an.get(f"/dossiers/new/{code}/").content.decode()
        return
    draft = lodge(an, code)
    page = an.get(f"/dossiers/drafts/{draft.pk}/answers/").content.decode()
    assert "Chưa gửi được" not in page
    answer = send(an, draft)
    assert answer.status_code == 302, answer.content.decode()
    dossier = Dossier.objects.get()
    assert dossier.procedure == code
    assert dossier.reception_unit.endswith(".TTPVHCC")
    for address in (answer["Location"], f"/dossiers/{dossier.pk}/", f"/t/{dossier.code}"):
        assert an.get(address).status_code == 200
