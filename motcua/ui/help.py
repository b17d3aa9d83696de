"""A short help for each page of the desk: apps give the texts by the name of the page, the layout shows them."""

from collections.abc import Mapping, Sequence

from motcua.ui.slots import Text

_texts: dict[str, Sequence[Text]] = {}


def register(texts: Mapping[str, Sequence[Text]]) -> None:
    """Give the sentences of pages, by the name of the address; a name that ends in ``*`` is a beginning."""
    _texts.update(texts)


def of(name: str) -> Sequence[Text]:
    """Return the sentences of a page: its own, else those of the longest beginning that fits, else none."""
    if name in _texts:
        return _texts[name]
    fitting = [key for key in _texts if key.endswith("*") and name.startswith(key[:-1])]
    return _texts[max(fitting, key=len)] if fitting else ()
