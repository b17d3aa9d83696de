"""`motcua ledger verify`: proves that the ledger is whole, or names the first damage."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from django.apps import apps
from django.db import DatabaseError

from motcua.ledger import origin, triggers
from motcua.ledger.streams import StreamedModel
from motcua.ledger.verification.findings import Findings
from motcua.ledger.verification.folds import Folds
from motcua.ledger.verification.positions import verify_orphans, verify_positions
from motcua.ledger.verification.snapshot import snapshot
from motcua.ledger.verification.streams import verify_streams
from motcua.ledger.verification.subjects import Subjects


def verify(report: Callable[[str], None], subjects: Iterable[type[StreamedModel]] | None = None) -> Findings:
    """Check triggers, chains, contents, subjects, positions and followers; ``report`` hears what is being done.

    Reads one snapshot while others go on writing, and keeps only a thousand rows in memory.
    """
    found = Findings()
    with snapshot():
        report("Kiểm tra các khóa chỉ-ghi-thêm …")
        for name in triggers.missing():
            found.damage(f"Khóa {name} của cơ sở dữ liệu bị gỡ hoặc bị đổi: chạy `motcua migrate` để dựng lại.")
        found.origin = origin.current(fresh=True)
        if found.origin is None:
            found.damage("Sổ cái chưa được mở hoặc bản ghi mở sổ đã bị xóa.", 1)
        report("Kiểm tra từng chuỗi bản ghi …")
        pairs = Subjects(streamed_models() if subjects is None else subjects, found)
        folds = Folds(set(pairs.models), found.damage)
        verify_streams(found, pairs.ended, folds)
        report("Đối chiếu dữ liệu hiện hành với sổ cái …")
        pairs.finish()
        folds.finish()
        verify_orphans(found)
        report("Kiểm tra vị trí trong sổ cái …")
        verify_positions(found)
    return found


_listeners: list[Callable[[Findings], object]] = []


def on_result(listener: Callable[[Findings], object]) -> None:
    """Let somebody hear what a run of the command found."""
    if listener not in _listeners:
        _listeners.append(listener)


def streamed_models() -> list[type[StreamedModel]]:
    """Return all installed models that have streams."""
    return [model for model in apps.get_models() if issubclass(model, StreamedModel)]


def main(argv: Sequence[str]) -> int:
    """Verify, tell the result, and return 0 when the ledger is whole, else 1."""
    parser = argparse.ArgumentParser(prog="motcua ledger verify", description="Kiểm tra tính toàn vẹn của sổ cái.")
    parser.add_argument("--quiet", action="store_true", help="chỉ in kết quả")
    quiet = bool(parser.parse_args(list(argv)).quiet)
    try:
        found = verify(_silent if quiet else _say)
    except (DatabaseError, ValueError) as error:
        _say(f"✗ Không đọc được cơ sở dữ liệu của sổ cái: {error}")
        return 1
    for line in told(found):
        _say(line)
    for listener in _listeners:
        with suppress(DatabaseError):  # a copy that may only be read is verified as well
            listener(found)
    return 0 if found.sound else 1


def told(found: Findings) -> Iterable[str]:
    """Tell the findings in Vietnamese, the first damage first."""
    kind = " (bản trình diễn)" if found.origin == origin.DEMO else ""
    yield f"Nguồn gốc: {found.origin or 'không rõ'}{kind}"
    yield (
        f"{found.entries} bản ghi trong {found.streams} chuỗi, {found.positions} vị trí ({found.waiting} đang chờ), "
        f"{found.subjects} dòng dữ liệu, {found.contents} nội dung cá nhân, {found.erased} đã xóa có căn cứ."
    )
    if found.first is None:
        yield "✓ Sổ cái nguyên vẹn."
        return
    yield f"✗ Sổ cái KHÔNG nguyên vẹn. Hư hại đầu tiên: {found.first.message}"
    for damage in sorted(found.damages)[1:20]:
        yield f"  - {damage.message}"
    if found.damaged > 20:
        yield f"  … và {found.damaged - 20} hư hại khác."


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _silent(_: str) -> None:
    pass
