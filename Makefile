# Dateline. `make run` sets up and starts the dashboard; `make test` sets up and runs every test.
# Needs only Python 3.11 or newer, make and git. Another interpreter: `make run PYTHON=python3.12`.

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8501
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-fast lint types bench lock screenshots clean

help:  ## show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Dateline needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version). Name another one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/uv
	@echo "Installing what Dateline needs into $(VENV) ..."
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --requirement requirements.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need ..."
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --requirement requirements-dev.txt
	@touch $@

setup: $(VENV)/.run  ## install what running needs
setup-dev: $(VENV)/.dev  ## install what the tests need, too

run: setup  ## start the dashboard (PORT=8501)
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: setup-dev  ## run all tests, browser tests included
	@sh scripts/ensure-postgres.sh
	@sh scripts/ensure-chromium.sh $(BIN)
	$(BIN)/python -m pytest -m "not browser" -n 2
	@# A browser on a busy machine may miss a moment: what fails there is tried once more, and named as tried again.
	$(BIN)/python -m pytest -m browser --reruns 1 -rR

test-fast: setup-dev  ## run all tests but those in the browser
	$(BIN)/python -m pytest -m "not browser and not slow"

lint: setup-dev  ## check style (ruff) and types (mypy)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup-dev  ## measure what the README's figures come from
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --requirement benchmarks/requirements.txt
	@for b in benchmarks/[a-z]*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

lock: setup-dev  ## lock the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile --quiet --upgrade --no-header --no-emit-index-url --universal --python-version 3.11 \
	  pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --no-header --no-emit-index-url --universal --python-version 3.11 \
	  pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
