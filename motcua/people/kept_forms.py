"""What was typed when the screen locked: kept encrypted in the session, and put back into the page once."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from cryptography.fernet import InvalidToken

from motcua.people import second_factor

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

KEPT: Final = "kept_form"
LARGEST: Final = 200_000
NEVER: Final = frozenset(
    {"csrfmiddlewaretoken", "idempotency_key", "password", "oldpassword", "password1", "password2"}
)
UNTYPED: Final = frozenset({"hidden", "submit", "button", "image", "reset", "file", "password"})


def keep(request: HttpRequest, path: str, typed: QueryDict) -> bool:
    """Keep the fields of a form for the page they were typed on; say whether there were any."""
    fields = {name: values for name, values in typed.lists() if name not in NEVER}
    text = json.dumps({"path": path, "fields": fields}, ensure_ascii=False)
    if not fields or len(text) > LARGEST:
        return False
    request.session[KEPT] = second_factor.cipher().encrypt(text.encode()).decode()
    return True


def put_back(request: HttpRequest, response: HttpResponse) -> None:
    """Fill the page that comes up with what was kept for it, and forget it."""
    if KEPT not in request.session or response.status_code != 200 or request.method != "GET":
        return
    if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
        return
    try:
        kept = json.loads(second_factor.cipher().decrypt(request.session[KEPT].encode()))
    except InvalidToken:
        del request.session[KEPT]
        return
    if kept["path"] != request.path:
        return
    del request.session[KEPT]
    response.content = filled(response.content.decode(), kept["fields"]).encode()


def filled(page: str, fields: Mapping[str, list[str]]) -> str:
    """Return the page with the fields of its main part filled as they were typed."""
    filler = _Filler(fields)
    filler.feed(page)
    filler.close()
    return "".join(filler.out)


class _Filler(HTMLParser):
    """Writes a page out again as it was, but for the values of the fields that were typed."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        super().__init__(convert_charrefs=False)
        self.left = {name: list(values) for name, values in fields.items()}
        self.fields = fields
        self.out: list[str] = []
        self.main = False
        self.skipping = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.main = self.main or tag == "main"
        name = given.get("name") or ""
        if not self.main:
            self._raw()
        elif tag == "select":
            self.select = name
            self._raw()
        elif tag == "input" and name and given.get("type", "text") not in UNTYPED:
            self._input(given, name)
        elif tag == "textarea" and self.left.get(name):
            self._raw()
            self.out.append(html.escape("\n" + self.left[name].pop(0), quote=False))
            self.skipping = True
        elif tag == "option" and self.select in self.fields:
            self._mark(tag, given, "selected", (given.get("value") or "") in self.fields[self.select])
        else:
            self._raw()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.main = False
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.skipping = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._text(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._text(f"<!{decl}>")

    def _input(self, given: dict[str, str | None], name: str) -> None:
        if given.get("type") in ("checkbox", "radio"):
            self._mark("input", given, "checked", (given.get("value") or "on") in self.fields.get(name, []))
        elif self.left.get(name):
            self._write("input", {**given, "value": self.left[name].pop(0)})
        else:
            self._raw()

    def _mark(self, tag: str, given: dict[str, str | None], mark: str, wanted: bool) -> None:
        plain = {key: value for key, value in given.items() if key != mark}
        self._write(tag, {**plain, mark: None} if wanted else plain)

    def _write(self, tag: str, given: dict[str, str | None]) -> None:
        words = "".join(
            f' {key}="{html.escape(value)}"' if value is not None else f" {key}" for key, value in given.items()
        )
        self._text(f"<{tag}{words}>")

    def _raw(self) -> None:
        self._text(self.get_starttag_text() or "")

    def _text(self, text: str) -> None:
        if not self.skipping:
            self.out.append(text)
