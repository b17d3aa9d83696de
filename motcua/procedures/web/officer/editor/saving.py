"""What follows a save: a word about what others changed meanwhile, or the page where the second one chooses."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.core.procedure.draft import Plain
from motcua.core.procedure.merge import Side
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures.actions.save_draft import Overtaken, Saved, save_draft
from motcua.procedures.drafting import telling
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.web.officer.access import keyed
from motcua.ui.formatting import short_moment

TOLD = 5


def save(
    request: ActedRequest,
    opened: Opened,
    mine: Plain,
    revision_read: int,
    goes_to: str,
    *,
    agreed: int = 0,
    choices: Mapping[str, Side] | None = None,
) -> HttpResponse:
    """Save and go on to an address, or show where somebody else changed the same places."""
    asked = [str(opened.row.pk), mine, revision_read, agreed, choices]
    done = save_draft(
        opened.row.pk,
        mine,
        revision_read,
        actor=request.actor,
        at=request.at,
        agreed=agreed,
        choices=choices,
        key=keyed(request, "save_draft", asked),
    )
    if isinstance(done, Overtaken):
        return conflict(request, done, revision_read, goes_to)
    tell(request, done)
    return redirect(goes_to)


def tell(request: HttpRequest, done: Saved) -> None:
    """Say that it was saved, and what others had changed since the page was opened."""
    if done.reopened:
        messages.warning(request, _("Đã lưu. Bản nháp trở lại “Đang soạn”: phải trình duyệt lại."))
    elif done.written:
        messages.success(request, _("Đã lưu lần sửa %d.") % done.revision)
    else:
        messages.info(request, _("Không có gì thay đổi nên không lưu lần sửa mới."))
    if done.before is None or done.theirs is None:
        return
    found = telling.told(done.before, done.theirs)
    if found:
        who = ", ".join(sorted(set(people.names({editor for editor, _at in done.editors}).values())))
        said = "; ".join(one.sentence for one in found[:TOLD]) + ("…" if len(found) > TOLD else "")
        messages.info(request, _("Trong lúc bạn sửa, %(who)s đã đổi: %(what)s.") % {"who": who, "what": said})


def conflict(request: ActedRequest, met: Overtaken, revision_read: int, goes_to: str) -> HttpResponse:
    """Show both changes, what merges by itself, and ask for each place whose wording stays."""
    names = people.names({editor for editor, _at in met.editors})
    last, at = met.editors[0] if met.editors else (met.now.editor, met.now.saved_at)
    context: dict[str, Any] = {
        "tab": "drafts",
        "opened": met.now,
        "who": names.get(last, ""),
        "when": short_moment(at),
        "theirs": telling.told(met.before, met.now.document),
        "mine": telling.told(met.before, met.mine),
        "conflicts": [
            {
                "id": one.id,
                "where": telling.where(one, met.now.document),
                "base": "" if one.base is None else telling.side(one, one.base, met.before),
                "theirs": telling.side(one, one.theirs, met.now.document),
                "mine": telling.side(one, one.mine, met.mine),
                "both": one.both,
            }
            for one in met.merged.conflicts
        ],
        "revision_read": revision_read,
        "written": json.dumps(met.mine, ensure_ascii=False),
        "goes_to": goes_to,
    }
    return render(request, "procedures/officer/draft_conflict.html", context, status=HTTPStatus.CONFLICT)
