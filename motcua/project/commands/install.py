"""`motcua init` and `motcua demo`: open an installation, a province's own or a demonstration, and keep it current."""

import importlib
import re
from datetime import UTC, date, datetime
from importlib.util import find_spec

from motcua.ledger import origin
from motcua.ledger.opening import open_log
from motcua.people.demo import read_cast
from motcua.people.models import OrgUnit
from motcua.project.commands import definitions, prepare
from motcua.project.console import Mistake, say

FILLER = "motcua.project.demo"


def _now() -> datetime:
    """Return the moment at which this command began to act."""
    return datetime.now(UTC)


def _refuse_other_origin(wanted: str) -> None:
    """Refuse a log that belongs to somebody else; only an empty one can become a demonstration."""
    found = origin.current(fresh=True)
    if found not in {None, wanted}:
        raise Mistake(
            f"Cơ sở dữ liệu này thuộc “{found}”, không phải “{wanted}”. Dùng DATABASE_URL khác.",
            f"This database belongs to “{found}”, not to “{wanted}”. Use another DATABASE_URL.",
        )


def init_province(code: str) -> int:
    """Open the installation of a province: real origin, verified definitions only, no demo."""
    if re.fullmatch(r"[A-Z]\d{2}", code) is None:
        raise Mistake(
            f"Mã tỉnh “{code}” không đúng; Lạng Sơn là H37.", f"“{code}” is no code of a province; Lạng Sơn is H37."
        )
    prepare.migrate()
    prepare.examine()
    _refuse_other_origin(code)
    now = _now()
    open_log(code)
    definitions.load(now, demo=False)
    if not OrgUnit.objects.filter(code=code).exists():
        say(f"Chưa có đơn vị {code} trong definitions/units.", f"there is no unit {code} in definitions/units.")
    prepare.collect_static()
    say("Đã mở cài đặt.", "the installation is open.")
    return 0


def prepare_demo() -> bool:
    """Bring the database up to date for `make run`; say whether it is a demonstration."""
    prepare.migrate()
    prepare.examine()
    is_demo = origin.current(fresh=True) in {None, origin.DEMO}
    if is_demo:
        open_log(origin.DEMO, at=demo_begins())
    definitions.load(_now(), demo=is_demo)
    prepare.collect_static()
    return is_demo


def demo_begins() -> datetime | None:
    """Return the moment at which the demonstration's story begins, when it has one."""
    if find_spec(FILLER) is None:
        return None
    begins: datetime = importlib.import_module(FILLER).BEGINS
    return begins


def fills_demo() -> bool:
    """Say whether the demonstration still lacks dossiers."""
    return find_spec(FILLER) is not None and not importlib.import_module(FILLER).is_full()


def demo_logins() -> list[tuple[str, str, str]]:
    """Return who may log in to the demonstration: part in the story, login, password."""
    cast = read_cast()
    return [(one.story, one.login, cast.password) for one in cast.people if one.story]


def demo(*, fill: bool, until: str | None) -> int:
    """Open a demonstration; ``fill`` plays its dossiers, from where the last run stopped."""
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError:
        raise Mistake(f"Ngày sai: {until}. Viết dạng 2026-05-29.", f"Not a date: {until}. Write 2026-05-29.") from None
    if not fill:
        prepare.migrate()
    _refuse_other_origin(origin.DEMO)
    if not fill:
        prepare_demo()
    if find_spec(FILLER) is None:
        raise Mistake("Bản này chưa có hồ sơ mẫu.", "This version has no demo dossiers yet.")
    return int(importlib.import_module(FILLER).fill(until=day) or 0)
