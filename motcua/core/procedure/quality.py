"""What QĐ 766/QĐ-TTg (3.5a, 4.1, 4.5) asks of a procedure itself, told when it is published."""

from collections.abc import Iterable

from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.fees import Fee
from motcua.core.text import search_key

# What the names of databases have in common, and the code that the ledger keeps; the first that fits is taken.
DATABASES = (
    ("dan cu", "population"),
    ("can cuoc", "population"),
    ("ho tich", "civil_status"),
    ("dat dai", "land"),
    ("bao hiem", "insurance"),
    ("kinh doanh", "business"),
    ("doanh nghiep", "business"),
)
PERSONS = ("ca nhan", "cong dan", "nguoi", "ho gia dinh")


def counted(definition: ProcedureDefinition) -> dict[str, list[str] | bool]:
    """Return what an entry of publication says: its fees, those that may be paid online, its results, and for whom.

    A fee that is published as 0 đồng is none; one whose amount is not known here is one.
    """
    costing = [fee for fee in definition.fees if _costs(fee)]
    return {
        "fees": sorted(fee.code for fee in costing),
        "fees_online": sorted(fee.code for fee in costing if not fee.pay_by or "online" in fee.pay_by),
        "results": sorted(result.code for result in definition.results),
        "for_people": any(_is_person(who) for who in definition.audience),
    }


def databases(components: Iterable[Component]) -> list[str]:
    """Return the codes of the databases in which the office looks these components up, each once, in order."""
    named = {name for one in components if one.replaced_by for name in one.replaced_by.database.split(",")}
    return sorted({_code(search_key(name)) for name in named})


def _costs(fee: Fee) -> bool:
    return bool(fee.tiers) or fee.amount is None or fee.amount > 0


def _is_person(audience: str) -> bool:
    return any(word in search_key(audience) for word in PERSONS)


def _code(name: str) -> str:
    return next((code for word, code in DATABASES if word in name), "other")
