"""A route (one stream) and its versions."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import StreamedModel
from motcua.procedures.models.versions import Version


class Route(StreamedModel):
    """One internal route, known by its code; cases of procedures name it."""

    stream_prefix = "route"
    stream_key = "code"

    code = models.SlugField(max_length=60, unique=True)
    last_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class RouteVersion(Version):
    """One published version of a route; a dossier keeps the one it started on."""

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("route", "number", name="procedures_route_version_number")]
        indexes: ClassVar = [models.Index("route", "valid_from", name="procedures_route_version_valid")]

    def __str__(self) -> str:
        return f"{self.route_id} v{self.number}"
