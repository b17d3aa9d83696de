"""The directory of offices, and the administration site."""

import pytest
from django.test import Client

from motcua.people.models import User


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_finds_an_office_by_old_and_new_names(province: object, client: Client) -> None:
    assert "84 đơn vị" not in text_of(client, "/units/")
    page = text_of(client, "/units/?q=hoang dong")
    assert "Phường Tam Thanh" in page
    assert "nhận Xã Hoàng Đồng cũ" in page
    divided = text_of(client, "/units/?q=bính xá")
    assert divided.count("(một phần: hãy hỏi cán bộ)") == 2
    assert "Phường Kỳ Lừa" in text_of(client, "/units/?q=KY LUA")
    assert "Không thấy đơn vị nào" in text_of(client, "/units/?q=zzz")


def test_wards_come_first_in_vietnamese_order(province: object, client: Client) -> None:
    page = text_of(client, "/units/")
    places = ["Phường Đông Kinh", "Phường Kỳ Lừa", "Phường Lương Văn Tri", "Phường Tam Thanh", "Xã Ba Sơn"]
    found = [page.index(place) for place in places]
    assert found == sorted(found)


def test_an_office_shows_what_is_doubtful(province: object, client: Client) -> None:
    page = text_of(client, "/units/06193/")
    assert "06211" in page
    assert "chưa xác minh" in page
    known = text_of(client, "/units/H37.TTPVHCC/")
    assert "Phố Dã Tượng" in known
    assert text_of(client, "/units/06187/").count("chưa xác minh") == 1  # the agency code


@pytest.mark.parametrize("code", ["99999", "<script>", "..%2f..%2fetc", "06187'"])
def test_an_unknown_code_is_a_404(province: object, client: Client, code: str) -> None:
    response = client.get(f"/units/{code}/")
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()


def test_staff_is_shown_to_officials_only(town: dict[str, User], client: Client) -> None:
    assert "Nông Thị Linh Chi" not in text_of(client, "/units/06187.VP/")
    client.force_login(town["an"])
    assert "Nông Thị Linh Chi" not in text_of(client, "/units/06187.VP/")
    client.force_login(town["lan"])
    assert "Nông Thị Linh Chi" in text_of(client, "/units/06187.VP/")


def test_the_administration_site_reads_units_and_keeps_accounts(town: dict[str, User], client: Client) -> None:
    admin = town["quantri"]
    User.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
    client.force_login(admin)
    for path in ("orgunit", "post", "delegation", "leave", "competence", "formerunit", "accessrecord", "user"):
        assert client.get(f"/admin/people/{path}/").status_code == 200
    assert client.get("/admin/people/orgunit/add/").status_code == 403
    assert client.get("/admin/people/user/add/").status_code == 200
    assert client.post(f"/admin/people/user/{town['an'].pk}/delete/", {"post": "yes"}).status_code == 403
    form = {
        "username": "hoa.moi",
        "name": "Nông Thị Hoa",
        "phone": "0911000222",
        "email": "",
        "usable_password": "true",
    }
    client.post("/admin/people/user/add/", {**form, "password1": "khau-lenh-dai-1", "password2": "khau-lenh-dai-1"})
    assert User.objects.get(username="hoa.moi").phone == "+84911000222"


def test_chi_does_not_enter_the_administration_site(town: dict[str, User], client: Client) -> None:
    client.force_login(town["chi"])
    assert client.get("/admin/people/user/").status_code == 404
    visitor = Client().get("/admin/people/user/", follow=True)
    assert visitor.redirect_chain[-1][0].startswith("/account/login/?next=/admin/")
