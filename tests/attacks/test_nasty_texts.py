"""Tricks in every text: nothing breaks, nothing runs, nothing personal is lost, and the slips say what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine

from motcua.core.refusal import Refused
from motcua.documents import slips as forms
from motcua.dossiers import slips
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.lodgement import Person
from motcua.dossiers.models import Applicant, Dossier, Slip
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged, received
from motcua.ledger import clock, verify, work
from motcua.notices.models import Message
from tests.attacks.pages import browser
from tests.attacks.walking import key
from tests.cast import Cast, on

NOW = on("2026-04-20", "09:30")
TRICKS = {
    "sql": "Robert'); DROP TABLE dossiers_dossier;--",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "typst": '#read("/etc/passwd") #eval("1+1") $x^2$ *đậm* _nghiêng_ `mã` @ref <nhãn> \\u{41} ]#[ "; #panic()',
    "path": "../../../etc/passwd\\..\\windows",
    "direction": "abc\u202egnp.exe\u200b\u200d\ufeff\u2066x",
    "emoji": "Nguyễn 👩‍👩‍👧‍👦 𠮷 🇻🇳",
    "marks": "N\u0323\u0302\u0301" * 40,
    "template": "{{ settings.SECRET_KEY }} {% debug %} ${7*7} %s %(x)s {0}",
    "control": "a\x07b\x1b[31mc\x7f",
    "long": "Dài " * 2500,
    "json": '"}],"x":[{"\\u0000',
    "decomposed": "Nguye\u0302\u0303n Thi\u0323 A\u0301nh",
}


@pytest.fixture(autouse=True)
def clocked(cast: Cast) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("trick", TRICKS)
def test_a_tricky_reason_reaches_pages_slips_and_notices_as_it_was_written(cast: Cast, trick: str) -> None:
    text = TRICKS[trick]
    id_ = lodged(cast)
    binh = browser(cast.binh)
    sent = {"idempotency_key": key(), "ground": "not_competent", "reason": text}
    answer = binh.post(f"/desk/dossiers/{id_}/refusal/", sent)
    assert answer.status_code in {302, 400}, answer.status_code
    if answer.status_code == 400:  # too long: said so, and nothing typed is lost
        assert Dossier.objects.get(pk=id_).state == "submitted"
        assert trick == "long"
        assert "Dài Dài" in answer.content.decode()
        return
    found = Slip.objects.get(dossier_id=id_)
    pdf = forms.render_pdf(slips.stored(found), "A5")
    assert pdf.startswith(b"%PDF")
    assert b"root:" not in pdf
    with clock.simulated(on("2026-04-20", "10:00")):
        work.run_once(on("2026-04-20", "10:00"))
    an = browser(cast.an)
    for client, address in (
        (binh, f"/desk/dossiers/{id_}/"), (binh, f"/dossiers/{id_}/refusal/"), (an, f"/dossiers/{id_}/"),
        (an, f"/dossiers/{id_}/refusal/"), (an, "/notices/"), (an, f"/dossiers/{id_}/refusal/?format=pdf"),
        (binh, f"/desk/?q={text[:50]}"),
    ):  # fmt: skip
        shown = client.get(address)
        assert shown.status_code == 200, address
        assert b"<script>alert(1)" not in shown.content
        assert b"<img src=x" not in shown.content
    assert Message.objects.filter(subject=f"dossier:{id_}").exists()
    assert [d.message for d in verify.verify(lambda _: None).damages] == []


@pytest.mark.parametrize("trick", TRICKS)
def test_a_tricky_name_is_stored_found_and_printed(cast: Cast, trick: str) -> None:
    text = TRICKS[trick][:200]
    person = Person(name=text, national_id="020190999901", phone="0900000101", address=TRICKS[trick][:400])
    id_ = submit(birth(person=person), actor=cast.an, at=NOW, key=key()).dossier_id
    reasons = {"birth_notice": TRICKS[trick][:500]}
    ask_supplement(id_, actor=cast.binh, at=NOW, key=key(), reasons=reasons)
    assert Applicant.objects.get(pk=id_).name == text
    pdf = forms.render_pdf(slips.stored(Slip.objects.get(dossier_id=id_)), "A4")
    assert pdf.startswith(b"%PDF")
    for client in (browser(cast.binh), browser(cast.an)):
        shown = client.get(f"/dossiers/{id_}/supplement-request/")
        assert shown.status_code == 200
        assert b"<script>alert(1)" not in shown.content
    assert [d.message for d in verify.verify(lambda _: None).damages] == []


@pytest.mark.parametrize("text", ["a\0b", "\0", "\ud800", "x\udfffy"])
def test_what_no_database_takes_is_refused_before_anything_is_written(cast: Cast, text: str) -> None:
    """NUL and half a pair of surrogates, in a name, an answer, a reason, a code: a sentence, not an error page."""
    id_, before = received(cast), Dossier.objects.count()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: submit(birth(person=Person(name=text)), actor=cast.an, at=NOW, key=key()),
        lambda: submit(birth(answers={**birth().answers, "x": text}), actor=cast.an, at=NOW, key=key()),
        lambda: submit(birth(answers={**birth().answers, text: "x"}), actor=cast.an, at=NOW, key=key()),
        lambda: refuse(id_, actor=cast.chi, at=NOW, key=key(), ground="not_competent", reason=text),
        lambda: ask_supplement(id_, actor=cast.chi, at=NOW, key=key(), reasons={"birth_notice": text}),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="unreadable_text"):
            attempt()
    assert Dossier.objects.count() == before
    assert Dossier.objects.get(pk=id_).state == "in_progress"


def test_a_backslash_and_a_u_are_only_letters(cast: Cast) -> None:
    id_ = submit(birth(person=Person(name="A \\u0000 B")), actor=cast.an, at=NOW, key=key()).dossier_id
    assert Applicant.objects.get(pk=id_).name == "A \\u0000 B"


def test_a_nul_in_a_form_is_left_out_and_the_rest_kept(cast: Cast) -> None:
    """At the counter, on every field of the page; and a cookie with one is nobody's session."""
    binh = browser(cast.binh)
    id_ = lodged(cast)
    sent = {"idempotency_key": key(), "ground": "not_competent\0", "reason": "Nơi\0 khác"}
    assert binh.post(f"/desk/dossiers/{id_}/refusal/", sent).status_code == 302
    assert Slip.objects.get(dossier_id=id_).data["reason"] == "Nơi khác"
    visitor = browser(None)
    visitor.cookies["sessionid"] = '"\\000aaaaaaaaaaaaaaaa"'
    assert visitor.get("/").status_code == 200
    assert visitor.post("/account/login/", {"login": "a\0n", "password": "x\0"}).status_code in {200, 400}
    an = browser(cast.an)
    answer = an.post("/dossiers/new/1.001193/", {"idempotency_key": key(), "child": "ordinary\0", "x\0": "\0"})
    assert answer.status_code in {200, 302, 400}


def test_names_are_found_in_either_spelling(cast: Cast) -> None:
    """Composed and decomposed letters are the same name to whoever searches."""
    person = Person(name="Nguyễn Thị Ánh", national_id="020190999907", phone="0900000107")
    submit(birth(person=person), actor=cast.an, at=NOW, key=key())
    binh = browser(cast.binh)
    for asked in ("Nguye\u0302\u0303n Thi\u0323 A\u0301nh", "nguyen thi anh", "NGUYỄN THỊ ÁNH"):
        assert "Nguyễn Thị Ánh" in binh.get("/desk/", {"q": asked}).content.decode(), asked
