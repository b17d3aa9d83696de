"""A headless Chromium: one per run, a page with clean storage per test, on a desk or on a phone."""

import os
from collections.abc import Callable, Generator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, Request, sync_playwright

from scripts.chromium import executable, flags
from scripts.system import Missing

DESK = (1366, 768)
PHONE = (360, 800)
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # other hosts have no address here


@pytest.fixture(scope="session")
def _playwright() -> Generator[Playwright, None, None]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Generator[Browser, None, None]:
    """Start Debian's Chromium; a machine without it fails the test with what to do."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop in this thread; nothing is async here
    try:
        path = executable()
    except Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    running = _playwright.chromium.launch(executable_path=path, args=[*flags(), NOWHERE], headless=True)
    yield running
    running.close()


@pytest.fixture
def open_page(browser: Browser) -> Generator[Callable[..., Page], None, None]:
    """Open pages in contexts of their own: ``open_page(width=360, height=800, javascript=False)``.

    A script error, a breach of the content security policy or a request that leaves this machine fails the test.
    """
    wrong: list[str] = []
    contexts = []

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname != "127.0.0.1":
            wrong.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            wrong.append(message.text)

    def on_error(error: Error) -> None:
        wrong.append(f"script error: {error}")

    def open_one(width: int = DESK[0], height: int = DESK[1], javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=width < 600,
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", on_error)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Give a page of an office computer, 1366 by 768."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """Give a page of a citizen's phone, 360 by 800."""
    return open_page(*PHONE)


@pytest.fixture
def plain_page(open_page: Callable[..., Page]) -> Page:
    """Give an office computer's page without JavaScript."""
    return open_page(javascript=False)
