"""What every page must say of this installation: that it is a demonstration, and how far its dossiers are."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.ledger import origin
from motcua.project import progress
from motcua.ui.context import Banner


def demo(_request: HttpRequest) -> Banner | None:
    """Say that nothing here is real, and how many days of the story are played."""
    if not origin.is_demo():
        return None
    text = _("BẢN TRÌNH DIỄN — dữ liệu không có thật")
    filling = progress.unfinished(progress.DEMO)
    if filling is None:
        return Banner(text, kind="demo")
    detail = _("Đang nạp hồ sơ mẫu, đến ngày %(day)s.") % {"day": filling.note}
    return Banner(text, kind="demo", detail=detail, done=filling.done, total=filling.total)
