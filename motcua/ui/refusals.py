"""What a refusal says on screen: its sentences in the language of the page.

The core knows no gettext and refuses in plain Vietnamese; ``scripts/catalogues.py`` collects those sentences. One with
facts in it cannot be looked up and stays Vietnamese.
"""

from django.utils.translation import gettext

from motcua.core.refusal import Refused


def message(refused: Refused) -> str:
    """Return what is not possible and why."""
    return gettext(str(refused.message))


def hint(refused: Refused) -> str:
    """Return who may do what next, or nothing."""
    return gettext(str(refused.hint))


def sentences(refused: Refused) -> str:
    """Return message and hint as one text, for a form or a line."""
    return f"{message(refused)} {hint(refused)}".strip()
