"""A page that refuses, one that breaks, and a stored paper."""

from django.http import HttpRequest, HttpResponse

from motcua.core.refusal import Refused
from motcua.ui.middleware import framed


def refuses(request: HttpRequest, code: str) -> HttpResponse:
    """Say no."""
    raise Refused(code, "Hồ sơ <b>đã</b> tiếp nhận rồi.", "Chị Bình ở quầy có thể in lại giấy hẹn.")


def breaks(request: HttpRequest) -> HttpResponse:
    """Fail in a way nobody foresaw."""
    raise RuntimeError("secret detail")


def paper(request: HttpRequest) -> HttpResponse:
    """Answer with a stored file."""
    return framed(HttpResponse(b"%PDF-", content_type="application/pdf"))
