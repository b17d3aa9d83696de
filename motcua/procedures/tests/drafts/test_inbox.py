"""What drafts ask of people stands in their one inbox, with a link and a due moment, counted, and leaves when done."""

import re
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.people.actor import Actor
from motcua.procedures.actions.approve_draft import approve_draft
from motcua.procedures.actions.close_draft import drop_draft
from motcua.procedures.actions.give_opinion import give_opinion
from motcua.procedures.actions.send_draft import send_for_review, submit_for_approval
from motcua.procedures.drafting import timetable
from motcua.procedures.tests.drafts.conftest import HEAD, LEADER, NOW, PLAN, Desk, asked, begin, now, save
from tests.cast import on

As = Callable[[Actor], Client]


def rows(client: Client) -> list[tuple[str, str]]:
    """Return what waits in the inbox: the page of each piece of work, and what it says is to be done."""
    html = client.get(reverse("dossiers:inbox")).content.decode()
    if 'id="procedures-work"' not in html:
        return []
    part = html[html.index('id="procedures-work"') :]
    found = re.findall(r'<td><a class="govuk-link" href="([^"]*)">([^<]*)<', part[: part.index("</section>")])
    count = re.search(r'id="procedures-count">(\d+)<', part)
    assert count
    assert int(count[1]) == len(found)
    return found


def counted(client: Client, label: str) -> int:
    """Return the number beside a link of the navigation, 0 where there is none."""
    html = client.get(reverse("dossiers:inbox")).content.decode()
    link = re.search(rf"<a[^>]*>(?:(?!</a>).)*?{label}(?:(?!</a>).)*?</a>", html, re.DOTALL)
    number = re.search(r">\s*(\d+)\s*<", link[0]) if link else None
    return int(number[1]) if number else 0


def test_a_draft_walks_through_the_inboxes_of_those_it_waits_for(desk: Desk, as_: As) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Khác", publication=PLAN)
    page = reverse("procedures:draft", args=[draft])
    assert rows(as_(desk.vinh)) == []
    send_for_review(draft, [HEAD], now(draft).revision, actor=desk.van, at=NOW)
    assert rows(as_(desk.vinh)) == [(page, "Góp ý bản nháp")]
    assert rows(as_(desk.tam)) == rows(as_(desk.chi)) == rows(as_(desk.van)) == []
    with CaptureQueriesContext(connection) as asked_for:
        assert counted(as_(desk.vinh), "Góp ý, duyệt thủ tục") == 1
    assert sum("COUNT" in one["sql"] and "worklist_workitem" in one["sql"] for one in asked_for) == 1
    give_opinion(asked(draft, "review"), "agree", now(draft).revision, actor=desk.vinh, at=NOW)
    assert rows(as_(desk.vinh)) == []
    submit_for_approval(draft, LEADER, now(draft).revision, actor=desk.van, at=NOW)
    assert rows(as_(desk.tam)) == [(page, "Duyệt bản nháp")]
    approve_draft(asked(draft, "approval"), now(draft).revision, actor=desk.tam, at=NOW)
    assert rows(as_(desk.tam)) == []
    publication = reverse("procedures:draft_publication", args=[draft])
    assert rows(as_(desk.van)) == [(publication, "Công bố bản đã duyệt")]
    timetable.warn(on("2026-07-24", "06:30"))
    assert len(rows(as_(desk.van))) > 1
    assert counted(as_(desk.van), "Thủ tục") == len(rows(as_(desk.van)))
    drop_draft(draft, "not_needed", now(draft).revision, actor=desk.van, at=on("2026-07-24", "09:00"))
    assert rows(as_(desk.van)) == []
    assert counted(as_(desk.van), "Thủ tục") == 0
