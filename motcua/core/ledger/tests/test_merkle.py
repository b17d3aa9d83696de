"""The Merkle tree: known heads, and that no forged proof passes."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.ledger.merkle import (
    EMPTY,
    consistency,
    consistent,
    included,
    inclusion,
    leaf,
    leaf_node,
    parent,
    root,
)

# the well-known test inputs of Certificate Transparency and their heads
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

TREES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def _naive(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + _naive(leaves[:half]) + _naive(leaves[half:])).digest()


def test_the_known_heads() -> None:
    assert root([]) == EMPTY == sha256(b"").digest()
    for size, head in enumerate(HEADS, start=1):
        assert root(INPUTS[:size]).hex() == head


def test_the_leaf_hides_the_hash_behind_its_salt() -> None:
    assert leaf(b"s" * 32, b"h" * 32) == sha256(b"s" * 32 + b"h" * 32).digest()
    assert leaf_node(b"x") != parent(b"", b"x")


@given(TREES)
def test_the_head_is_the_one_of_the_definition(leaves: list[bytes]) -> None:
    assert root(leaves) == _naive(leaves)


@given(TREES, st.data())
def test_every_leaf_is_proved_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    head, size = root(leaves), len(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion(leaves, index)
    assert included(leaves[index], index, size, path, head)
    assert not included(leaves[index] + b"x", index, size, path, head)
    assert not included(leaves[index], index, size, path, sha256(head).digest())
    assert not included(leaves[index], index, size, [*path, head], head)
    assert not included(leaves[index], index, index, path, head)
    if path:
        assert not included(leaves[index], index, size, path[:-1], head)
        at = data.draw(st.integers(0, len(path) - 1))
        assert not included(leaves[index], index, size, [*path[:at], sha256(path[at]).digest(), *path[at + 1 :]], head)


@given(TREES, st.data())
def test_growth_is_proved_and_a_rewritten_beginning_is_not(leaves: list[bytes], data: st.DataObject) -> None:
    size, old = len(leaves), data.draw(st.integers(1, len(leaves)))
    head, old_head = root(leaves), root(leaves[:old])
    path = consistency(leaves, old)
    assert consistent(old, old_head, size, head, path)
    other = root([b"rewritten", *leaves[1:old]]) if leaves[0] != b"rewritten" else EMPTY
    assert not consistent(old, other, size, head, path)
    assert not consistent(old, old_head, size, EMPTY, path)
    assert not consistent(size + 1, old_head, size, head, path)
    assert not consistent(old, old_head, size, head, [*path, head])
    if path:
        assert not consistent(old, old_head, size, head, path[:-1])


def test_proofs_outside_the_tree_are_refused() -> None:
    for index in (-1, 2):
        with pytest.raises(IndexError):
            inclusion([b"a", b"b"], index)
    for size in (0, 3):
        with pytest.raises(ValueError, match="no tree"):
            consistency([b"a", b"b"], size)
