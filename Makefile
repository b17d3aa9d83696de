# One command a purpose. Needs make and Python 3.11 with pip; everything else is brought along.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run tour test check format bench soak ui messages lock

help: ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: ## serve the demonstration on 127.0.0.1:8000 (PORT=…, DATABASE_URL=…)
	@$(PYTHON) -m scripts.environment runtime
	@.venv/bin/motcua run --follow-parent

tour: ## one dossier's whole way on the terminal, no browser
	@$(PYTHON) -m scripts.environment runtime
	@.venv/bin/motcua tour

test: ## everything, on SQLite, on PostgreSQL and in Chromium
	@$(PYTHON) -m scripts.environment development
	@.venv/bin/python -m scripts.run_tests

check: ## format, lint, types, layers, templates, migrations, catalogues, sizes, links
	@$(PYTHON) -m scripts.environment development
	@.venv/bin/python -m scripts.check

soak: ## the long kill and random tests
	@$(PYTHON) -m scripts.environment development
	@.venv/bin/python -m scripts.run_tests soak

format: ## lay out code and templates as `make check` wants them
	@$(PYTHON) -m scripts.environment development
	@.venv/bin/ruff format -q .
	@.venv/bin/ruff check -q --fix . || true
	@find motcua -path '*/templates/*.html' | xargs .venv/bin/djade --target-version 5.2 || true

bench: ## speed against floors and peers (ONLY=name)
	@$(PYTHON) -m scripts.environment development
	@.venv/bin/python -m bench $(ONLY)

ui: ## rebuild the committed front-end files (needs npm)
	npm ci
	npm run build

messages: ## collect strings into the English catalogue and compile both
	@$(PYTHON) -m scripts.environment development
	@.venv/bin/python -m scripts.catalogues update

lock: ## resolve requirements/*.in anew (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 -o requirements/runtime.txt requirements/runtime.in
	uv pip compile -q --universal --generate-hashes --python-version 3.11 -o requirements/development.txt requirements/development.in
