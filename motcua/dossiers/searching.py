"""Search for people inside one's own units: every word counts, accents and order do not, the last may be unfinished.

On PostgreSQL a stored column holds the words of the search key and, as one more word, the unit; one GIN index then
answers "this unit, these words" without reading anything else (migration 0002). On SQLite the index of unit and key
is read through for the unit, which is fast enough for what one file serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connection, transaction
from django.db.models import CharField, Lookup, QuerySet
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.dossiers.models import Applicant

if TYPE_CHECKING:
    AnyLookup = Lookup[Any]
else:
    AnyLookup = Lookup

LONGEST_MS = 3000
Sql = tuple[str, tuple[str | int, ...]]


def people_like(units: Iterable[str], text: str) -> QuerySet[Applicant]:
    """Return the applicants of some one-stop shops in whose name, phone and id all words of the text are found."""
    places, words = tuple(units), search_key(text).split()
    if not places or not words:
        return Applicant.objects.none()
    return Applicant.objects.filter(reception_unit__in=places, search_key__of_unit=(places, *words))


@contextmanager
def careful() -> Iterator[None]:
    """Run the searches of the block with a plan made for these very words, and give up after three seconds.

    PostgreSQL would otherwise reuse a plan made for any words, which for rare ones reads the whole register.
    """
    if connection.vendor != "postgresql":
        yield
        return
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('statement_timeout', %s, true), set_config('plan_cache_mode', %s, true)",
                    [str(LONGEST_MS), "force_custom_plan"],
                )
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "57014":
            raise
        raise Refused(
            "search_too_wide",
            _("Tìm kiếm này khớp với quá nhiều hồ sơ."),
            _("Ghi thêm họ tên đầy đủ, số điện thoại hoặc mã hồ sơ."),
        ) from error


class OfUnit(AnyLookup):
    """``search_key__of_unit=(units, word, …)``: a person of one of the units whose key has these words."""

    lookup_name = "of_unit"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        """Leave the words as they are."""
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> Sql:
        """Look for each word at its beginning within the key; the unit is left to the filter beside this one."""
        key, values = self.process_lhs(compiler, connection)
        _units, *words = self.rhs
        whole = [f"% {_literal(word)} %" for word in words[:-1]]
        patterns = [*whole, f"% {_literal(words[-1])}%"]
        parts = [f"(' ' || {key} || ' ') LIKE %s ESCAPE '\\'" for _ in patterns]
        return f"({' AND '.join(parts)})", tuple(v for pattern in patterns for v in (*values, pattern))

    def as_postgresql(self, compiler: Any, connection: Any) -> Sql:
        """Ask the index of words."""
        units, *words = self.rhs
        places = " | ".join(_lexeme(f"@{unit}") for unit in units)
        wanted = [f"({places})", *(_lexeme(word) for word in words[:-1]), f"{_lexeme(words[-1])}:*"]
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f"{table}.words @@ %s::tsquery", (" & ".join(wanted),)


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _lexeme(word: str) -> str:
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


CharField.register_lookup(OfUnit)
