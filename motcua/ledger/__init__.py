"""The append-only ledger: entries, positions, projectors, reactions; the one writer of everything that has a stream."""
