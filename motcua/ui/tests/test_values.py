"""Small things in a line."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.template import Context, Template

DUE = datetime(2026, 5, 6, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 5, 5, 7, 0, tzinfo=UTC)


def drawn(source: str, **values: object) -> str:
    """Render a template; our tags are known without loading them."""
    return Template(source).render(Context(values))


def test_due_says_it_in_words_and_repeats_it_in_colour() -> None:
    html = drawn("{% due due now %}", due=DUE, now=NOW)
    assert "Còn 1 ngày 3 giờ" in html
    assert "hẹn trả 17:00 Thứ Tư 06/05/2026" in html
    assert "due--ok" in html


def test_due_in_a_table_cell_is_short() -> None:
    html = drawn("{% due due now compact=True %}", due=DUE, now=NOW)
    assert "17:00 06/05/2026" in html
    assert "hẹn trả" not in html


def test_a_state_has_its_vietnamese_name_and_its_colour() -> None:
    html = drawn("{% tag 'with_applicant' %}")
    assert "Chờ bổ sung" in html
    assert "tag--amber" in html


def test_a_free_label_needs_one_of_our_colours() -> None:
    assert "tag--teal" in drawn("{% tag 'Nhập bù' colour='teal' %}")
    with pytest.raises(ValueError, match="unknown colour"):
        drawn("{% tag 'Nhập bù' colour='pink' %}")


def test_what_people_type_is_never_markup() -> None:
    html = drawn("{% tag name colour='grey' %}{% key name %}{% unverified name %}", name="<script>x</script>")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


def test_each_form_gets_a_key_of_its_own() -> None:
    first, second = drawn("{% hidden_key %}"), drawn("{% hidden_key %}")
    assert first != second
    UUID(first.split('value="')[1].split('"')[0])


def test_a_view_may_keep_the_key_of_a_form_sent_back() -> None:
    key = "0b8f5b1e-0000-4000-8000-000000000001"
    assert f'value="{key}"' in drawn("{% hidden_key %}", idempotency_key=key)


def test_an_icon_without_a_label_is_hidden_from_readers() -> None:
    assert 'aria-hidden="true"' in drawn("{% icon 'clock' %}")
    assert 'aria-label="Đồng hồ"' in drawn("{% icon 'clock' 'Đồng hồ' %}")


def test_progress_says_the_step() -> None:
    assert "Bước 3/9: Người mẹ" in drawn("{% progress 3 9 'Người mẹ' %}")


def test_money_as_tag_and_as_filter() -> None:
    assert "12.000 đ" in drawn("{% money 12000 %}")
    assert drawn("{{ amount|money }}", amount=4000) == "4.000 đ"
