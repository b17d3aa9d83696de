"""The editor of drafts: drawn from the dataclasses of a definition, read back into plain data, without JavaScript."""
