"""Client processes: each sets Django up for one database and does what it is asked, one request at a time."""

import importlib
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from bench import province


def together(every: list[Connection], *request: Any) -> list[Any]:
    """Ask all clients at once for a method of theirs and return what each answers."""
    for one in every:
        one.send(request)
    answers = [one.recv() for one in every]
    for answer in answers:
        if isinstance(answer, Exception):
            raise answer
    return answers


@contextmanager
def clients(url: str, number: int, module: str) -> Iterator[list[Connection]]:
    """Give connections to processes that hold a ``Client`` of the module; they end with the block."""
    spawn = multiprocessing.get_context("spawn")
    pipes = [spawn.Pipe() for _ in range(number)]
    processes = [spawn.Process(target=_serve, args=(url, module, theirs), daemon=True) for _, theirs in pipes]
    for process in processes:
        process.start()
    for _, theirs in pipes:
        theirs.close()
    try:
        yield [ours for ours, _ in pipes]
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _serve(url: str, module: str, requests: Connection) -> None:
    province.connect(url)
    client = importlib.import_module(module).Client(url)
    while True:
        word, *rest = requests.recv()
        try:
            requests.send(getattr(client, word)(*rest))
        except Exception as error:
            requests.send(RuntimeError(f"{word}: {error!r}"))
