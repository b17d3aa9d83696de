"""Who may open the desk's pages at all; what each page shows is narrowed by the queries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.people.middleware import ActedRequest

View = Callable[..., HttpResponseBase]


def officials_only(view: View) -> View:
    """Let officials in; ask a visitor to log in; for a citizen the page does not exist."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.kind == "visitor":
            return redirect_to_login(request.get_full_path())
        if not request.actor.is_official:
            raise Refused("not_found", _("Không có trang này."), _("Kiểm tra lại đường dẫn."))
        return view(request, *args, **kwargs)

    return guarded
