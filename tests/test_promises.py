"""The promises of house.md 5b that cross the rooms; each test tries to break one."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from uuid import UUID

import pytest
from django.conf import settings
from django.db.models import Q
from ruamel.yaml import YAML

from motcua.core.refusal import Refused
from motcua.documents.models import NumberSeries
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.models import Applicant, Dossier, DueDate, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import AN, birth
from motcua.dossiers.tests.stories import lodged, new_key, received, walk
from motcua.ledger import clock, work
from motcua.ledger.models import Content, Entry
from motcua.ledger.streams import OutsideLedger
from motcua.notices.models import Message
from motcua.people.actor import system
from motcua.people.models import User
from motcua.worktime.actions.publish_calendar import publish_calendar
from tests.cast import Cast, on

AFTER_HOURS = on("2026-04-20", "16:10")


def test_names_and_words_of_people_never_enter_the_ledger(cast: Cast) -> None:
    """Promise 6: whatever a story says of people, no entry's payload holds it."""
    id_ = received(cast)
    refused = lodged(cast, birth(papers=birth().papers))
    secret = "Mẹ cháu tên là Lý Thị Bí Mật, điện thoại 0912345678"
    refuse(refused, actor=cast.binh, at=AFTER_HOURS, key=new_key(), ground="not_competent", reason=secret)
    ask_supplement(id_, actor=cast.chi, at=AFTER_HOURS, key=new_key(), reasons={"birth_notice": secret})
    payloads = "\n".join(Entry.objects.filter(stream__startswith="dossier:").values_list("payload", flat=True))
    personal = [AN.name, AN.phone, AN.national_id, AN.address, "Bí Mật", "0912345678"]
    personal += [name for name in User.objects.values_list("name", flat=True) if name]
    assert payloads
    assert [word for word in personal if word in payloads] == []
    assert Content.objects.filter(stream=f"dossier:{refused}").exists()


def test_every_due_date_has_its_trace_and_nobody_sets_one_by_hand(cast: Cast) -> None:
    """Promise 4: a date comes with its explanation, and only through an event."""
    id_ = received(cast)
    row = DueDate.objects.get(dossier_id=id_)
    assert row.due_at == read(id_).now.due_at
    assert any(line["kind"] == "due" or line["kind"] == "appointment" for line in row.trace["trace"])
    dossier = Dossier.objects.get(pk=id_)
    dossier.due_at = on("2030-01-01")
    for attempt in (
        dossier.save,
        lambda: Dossier.objects.filter(pk=id_).update(due_at=on("2030-01-01")),
        lambda: Dossier.objects.bulk_update([dossier], ["due_at"]),
        dossier.delete,
        lambda: DueDate.objects.filter(dossier_id=id_).update(due_at=on("2030-01-01")),
    ):
        with pytest.raises(OutsideLedger):
            attempt()
    assert read(id_).now.due_at == on("2026-04-20", "17:00")


def test_a_new_day_off_moves_open_dates_by_an_event_and_tells_the_applicant(cast: Cast) -> None:
    """Promise 4: the calendar changes, the date follows, the people concerned are told."""
    at = on("2026-04-20", "15:30")
    id_ = received(cast, at)
    assert read(id_).now.due_at == on("2026-04-21", "17:00")
    walk_time(at)
    publish_calendar(_with_day_off("2026-04-21"), actor=system("install"), at=on("2026-04-20", "15:45"))
    walk_time(on("2026-04-20", "15:50"))
    assert read(id_).now.due_at == on("2026-04-22", "17:00")
    moved = Entry.objects.get(stream=f"dossier:{id_}", type="dossier.due_changed")
    assert DueDate.objects.get(dossier_id=id_, seq=moved.seq).due_at == on("2026-04-22", "17:00")
    walk_time(on("2026-04-20", "15:55"))
    told = Message.objects.filter(subject=f"dossier:{id_}", letter="rescheduled", recipient=cast.an.id, channel="page")
    assert told.count() == 1


def walk_time(now: datetime) -> None:
    with clock.simulated(now):
        work.run_once(now)


def _with_day_off(day: str) -> dict[str, object]:
    data = YAML(typ="safe").load((settings.DEFINITIONS / "calendars" / "vn.yaml").read_text())
    changed: dict[str, object] = deepcopy(data)
    days = changed["days"]
    assert isinstance(days, list)
    days.append({"date": day, "kind": "day_off", "name": "Nghỉ vì bão", "source": "Công điện thử"})
    return changed


def test_the_same_key_again_changes_nothing(cast: Cast) -> None:
    """Promise 9: a second click, a retry after a lost answer."""
    key, lodgement = new_key(), birth()
    first = submit(lodgement, actor=cast.an, at=on("2026-04-18", "21:10"), key=key)
    again = submit(lodgement, actor=cast.an, at=on("2026-04-18", "21:11"), key=key)
    assert again == first
    key = new_key()
    done = receive(first.dossier_id, actor=cast.binh, at=on("2026-04-20", "08:05"), key=key)
    twice = receive(first.dossier_id, actor=cast.binh, at=on("2026-04-20", "08:06"), key=key)
    assert twice == done
    assert Slip.objects.filter(dossier_id=first.dossier_id).count() == 1
    assert Entry.objects.filter(stream=f"dossier:{first.dossier_id}", type="dossier.received").count() == 1
    with pytest.raises(Refused, match="key_reused"):
        receive(first.dossier_id, actor=cast.binh, at=on("2026-04-20", "08:07"), key=key, forward=False)


def test_a_refused_action_consumes_no_number(cast: Cast) -> None:
    """A number is taken with the decision that uses it, or not at all."""
    id_ = received(cast)
    before = list(NumberSeries.objects.order_by("pk").values_list("agency", "series", "last"))
    with pytest.raises(Refused, match="not_received"):
        receive(id_, actor=cast.binh, at=AFTER_HOURS, key=new_key())
    with pytest.raises(Refused, match="components_missing"):
        submit(birth(papers=[]), actor=cast.an, at=AFTER_HOURS, key=new_key())
    assert list(NumberSeries.objects.order_by("pk").values_list("agency", "series", "last")) == before
    assert Dossier.objects.get().code.endswith("-0001")


def test_a_dossier_keeps_its_number_when_it_is_refused(cast: Cast) -> None:
    id_ = lodged(cast)
    code = read(id_).now.code
    refuse(id_, actor=cast.binh, at=AFTER_HOURS, key=new_key(), ground="not_competent", reason="Nơi khác giải quyết.")
    assert read(id_).now.code == code
    assert lodged_code(cast) != code


def lodged_code(cast: Cast) -> str:
    return read(lodged(cast)).now.code


def test_an_outsider_may_do_nothing(cast: Cast) -> None:
    """Khoa, and Giang from another commune, are refused everything, in words."""
    id_ = received(cast)
    for stranger in (cast.khoa, cast.giang, cast.an):
        with pytest.raises(Refused) as refused:
            route(id_, actor=stranger, at=AFTER_HOURS, key=new_key(), outcome="forward")
        assert refused.value.message
    assert read(id_).now.step != ""


def test_the_applicants_row_is_what_the_entry_commits_to(cast: Cast) -> None:
    """Promise 2: personal rows match the content whose digest is in the ledger."""
    id_ = lodged(cast)
    body = Content.objects.get(stream=f"dossier:{id_}", seq=1).body
    applicant = Applicant.objects.get(pk=id_)
    assert all(text in body for text in (applicant.name, applicant.national_id, applicant.phone))


def test_the_result_waits_for_the_one_who_may_return_it(cast: Cast) -> None:
    id_: UUID = received(cast)
    with pytest.raises(Refused, match="not_returned"):
        return_result(id_, actor=cast.binh, at=AFTER_HOURS, key=new_key(), way="counter")
    walk(id_, cast, until="return")
    with pytest.raises(Refused, match="forbidden"):
        return_result(id_, actor=cast.chi, at=AFTER_HOURS, key=new_key(), way="counter")
    assert Dossier.objects.filter(Q(pk=id_), state="decided").exists()
