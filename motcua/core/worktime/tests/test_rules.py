"""Rule sets from data, and every fault at once."""

from datetime import date

import pytest

from motcua.core.refusal import Refused
from motcua.core.worktime import CIVIL_CODE_RULES, Term
from motcua.core.worktime.rules import check_rules, parse_rules

GOOD = {
    "id": "x",
    "name": "X",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "rules": [
        {"parameter": "receipt_cutoff", "value": "17:00", "source": "NĐ", "text": "Sau 17 giờ."},
        {"parameter": "verification_cap", "value": "5 working days", "source": "NĐ"},
        {"parameter": "fraction_of_day", "value": 480, "source": "QĐ"},
        {"parameter": "receipt_moved_to", "value": "opening", "source": "QĐ"},
    ],
}


def test_a_rule_set_is_read_with_its_sources() -> None:
    rules = parse_rules(GOOD)
    assert (rules.id, rules.valid_from, rules.valid_to) == ("x", date(2026, 1, 1), date(2026, 12, 31))
    assert (rules.receipt_cutoff, rules.fraction_of_day, rules.receipt_moved_to) == (17 * 3600, 480, None)
    assert rules.verification_cap == Term.parse("5 working days")
    assert rules.source("receipt_cutoff") == "NĐ"
    assert rules.texts["receipt_cutoff"] == "Sau 17 giờ."
    assert rules.source("last_day_off") == "Điều 148 khoản 5 Bộ luật Dân sự 2015"
    assert rules.source("unknown") is None


def test_every_fault_is_told_at_once() -> None:
    faulty = {
        "id": "x",
        "valid_from": "tomorrow",
        "valid_to": "never",
        "rules": [
            {"parameter": "receipt_day", "value": "day_two", "source": "a"},
            {"parameter": "receipt_day", "value": "day_one", "source": "a"},
            {"parameter": "nonsense", "value": 1, "source": "a"},
            {"parameter": "same_day_cutoff", "value": "25:00", "source": "a"},
            {"parameter": "extensions", "value": True, "source": "a"},
            {"parameter": "fraction_of_day", "value": 0, "source": "a"},
            {"parameter": "verification_cap", "value": "viel", "source": "a"},
            {"parameter": "extensions", "value": 1},
            "x",
        ],
    }
    places = [problem.where for problem in check_rules(faulty)]
    assert places == [
        "name",
        "valid_from",
        "valid_to",
        "rules.0.receipt_day",
        "rules.1.parameter",
        "rules.2.nonsense",
        "rules.3.same_day_cutoff",
        "rules.4.extensions",
        "rules.5.fraction_of_day",
        "rules.6.verification_cap",
        "rules.7",
        "rules.8",
    ]
    assert [p.where for p in check_rules({**GOOD, "rules": "none"})] == ["rules"]
    with pytest.raises(Refused, match="không có tham số này"):
        parse_rules(faulty)


def test_parameters_may_be_set_anew() -> None:
    rules = CIVIL_CODE_RULES.with_parameters({"same_day_cutoff": None, "verification_cap": None, "extensions": 2})
    assert (rules.same_day_cutoff, rules.verification_cap, rules.extensions) == (None, None, 2)
    assert CIVIL_CODE_RULES.same_day_cutoff == 15 * 3600
    with pytest.raises(Refused, match="receipt_cutof"):
        CIVIL_CODE_RULES.with_parameters({"receipt_cutof": "15:00"})
