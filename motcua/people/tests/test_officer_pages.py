"""Administrators assign posts on a page; Dũng lends his role and takes it back."""

from uuid import uuid4

import pytest
from django.test import Client

from motcua.people.models import Delegation, Post, User

POSTS = "/units/06187.VP/posts/"
LENT = {"duty": "06187.VP head", "person": "chi", "valid_to": "31/12/2099", "decision": "42/GUQ-VP"}


def form(**values: str) -> dict[str, str]:
    return {"idempotency_key": str(uuid4()), "valid_from": "01/03/2026", **values}


def test_an_administrator_assigns_and_ends_a_post(town: dict[str, User], client: Client) -> None:
    client.force_login(town["quantri"])
    assert "Giao và kết thúc vị trí" in client.get("/units/06187.VP/").content.decode()
    sent = form(person="0900000110", role="handler")
    for _ in range(2):
        assert client.post(POSTS, sent).status_code == 302
    post = Post.objects.get(user=town["khoa"])
    assert "Lý Đăng Khoa" in client.get(POSTS).content.decode()
    changed = client.post(POSTS, {**sent, "role": "clerk"})
    assert "nội dung khác" in changed.content.decode()
    early = client.post(f"{POSTS}{post.pk}/end/", {"last_day": "01/02/2026"})
    assert "trước ngày bắt đầu" in early.content.decode()
    assert client.post(f"{POSTS}{post.pk}/end/", {"last_day": "02/03/2026"}).status_code == 302
    assert "Lý Đăng Khoa" not in client.get(POSTS).content.decode()
    assert client.get(f"/units/06187/posts/{post.pk}/end/").status_code == 404


def test_a_wrong_form_keeps_what_was_typed(town: dict[str, User], client: Client) -> None:
    client.force_login(town["quantri"])
    answer = client.post(POSTS, form(person="khong-ai", role="king", valid_from="31/02/2026"))
    text = answer.content.decode()
    assert answer.status_code == 400
    for expected in ("Không có tài khoản", "khong-ai", "Ngày chưa đúng"):
        assert expected in text


@pytest.mark.parametrize("who", ["an", "chi", "nam"])
def test_for_others_the_page_does_not_exist(town: dict[str, User], client: Client, who: str) -> None:
    client.force_login(town[who])
    assert client.get(POSTS).status_code == 404
    assert client.post(POSTS, form(person="khoa", role="head")).status_code == 404
    assert not Post.objects.filter(user=town["khoa"]).exists()


def test_dung_lends_his_headship_and_takes_it_back(town: dict[str, User], client: Client) -> None:
    client.force_login(town["dung"])
    assert client.post("/delegations/", form(**LENT)).status_code == 302
    lent = Delegation.objects.get()
    assert (lent.giver, lent.receiver, lent.role) == (town["dung"], town["chi"], "head")
    assert "Nông Thị Linh Chi" in client.get("/delegations/").content.decode()

    chi = Client()
    chi.force_login(town["chi"])
    page = chi.get("/delegations/").content.decode()
    assert "Hứa Quốc Dũng" in page
    assert 'value="06187.VP head"' not in page
    assert chi.post("/delegations/", form(**{**LENT, "person": "khoa"})).status_code == 400
    assert chi.post(f"/delegations/{lent.pk}/revocation/").status_code == 404

    assert client.post(f"/delegations/{lent.pk}/revocation/").status_code == 302
    lent.refresh_from_db()
    assert lent.revoked_at is not None


def test_citizens_have_nothing_to_lend_and_visitors_log_in_first(town: dict[str, User], client: Client) -> None:
    for path in ("/delegations/", POSTS):
        assert client.get(path).headers["Location"].startswith("/account/login/")
    client.force_login(town["an"])
    assert client.get("/delegations/").status_code == 404
