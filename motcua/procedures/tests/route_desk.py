"""The desk of routes for its stories: Vân at her screen, forms read from a page, and what is posted back."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.procedures import route_drafts
from tests.cast import on

MONDAY = on("2026-07-20", "08:05")
HOME = "/registry/routes/"
SCIENCE = f"{HOME}ls-2487-group-1/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def fields(html: str) -> dict[str, list[str]]:
    """Return what a browser would send of the editor's form."""
    form = html[html.index('id="route-form"') : html.index("</form>", html.index('id="route-form"'))]
    found: dict[str, list[str]] = {}

    def take(name: str, value: str) -> None:
        found.setdefault(name, []).append(value.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"'))

    for tag in re.findall(r"<input\b[^>]*>", form):
        name, value = re.search(r'\bname="([^"]*)"', tag), re.search(r'\bvalue="([^"]*)"', tag)
        kind = re.search(r'\btype="([^"]*)"', tag)
        if name and not (kind and kind[1] in {"checkbox", "radio"} and " checked" not in tag):
            take(name[1], value[1] if value else "on")
    for name, inside in re.findall(r'<textarea\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        take(name, inside)
    for name, inside in re.findall(r'<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(r'<option value="([^"]*)"', inside)
        take(name, chosen[1] if chosen else "")
    found.pop("csrfmiddlewaretoken", None)
    return found


def editing(client: Client, address: str = f"{SCIENCE}edit/") -> dict[str, list[str]]:
    return fields(page(client, address))


def start(client: Client) -> None:
    answer = client.post(f"{SCIENCE}edit/", {"act": "start"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{SCIENCE}edit/"


def draft(code: str = "ls-2487-group-1") -> route_drafts.Opened:
    found = route_drafts.find_open(code)
    assert found is not None
    return found


def publication(**other: str) -> dict[str, str]:
    days = {"decision_date": "20/07/2026", "effective_date": "01/08/2026", "public_date": "21/07/2026"}
    return {"decision": "QĐ 99/QĐ-UBND", **days, "revision": str(draft().revision), **other}


def upload(client: Client, name: str, data: bytes, status: int = 200, which: str = "") -> str:
    answer = client.post(f"{HOME}import/", {"file": SimpleUploadedFile(name, data), "which": which})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()
