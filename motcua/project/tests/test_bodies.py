"""Fifty-one megabytes are refused before they are read, by the real server over a socket; nothing of them is stored."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from motcua.documents.models import StoredFile
from motcua.project.bodies import MOST
from motcua.project.tests.test_run import answers, free_port, wait
from scripts.system import ROOT
from tests.databases import FreshDatabase, Templates, switched

MEGABYTE = 1024 * 1024
SAID = "Lần gửi này nặng 51 MB; mỗi lần gửi nhận nhiều nhất 50 MB."
TOKEN = "a1" * 16
LOGIN = "/account/login/"


@pytest.fixture(scope="module")
def database(
    database_templates: Templates, database_folder: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[FreshDatabase]:
    """Give the stories of this file one database: nothing may be left in it."""
    with switched(database_templates.opened, database_folder, django_db_blocker) as fresh:
        yield fresh


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what other tests stored out of the count; the server started here stores there too."""
    var = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_VAR", str(var))
        patch.setattr(settings, "FILES_ROOT", var / "files")
        yield var / "files"


@pytest.fixture(scope="module")
def port(database: FreshDatabase, store: Path) -> Iterator[int]:
    """Serve the pages by granian on a free port of loopback."""
    chosen = free_port()
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="motcua.project.settings.test")
    line = [sys.executable, "-m", "motcua.project", "serve", "--port", str(chosen), "--workers", "1", "--threads", "2"]
    server = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert wait(lambda: answers(chosen) or server.poll() is not None, 60)
        assert server.poll() is None, server.stderr and server.stderr.read()
        yield chosen
    finally:
        server.terminate()
        server.wait(10)
        assert server.stderr is not None
        server.stderr.close()


def head(length: str, kind: str = "multipart/form-data; boundary=x") -> bytes:
    """Return the head of a request that says how long its body will be."""
    return (
        f"POST {LOGIN} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n{length}\r\nConnection: close\r\n\r\n"
    ).encode()


def answer(line: socket.socket) -> str:
    """Read what the server says until it hangs up."""
    told = b""
    with suppress(ConnectionResetError):
        while piece := line.recv(65536):
            told += piece
    return told.decode(errors="replace")


@pytest.fixture
def line(port: int) -> Iterator[socket.socket]:
    """Connect to the server."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connected:
        yield connected


def files_on_disk(root: Path) -> int:
    """Count what lies in the store."""
    return sum(1 for path in root.rglob("*") if path.is_file()) if root.exists() else 0


def test_a_stated_length_is_enough_to_refuse(line: socket.socket) -> None:
    """Not a byte of the body has been sent when the page is there."""
    line.sendall(head(f"Content-Length: {51 * MEGABYTE}"))
    told = answer(line)
    assert told.startswith("HTTP/1.1 413"), told[:200]
    assert SAID in told
    assert "Bấm nút quay lại của trình duyệt" in told


def test_who_sends_all_of_it_still_reads_why(line: socket.socket, store: Path) -> None:
    line.sendall(head(f"Content-Length: {51 * MEGABYTE}"))
    with suppress(OSError):  # the server may hang up meanwhile
        for _ in range(51):
            line.sendall(b"x" * MEGABYTE)
    told = answer(line)
    assert SAID in told
    assert not StoredFile.objects.exists()
    assert files_on_disk(store) == 0


def test_a_body_without_a_length_stops_at_the_limit(line: socket.socket) -> None:
    line.sendall(head("Transfer-Encoding: chunked"))
    sent, piece = 0, b"x" * MEGABYTE
    line.settimeout(5)
    with suppress(OSError):
        while sent < 400 * MEGABYTE:
            line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            sent += len(piece)
    assert sent < 100 * MEGABYTE, "the server took it all"
    told = answer(line)
    assert "Lần gửi này nặng hơn 50 MB" in told
    assert not StoredFile.objects.exists()


def test_a_small_body_without_a_length_is_read_like_any_other(line: socket.socket) -> None:
    form = f"login=khong-co&password=x&csrfmiddlewaretoken={TOKEN}".encode()
    line.sendall(head(f"Transfer-Encoding: chunked\r\nCookie: csrftoken={TOKEN}", "application/x-www-form-urlencoded"))
    for part in (form[:10], form[10:]):
        line.sendall(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    line.sendall(b"0\r\n\r\n")
    told = answer(line)
    assert told.startswith("HTTP/1.1 200"), told[:200]
    assert 'value="khong-co"' in told


def test_the_limit_lets_one_file_of_the_greatest_size_pass() -> None:
    assert 50 * MEGABYTE < MOST < 51 * MEGABYTE
