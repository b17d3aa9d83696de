"""Pages of one's own account: logging in, locking the screen, PIN and trusted machines."""
