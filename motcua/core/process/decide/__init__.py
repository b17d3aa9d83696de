"""Pure decisions: where a dossier stands, what somebody wants, when → events, or a refusal that says what next."""
