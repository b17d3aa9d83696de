"""The hall of a one-stop shop: tickets, calls, the hall screen, appointments and waiting times."""
