"""The floor of a page without a database: one view, no middleware, a template of a few kB filled from a list."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import Context, engines
from django.test.utils import override_settings
from django.urls import path

LINES = 40
TEMPLATE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ code }}</title></head><body>
<h1>{{ code }}</h1><ul>{% for line in lines %}
<li><a href="/procedures/{{ line.code }}/">{{ line.title }}</a> <span>{{ line.note }}</span></li>{% endfor %}
</ul></body></html>"""
_made: list[Any] = []


def page(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the template, compiled once."""
    if not _made:
        _made.append(engines["django"].from_string(TEMPLATE))
    lines = [{"code": f"1.{n:06}", "title": f"Thủ tục {n}", "note": "3 ngày làm việc"} for n in range(LINES)]
    return HttpResponse(_made[0].template.render(Context({"code": code, "lines": lines})))


class _Floor(WSGIHandler):
    def get_response(self, request: HttpRequest) -> Any:
        """Look the view up in this module's addresses."""
        request.urlconf = __name__
        return super().get_response(request)


def application() -> WSGIHandler:
    """Return a WSGI application without any middleware, beside the real one in the same process."""
    with override_settings(MIDDLEWARE=[]):
        return _Floor()


urlpatterns = [path("floor/<str:code>", page)]
