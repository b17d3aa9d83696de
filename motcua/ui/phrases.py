"""How a phrase of the core reads on screen: its template from the catalogue, its facts as the page writes them."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext, pgettext

from motcua.core.phrase import Listing, Money, Phrase, Value
from motcua.core.phrase_data import phrase_from
from motcua.core.worktime.facts import Day, Length, Moment, OfficeTime, Weekday
from motcua.core.worktime.vietnamese import second_of_day
from motcua.ui import formatting

_PLACES: Final = re.compile(r"\{\w+\}")


def say(said: Value) -> str:
    """Return a phrase or fact in the language of the page.

    A phrase that the catalogue lacks (one stored in words we no longer use, a name of somebody's own data) stays
    Vietnamese as a whole, facts included.
    """
    if isinstance(said, str):
        return said
    if isinstance(said, int):
        return str(said)
    if get_language() in (None, settings.LANGUAGE_CODE):
        return str(said)
    return _WRITERS[type(said)](said)


def say_stored(data: Any, vietnamese: str) -> str:
    """Return a stored phrase in the language of the page; ``vietnamese`` where it was stored without or is damaged."""
    if not data or get_language() in (None, settings.LANGUAGE_CODE):
        return vietnamese
    try:
        return say(phrase_from(data))
    except ValueError:
        return vietnamese


def _phrase(phrase: Phrase) -> str:
    template = pgettext(phrase.context, phrase.template) if phrase.context else gettext(phrase.template)
    if not phrase.facts:
        return template
    if template == phrase.template and any(letter.isalpha() for letter in _PLACES.sub("", template)):
        return str(phrase)
    return template.format_map({name: say(value) for name, value in phrase.facts.items()})


def _office_time(time: OfficeTime) -> str:
    hours, minutes = divmod(-(-time.seconds // 60), 60)
    parts = [ngettext("%(n)s giờ", "%(n)s giờ", hours) % {"n": hours}] if hours else []
    if minutes or not parts:
        parts.append(ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes})
    return " ".join(parts)


_WRITERS: Final[Mapping[type, Callable[[Any], str]]] = {
    Phrase: _phrase,
    Listing: lambda listing: listing.between.join(map(say, listing.items)),
    Money: lambda money: formatting.money(money.amount),
    Day: lambda day: formatting.long_day(day.day),
    Weekday: lambda weekday: str(formatting.WEEKDAYS[weekday.number]),
    Moment: lambda moment: f"{second_of_day(moment.second)} {formatting.long_day(moment.day.day)}",
    OfficeTime: _office_time,
    Length: lambda length: formatting.term(length.term),
}
