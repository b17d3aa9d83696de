"""What a form may send that nobody typed: too much text, odd digits."""

from motcua.core.procedure.source import Problem
from motcua.procedures.web.officer.editor import expert
from motcua.procedures.web.officer.editor.operations import where


def test_a_text_that_is_too_long_is_not_cut_and_saved() -> None:
    long = "code: 1.001193\nnotes:\n" + "".join(f"- dòng {n}\n" for n in range(60_000))
    assert expert.from_yaml(long) is None
    (told,) = expert.numbered(long)
    assert isinstance(told, Problem)
    assert "512 kB" in told.message
    assert expert.from_yaml("code: 1.001193\n") is not None


def test_a_digit_that_is_no_place_is_a_name() -> None:
    assert where("f.fields.2.options") == ["fields", 2, "options"]
    assert where("f.fields.²") == ["fields", "²"]
