"""The form of the ledger: canonical bytes, the chain of a stream, and the Merkle tree over the log."""

from motcua.core.ledger.canonical_json import NotCanonical, canonical, canonical_text

__all__ = ["NotCanonical", "canonical", "canonical_text"]
