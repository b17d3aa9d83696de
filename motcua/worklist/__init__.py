"""Who must do what by when: the one inbox."""
