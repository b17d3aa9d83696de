"""Open data: everything published, nothing internal, nothing personal, and nothing to load twice."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from motcua.core.procedure.canonical import digest, from_json, to_json
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication
from motcua.procedures import open_data, queries
from motcua.procedures.actions import publish, repeal
from motcua.procedures.tests.conftest import LOADER, TODAY
from scripts.system import ROOT

pytestmark = pytest.mark.usefixtures("register", "a_day_in_july")
NOON = datetime(2026, 7, 15, 5, tzinfo=UTC)


@pytest.fixture
def a_day_in_july() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def body(client: Client, address: str, **headers: str) -> bytes:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def table(client: Client, name: str) -> list[dict[str, str]]:
    text = body(client, f"/open-data/{name}.csv").decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def coming(code: str, first: date, **changed: object) -> None:
    now = queries.published(code, TODAY)
    assert now is not None
    decision = Publication("QĐ 9/QĐ-UBND", date(2026, 7, 1), first, date(2026, 7, 2))
    publish(replace(now.definition, **changed), decision, actor=LOADER, at=NOON)  # type: ignore[arg-type]


def test_the_json_holds_every_version_as_it_was_published(client: Client) -> None:
    found = json.loads(body(client, "/open-data/procedures.json"))
    assert found["day"] == "2026-07-15"
    by_code = {one["code"]: one for one in found["procedures"]}
    assert set(by_code) == {line.code for line in queries.listing(TODAY)}
    assert [version["status"] for version in by_code["1.013225"]["versions"]] == ["in_force", "replaced"]
    for one in found["procedures"]:
        for version in one["versions"]:
            definition = from_json(ProcedureDefinition, json.dumps(version["definition"]))
            assert digest(to_json(definition)).hex() == version["digest"]


@pytest.mark.parametrize("name", sorted(open_data.COLUMNS))
def test_a_table_has_the_promised_columns_and_tells_what_the_definitions_say(client: Client, name: str) -> None:
    rows = table(client, name)
    assert tuple(rows[0]) == open_data.COLUMNS[name]
    definitions = [version.definition for line in queries.listing(TODAY) for version in queries.history(line.code)]
    sizes = {"procedures": len(definitions), "legal-bases": sum(len(d.legal_bases) for d in definitions)}
    assert len(rows) == sizes.get(name, sum(len(getattr(d, name, ())) for d in definitions))


def test_a_row_says_what_stands_in_the_sheet(client: Client) -> None:
    row = next(row for row in table(client, "procedures") if row["code"] == "1.001193")
    assert row["name"] == "Thủ tục đăng ký khai sinh"
    assert row["status"] == "in_force"
    assert row["channels"] == "direct | online | post"
    assert row["online_level"] == "full"
    assert row["reception_anywhere"] == "true"
    assert row["valid_from"] == "2025-07-01"
    fees = {row["fee"]: row["amount"] for row in table(client, "fees") if row["code"] == "2.000815"}
    assert "1+: 2000 | 3+: 1000" in fees.values()
    late = next(row for row in table(client, "fees") if row["code"] == "1.001193" and row["fee"] == "late")
    assert late["amount"] == ""


def test_a_version_that_waits_and_one_that_was_repealed_say_so(client: Client) -> None:
    coming("1.014027", date(2026, 9, 1), title="Mới")
    repeal("1.000656", Publication("QĐ 8/QĐ-UBND", TODAY, TODAY, TODAY), actor=LOADER, at=NOON)
    rows = {(row["code"], row["version"]): row for row in table(client, "procedures")}
    assert (rows["1.014027", "1"]["status"], rows["1.014027", "1"]["replaced_from"]) == ("in_force", "2026-09-01")
    assert rows["1.014027", "2"]["status"] == "waiting"
    assert (rows["1.000656", "1"]["status"], rows["1.000656", "1"]["repealed_by"]) == ("repealed", "QĐ 8/QĐ-UBND")


def test_what_agencies_do_among_themselves_is_not_given_out(client: Client) -> None:
    now = queries.published("1.014438", TODAY)
    assert now is not None
    text = "Việc nội bộ giữa hai cơ quan"
    channels = tuple(channel for channel in now.definition.channels if channel.code != "online")
    gone: dict[str, object] = {
        "channels": channels,
        "life_events": (),
        "keywords": (),
        "unverified": frozenset({"sets"}),
    }
    coming("1.014438", TODAY, register="internal", summary=text, **gone)
    told = {(row["code"], row["version"]) for row in table(client, "procedures")}
    assert ("1.014438", "1") in told
    assert ("1.014438", "2") not in told
    assert text.encode() not in body(client, "/open-data/procedures.json")


def test_nothing_is_sent_twice_until_the_register_changes(client: Client) -> None:
    first = client.get("/open-data/procedures.json")
    tag, changed = first["ETag"], first["Last-Modified"]
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get("/open-data/procedures.json", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/open-data/fees.csv", headers={"If-Modified-Since": changed}).status_code == 304
    coming("1.014027", date(2026, 9, 1), title="Mới")
    assert client.get("/open-data/procedures.json", headers={"If-None-Match": tag}).status_code == 200


def test_the_page_names_every_file(client: Client) -> None:
    page = client.get("/open-data/").content.decode()
    for name in open_data.COLUMNS:
        assert f'href="/open-data/{name}.csv"' in page
    assert 'href="/open-data/procedures.json"' in page


def test_an_unknown_table_is_not_there(client: Client) -> None:
    assert client.get("/open-data/people.csv").status_code == 404


def test_every_column_stands_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "open-data.md").read_text(encoding="utf-8")
    for name, columns in open_data.COLUMNS.items():
        section = text.partition(f"## `{name}.csv`")[2].partition("\n## ")[0]
        assert [column for column in columns if f"| `{column}` |" not in section] == [], name
