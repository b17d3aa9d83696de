"""What a scanner types from an identity card: whole, bent by the keyboard, torn, or of another kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import identity_card
from motcua.core.identity_card import BENT_DIGITS, BENT_NAME, OTHER_BIRTH, UNACCENTED, IdentityCard, is_scan, read
from motcua.core.refusal import Refused

AN = "020190001234|081234567|Nguyễn Văn An|05031990|Nam|Tổ 3, Khối 5, Kỳ Lừa, Lạng Sơn|12082021"
# The same figures as the Vietnamese keyboard of Windows types them.
KEYS = dict(zip("0123456789", ["đ", "ă", "â", "ê", "ô", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"], strict=True))


def bent(figures: str) -> str:
    return "".join(KEYS[figure] for figure in figures)


def templates(card: IdentityCard) -> list[str]:
    return [doubt.template for doubt in card.doubts]


def test_a_card_as_it_is() -> None:
    card = read(AN)
    assert card == IdentityCard(
        number="020190001234",
        old_number="081234567",
        name="Nguyễn Văn An",
        born=date(1990, 3, 5),
        birth_year=1990,
        sex="male",
        address="Tổ 3, Khối 5, Kỳ Lừa, Lạng Sơn",
        issued=date(2021, 8, 12),
        doubts=card.doubts,
    )
    assert templates(card) == [OTHER_BIRTH]  # figure 4 says a woman
    assert read(AN.replace("020190", "020090")).doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        AN.replace("|081234567|", "||"),
        AN.replace("|081234567|", "|"),
        AN + "|Nguyễn Văn Ba|Trần Thị Bốn|",
        AN.replace("|", "¦"),
        AN.replace("|", "~"),
        f"  {AN}\r\n",
    ],
)
def test_an_empty_old_number_more_fields_and_other_separators(text: str) -> None:
    card = read(text)
    assert (card.number, card.name, card.born) == ("020190001234", "Nguyễn Văn An", date(1990, 3, 5))


def test_utf_8_typed_as_western_letters_is_put_right() -> None:
    typed = "".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in AN.encode())
    assert "Nguyá»…n" in typed
    assert read(typed).name == "Nguyễn Văn An"


def test_marks_that_stand_apart_are_joined() -> None:
    import unicodedata

    assert read(unicodedata.normalize("NFD", AN)).name == "Nguyễn Văn An"


def test_figures_typed_through_the_vietnamese_keyboard_are_read_and_said() -> None:
    figures = "020090001234"
    text = f"{bent(figures)}||Nguyen Van An|{bent('05031990')}|Nam|Ky Lua|{bent('12082021')}"
    card = read(text)
    assert (card.number, card.born, card.issued) == (figures, date(1990, 3, 5), date(2021, 8, 12))
    assert BENT_DIGITS in templates(card)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_number_comes_back_through_the_vietnamese_keyboard(number: str) -> None:
    assert read(f"{bent(number)}||Trần Bình|{bent('01011980')}|Nữ||").number == number


def test_letters_without_marks_and_strange_letters_are_doubted() -> None:
    assert UNACCENTED in templates(read("020090001234||NGUYEN VAN AN|05031990|Nam|To 3, Khoi 5, Ky Lua|12082021"))
    assert BENT_NAME in templates(read("020090001234||Nguy?n V[n An|05031990|Nam|Tổ 3|12082021"))
    assert read("020090001234||nGUYỄN vĂN|05031990|Nam|Tổ 3|").name == "Nguyễn Văn"


@pytest.mark.parametrize(("born", "words"), [("1950", "1950"), ("00001950", "1950"), ("01/02/1950", "01/02/1950")])
def test_a_birth_known_by_its_year(born: str, words: str) -> None:
    card = read(f"081234567||Hoàng Thị Sáu|{born}|Nữ|Mẫu Sơn|")
    assert (card.number, card.birth_year, card.birth, card.sex) == ("081234567", 1950, words, "female")


def test_a_foreigner_by_passport_number() -> None:
    card = read("C1234567||John O'Neil-Smith|05031990|Male|Kỳ Lừa|12082021")
    assert (card.number, card.name, card.doubts) == ("C1234567", "John O'Neil-Smith", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("020190001234|081234567|Nguyễn V", "scan_torn"),
        ("020190001234", "scan_torn"),
        ("02019", "scan_torn"),
        ("020190001234|081234567|Nguyễn Văn An|0503", "scan_torn"),
        ("11010519491231002X", "scan_foreign"),
        ('<?xml version="1.0"?><PrintLetterBarcodeData uid="12"/>', "scan_foreign"),
        ("https://id.example/1234", "scan_link"),
        ("00020101021238570010A0000007270127000697041501130011001932418", "scan_payment"),
        ("GD4010112345678|4e677579e1bb856e|05/03/1990|1|4b79|01 - 001|01/01/2020|-", "scan_health_card"),
        ("||||||", "scan_foreign"),
        ("020190001234||Nguyễn Văn An|31021990|Nam|Tổ 3|12082021", "scan_foreign"),
    ],
)
def test_every_other_code_says_what_it_is(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.code == code
    assert refused.value.hint
    assert "Nguyễn" not in str(refused.value)


def outcome(text: str) -> IdentityCard | str:
    try:
        return read(text)
    except Refused as refused:
        return refused.code


@given(st.text(max_size=200) | st.text("|0123456789ănA \u0301", max_size=90))
def test_no_text_breaks_it(text: str) -> None:
    found = outcome(text)
    if isinstance(found, str):
        assert found.startswith("scan_")
    else:
        assert identity_card.NUMBER.fullmatch(found.number)
        assert found.name
        assert found.birth


def test_a_name_is_not_a_scan() -> None:
    assert not is_scan("Nguyễn Văn An")
    assert not is_scan("")
    assert not is_scan("Công ty TNHH 86")
    assert is_scan(AN)
    assert is_scan("020190001234")
    assert is_scan("https://id.example/1")
