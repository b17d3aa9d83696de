"""What a refusal says on screen: its sentences in the language of the page.

The core knows no gettext and refuses in Vietnamese, in plain sentences or in phrases with facts;
``scripts/catalogues.py`` collects both.
"""

from motcua.core.refusal import Refused
from motcua.ui.phrases import say


def message(refused: Refused) -> str:
    """Return what is not possible and why."""
    return say(refused.said)


def hint(refused: Refused) -> str:
    """Return who may do what next, or nothing."""
    return say(refused.advised)


def sentences(refused: Refused) -> str:
    """Return message and hint as one text, for a form or a line."""
    return f"{message(refused)} {hint(refused)}".strip()
