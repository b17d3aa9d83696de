"""Sums in words, the code for transfers, shares of a payment and a cashier's sheet: figures that must add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import spelled, till, vietqr
from motcua.core.phrase import Phrase
from motcua.core.process.decide.money import Share, shared
from motcua.core.refusal import Refused
from motcua.core.till import EXEMPTED, PAID, REFUNDED, Movement

KNOWN = (
    "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu"
    " lut6304C15C"
)
AMOUNTS = st.integers(1, 5_000_000)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (2_000, "Hai nghìn đồng"),
        (12_000, "Mười hai nghìn đồng"),
        (14_500, "Mười bốn nghìn năm trăm đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (215_015, "Hai trăm mười lăm nghìn không trăm mười lăm đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (3_000_000_000, "Ba tỷ đồng"),
    ],
)
def test_an_amount_in_words(amount: int, words: str) -> None:
    assert spelled.dong(amount) == words


def test_the_known_code_of_a_transfer() -> None:
    assert vietqr.payload("970415", "0011001932418", 120_000, "ủng hộ lũ lụt") == KNOWN
    assert vietqr.payload("970415", "0011001932418", 120_000, "ung ho lu lut") == KNOWN


def fields(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    while text:
        number, length = text[:2], int(text[2:4])
        found[number], text = text[4 : 4 + length], text[4 + length :]
    return found


@given(AMOUNTS, st.text(max_size=60))
def test_every_code_reads_back(amount: int, purpose: str) -> None:
    code = vietqr.payload("970415", "1130000061870", amount, purpose)
    assert code.isascii()
    read = fields(code)
    assert read["54"] == str(amount)
    assert len(fields(read.get("62", "")).get("08", "")) <= vietqr.PURPOSE_LENGTH
    assert vietqr.crc(code[:-4]) == code[-4:]


@pytest.mark.parametrize(("bank", "account", "amount"), [("97041", "1", 1), ("970415", "1-2", 1), ("970415", "1", 0)])
def test_no_code_for_a_wrong_account_or_nothing(bank: str, account: str, amount: int) -> None:
    with pytest.raises(Refused):
        vietqr.payload(bank, account, amount, "")


SHARES = st.lists(st.builds(Share, st.sampled_from("abc"), st.sampled_from(["fee", "charge"]), AMOUNTS), max_size=4)


@given(SHARES, st.lists(AMOUNTS, max_size=5))
def test_the_parts_of_payments_add_up_to_them_and_to_the_fees(due: list[Share], amounts: list[int]) -> None:
    paid = 0
    given_out: list[Share] = []
    for amount in amounts:
        parts = shared(due, paid, amount)
        assert sum(part.amount for part in parts) == amount
        given_out += parts
        paid += amount
    whole = sum(share.amount for share in due)
    known = sum(part.amount for part in given_out if part.fee)
    assert known == min(paid, whole)


MOVEMENTS = st.lists(
    st.builds(
        Movement,
        st.sampled_from([PAID, REFUNDED, EXEMPTED]),
        st.integers(0, 5_000_000),
        st.sampled_from(["cash", "transfer"]),
        st.sampled_from(["AA/26 0000001", "AA/26 0000002", ""]),
    ),
    max_size=30,
)


@given(st.integers(0, 10_000_000), MOVEMENTS)
def test_a_sheet_adds_up_exactly(opening: int, movements: list[Movement]) -> None:
    found = till.sheet(opening, movements)
    paid = [row for row in movements if row.kind == PAID]
    assert found.total == sum(row.amount for row in paid) == sum(found.fees.values())
    assert found.paid_back == sum(row.amount for row in movements if row.kind == REFUNDED)
    cash = sum(row.amount for row in paid if row.method == "cash")
    cash_back = sum(row.amount for row in movements if row.kind == REFUNDED and row.method == "cash")
    assert found.expected == opening + cash - cash_back


def test_a_difference_must_be_explained() -> None:
    found = till.sheet(100_000, [Movement(PAID, 12_000, "cash", "AA/26 0000001", (("fee", 12_000),))])
    assert till.difference(found, {100_000: 1, 10_000: 1, 2_000: 1}, "") == 0
    with pytest.raises(Refused) as refused:
        till.difference(found, {100_000: 1, 10_000: 1}, " ")
    assert "thiếu 2.000 đ" in refused.value.message
    assert till.difference(found, {100_000: 1, 10_000: 1}, "Trả nhầm tiền thừa") == -2_000
    assert isinstance(refused.value.said.facts["what"], Phrase), "said in the reader's own language"
    with pytest.raises(Refused):
        till.counted({3_000: 1})
    with pytest.raises(Refused):
        till.counted({500_000: 5_000})
    with pytest.raises(Refused):
        till.counted({1_000: -1})
