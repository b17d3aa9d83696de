"""Pages: own messages for a citizen, the delivery log for those who watch."""

from typing import Any

import pytest
from django.test import Client

from motcua.notices import actions
from motcua.notices.models import Message
from motcua.notices.tests.test_letters import FACTS
from motcua.notices.tests.test_send import AT, HOME
from motcua.people.actor import Duty
from motcua.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    """Return An's account."""
    return User.objects.create_user(username="an", password="motcua-demo", name="Nguyễn Thị Ẩn")


def tell(user: User, **facts: Any) -> None:
    """Tell the person that the dossier was received."""
    actions.send(
        "received",
        key=f"{user.pk}:received",
        recipient=f"user:{user.pk}",
        subject="dossier:1",
        facts=FACTS | facts,
        contact=HOME,
        link="/dossiers/1/",
        at=AT,
    )


def test_an_reads_own_messages_and_marks_them(client: Client, an: User) -> None:
    tell(an, procedure="<script>alert(1)</script>")
    client.force_login(an)
    page = client.get("/notices/").content.decode()
    assert "đã được tiếp nhận" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "an@example.vn" not in page
    assert client.post("/notices/").status_code == 302
    assert Message.objects.get(channel="page").read_at is not None


def test_khoa_and_a_visitor_see_nothing_of_an(client: Client, an: User) -> None:
    tell(an)
    assert client.get("/notices/").status_code == 403
    khoa = User.objects.create_user(username="khoa", password="motcua-demo", name="Khoa")
    client.force_login(khoa)
    page = client.get("/notices/")
    assert page.status_code == 200
    assert "H37.65.12-260429-0012" not in page.content.decode()


def test_the_delivery_log_is_for_those_who_watch(client: Client, an: User, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(an)
    client.force_login(an)
    assert client.get("/desk/deliveries/").status_code == 404
    ha = frozenset({Duty("H37", "auditor")})
    monkeypatch.setattr("motcua.people.queries.duties_of", lambda user, at: ha)
    monkeypatch.setattr("motcua.people.second_factor.required", lambda user, actor: False)
    page = client.get("/desk/deliveries/?state=unconfigured").content.decode()
    assert "Chưa cấu hình" in page
    assert "Tin nhắn SMS" in page
    assert "0912345678" not in page
    assert "an@example.vn" not in page
