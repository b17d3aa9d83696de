"""Search in the public register the way people type: what they typed, what was meant, what fits, best first."""

from motcua.procedures.search.catalogue import Catalogue, catalogue
from motcua.procedures.search.entries import Entry
from motcua.procedures.search.meaning import Hits, search

__all__ = ["Catalogue", "Entry", "Hits", "catalogue", "search"]
