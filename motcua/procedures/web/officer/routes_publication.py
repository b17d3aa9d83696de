"""Publishing a draft of a route as a version, after the list of everything that stands in its way."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.process.merge import changes
from motcua.core.process.table import from_route
from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.procedures import ports, queries, route_drafts, route_places, route_uses
from motcua.procedures.actions.publish_route_draft import publish_route_draft
from motcua.procedures.web.officer import route_words
from motcua.procedures.web.officer.access import BOTH, keyed, number, today
from motcua.procedures.web.officer.route_access import writer
from motcua.procedures.web.officer.route_forms import PublicationForm
from motcua.procedures.web.officer.route_scene import checked, uses_of
from motcua.ui.refusals import sentences


@require_http_methods(BOTH)
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what would be published and what stands in the way, take the decision and its days, and publish."""
    acted = writer(request)
    opened = route_drafts.find_open(slug)
    if opened is None:
        return redirect("procedures:route", slug)
    form = PublicationForm(request.POST or None, initial={"public_date": today(acted)})
    told = ""
    if request.method == "POST" and form.is_valid():
        revision = number(request.POST.get("revision", ""))
        key = keyed(request, "publish_route_draft", [slug, revision, form.cleaned_data])
        try:
            done = publish_route_draft(slug, revision, form.publication(), actor=acted.actor, at=acted.at, key=key)
        except Refused as refused:
            told = sentences(refused)
        else:
            messages.success(request, _("Đã ban hành bản %(number)d của quy trình.") % {"number": done.number})
            return redirect("procedures:route", slug)
    uses = uses_of(slug, acted.at)
    made, findings = checked(opened.table, uses, acted.at)
    last = queries.newest_route(slug)
    versions = route_uses.versions(slug)
    running = ports.running_on_routes([row.id for row in versions])
    label = route_words.labels(route_places.places(today(acted)))
    context = {
        "opened": opened,
        "table": opened.table,
        "slug": slug,
        "form": form,
        "refused": told,
        "review": made,
        "wrong": [one for one in findings if one.blocking],
        "doubts": [one for one in findings if not one.blocking],
        "staffing": route_places.staffing(opened.table, uses, acted.at),
        "uses": uses,
        "last": last,
        "changes": changes(from_route(last.definition), opened.table, label) if last else [],
        "running": sum(running.values()) if running else 0,
        "unverified": opened.table.unverified and not origin.is_demo(),
        "tab": "routes",
    }
    status = HTTPStatus.BAD_REQUEST if form.errors or told else HTTPStatus.OK
    return render(request, "procedures/officer/route_publication.html", context, status=status)
