"""`motcua procedures`: the register exported to a file, and a file checked against it and taken in."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from motcua.core.procedure.bulk.gathering import Told
from motcua.core.refusal import Refused
from motcua.ledger.commit import retrying
from motcua.people.actor import Actor, system
from motcua.people.queries import local_day
from motcua.procedures.actions.apply_import import import_at_once
from motcua.procedures.actions.check_import import report_on
from motcua.procedures.bulk import exporting
from motcua.procedures.bulk.checking import Report, Tell
from motcua.project.console import Mistake, say, show

IMPORTER: Actor = system("import")
WRONG = 1
WORDS = {"new": "mới", "changed": "thay đổi", "drafts": "bản nháp", "unchanged": "không đổi", "refused": "từ chối"}
WEIGHTS = {"wrong": "✗", "doubt": "?", "missing": "-", "note": "i"}


def export(file: Path) -> int:
    """Write the register into a file whose ending names the form; nothing is written over."""
    form = file.suffix.lower().lstrip(".")
    if form not in exporting.FORMATS:
        endings = ", ".join(f".{one}" for one in exporting.FORMATS)
        raise Mistake(f"Tên tệp phải có đuôi {endings}.", f"The file must end in {endings}.")
    found = exporting.items(local_day(datetime.now(UTC)))
    data = exporting.written(found, form)
    try:
        with file.open("xb") as opened:
            opened.write(data)
    except FileExistsError:
        raise Mistake(f"Đã có tệp {file}.", f"{file} exists already.") from None
    except OSError as wrong:
        raise Mistake(f"Không ghi được {file}.", str(wrong)) from None
    say(f"Đã xuất {len(found)} bản vào {file}.", f"{len(found)} versions exported.")
    return 0


def take_in(file: Path, *, dry_run: bool, doubtful: bool) -> int:
    """Report on a file and, unless it is a dry run, write what is accepted; 1 where a line was refused."""
    at = datetime.now(UTC)
    try:
        data = file.read_bytes()
    except OSError as wrong:
        raise Mistake(f"Không đọc được {file}.", str(wrong)) from None

    def attempt() -> Report:
        report = report_on(file.name, data, {}, _bar())
        if not dry_run and report.accepted(doubtful=doubtful):
            import_at_once(file.name, data, report, doubtful=doubtful, actor=IMPORTER, at=at)
        return report

    try:
        report = retrying(attempt)
    except Refused as refused:
        raise Mistake(refused.message, refused.hint or refused.code) from None
    _print(report)
    _sum(report, dry_run=dry_run, doubtful=doubtful)
    return WRONG if report.counts()["refused"] else 0


def _print(report: Report) -> None:
    for one in report.told:
        show(f"  {WEIGHTS[one.weight]} {_spoken(one)}")
    for line in report.lines:
        if line.status == "same":
            continue
        show(f"{line.status:<8} {line.row.code or '?':<9} {line.name[:90]}")
        for change in line.changes:
            show(f"  ~ {change}")
        for one in line.told():
            show(f"  {WEIGHTS[one.weight]} {_spoken(one)}")


def _spoken(one: Told) -> str:
    place = f"{one.sheet}, dòng {one.line}" if one.sheet else f"dòng {one.line}"
    near = f" Có phải «{one.near}»?" if one.near and one.near not in one.message else ""
    return f"{place}{f', «{one.head}»' if one.head else ''}: {one.message}{near}"


def _sum(report: Report, *, dry_run: bool, doubtful: bool) -> None:
    counts = report.counts()
    show(", ".join(f"{counts[name]} {word}" for name, word in WORDS.items()) + f"; {counts['doubtful']} dòng đáng ngờ.")
    written = len(report.accepted(doubtful=doubtful))
    if not counts["refused"] and counts["unchanged"] == len(report.lines):
        say("Không có gì thay đổi.", "Nothing changes.")
    elif dry_run:
        say(f"Chạy thử: sẽ ghi {written} dòng, chưa ghi gì.", f"Dry run: {written} lines would be written.")
    else:
        say(f"Đã ghi {written} dòng.", f"{written} lines written.")
    left = counts["doubtful"]
    if left and not doubtful:
        say(f"{left} dòng đáng ngờ không ghi; thêm --doubtful để ghi.", f"{left} doubtful lines left out: --doubtful.")


def _bar() -> Tell:
    """Return what draws the progress on a terminal, and is silent elsewhere."""

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty():
            filled = 30 * done // max(total, 1)
            sys.stderr.write(
                f"\r[{'█' * filled}{' ' * (30 - filled)}] {done}/{total}" + ("\n" if done == total else "")
            )
            sys.stderr.flush()

    return tell
