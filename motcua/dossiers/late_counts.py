"""How many dossiers of each procedure were late: procedure control asks this when it plans reviews."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Q

from motcua.dossiers.models import DossierFact
from motcua.procedures import ports
from motcua.procedures.ports import Lateness


class MeasuredDossiers:
    """Fulfils ``procedures.ports.LateDossiers`` from the facts of dossiers."""

    def since(self, moment: datetime) -> Mapping[str, Lateness]:
        """Return by procedure how its dossiers came out whose result was ready since a moment."""
        rows = DossierFact.objects.filter(finished_at__gte=moment).order_by().values("procedure")
        counted = rows.annotate(finished=Count("pk"), late_ones=Count("pk", filter=Q(late=True)))
        return {row["procedure"]: Lateness(row["finished"], row["late_ones"]) for row in counted}


def register() -> None:
    """Let the register ask."""
    ports.register_lateness(MeasuredDossiers())
