"""Outgoing messages: letters, ports, delivery with retry, and what a citizen reads on the site."""
