"""What must be true of a database after anything: the ledger whole, rows as folded, numbers without gaps."""

from collections import defaultdict

from motcua.documents.codes import parse
from motcua.documents.models import DayCounter, NumberSeries
from motcua.dossiers import facts
from motcua.dossiers.models import Dossier, DossierFact, Slip
from motcua.ledger import read, work
from motcua.ledger.verify import verify
from tests.soak.walking import STAFF_AT


def assert_sound() -> None:
    """Check chains, contents, positions, every dossier's columns and rows, and all numbers."""
    found = verify(lambda _: None)
    assert found.sound, [damage.message for damage in found.damages]
    assert_numbers_without_gaps()


def assert_numbers_without_gaps() -> None:
    """Each series of slips and each day of codes runs from 1 to its counter, every number used once."""
    codes: dict[tuple[str, object], list[int]] = defaultdict(list)
    for code in Dossier.objects.values_list("code", flat=True):
        parsed = parse(code)
        codes[parsed.agency, parsed.day].append(parsed.number)
    counters = {(row.agency, row.day): row.last for row in DayCounter.objects.all()}
    assert {key: sorted(found) for key, found in codes.items()} == {
        key: list(range(1, last + 1)) for key, last in counters.items()
    }
    slips: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for slip in Slip.objects.select_related("dossier"):
        number, series = slip.number.split("/")
        unit = slip.dossier.competent_unit if slip.kind == "apology" else slip.dossier.reception_unit
        slips[unit, slip.issued_at.year, series].append(int(number))
    series_of = {(row.agency, row.year, row.series): row.last for row in NumberSeries.objects.all()}
    assert {key: sorted(found) for key, found in slips.items()} == {
        key: list(range(1, last + 1)) for key, last in series_of.items()
    }


def assert_facts_rebuild() -> None:
    """Let the followers reach the end; facts built again from zero are the same (promise 3)."""
    for _ in range(5):  # what follows may write entries that are followed in turn
        work.run_once(STAFF_AT)
        status = work.status()
        if (status.waiting, status.behind) == (0, 0):
            break
    assert (status.waiting, status.behind) == (0, 0), status
    assert not [one for one in status.standings if one.kind == "projector" and one.failures]
    followed = list(DossierFact.objects.order_by("dossier_id").values())
    facts.clear()
    for entry in read.by_position(0, limit=read.last_position()):
        facts.project(entry)
    assert list(DossierFact.objects.order_by("dossier_id").values()) == followed
