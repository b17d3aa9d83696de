"""Fields are lenient in how people write and strict in what is kept."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from motcua.core.procedure.forms import FormField, FormPage, Option
from motcua.core.rules import NO_WORDS, AllOf, Between, Is, Not, Words
from motcua.dossiers.declaration import DeclarationForm, readable, spoken
from motcua.dossiers.entries import build

TODAY = date(2026, 4, 18)


def kept(kind: Any, text: str, **shape: Any) -> Any:
    return build(FormField("x", "Mục", kind, **shape), TODAY).clean(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("phone", "+84 912.345.678", "0912345678"),
        ("phone", "(0205) 3812 345", "02053812345"),
        ("national_id", "020 190 999 901", "020190999901"),
        ("national_id", "082123456", "082123456"),
        ("national_id", "b1234567", "B1234567"),
        ("name", "  Nông   Thị\u200b Ấm ", "Nông Thị Ấm"),
        ("name", "Hoa\u0300ng", "Hoàng"),
        ("number", "1.200", 1200),
        ("money", "50 000 000đ", 50_000_000),
        ("year", "1990", 1990),
        ("text", "a\x00b".replace("\x00", "\u202e"), "a b"),
        ("textarea", "một \r\n  hai", "một\nhai"),
    ],
)
def test_what_people_write_is_read(kind: str, text: str, value: Any) -> None:
    assert kept(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "complaint"),
    [
        ("phone", "12345", "Ví dụ 0912 345 678"),
        ("national_id", "02019099990", "12 chữ số"),
        ("name", "Nguyễn Văn 4", "chỉ gồm chữ cái"),
        ("number", "hai", "phải là số nguyên"),
        ("number", "1e9", "phải là số nguyên"),
        ("year", "1890", "từ 1900 trở lên"),
        ("year", "2027", "nhiều nhất là 2026"),
        ("email", "an@", "chưa đúng"),
        ("date", "31/02/2026", "Ngày chưa đúng"),
        ("date", "01/01/1492", "phải từ ngày"),
        ("money", "-5", "từ 0 trở lên"),
    ],
)
def test_what_cannot_be_right_is_told(kind: str, text: str, complaint: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        kept(kind, text)
    assert complaint in " ".join(wrong.value.messages)


PAGE = FormPage(
    "payment",
    "Cách nhận tiền",
    (
        FormField(
            "way",
            "Nhận tiền bằng cách nào",
            "choice",
            options=(Option("account", "Tài khoản"), Option("cash", "Tiền mặt")),
        ),
        FormField("bank", "Ngân hàng", when=Is("way", ("account",))),
        FormField("consent", "Đồng ý nhận tin", "check", required=False),
    ),
)


def form(**data: str) -> DeclarationForm:
    return DeclarationForm(PAGE, words=NO_WORDS, answers={}, on=TODAY, data=data)


def test_a_field_is_asked_for_where_its_condition_holds() -> None:
    wrong = form(way="account")
    assert not wrong.is_valid()
    assert wrong.errors["bank"] == ["Hãy nhập: Ngân hàng."]
    assert wrong.saved() == {"way": "account", "consent": "no"}


def test_a_field_is_dropped_where_its_condition_does_not_hold() -> None:
    right = form(way="cash", bank="Agribank", consent="on")
    assert right.is_valid()
    assert right.saved() == {"way": "cash", "consent": "yes"}
    assert right.emptied() == {"bank"}


def test_conditions_are_spoken() -> None:
    words = Words({"age": "Tuổi"}, {("way", "account"): "Tài khoản"})
    assert spoken(Is("way", ("account",)), words) == "Chỉ điền nếu chọn “Tài khoản”."
    assert spoken(Not(Is("way", ("account",))), words) == "Bỏ qua nếu chọn “Tài khoản”."
    both = AllOf((Between("age", at_least=18), Not(Is("way", ("account",)))))
    assert spoken(both, words) == "Chỉ điền nếu “Tuổi” từ 18 và không chọn “Tài khoản”."


def test_answers_read_as_people_write_them() -> None:
    assert readable(PAGE.fields[0], "cash") == "Tiền mặt"
    assert readable(PAGE.fields[2], "yes") == "Có"
    assert readable(FormField("d", "Ngày", "date"), "2026-05-06") == "06/05/2026"
    assert readable(FormField("m", "Vốn", "money"), 50_000_000) == "50.000.000 đ"
    assert readable(FormField("t", "Chữ"), None) == ""
