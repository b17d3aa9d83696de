"""Larger pieces: buttons, notices, lists, paging."""

from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def drawn(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_a_forbidden_act_stays_visible_with_its_reason() -> None:
    html = drawn("{% button 'Trình ký' name='x' blocked='Chỉ trưởng phòng Dũng ký được' %}")
    assert "disabled" in html
    assert "Chỉ trưởng phòng Dũng ký được" in html
    assert 'name="x"' not in html


def test_a_button_carries_its_key_and_attributes() -> None:
    html = drawn("{% button 'Nhận' key='F9' name='do' value='receive' data_confirm='Chắc?' %}")
    assert 'data-key="F9"' in html
    assert "<kbd>F9</kbd>" in html
    assert 'name="do" value="receive"' in html
    assert 'data-confirm="Chắc?"' in html


def test_a_button_that_leads_somewhere_is_a_link() -> None:
    assert drawn("{% button 'Xem' href='/x/' %}").startswith('<a href="/x/"')


def test_an_unknown_kind_is_an_error_of_the_template() -> None:
    with pytest.raises(ValueError, match="kind"):
        drawn("{% button 'Xem' kind='fancy' %}")


def test_only_an_error_interrupts_a_screen_reader() -> None:
    assert 'role="alert"' in drawn("{% notice kind='error' %}<p>Chưa gửi được</p>{% endnotice %}")
    assert "role=" not in drawn("{% notice kind='info' %}<p>Chậm nhất mai</p>{% endnotice %}")


def test_blocks_escape_what_people_typed_inside_them() -> None:
    html = drawn("{% inset %}<p>{{ note }}</p>{% endinset %}{% details note %}{{ note }}{% enddetails %}", note="<b>")
    assert html.count("&lt;b&gt;") == 3
    assert "<b>" not in html


def test_a_summary_list_takes_tuples_or_mappings() -> None:
    html = drawn("{% summary_list rows %}", rows=[("Họ tên", "An", "/sua/"), {"label": "Điện thoại", "value": ""}])
    assert '<a class="govuk-link" href="/sua/">Sửa<span class="govuk-visually-hidden"> Họ tên</span></a>' in html
    assert "chưa có" in html


def test_a_timeline_marks_what_happens_now() -> None:
    at = datetime(2026, 5, 5, 7, 0, tzinfo=UTC)
    html = drawn("{% timeline items %}", items=[{"title": "Thẩm định", "at": at, "by": "Chi", "state": "now"}])
    assert 'aria-current="step"' in html
    assert "14:00 Thứ Ba 05/05/2026" in html


def test_paging_keeps_the_filters() -> None:
    request = RequestFactory().get("/x/?state=received&page=3")
    page = Paginator(range(100), 10).page(3)
    html = drawn("{% pagination page %}", page=page, request=request)
    assert "?state=received&amp;page=4" in html
    assert 'aria-current="page"' in html


def test_a_list_of_one_page_has_no_paging() -> None:
    assert drawn("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_breadcrumbs_end_without_a_link() -> None:
    html = drawn("{% breadcrumbs 'Thủ tục' '/procedures/' 'Khai sinh' %}")
    assert html.count("<a ") == 1
    assert 'aria-current="page">Khai sinh' in html
