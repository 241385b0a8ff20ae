# The commands of this project. On a fresh Debian or Ubuntu with Python 3.11+, git and make each does the set-up
# it needs by itself; once that is done it starts at once and needs no network.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := test

# The first of these that is 3.11 or newer; `make PYTHON=...` names another.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
endif
VENV := .venv
IN_VENV := $(VENV)/bin/python
# Which tests to run: `make test TESTS=tests/vault`.
TESTS ?=
# How many tests run at a time: one more than there are cores (`tests/conftest.py` says why). Whoever has done theirs
# takes over from the others.
WORKERS ?= auto
PYTEST := .ci/session $(IN_VENV) -m pytest -n $(WORKERS) --dist worksteal

.PHONY: setup run test soak bench build screenshots check lint types contracts house messages manifest lock \
	packages-to-run packages-to-test

setup: packages-to-test $(VENV)/project.stamp

run: packages-to-run $(VENV)/project.stamp
	@if [ "$$(uname)" = Linux ] && [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		echo "There is no display here, so the window cannot open: playing the demo review into build/demo instead."; \
		rm -rf build/demo; \
		$(IN_VENV) -m reviewer_app demo build/demo; \
	else \
		$(IN_VENV) -m reviewer_app; \
	fi

# Every check runs, whatever the one before it said, and pytest last.
test: setup
	@status=0; \
	$(MAKE) --no-print-directory --keep-going --jobs=2 lint types contracts || status=1; \
	$(PYTEST) $(TESTS) || status=1; \
	[ $$status -eq 0 ] || echo "Something above failed." >&2; \
	exit $$status

soak: setup
	@.ci/session $(IN_VENV) -m pytest -m soak tests/soak

bench: setup
	@.ci/session $(IN_VENV) -m tests.bench

screenshots: setup
	@.ci/session $(IN_VENV) -m tests.screenshots

FROZEN := build/dist/reviewer-app/reviewer-app
SAMPLE := --profile build/demo-frozen/profiles/helen --passphrase-file build/demo-frozen/passphrase.txt

build: setup
	@$(IN_VENV) -m PyInstaller --noconfirm --log-level WARN --distpath build/dist --workpath build/work build.spec
	@.ci/session $(FROZEN) self-test
	@rm -rf build/demo-frozen
	@.ci/session $(FROZEN) demo build/demo-frozen
	@review=$$(.ci/session $(FROZEN) $(SAMPLE) review list | cut -d" " -f1); \
		.ci/session $(FROZEN) $(SAMPLE) report shape "$$review" --as word -o build/demo-frozen/report.docx

# The checks that need no more than a few seconds, for use while writing.
check: setup
	@$(MAKE) --no-print-directory --keep-going lint types contracts house

lint: $(VENV)/project.stamp
	@$(IN_VENV) -m ruff check --quiet
	@$(IN_VENV) -m ruff format --check --quiet

types: $(VENV)/project.stamp
	@$(IN_VENV) -m mypy --strict --no-error-summary

contracts: $(VENV)/project.stamp
	@$(VENV)/bin/lint-imports --no-logo

house: setup
	@$(PYTEST) --quiet tests/checks

# After a sentence changed: bring resources/translations/reviewer_app.pot into step.
messages: $(VENV)/project.stamp
	@$(IN_VENV) -m tests.checks.messages

# After a framework got a new version, or the format of frameworks changed.
manifest: $(VENV)/project.stamp
	@$(IN_VENV) -m tests.checks.forms

# After a dependency changed in pyproject.toml: pin anew. Names, versions and hashes, no addresses.
lock: $(VENV)/project.stamp
	@$(IN_VENV) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --extra dev \
		pyproject.toml -o requirements.lock

packages-to-run:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed." >&2; exit 1; }
	@.ci/packages "$(PYTHON)" run

packages-to-test:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed." >&2; exit 1; }
	@.ci/packages "$(PYTHON)" run test

$(VENV)/dependencies.stamp: requirements.lock | packages-to-run
	@echo "Installing Python packages into $(VENV): what the program and its tests are made of, as pinned in $<."
	@echo "That is about 550 MB to fetch and 1.6 GB on the disk, and takes two minutes on a fast line, ten on a slow one."
	@echo "Only this first time, and again once $< has changed. Nothing more is said until it is done."
	@"$(PYTHON)" -m venv $(VENV)
	@$(IN_VENV) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/project.stamp: pyproject.toml $(VENV)/dependencies.stamp
	@$(IN_VENV) -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
	@touch $@
