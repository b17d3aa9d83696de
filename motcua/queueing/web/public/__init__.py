"""Pages for everybody: kiosk, hall screen, own ticket, appointments."""
