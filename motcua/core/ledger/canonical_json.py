"""Canonical JSON (RFC 8785) without floats: one value has exactly one text, today and in fifty years."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

LARGEST = 2**53 - 1

_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")).encode


class NotCanonical(TypeError):
    """A value that canonical JSON of the ledger does not know; the message names the place."""


class UnreadableText(NotCanonical):
    """A text with half of a pair of surrogates, which has no UTF-8 form."""


def canonical(value: object) -> bytes:
    """Return the canonical bytes (UTF-8) of a value, see :func:`canonical_text`."""
    return canonical_text(value).encode()


def canonical_text(value: object) -> str:
    """Return the RFC 8785 text of a value made of mappings, lists, texts, integers, booleans and None.

    Aware datetimes become UTC texts, dates and UUIDs their usual text. Floats, integers that a double cannot hold,
    naive times, keys that are no text and lone surrogates raise :class:`NotCanonical`.
    """
    text = _text(_plain(value, "$"))
    if not text.isascii():
        _refuse_surrogates(text)
    return text


def utc_text(moment: datetime) -> str:
    """Return an aware moment as ``2026-04-29T08:30:00Z``; microseconds are written only when there are any."""
    if moment.tzinfo is None:
        raise NotCanonical(f"a time without time zone: {moment.isoformat()}")
    text = moment.astimezone(UTC).isoformat()
    return text[:-6] + "Z"


def _plain(value: Any, place: str) -> Any:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is int:
        if -LARGEST <= value <= LARGEST:
            return value
        raise NotCanonical(f"{place}: {value} is beyond the integers that every JSON reader keeps exactly")
    if isinstance(value, Mapping):
        return {key: _plain(value[key], f"{place}.{key}") for key in _sorted_keys(value, place)}
    if isinstance(value, list | tuple):
        return [_plain(item, f"{place}[{index}]") for index, item in enumerate(value)]
    return _leaf(value, place)


def _leaf(value: object, place: str) -> object:
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise NotCanonical(f"{place}: {type(value).__name__} has no canonical form (floats never have)")


def _sorted_keys(value: Mapping[Any, Any], place: str) -> list[str]:
    for key in value:
        if not isinstance(key, str):
            raise NotCanonical(f"{place}: the key {key!r} is no text")
    if "".join(value).isascii():
        return sorted(value)
    try:
        return sorted(value, key=lambda key: key.encode("utf-16-be"))
    except UnicodeEncodeError as error:
        raise UnreadableText(f"{place}: a key with a lone surrogate") from error


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableText("a text with a lone surrogate has no UTF-8 form") from error
