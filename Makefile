# What you can do here. `make run` needs Python 3.11 or newer and nothing else.

PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

# Installs one hashed requirements file: with uv where there is one, else (or where uv cannot reach its index) with pip.
define install
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Newsroom needs Python 3.11 or newer; choose one: make PY=python3.12 $@"; exit 1; }
	@test -x $(BIN)/python || { command -v uv >/dev/null 2>&1 && uv venv -q --python $(PY) $(VENV) 2>/dev/null; } || \
	  $(PY) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@{ command -v uv >/dev/null 2>&1 && \
	  uv pip install -q --python $(BIN)/python --no-deps --require-hashes -r $(1); } || \
	  { $(BIN)/python -m ensurepip -q 2>/dev/null; \
	    $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r $(1); }
	@touch $@
endef

.PHONY: help run setup test test-all check e2e bench lock clean

help:  ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.ready  ## the newsroom: web server, worker and clock (HOST= and PORT= choose where)
	@exec $(BIN)/python -m newsroom.operations.start

setup: $(VENV)/.ready-dev  ## build the environment and stop

test: $(VENV)/.ready-dev  ## the suite, on SQLite, without network
	$(BIN)/python -m pytest -q -n auto

test-all: $(VENV)/.ready-dev  ## also races, fuzzing and faults
	THOROUGH=1 $(BIN)/python -m pytest -q -n auto -m "not e2e"

e2e: $(VENV)/.ready-dev  ## journeys in a real browser (Chromium)
	$(BIN)/python -m pytest -q -m e2e -n 2 --dist loadfile tests/e2e

check: $(VENV)/.ready-dev  ## style, types, imports, migrations, deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=a-key-for-this-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz ENV_FILE= VAR_DIR=$(VENV)/check DEBUG=0 DEMO=0 \
	  SITE_URL=https://paper.example ALLOWED_HOSTS=paper.example $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(VENV)/.ready-dev  ## how fast stories come in, also with workers killed; what an unchanged feed, judging and the desk's screens cost
	$(BIN)/python tests/benchmarks/ingest.py
	$(BIN)/python tests/benchmarks/ingest.py --kill 5 --unchanged 0
	$(BIN)/python tests/benchmarks/judgement.py
	$(BIN)/python tests/benchmarks/desk.py

lock:  ## write the requirements anew from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.txt

clean:  ## remove the environment and what the first run wrote
	rm -rf $(VENV) var .env

$(VENV)/.ready: requirements.txt
	$(call install,requirements.txt)

$(VENV)/.ready-dev: requirements-dev.txt
	$(call install,requirements-dev.txt)
	@touch $(VENV)/.ready
