"""Who may see what at the desk, and what strange text does there: nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, act, page_of, text
from motcua.dossiers.tests.desk.test_counter import brought
from motcua.dossiers.tests.stories import received
from tests.cast import Cast, on

LATER = on("2026-04-20", "09:00")
NOUNS = (
    "route",
    "decision",
    "supplement-request",
    "refusal",
    "return",
    "payment",
    "assignment",
    "apology",
    "reception",
)
TRICKS = (
    "<script>alert(1)</script>",
    "'; DROP TABLE dossiers_dossier; --",
    "../../etc/passwd",
    '#set page(width: 1pt) #read("/etc/passwd") $x$ *đậm*',
    "{{ settings.SECRET_KEY }}{% debug %}",
)


@pytest.fixture
def at_chi(cast: Cast, clock: Any) -> UUID:
    """Return a registration that waits for Chi at 9:00 on Monday."""
    id_ = received(cast)
    clock.move_to(LATER)
    return id_


@pytest.mark.parametrize("who", ["an", "khoa"])
def test_citizens_find_no_desk(cast: Cast, screen: Screen, at_chi: UUID, who: str) -> None:
    client = screen(getattr(cast, who))
    addresses = ["/desk/", "/desk/new/", "/desk/new/1.001193/", "/desk/late/", "/inbox/", page_of(at_chi)]
    addresses += [page_of(at_chi, noun) for noun in (*NOUNS, "received")]
    addresses.append(f"{page_of(at_chi)}papers/{'0' * 64}/")
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"idempotency_key": str(uuid4())}).status_code in {404, 405}, address
    assert read(at_chi).now.step == "B2"


def test_the_officer_of_another_commune_finds_nothing(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    giang, code = screen(cast.giang), Dossier.objects.get().code
    assert giang.get("/inbox/").status_code == 200
    for address in (page_of(at_chi), page_of(at_chi, "received"), *(page_of(at_chi, noun) for noun in NOUNS)):
        assert giang.get(address).status_code == 404, address
    for noun in NOUNS:
        assert act(giang, at_chi, noun, outcome="forward").status_code == 404, noun
    assert code not in text(giang.get("/inbox/"))


def test_the_auditor_reads_everything_and_can_do_nothing(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    ha = screen(cast.ha)
    page = text(ha.get(page_of(at_chi)))
    assert "Chứng cứ" in page
    assert 'data-key="F9"' not in page
    assert "Việc này của người đang giữ bước hiện tại (" in page
    for noun in ("route", "refusal", "supplement-request", "assignment", "stop-notice"):
        act(ha, at_chi, noun, outcome="forward", ground="forged", reason="x", birth_notice="x", way="counter")
    assert read(at_chi).now.seq == 3


def test_an_officer_who_may_see_but_not_act_is_told_whose_it_is(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    answer = act(screen(cast.nam), at_chi, "route", outcome="forward")
    assert "Việc này của người đang giữ bước hiện tại (" in text(answer)
    assert read(at_chi).now.step == "B2"


def test_viewers_and_entries_are_named(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    screen(cast.chi).get(page_of(at_chi))
    page = text(screen(cast.nam).get(page_of(at_chi)))
    assert "Nông Thị Linh Chi" in page.split("Ai đã xem hồ sơ này")[1]
    assert "Lương Văn Bình tiếp nhận, hẹn trả 17:00 Thứ Hai 20/04/2026." in page
    assert "user:" not in page.replace('data-reader="user:', "")


@pytest.mark.parametrize("trick", TRICKS)
def test_strange_text_comes_out_as_it_went_in(cast: Cast, screen: Screen, clock: Any, trick: str) -> None:
    binh = screen(cast.binh)
    person = {"person_name": f"An {trick}", "person_address": trick, "person_lodged_by": trick}
    answer = binh.post("/desk/new/1.001193/", brought(**person))
    assert answer.status_code == 302, text(answer)
    dossier = Dossier.objects.get()
    seen = escaped(trick)
    for address in ("/desk/?pile=all", page_of(dossier.pk), page_of(dossier.pk, "received"), "/inbox/?pile=others"):
        page = text(binh.get(address))
        assert trick not in page or trick == seen, address
    assert seen in text(binh.get(page_of(dossier.pk)))
    assert seen in text(binh.get(f"/dossiers/{dossier.pk}/receipt/"))
    assert binh.get(f"/dossiers/{dossier.pk}/receipt/?format=pdf").content.startswith(b"%PDF")
    clock.move_to(on("2026-04-20", "08:30"))
    chi = screen(cast.chi)
    assert act(chi, dossier.pk, "supplement-request", birth_notice=trick).status_code == 302
    assert seen in text(chi.get(page_of(dossier.pk)))
    assert seen in text(chi.get(f"/dossiers/{dossier.pk}/supplement-request/"))
    assert chi.get(f"/dossiers/{dossier.pk}/supplement-request/?format=pdf").content.startswith(b"%PDF")


def escaped(trick: str) -> str:
    """Return a text as HTML must carry it."""
    return (
        trick.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#x27;")
        .replace('"', "&quot;")
    )


def test_a_paper_opens_in_a_frame_that_runs_nothing_and_a_lost_file_is_told(
    cast: Cast, screen: Screen, at_chi: UUID
) -> None:
    answer = screen(cast.chi).get(f"{page_of(at_chi)}papers/{'0' * 64}/")
    assert answer.status_code == 404
    assert "tệp không còn trong kho" in text(answer)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    other = screen(cast.chi).get(f"{page_of(at_chi)}papers/{'1' * 64}/")
    assert "Không có tệp này trong hồ sơ." in text(other)


def test_paths_and_ids_that_are_none_are_404(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    chi = screen(cast.chi)
    for address in (page_of(uuid4()), f"{page_of(at_chi)}papers/..%2f..%2fetc/", f"{page_of(at_chi)}consultations/99/"):
        assert chi.get(address).status_code == 404, address


def test_a_visitor_is_asked_to_log_in(at_chi: UUID) -> None:
    assert Client().get(page_of(at_chi))["Location"].startswith("/account/login/")
