"""Outgoing messages to people and the log of their delivery."""
