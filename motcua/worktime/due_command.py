"""``motcua due``: work out a due date and explain it, one by one or in batches; needs neither server nor database."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.worktime import Deadline
from motcua.core.worktime.facts import Moment
from motcua.ui import refusals
from motcua.ui.phrases import say
from motcua.worktime import explaining
from motcua.worktime.asking import FIELDS, answer
from motcua.worktime.books import Book, Remembering, open_book

LONGEST_LINE = 200_000


def main(argv: Sequence[str]) -> int:
    """Run the command and return its exit code: 0 done, 1 a line or question was refused, 2 misused."""
    arguments = _parser().parse_args(argv)
    with translation.override(arguments.lang):
        return _answer(arguments, open_book())


def _answer(arguments: argparse.Namespace, book: Book) -> int:
    if arguments.batch:
        return _batch_of(arguments.batch, book)
    question: dict[str, Any] = {
        "code": arguments.code,
        "term": arguments.term,
        "unit": arguments.unit,
        "received": arguments.received,
        "rules": arguments.rules,
        "pauses": [_pause(text) for text in arguments.pause],
    }
    if not arguments.received or not (arguments.code or arguments.term):
        sys.stderr.write(_("Cần mã thủ tục hoặc --term, và --received. Xem: motcua due --help") + "\n")
        return 2
    try:
        found = answer(question, book)
        sys.stdout.write(_as_json(found) if arguments.json else _as_text(found, explain=arguments.explain))
    except Refused as refusal:
        if arguments.json:
            sys.stdout.write(_line({"error": _error(refusal)}))
        else:
            sys.stderr.writelines(f"{text}\n" for text in (refusals.message(refusal), refusals.hint(refusal)) if text)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="motcua due", description="Tính ngày hẹn trả và giải thích từng ngày. (Work out a due date.)"
    )
    parser.add_argument(
        "code", nargs="?", help="mã thủ tục, ví dụ 1.001193 hoặc 2.000815/nhiều trường hợp: mã/trường hợp"
    )
    parser.add_argument("--received", metavar="2026-04-29T15:30", help="lúc nhận hồ sơ (giờ Việt Nam)")
    parser.add_argument("--term", metavar='"15 working days"', help="thời hạn, thay cho mã thủ tục")
    parser.add_argument("--unit", metavar="H37", help="đơn vị có giờ làm việc; mặc định H37")
    parser.add_argument("--rules", metavar="default", help="bộ quy tắc; mặc định theo thủ tục")
    parser.add_argument(
        "--pause", action="append", default=[], metavar="TỪ/ĐẾN", help="một lần tạm dừng; đang dừng thì bỏ trống ĐẾN"
    )
    languages = [code for code, _name in settings.LANGUAGES]
    parser.add_argument("--lang", choices=languages, default=settings.LANGUAGE_CODE, help="ngôn ngữ của lời giải thích")
    parser.add_argument("--explain", action="store_true", help="giải thích từng ngày, từng quy tắc")
    parser.add_argument("--json", action="store_true", help="trả lời bằng JSON")
    parser.add_argument("--batch", metavar="TỆP", help="mỗi dòng một câu hỏi JSON; - là đầu vào chuẩn")
    return parser


def _pause(text: str) -> list[str | None]:
    start, _, end = text.partition("/")
    return [start, end or None]


def _batch_of(name: str, book: Book) -> int:
    if name == "-":
        return batch(sys.stdin, sys.stdout, book)
    path = Path(name)
    if not path.is_file():
        sys.stderr.write(_("Không có tệp %(name)s.") % {"name": name} + "\n")
        return 2
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        return batch(lines, sys.stdout, book)


def batch(lines: IO[str], out: IO[str], book: Book) -> int:
    """Answer each line of JSON with a line of JSON; a bad line gets an error, and the rest goes on."""
    refused = False
    book = Remembering(book)
    for number, text in _numbered(lines):
        try:
            reply = {"line": number, **_reply(text, book)}
        except Refused as refusal:
            refused = True
            reply = {"line": number, "error": _error(refusal)}
        out.write(_line(reply))
        out.flush()
    return 1 if refused else 0


def _numbered(lines: IO[str]) -> Iterator[tuple[int, str]]:
    return ((number, text) for number, text in enumerate(lines, start=1) if text.strip())


def _reply(text: str, book: Book) -> dict[str, Any]:
    if len(text) > LONGEST_LINE:
        raise Refused("too_long", "Dòng quá dài.", Phrase("Mỗi dòng không quá {longest} ký tự.", longest=LONGEST_LINE))
    try:
        question = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("bad_json", "Dòng này không phải JSON.", "Mỗi dòng là một đối tượng JSON.") from None
    if not isinstance(question, dict):
        raise Refused("bad_json", "Dòng này không phải đối tượng JSON.", 'Ví dụ {"term": …, "received": …}.')
    found = explaining.as_json(answer(question, book), summary=False)
    ignored = sorted(question.keys() - FIELDS)
    extra = {"ignored": ignored} if ignored else {}
    return {**({"id": question["id"]} if "id" in question else {}), **extra, **found}


def _error(refusal: Refused) -> dict[str, str]:
    return {"code": refusal.code, "message": refusals.message(refusal), "hint": refusals.hint(refusal)}


def _line(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A lone surrogate, which JSON can spell, has no UTF-8: such a line is written in ASCII.
    return (json.dumps(value) if any("\ud800" <= letter <= "\udfff" for letter in text) else text) + "\n"


def _as_json(found: Deadline) -> str:
    return _line(explaining.as_json(found))


def _as_text(found: Deadline, *, explain: bool) -> str:
    if found.due is None:
        said = [_("Thời hạn đang tạm dừng, chưa có ngày hẹn trả.")]
    else:
        said = [_("Hẹn trả: %(when)s") % {"when": say(Moment.of(found.due))}]
    if len(found.appointments) > 1:
        first = {"when": say(Moment.of(found.appointments[0]))}
        said.append(_("Lần hẹn thứ nhất (gửi phiếu chuyển thông tin nghĩa vụ tài chính): %(when)s") % first)
    said.append(explaining.why(found))
    if explain:
        said.append("")
        said += [f"  {line.text}" + (f" [{line.source}]" if line.source else "") for line in explaining.lines(found)]
    return "\n".join(said) + "\n"
