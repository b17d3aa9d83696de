"""Tables of official documents: number series and their books, dossier codes and stored files."""

from motcua.documents.models.codes import DayCounter
from motcua.documents.models.files import StoredFile
from motcua.documents.models.numbers import BookedNumber, NumberBook, NumberSeries

__all__ = ["BookedNumber", "DayCounter", "NumberBook", "NumberSeries", "StoredFile"]
