"""How many open dossiers run on a version of a route: the register asks this before a new version is published."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count

from motcua.dossiers.models import Dossier
from motcua.procedures import ports


class OpenDossiers:
    """Fulfils ``procedures.ports.RunningDossiers`` from the dossiers that are not closed."""

    def on_routes(self, versions: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return how many dossiers that are not closed run on each of these route versions."""
        rows = Dossier.objects.filter(route__in=[str(version) for version in versions], closed_at=None)
        counted = rows.order_by().values_list("route").annotate(Count("pk"))
        return {UUID(version): number for version, number in counted}

    def on_procedure(self, code: str) -> int:
        """Return how many dossiers of a procedure are not closed."""
        return Dossier.objects.filter(procedure=code, closed_at=None).count()


def register() -> None:
    """Let the register ask."""
    ports.register_running(OpenDossiers())
