"""How long results really took, on the citizen's page: said where enough dossiers stand for it."""

import pytest
from django.test import Client

from motcua.procedures import ports, words


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (None, ""),
        (ports.Pace(40, 9, 0, working=True), "Trong tỉnh 90 ngày qua: 9/10 hồ sơ xong trong ngày."),
        (ports.Pace(10, 8, 2, working=True), "Trong tỉnh 90 ngày qua: 8/10 hồ sơ xong trong 2 ngày làm việc."),
        (ports.Pace(10, 8, 12, working=False), "Trong tỉnh 90 ngày qua: 8/10 hồ sơ xong trong 12 ngày."),
    ],
)
def test_the_pace_in_words(pace: ports.Pace | None, said: str) -> None:
    assert words.pace(pace) == said


@pytest.mark.usefixtures("register")
def test_an_reads_it_beside_the_term(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "pace", lambda *_: ports.Pace(10, 8, 2, working=True))
    page = client.get("/procedures/1.001612/").content.decode()
    assert page.index("Bao lâu") < page.index("8/10 hồ sơ xong trong 2 ngày làm việc")
    monkeypatch.setattr(ports, "pace", lambda *_: None)
    assert "Thực tế" not in client.get("/procedures/1.001612/").content.decode()
