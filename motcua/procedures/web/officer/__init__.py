"""Pages of those who keep the register: procedure control."""
