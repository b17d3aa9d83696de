"""Signs that a dossier went an unusual way: pure rules over what the ledger tells; a sign is a question, no guilt."""
