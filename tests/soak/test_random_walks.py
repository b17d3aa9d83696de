"""Random walks through the real actions leave rows that equal the fold of their entries, on both databases."""

import pytest

from tests.databases import FreshDatabase
from tests.soak.sound import assert_facts_rebuild, assert_sound
from tests.soak.walking import Walk


def walk(seed: int, dossiers: int, steps: int) -> Walk:
    """Lodge some dossiers and move them in a random order."""
    walker = Walk(seed)
    ids = [walker.lodge() for _ in range(dossiers)]
    for _ in range(steps):
        walker.step(walker.random.choice(ids))
    return walker


def test_a_short_walk(lang_son: FreshDatabase) -> None:
    walker = walk(2026, 12, 180)
    done = {name for name in walker.told if ":" not in name}
    assert len(done) > 8, walker.told
    assert_sound()
    assert_facts_rebuild()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_a_long_walk(lang_son: FreshDatabase, seed: int) -> None:
    walk(seed, 40, 1200)
    assert_sound()
    assert_facts_rebuild()
