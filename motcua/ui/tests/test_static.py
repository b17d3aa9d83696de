"""The committed front-end files: as built, our own, small, and calling nobody."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

STATIC = Path(__file__).parents[1] / "static" / "ui"
TEMPLATES = Path(__file__).parents[1] / "templates"
MANIFEST = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))


def test_every_file_is_in_the_manifest_and_is_what_it_says() -> None:
    present = {path.name for path in STATIC.iterdir() if path.suffix in {".css", ".js", ".svg"}}
    assert present == set(MANIFEST["files"])
    for name, kept in MANIFEST["files"].items():
        content = (STATIC / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (kept["bytes"], kept["sha256"]), name


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_fetch_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", text)
    assert "GDS Transport" not in text


def test_a_citizens_page_is_light() -> None:
    packed = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in ("citizen.css", "ui.js", "logo.svg"))
    assert packed < 14_000


def test_no_template_carries_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    guilty = [str(path) for path in TEMPLATES.rglob("*.html") if inline.search(path.read_text(encoding="utf-8"))]
    assert guilty == []


@pytest.mark.parametrize("name", [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")])
def test_every_template_can_be_read(name: str) -> None:
    assert get_template(name)


def test_the_error_page_needs_nothing() -> None:
    text = (TEMPLATES / "500.html").read_text(encoding="utf-8")
    assert "{%" not in text
    assert "{{" not in text


def test_the_development_lock_names_no_registry() -> None:
    lock = (settings.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "http" not in re.sub(r'"(funding|url)": [^\n]*', "", lock)
