"""What `make` needs before and around Motcua: the virtual environment, a PostgreSQL for tests, a browser, checks."""
