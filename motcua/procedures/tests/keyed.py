"""A browser for stories that post by hand: like a page just opened, each post has a key of its own."""

from typing import Any
from uuid import uuid4

from django.test import Client

from motcua.ui.forms import KEY_FIELD


class Browser(Client):
    """A client that adds what every form of ours holds; a story about keys gives the key itself."""

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:  # type: ignore[override]
        """Post a form as a page that was just opened would."""
        if data is None or isinstance(data, dict):
            data = {KEY_FIELD: str(uuid4()), **(data or {})}
        return super().post(path, data, *args, **more)
