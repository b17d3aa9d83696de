"""A form as a browser without scripts sees it: its fields, its buttons, and what it sends."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Literal, overload
from uuid import UUID

from django.test import Client
from django.urls import reverse


@dataclass
class Form:
    """One form of a page; ``fields`` is what it would send, ``offered`` what can be chosen, ``buttons`` by name."""

    action: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, list[str]] = field(default_factory=dict)

    def posted(self, do: str, **changes: Any) -> dict[str, Any]:
        """Return what is sent when a button is pressed; values given here replace what the page holds."""
        sent: dict[str, Any] = {name: list(values) for name, values in self.fields.items()}
        if do:
            sent["do"] = do
        return sent | changes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""
        self.multiple = False
        self.text = ""
        self.typed: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given.get("action", ""))
            if given.get("method", "").lower() == "post":
                self.forms.append(self.form)
        form, name = self.form, given.get("name", "")
        if form is None or "disabled" in given:
            return
        if tag == "input" and name:
            self._input(form, name, given)
        elif tag == "button" and name:
            form.buttons.setdefault(name, []).append(given.get("value", ""))
        elif tag == "select" and name:
            self.select = name
        elif tag == "option" and self.select:
            form.offered.setdefault(self.select, []).append(given.get("value", ""))
            if "selected" in given or self.select not in form.fields:
                form.fields[self.select] = [given.get("value", "")]
        elif tag == "textarea" and name:
            self.text, self.typed = name, []

    def _input(self, form: Form, name: str, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if given.get("type") in ("checkbox", "radio"):
            form.offered.setdefault(name, []).append(value)
            if "checked" not in given:
                return
        form.fields.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.typed is not None:
            self.typed.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.typed is not None and self.form is not None:
            text = "".join(self.typed)
            self.form.fields.setdefault(self.text, []).append(text.removeprefix("\n"))
            self.typed = None


@overload
def form_of(html: str, place: int, *, missing: Literal[False] = False) -> Form: ...
@overload
def form_of(html: str, place: int, *, missing: Literal[True]) -> Form | None: ...
def form_of(html: str, place: int, *, missing: bool = False) -> Form | None:
    """Return a form of the main part of a page by its place; those of the head (language, log out) don't count."""
    reader = _Reader()
    reader.feed(html[html.index("<main") : html.index("</main>")])
    if place >= len(reader.forms):
        assert missing, f"the page has {len(reader.forms)} forms"
        return None
    return reader.forms[place]


def at(name: str, draft: UUID, *more: Any) -> str:
    return reverse(f"procedures:{name}", args=[draft, *more])


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def sent(client: Client, address: str, form: Form, do: str = "save", **changes: Any) -> Any:
    return client.post(address, form.posted(do, **changes))
