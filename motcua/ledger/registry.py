"""The register of entry types: which fields a payload has, which are personal, and the sentence that tells it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any, Final, Protocol

from django.utils import timezone
from django.utils.functional import Promise

Payload = dict[str, Any]
Upcast = Callable[[int, Payload], Payload]

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class BadEntry(TypeError):
    """An entry does not have the form that its type registered: a programming error, never a person's."""


@dataclass(frozen=True, slots=True)
class EntryType:
    """One kind of thing that happens.

    ``required`` and ``optional`` are the payload's fields, ``personal`` those of the erasable content. ``sentence``
    is a Vietnamese template over both the payload's fields and ``actor``. ``upcast(old_version, payload)`` turns a
    payload of an older version into one of this version.
    """

    name: str
    version: int = 1
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    personal: tuple[str, ...] = ()
    sentence: str | Promise = ""
    upcast: Upcast | None = None

    def check(self, payload: Mapping[str, Any], content: Mapping[str, Any] | None) -> None:
        """Raise :class:`BadEntry` that names the field when payload or content has another form."""
        given = payload.keys()
        for field in self.required - given:
            raise BadEntry(f"{self.name}: the payload lacks {field!r}")
        for field in given - self.required - self.optional:
            why = "is personal and belongs into content" if field in self.personal else "is not registered"
            raise BadEntry(f"{self.name}: the payload's field {field!r} {why}")
        for field in (content or {}).keys() - set(self.personal):
            raise BadEntry(f"{self.name}: the content's field {field!r} is not registered as personal")


class Told(Protocol):
    """What a sentence needs of an entry."""

    @property
    def type(self) -> str:
        """The registered name of its type."""

    @property
    def actor(self) -> str:
        """Who did it."""

    @property
    def payload(self) -> Payload:
        """Its fields, in the type's current version."""


_types: dict[str, EntryType] = {}


def register(*types: EntryType) -> None:
    """Make entry types known; a name can be registered once (again only with the same definition)."""
    for new in types:
        if "." not in new.name or new.version < 1:
            raise BadEntry(f"an entry type is named like 'dossier.received' and has a version from 1: {new.name!r}")
        if overlap := (new.required | new.optional) & set(new.personal):
            raise BadEntry(f"{new.name}: {sorted(overlap)} cannot be both personal and in the payload")
        if _types.setdefault(new.name, new) != new:
            raise BadEntry(f"{new.name} is registered twice with different definitions")


def lookup(name: str) -> EntryType:
    """Return the registered type of that name."""
    try:
        return _types[name]
    except KeyError:
        raise BadEntry(f"the entry type {name!r} is not registered") from None


def known() -> Iterable[EntryType]:
    """Return every registered type by name."""
    return sorted(_types.values(), key=lambda registered: registered.name)


def current_form(name: str, version: int, payload: Payload) -> Payload:
    """Return a stored payload in its type's current version; a type that is no longer registered stays as it is."""
    registered = _types.get(name)
    if registered is None or version == registered.version:
        return payload
    if version > registered.version or registered.upcast is None:
        raise BadEntry(
            f"{name}: stored version {version} cannot be read by the registered version {registered.version}"
        )
    return registered.upcast(version, payload)


class _Gaps(Formatter):
    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "")


def sentence(entry: Told, names: Mapping[str, str]) -> str:
    """Tell an entry in one sentence; ``names`` gives the words for ids and codes (people, units, procedures)."""
    registered = _types.get(entry.type)
    template = str(registered.sentence) if registered else ""
    fields = {"actor": entry.actor, **entry.payload}
    told = {field: names.get(str(value)) or _words(value) for field, value in fields.items()}
    return _Gaps().format(template, **told) if template else entry.type


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_words(item) for item in value)
    text = str(value)
    if _MOMENT.fullmatch(text):
        return f"{timezone.localtime(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"
    if day := _DAY.fullmatch(text):
        return "/".join(reversed(day.groups()))
    return text
