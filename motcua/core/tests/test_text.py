"""Vietnamese text: one spelling, search keys, and the order of words and names."""

import unicodedata

import pytest

from motcua.core.text import name_sort_key, nfc, search_key, vietnamese_sort_key


def test_both_spellings_become_one() -> None:
    assert nfc(unicodedata.normalize("NFD", "Đường Hùng Vương")) == "Đường Hùng Vương"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("  ĐĂNG   ký\tkhai sinh ", "dang ky khai sinh"),
        (unicodedata.normalize("NFD", "Phường Lương Văn Tri"), "phuong luong van tri"),
        ("Ủy ban nhân dân xã Mẫu Sơn", "uy ban nhan dan xa mau son"),
        ("", ""),
    ],
)
def test_the_search_key_has_no_accents_not_even_on_d(text: str, key: str) -> None:
    assert search_key(text) == key


def test_words_sort_as_in_a_vietnamese_dictionary() -> None:
    words = ["đa", "da", "ăn", "an", "ân", "bà", "bá", "ba", "bả", "bã", "bạ", "yên", "ơn", "ôn", "on", "ưu"]
    in_order = ["an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "on", "ôn", "ơn", "ưu", "yên"]
    assert sorted(words, key=vietnamese_sort_key) == in_order
    assert sorted(["Xã 10", "Xã 2"], key=vietnamese_sort_key) == ["Xã 10", "Xã 2"]


def test_persons_sort_by_given_name_first() -> None:
    names = ["Trần Văn An", "Nguyễn Thị Bình", "Lê Văn An", "Hoàng Ánh"]
    assert sorted(names, key=name_sort_key) == ["Lê Văn An", "Trần Văn An", "Hoàng Ánh", "Nguyễn Thị Bình"]
    assert name_sort_key("") == ()
