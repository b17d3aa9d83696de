"""The parts of `motcua ledger verify`: streams, subjects, positions, read from one snapshot with little memory."""
