"""Which strings the catalogues collect: a string that is missed here stays Vietnamese on an English page."""

from pathlib import Path

import pytest

from scripts import catalogues
from scripts.catalogues import Message


def collected(tmp_path: Path, code: str) -> set[str]:
    """Return what a module with this code gives."""
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    return {message.text for message in catalogues.in_python(path)}


@pytest.mark.parametrize(
    "markup",
    [
        "{% translate 'Nộp hồ sơ' %}",
        '{% translate "Nộp hồ sơ" as title %}',
        '{% button _("Nộp hồ sơ") key="F9" %}',
        "{% blocktranslate %}Nộp hồ sơ{% endblocktranslate %}",
    ],
)
def test_every_way_of_marking_in_a_template_is_seen(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p>{markup}</p>", encoding="utf-8")
    assert list(catalogues.in_template(path)) == [Message("Nộp hồ sơ")]


def test_context_and_plural_of_a_template_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "{% translate 'Tạm dừng' context 'state' %}"
        "{% blocktranslate count n=found %}{{ n }} nơi{% plural %}{{ n }} nơi{% endblocktranslate %}",
        encoding="utf-8",
    )
    assert set(catalogues.in_template(path)) == {
        Message("Tạm dừng", context="state"),
        Message("%(n)s nơi", plural="%(n)s nơi"),
    }


def test_gettext_is_seen_under_any_name(tmp_path: Path) -> None:
    code = 'from django.utils.translation import gettext as _now\n_now("ngay bây giờ")\nprint("không đánh dấu")\n'
    assert collected(tmp_path, code) == {"ngay bây giờ"}


def test_plain_sentences_of_refusals_are_seen_and_codes_and_facts_are_not(tmp_path: Path) -> None:
    code = (
        'Refused("late", "Đã quá hạn.", "Hẹn lại." if again else "Giải quyết ngay.")\n'
        'Refused("owed", f"Còn {owed} đ.", hint="Thu tiền trước.")\n'
        'Verdict(False, "Việc này của người khác.", "not_holder")\n'
    )
    sentences = {"Đã quá hạn.", "Hẹn lại.", "Giải quyết ngay.", "Thu tiền trước.", "Việc này của người khác."}
    assert collected(tmp_path, code) == sentences


def test_the_names_of_states_and_the_refusals_of_the_core_are_in_the_catalogue() -> None:
    held = {message.text for message in catalogues.marked()}
    assert {"đã rút", "Chưa ghi lý do từ chối."} <= held
