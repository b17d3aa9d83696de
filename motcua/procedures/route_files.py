"""Routes in files: the annex of a decision, our own YAML and BPMN, read into a table; and written as YAML."""

import io
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from ruamel.yaml import YAML

from motcua.core.procedure.build import as_data, build
from motcua.core.procedure.parse import parse_route
from motcua.core.procedure.publication import Publication
from motcua.core.process import annex, bpmn_reading
from motcua.core.process.annex import Spot
from motcua.core.process.annex_words import AnnexWords
from motcua.core.process.route import Route
from motcua.core.process.table import Table, from_route
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.procedures.actions.start_route_draft import BegunFrom
from motcua.procedures.annex_files import refused, sheets_of
from motcua.procedures.models import Route as RouteModel
from motcua.procedures.sources import Unreadable, read, read_text

LONGEST_CODE = 50


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds: the table, the guessed cells as (key, column), every problem with its place."""

    table: Table
    guesses: frozenset[tuple[str, str]]
    problems: tuple[Spot, ...]
    begun_from: BegunFrom


@cache
def annex_words() -> AnnexWords:
    """Return the words by which annexes are understood, from ``definitions/words/route-annex.yaml``."""
    found: list[str] = []
    source = read(settings.DEFINITIONS / "words" / "route-annex.yaml")
    words = build(AnnexWords, source.data, "", lambda path, message: found.append(f"{path}: {message}"))
    if words is None:
        raise ValueError("; ".join(found))
    return words


def read_file(name: str, data: bytes, which: int, parts: dict[str, str], province: str) -> ReadFile:
    """Return the ``which``-th table of an uploaded file (from 1); raises ``Refused`` where there is none to read."""
    ending = PurePath(name).suffix.lower()
    if ending in {".yaml", ".yml"}:
        return _yaml(data)
    if ending in {".bpmn", ".xml"}:
        return _whole(bpmn_reading.read(_utf8(data)))
    words = annex_words()
    tables = annex.find(sheets_of(name, data, words), words)
    if not tables:
        raise refused(
            _("Không thấy bảng các bước trong tệp."),
            _("Bảng cần một dòng tiêu đề có cột «Trình tự» (hoặc «Nội dung») và «Trách nhiệm» hoặc «Thời gian»."),
        )
    if which > len(tables) or (which < 1 and len(tables) > 1):
        raise refused(_("Tệp có %(count)d bảng các bước.") % {"count": len(tables)}, _listed(tables))
    read = annex.read(tables[max(which, 1) - 1], words, parts, province)
    table = replace(read.table, code=code_for(read.table.name or PurePath(name).stem))
    return ReadFile(table, frozenset(read.guesses), tuple(read.problems), "annex")


def _listed(tables: list[annex.Found]) -> str:
    told = []
    for n, found in enumerate(tables, start=1):
        place = f"{found.sheet.name}, " if found.sheet.name else ""
        told.append(f"{n}) {found.title[:80] or '…'} ({place}{_('dòng')} {found.head + 1})")
    return _("Chọn số của bảng rồi tải lên lại: ") + "; ".join(told)


def _yaml(data: bytes) -> ReadFile:
    try:
        source = read_text(_utf8(data))
    except Unreadable as unreadable:
        raise Refused("bad_file", str(unreadable.problem)) from None
    parsed, problems = parse_route(source)
    wrong = [one for one in problems if not one.path.startswith("publication")]
    if parsed.value is None or wrong:
        told = " ".join(str(one) for one in wrong)
        raise Refused("bad_file", _("Tệp YAML có %(count)d điểm chưa đúng.") % {"count": len(wrong)}, told)
    return _whole(parsed.value)


def _whole(route: Route) -> ReadFile:
    return ReadFile(from_route(route), frozenset(), (), "file")


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(_("Tệp không phải UTF-8."), _("Lưu lại tệp với mã UTF-8.")) from None


def code_for(name: str) -> str:
    """Return a code made of a name that no route has yet: ``cap-giay-phep-xay-dung``."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in search_key(name)).split()
    code = ""
    for word in words:
        if len(code) + len(word) >= LONGEST_CODE:
            break
        code = f"{code}-{word}" if code else word
    code = code or "quy-trinh"
    taken = set(RouteModel.objects.filter(code__startswith=code).values_list("code", flat=True))
    numbered = (f"{code}-{n}" for n in range(2, len(taken) + 3))
    return code if code not in taken else next(one for one in numbered if one not in taken)


def to_yaml(route: Route, publication: Publication | None) -> str:
    """Return a route as a file of ``definitions/routes``: what is empty is left out, outcomes on one line each."""
    data = {name: value for name, value in as_data(route).items() if name != "steps" and not _empty(value)}
    data["unverified"] = route.unverified
    if publication is not None:
        data["publication"] = _publication(publication)
    data["steps"] = [_step(step) for step in as_data(route)["steps"]]
    writer = YAML()
    writer.width = 4096
    writer.allow_unicode = True
    written = io.StringIO()
    writer.dump(data, written)
    return written.getvalue()


def _step(step: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in step.items() if name == "time" or not _empty(value)}
    kept["outcomes"] = step["outcomes"]
    return kept


def _empty(value: Any) -> bool:
    return value in ("", [], False, None)


def _publication(publication: Publication) -> dict[str, str | date]:
    days: dict[str, str | date] = {
        "decision": publication.decision,
        "decision_date": publication.decision_date,
        "effective_date": publication.effective_date,
        "public_date": publication.public_date,
    }
    if publication.valid_to is not None:
        days["valid_to"] = publication.valid_to
    if publication.note:
        days["note"] = publication.note
    return days
