"""What the citizens' stories share: An at her phone, photos, and a birth registration filled in page by page."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.dossiers.models import Draft
from motcua.people.models import User
from tests.cast import Cast, on

BIRTH = "1.001193"
SATURDAY = on("2026-04-18", "21:10")
QUESTIONS = {"child": "ordinary", "proof": "hospital", "late": "no", "lodger": "parent"}
CHILD = {
    "child.name": "Hoàng  Minh Đức",
    "child.born_on": "10/04/2026",
    "child.sex": "male",
    "child.ethnicity": "Nùng",
    "child.nationality": "Việt Nam",
    "child.born_at": "Bệnh viện đa khoa tỉnh Lạng Sơn",
    "child.home_town": "Phường Kỳ Lừa, tỉnh Lạng Sơn",
}
MOTHER = {
    "mother.name": "Hoàng Thị An",
    "mother.born_in": "1996",
    "mother.national_id": "020 190 999 901",
    "mother.ethnicity": "Nùng",
    "mother.nationality": "Việt Nam",
    "mother.residence": "Phường Kỳ Lừa",
}
FATHER = {key.replace("mother", "father"): value for key, value in MOTHER.items()} | {"father.name": "Lý Văn Sơn"}
APPLICANT = {
    "applicant.name": "Hoàng Thị An",
    "applicant.national_id": "020190999901",
    "applicant.phone": "0900 000 101",
    "applicant.email": "",
    "applicant.address": "Khối 3, phường Kỳ Lừa",
    "applicant.relation": "mother",
    "request.copies": "2",
}
PAGES = {"child": CHILD, "mother": MOTHER, "father": FATHER, "applicant": APPLICANT}


def photo(colour: str = "white", name: str = "giay-chung-sinh.jpg", side: int = 900) -> SimpleUploadedFile:
    """Return a photo of a paper as a phone sends it."""
    out = BytesIO()
    Image.new("RGB", (side, side), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def clock() -> Any:
    """Stop the clock on Saturday 18/4/2026, 21:10; a test moves it on."""
    with time_machine.travel(SATURDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def phone_of(cast: Cast, clock: Any) -> Callable[[Any], Client]:
    """Log somebody of the cast in."""

    def logged_in(who: Any) -> Client:
        client = Client()
        log_in(client, cast.user(who))
        return client

    return logged_in


def log_in(client: Client, user: User) -> None:
    """Log an account in afresh: a session ends with the day, or when nobody uses it."""
    client.logout()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def an(cast: Cast, phone_of: Callable[[Any], Client]) -> Client:
    """An at her phone, logged in."""
    return phone_of(cast.an)


def begin(client: Client, key: str = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff") -> Draft:
    """Answer the first questions of a birth registration."""
    answer = client.post(f"/dossiers/new/{BIRTH}/", {**QUESTIONS, "idempotency_key": key})
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.get(pk=key)


def fill(client: Client, draft: Draft) -> None:
    """Fill in every page of the draft but the last."""
    root = f"/dossiers/drafts/{draft.pk}/"
    assert client.post(f"{root}place/", {"place": "06187"}).status_code == 302
    for page, data in PAGES.items():
        answer = client.post(f"{root}{page}/", data)
        assert answer.status_code == 302, answer.content.decode()
    files = {"files.birth_notice": [photo("white"), photo("grey", "trang-2.jpg")], "continue": "yes"}
    answer = client.post(f"{root}papers/", files)
    assert (answer.status_code, answer["Location"]) == (302, f"{root}answers/")


def send(client: Client, draft: Draft) -> Any:
    """Declare the truth and send."""
    return client.post(f"/dossiers/drafts/{draft.pk}/answers/", {"truth": "yes"})
