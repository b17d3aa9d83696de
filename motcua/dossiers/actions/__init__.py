"""What can be done with a dossier: one file a verb, each one a policy, a pure decision and one commit."""
