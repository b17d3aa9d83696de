"""How much one request may carry: more is refused before it is read, and a body of unknown length stops at the limit.

A body sent in pieces has no length. Django would take it for empty, so it is laid into a file as far as the limit
allows, and from then on looks like any other.
"""

from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.documents.files import LIMIT, MEGABYTE
from motcua.ui.middleware import refusal_response

MOST: Final = LIMIT + MEGABYTE // 2  # one file of the greatest size, with the words of its form
IN_MEMORY: Final = MEGABYTE
PIECE: Final = 64 * 1024
TOO_LARGE: Final = "motcua.too_large"
Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class BodyLimit:
    """Refuses what is too large, by its stated length or by what was seen of it, with a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the length; nothing of the body has been read so far."""
        length = _length(request.META)
        if length > MOST:
            return too_large(request, f"{-(-length // MEGABYTE)} MB")
        if request.META.get(TOO_LARGE):
            return too_large(request, _("hơn %(limit)d MB") % {"limit": LIMIT // MEGABYTE})
        return self.get_response(request)


def too_large(request: HttpRequest, size: str) -> HttpResponse:
    """Return the page about a request that carries too much."""
    refused = Refused(
        "body_too_large",
        _("Lần gửi này nặng %(size)s; mỗi lần gửi nhận nhiều nhất %(limit)d MB.")
        % {"size": size, "limit": LIMIT // MEGABYTE},
        _(
            "Bấm nút quay lại của trình duyệt: những gì đã nhập thường vẫn còn. Rồi gửi ít tệp hơn mỗi lần, "
            "quét ở độ phân giải thấp hơn, hoặc chia thành nhiều tệp."
        ),
    )
    response = refusal_response(request, refused)
    response.headers["Connection"] = "close"
    return response


def bounded(application: Application) -> Application:
    """Wrap a WSGI application so that a body without a length is counted while it comes in."""

    def counted(asked: Environ, start_response: Any) -> Iterable[bytes]:
        if asked.get("HTTP_TRANSFER_ENCODING", "").lower() != "chunked" or asked.get("CONTENT_LENGTH"):
            return application(asked, start_response)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
            size = _take(asked["wsgi.input"], kept)
            asked[TOO_LARGE] = size > MOST
            asked["CONTENT_LENGTH"] = str(0 if size > MOST else size)
            kept.seek(0)
            asked["wsgi.input"] = kept
            return application(asked, start_response)

    return counted


def _take(source: Any, kept: IO[bytes]) -> int:
    """Copy a body, piece by piece, and stop where it is too large; return how much came."""
    size = 0
    while size <= MOST and (piece := source.read(PIECE)):
        kept.write(piece)
        size += len(piece)
    return size


def _length(meta: Environ) -> int:
    try:
        return int(meta.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
