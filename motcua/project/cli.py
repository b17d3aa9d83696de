"""The command line `motcua`: one verb a job, Vietnamese first; a person's mistake is a message, not a trace."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from motcua import __version__
from motcua.core.refusal import Refused
from motcua.project.console import Mistake, both, complain
from motcua.project.database import BadDatabaseURL

MISTAKE = 2
INTERRUPTED = 130
DELEGATED = {
    "due": ("motcua.worktime.due_command", "tính ngày hẹn trả và giải thích", "work out a due date and explain it"),
    "tour": ("motcua.project.tour", "một hồ sơ đi hết đường, không cần trình duyệt", "one dossier's whole way"),
}
Action = Callable[[argparse.Namespace], int]


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, vi: str, en: str, action: Action
) -> argparse.ArgumentParser:
    """Add a verb with its help in both languages."""
    parser = verbs.add_parser(name, help=both(vi, en), description=both(vi, en))
    parser.set_defaults(action=action)
    return parser


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    top = argparse.ArgumentParser(
        prog="motcua",
        description=both("Motcua, nền tảng một cửa mở của tỉnh", "the open one-stop platform of a province"),
    )
    top.add_argument("--version", action="version", version=f"motcua {__version__}")
    verbs = top.add_subparsers(title=both("việc", "verbs"), metavar="VERB", required=True)
    _verb(verbs, "migrate", "cập nhật cấu trúc cơ sở dữ liệu", "bring the database up to date", _migrate)
    init = _verb(
        verbs, "init", "mở cài đặt của một tỉnh, không có dữ liệu mẫu", "open a province's installation", _init
    )
    init.add_argument("--province", required=True, metavar="H37", help=both("mã tỉnh", "code of the province"))
    demo = _verb(verbs, "demo", "mở bản trình diễn với dữ liệu mẫu", "open a demonstration", _demo)
    demo.add_argument("--fill", action="store_true", help=both("nạp tiếp hồ sơ mẫu", "go on filling in dossiers"))
    demo.add_argument("--until", metavar="YYYY-MM-DD", help=both("ngày coi là hôm nay", "the day taken as today"))
    run = _verb(verbs, "run", "chuẩn bị, chạy trang và việc nền", "prepare, serve and work (make run)", _run)
    run.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    run.add_argument("--follow-parent", action="store_true", help=argparse.SUPPRESS)
    serve = _verb(verbs, "serve", "chỉ chạy trang", "serve the pages only", _serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    serve.add_argument("--workers", type=int, default=2)
    serve.add_argument("--threads", type=int, default=2)
    work = _verb(verbs, "work", "chạy việc nền", "run the work behind the pages", _work)
    work.add_argument("--once", action="store_true", help=both("làm hết việc rồi thôi", "until nothing is left"))
    work.add_argument("--status", action="store_true", help=both("đang đến đâu", "how far it is"))
    _add_register(verbs)
    _add_keeping(verbs)
    for name, (_, vi, en) in DELEGATED.items():
        verbs.add_parser(name, help=both(vi, en), add_help=False)
    return top


def _add_register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs that read and write the register of procedures in bulk."""
    of = verbs.add_parser("procedures", help=both("nhập, xuất sổ thủ tục", "the register: import, export"))
    jobs = of.add_subparsers(title=both("việc", "verbs"), metavar="VERB", required=True)
    taken = _verb(jobs, "import", "kiểm tra rồi ghi danh sách thủ tục", "check a list and write it", _import)
    taken.add_argument("file", type=Path)
    taken.add_argument("--dry-run", action="store_true", help=both("chỉ báo cáo", "report only"))
    taken.add_argument("--doubtful", action="store_true", help=both("ghi cả dòng đáng ngờ", "doubtful lines too"))
    given = _verb(jobs, "export", "xuất sổ thủ tục ra tệp", "write the register into a file", _export)
    given.add_argument("file", type=Path, help=".xlsx .zip .csv .json")


def _add_keeping(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs that keep an installation safe."""
    backup = _verb(verbs, "backup", "sao lưu dữ liệu và tệp vào một tệp", "save data and files into one file", _backup)
    backup.add_argument("file", type=Path)
    restore = _verb(verbs, "restore", "khôi phục vào cơ sở dữ liệu trống", "restore into an empty database", _restore)
    restore.add_argument("file", type=Path)
    _verb(verbs, "doctor", "kiểm tra cài đặt này", "examine this installation", _doctor)
    verbs.add_parser("ledger", help=both("sổ cái: ledger verify", "the ledger: ledger verify"), add_help=False)


def _migrate(_: argparse.Namespace) -> int:
    from motcua.project.commands import prepare

    prepare.migrate()
    return 0


def _init(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import install

    return install.init_province(arguments.province)


def _demo(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import install

    return install.demo(fill=arguments.fill, until=arguments.until)


def _run(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import run

    return run.run(arguments.port, follow_parent=arguments.follow_parent)


def _serve(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import serve

    return serve.serve(arguments.host, arguments.port, arguments.workers, arguments.threads)


def _work(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import work

    if arguments.status:
        return work.status()
    return work.once() if arguments.once else work.loop()


def _import(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import procedures

    return procedures.take_in(arguments.file, dry_run=arguments.dry_run, doubtful=arguments.doubtful)


def _export(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import procedures

    return procedures.export(arguments.file)


def _backup(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import backup

    return backup.backup(arguments.file)


def _restore(arguments: argparse.Namespace) -> int:
    from motcua.project.commands import restore

    return restore.restore(arguments.file)


def _doctor(_: argparse.Namespace) -> int:
    from motcua.project.commands import doctor

    return doctor.doctor()


def _delegated(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return the module whose own ``main(arguments)`` answers these words, if one does."""
    if words and words[0] in DELEGATED:
        return DELEGATED[words[0]][0], list(words[1:])
    if words[:2] == ["ledger", "verify"]:
        return "motcua.ledger.verify", list(words[2:])
    if words[:1] == ["ledger"]:
        raise Mistake("Cách dùng: motcua ledger verify", "Usage: motcua ledger verify")
    return None


def _answer(words: list[str]) -> int:
    """Find who answers and let it."""
    delegated = _delegated(words)
    if delegated is None:
        arguments = parser().parse_args(words)
        django.setup()
        action: Action = arguments.action
        return action(arguments)
    django.setup()
    module, rest = delegated
    return int(importlib.import_module(module).main(rest) or 0)


def _database_trouble(error: DatabaseError) -> tuple[str, str]:
    """Tell a database that is not there from one that was not migrated."""
    if isinstance(error, OperationalError) and "no such" not in str(error):
        return (
            "Không dùng được cơ sở dữ liệu, xem DATABASE_URL.",
            f"The database cannot be used: {error}".strip(),
        )
    return (
        "Cơ sở dữ liệu chưa sẵn sàng: chạy `motcua migrate`.",
        f"The database is not ready, run `motcua migrate`: {error}".strip(),
    )


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 done, 1 found something wrong, 2 a person's mistake."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.dev")
    try:
        return _answer(list(sys.argv[1:] if words is None else words))
    except Refused as refused:
        complain(refused.message, refused.hint or refused.code)
    except Mistake as mistake:
        complain(mistake.vietnamese, mistake.english)
        return mistake.code
    except (BadDatabaseURL, ImproperlyConfigured) as error:
        complain("Cấu hình sai, xem dòng dưới.", str(error))
    except DatabaseError as error:
        complain(*_database_trouble(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return MISTAKE
