"""What every page must say of this installation: that it is a demonstration, and how far its dossiers are."""

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.ledger import origin
from motcua.project import progress
from motcua.ui.context import Banner

_full: set[str] = set()  # databases whose story is played: it never begins again, so nobody need ask


def demo(_request: HttpRequest) -> Banner | None:
    """Say that nothing here is real, and how many days of the story are played."""
    if not origin.is_demo():
        return None
    text = _("BẢN TRÌNH DIỄN — dữ liệu không có thật")
    database = str(connection.settings_dict["NAME"])
    filling = None if database in _full else progress.unfinished(progress.DEMO)
    if filling is None:
        if database not in _full and progress.finished(progress.DEMO):
            _full.add(database)
        return Banner(text, kind="demo")
    detail = _("Đang nạp hồ sơ mẫu, đến ngày %(day)s.") % {"day": filling.note}
    return Banner(text, kind="demo", detail=detail, done=filling.done, total=filling.total)
