"""What must be true of a database after anything: the ledger whole, rows as folded, numbers without gaps."""

from collections import defaultdict

from motcua.documents.codes import parse
from motcua.documents.models import BookedNumber, DayCounter, NumberSeries
from motcua.documents.numbers import APOLOGY, RECEIPT, REFUSAL, STOP, SUPPLEMENT
from motcua.dossiers import facts
from motcua.dossiers.models import Dossier, DossierFact, Slip
from motcua.ledger import read, work
from motcua.ledger.verify import verify
from tests.soak.walking import STAFF_AT

SLIPS = {RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP}


def assert_sound() -> None:
    """Check chains, contents, positions, every dossier's columns and rows, and all numbers."""
    found = verify(lambda _: None)
    assert found.sound, [damage.message for damage in found.damages]
    assert_numbers_without_gaps()


def assert_numbers_without_gaps() -> None:
    """Each series and each day of codes runs from 1 to its counter: booked once, and slips carry what was booked."""
    codes: dict[tuple[str, object], list[int]] = defaultdict(list)
    for code in Dossier.objects.values_list("code", flat=True):
        parsed = parse(code)
        codes[parsed.agency, parsed.day].append(parsed.number)
    counters = {(row.agency, row.day): row.last for row in DayCounter.objects.all()}
    assert {key: sorted(found) for key, found in codes.items()} == {
        key: list(range(1, last + 1)) for key, last in counters.items()
    }
    slips: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    issued = {(slip.dossier_id, slip.number): slip for slip in Slip.objects.select_related("dossier")}
    for slip in issued.values():  # what is issued anew after a correction keeps its number
        number, _, series = slip.number.partition("/")
        if series not in SLIPS:  # a receipt for money bears the number of its own book
            continue
        unit = slip.dossier.competent_unit if slip.kind == "apology" else slip.dossier.reception_unit
        slips[unit, slip.issued_at.year, series].append(int(number))
    booked: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for one in BookedNumber.objects.all():
        booked[one.agency, one.year, one.series].append(one.number)
    given = {(row.agency, row.year, row.series): list(range(1, row.last + 1)) for row in NumberSeries.objects.all()}
    assert {key: sorted(found) for key, found in booked.items()} == given
    assert {key: sorted(found) for key, found in slips.items()} == {
        key: numbers for key, numbers in given.items() if key[2] in SLIPS
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
