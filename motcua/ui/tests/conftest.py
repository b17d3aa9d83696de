"""The design system alone: no banner of any app stands above its pages."""

import pytest

from motcua.ui import context


@pytest.fixture(autouse=True)
def no_banners(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Take away the banners that other apps registered, except from tests that run the real server."""
    if "server" not in request.fixturenames:
        monkeypatch.setattr(context, "_banner_sources", [])
