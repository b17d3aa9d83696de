"""Random walks, many clients at once, kills and restores: short ones in every run, the long ones by `make soak`."""
