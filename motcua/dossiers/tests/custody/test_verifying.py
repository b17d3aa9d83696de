"""`motcua ledger verify` finds a folder that was moved, or an original that was struck off, outside the ledger."""

import pytest
from django.db import connection

from motcua.dossiers.actions.answer_hand_over import answer_hand_over
from motcua.dossiers.tests.custody.test_hand_over import LATER, entered, given
from motcua.dossiers.tests.stories import new_key
from motcua.ledger.verify import verify
from tests.cast import Cast

TAMPERED = (
    "UPDATE dossiers_folder SET unit = '06187.KT'",
    "UPDATE dossiers_folder SET originals = 0",
    "DELETE FROM dossiers_folder",
    "UPDATE dossiers_handover SET receiver = giver",
)


@pytest.mark.parametrize("tampering", TAMPERED)
def test_custody_is_what_the_entries_tell(cast: Cast, tampering: str) -> None:
    ids = entered(cast, 2)
    answer_hand_over(given(cast, ids), arrived=ids[:1], actor=cast.chi, at=LATER, key=new_key())
    assert verify(lambda _: None).sound
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    assert not verify(lambda _: None).sound
