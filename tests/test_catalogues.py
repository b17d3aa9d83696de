"""Which strings the catalogues collect: a string that is missed here stays Vietnamese on an English page."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import catalogues
from scripts.catalogues import Message
from scripts.files import ours
from scripts.system import ROOT


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


def test_phrases_and_marked_templates_are_seen_with_their_context(tmp_path: Path) -> None:
    code = (
        'Phrase("Còn {money} chưa nộp.", money=owed)\n'
        'Phrase("Nhận {at}." if at else "Chưa nhận.", at=at)\n'
        'CLOSE = marked("hết giờ làm việc")\n'
        'ROW = ("receive", marked("tiếp nhận", "verb"))\n'
        "named(calendar.name)\n"
    )
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    assert set(catalogues.in_python(path)) == {
        Message("Còn {money} chưa nộp."),
        Message("Nhận {at}."),
        Message("Chưa nhận."),
        Message("hết giờ làm việc"),
        Message("tiếp nhận", context="verb"),
    }


def test_what_traces_take_from_the_definitions_is_seen() -> None:
    found = {message.text: place for message, place in catalogues.in_definitions()}
    assert found["Tết Nguyên đán"] == "definitions/calendars/vn.yaml"
    assert found["Giờ làm việc tỉnh Lạng Sơn"] == "definitions/calendars/H37.yaml"
    assert found["Quy định chung (Bộ luật Dân sự 2015)"] == "definitions/rules/default.yaml"
    assert "Điều 112 Bộ luật Lao động 2019" in found
    assert "Làm bù cho ngày 02/01/2026" not in found


CARRIERS = {"motcua/core/phrase.py", "motcua/core/phrase_data.py"}  # they pass templates on, they say nothing


def unseen_templates(code: str) -> Iterator[int]:
    """Yield the lines on which a phrase is made of a template that the catalogue cannot see.

    It sees a constant, a choice of constants, and a name that stands for a marked template or is handed on as one.
    """
    tree = ast.parse(code)
    marked = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and getattr(getattr(node.value, "func", None), "id", "") == "marked"
        for target in node.targets
        if isinstance(target, ast.Name)
    } | {"template"}

    def seen(given: ast.expr) -> bool:
        if isinstance(given, ast.IfExp):
            return seen(given.body) and seen(given.orelse)
        return isinstance(given, ast.Constant) or (isinstance(given, ast.Name) and given.id in marked)

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Phrase" and not seen(node.args[0]):
            yield node.lineno


def test_no_phrase_is_made_of_a_sentence_that_the_catalogue_cannot_see() -> None:
    assert list(unseen_templates('Phrase(f"Còn {owed}")\nOK = marked("a {b}")\nPhrase(OK, b=1)\nPhrase(text)')) == [
        1,
        4,
    ]
    names = [path.relative_to(ROOT).as_posix() for path in ours(".py")]
    checked = [n for n in names if n.startswith("motcua/") and "/tests/" not in n and n not in CARRIERS]
    found = [f"{n}:{line}" for n in checked for line in unseen_templates((ROOT / n).read_text(encoding="utf-8"))]
    assert found == []


ROOMS = (
    "motcua/core/worktime/",
    "motcua/core/process/decide/",
    "motcua/core/process/states.py",
    "motcua/worktime/",
    "motcua/notices/",
    "motcua/dossiers/law.py",
    "motcua/dossiers/telling.py",
    "definitions/",
)


def test_everything_that_the_clock_the_life_cycle_and_the_letters_say_has_its_english() -> None:
    english = {catalogues._key(entry) for entry in catalogues.catalogue("en").translated_entries()}
    said = {message for message, places in catalogues.marked().items() if any(p.startswith(ROOMS) for p in places)}
    assert len(said) > 250
    assert sorted(said - english) == []
