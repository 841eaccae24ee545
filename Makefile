# Everything a contributor does, from a checkout with only Python (3.11 or newer, with venv) and make.
# Paths are relative on purpose: the checkout may lie in a folder with blanks or other characters.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test test-all safety check bench bench-large format lock catalogue docs clean

help: ## show this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

demo: $(VENV)/.installed ## open the app on practice data, in its own encrypted file
	@$(RUN) -m dirigo_tui demo

test: $(VENV)/.installed-dev ## install what is needed and run every test
	@$(RUN) -m pytest -n auto --dist loadgroup

test-all: $(VENV)/.installed-dev ## the same, and the long runs of what test does a part of
	@$(RUN) -m pytest -n auto --dist loadgroup -m ""

safety: $(VENV)/.installed-dev ## try every promise about safety as often as docs/safety.md says
	@$(RUN) -m pytest -n auto tests/safety --all-trials

check: $(VENV)/.installed-dev ## lint, types, layers, and generated files against their sources
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports
	@PYTHONPATH=src $(RUN) -m dirigo_tui.i18n.build --check
	@$(RUN) docs/generate.py --check

bench: $(VENV)/.installed-dev ## measure what is waited for, with 1 800 and 18 000 people
	@$(RUN) bench/run.py --people 1800 18000

bench-large: $(VENV)/.installed-dev ## the same with 180 000 people
	@$(RUN) bench/run.py --people 180000

format: $(VENV)/.installed-dev ## format the code and sort its imports
	@$(RUN) -m ruff check --fix --quiet .
	@$(RUN) -m ruff format .

catalogue: $(VENV)/.installed-dev ## extract the texts and compile the catalogues
	@PYTHONPATH=src $(RUN) -m dirigo_tui.i18n.build

docs: $(VENV)/.installed-dev ## write the generated pages and the picture of the screen
	@$(RUN) docs/generate.py

# Settings of the build tool in the environment could write another index into the lock.
lock: $(VENV)/.installed-dev ## pin every package with its hashes
	@env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	  sh -c 'for group in build dev; do \
	    name=requirements; test $$group = build || name=requirements-$$group; \
	    $(RUN) -m uv --no-config pip compile --quiet --universal --generate-hashes \
	      --python-version 3.11 --no-header --no-emit-index-url --group build --group $$group \
	      pyproject.toml -o $$name.lock; done'

clean: ## remove the virtual environment and what was built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("dirigo-tui needs Python 3.11 or newer; try make PYTHON=python3.13" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: requirements.lock | $(VENV)/bin/python
	@echo "Installing what dirigo-tui needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

# Not an editable install: its path file stops Python in an ASCII locale when the folder has an å.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml README.md $(shell find src migrations fixtures -type f -not -name '*.pyc')
	@$(PIP) install --no-deps --no-build-isolation --force-reinstall .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what its tests need ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
