"""The Merkle tree of RFC 9162: a root over the log, proofs that an entry is in it and that it only grew."""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256().digest()


def leaf(leaf_salt: bytes, entry_hash: bytes) -> bytes:
    """Return the public leaf of an entry, SHA-256(leaf salt ‖ hash): it can be shown without telling the entry."""
    return sha256(leaf_salt + entry_hash).digest()


def leaf_node(data: bytes) -> bytes:
    """Return the tree's node of a leaf: SHA-256(0x00 ‖ leaf)."""
    return sha256(b"\x00" + data).digest()


def parent(left: bytes, right: bytes) -> bytes:
    """Return the node above two nodes: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the tree head over the leaves (RFC 9162, 2.1.1)."""
    return _head([leaf_node(data) for data in leaves])


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of the leaf at ``index`` (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    return _path(index, [leaf_node(data) for data in leaves])


def included(data: bytes, index: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Say whether the path proves that ``data`` is leaf ``index`` of the tree with ``head`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf_node(data)
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = parent(step, node)
            at, last = _above_right_edge(at, last)
        else:
            node = parent(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == head


def consistency(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return the proof that the tree of the first ``old_size`` leaves grew into this one (RFC 9162, 2.1.4.1)."""
    if not 0 < old_size <= len(leaves):
        raise ValueError(f"no tree of {old_size} leaves inside a tree of {len(leaves)}")
    return _growth(old_size, [leaf_node(data) for data in leaves], whole=True)


def consistent(old_size: int, old_head: bytes, size: int, head: bytes, path: Sequence[bytes]) -> bool:
    """Say whether the path proves that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not path and old_head == head
    steps = [old_head, *path] if old_size & (old_size - 1) == 0 else list(path)
    if not steps:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = parent(step, old), parent(step, new)
            at, last = _above_right_edge(at, last)
        else:
            new = parent(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_head and new == head


def _above_right_edge(at: int, last: int) -> tuple[int, int]:
    while not at & 1 and at:
        at, last = at >> 1, last >> 1
    return at, last


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)


def _head(nodes: list[bytes]) -> bytes:
    """Return the head over nodes level by level: the odd one out rises, as RFC 9162's split at a power of two does."""
    if not nodes:
        return EMPTY
    while len(nodes) > 1:
        pairs = [parent(nodes[i], nodes[i + 1]) for i in range(0, len(nodes) - 1, 2)]
        nodes = [*pairs, nodes[-1]] if len(nodes) & 1 else pairs
    return nodes[0]


def _path(index: int, nodes: list[bytes]) -> list[bytes]:
    if len(nodes) == 1:
        return []
    half = _split(len(nodes))
    if index < half:
        return [*_path(index, nodes[:half]), _head(nodes[half:])]
    return [*_path(index - half, nodes[half:]), _head(nodes[:half])]


def _growth(old_size: int, nodes: list[bytes], *, whole: bool) -> list[bytes]:
    if old_size == len(nodes):
        return [] if whole else [_head(nodes)]
    half = _split(len(nodes))
    if old_size <= half:
        return [*_growth(old_size, nodes[:half], whole=whole), _head(nodes[half:])]
    return [*_growth(old_size - half, nodes[half:], whole=False), _head(nodes[:half])]
