"""Tables of official documents: number series, dossier codes and stored files."""

from motcua.documents.models.files import StoredFile
from motcua.documents.models.numbers import DayCounter, NumberSeries

__all__ = ["DayCounter", "NumberSeries", "StoredFile"]
