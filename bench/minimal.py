"""The floor of a page: a Django of one view, one indexed SELECT and a small template, without middleware of ours."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from motcua.project.settings.prod import *  # noqa: F403

MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # allauth does not start without it
ROOT_URLCONF = "bench.minimal"
TEMPLATE = "<!doctype html><html><body><h1>{{ row.0 }}</h1><p>{{ row.1 }}</p><p>{{ row.2 }}</p></body></html>"


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a row found by its code."""
    from motcua.dossiers.models import Dossier

    rows: models.QuerySet[Dossier, tuple[str, str, object]] = Dossier.objects.filter(code=code).values_list(
        "code", "state", "due_at"
    )
    template = engines["django"].from_string(TEMPLATE)
    response = HttpResponse(template.render({"row": rows.first()}))
    response["Content-Length"] = str(len(response.content))
    return response


urlpatterns = [path("t/<str:code>", page)]
