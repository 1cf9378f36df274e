# FIS Lessons. Prima volta / first time:  make course   poi / then:  make lab
# Everything lives in .venv; nothing else on the machine is touched.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
WORKERS ?= 2

# What was compiled once is not compiled again by each of the processes that a build or a test starts.
unexport PYTHONDONTWRITEBYTECODE

# No absolute path anywhere below: the folder of the project may have spaces in its name.
VENV := .venv
BIN := $(VENV)/bin
# Two environments in one: what a course needs, and on top of it what its tests need.
READY := $(VENV)/.stamp-ready
TOOLS := $(VENV)/.stamp-tools
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# An author's own record of answers must not be touched by checks.
BUILDING := FIS_LESSONS_BUILD=1
# A file of tests stays with one worker, the longest first: conftest.py says which.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --no-loadscope-reorder --durations=20
STORED := --nbval-lax --nbval-cell-timeout=120

.PHONY: help install course lab check types-of-tests types style words unit notebooks matrix built browser test test-fast bench clean

help:  ## questo elenco / this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

$(READY): pyproject.toml constraints.txt
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "Non trovo $(PYTHON). Installa Python 3.11 o più recente (Debian, Ubuntu: apt install python3 python3-venv)."; \
	  echo "Cannot find $(PYTHON). Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Serve Python 3.11 o più recente; $(PYTHON) è: $$("$(PYTHON)" --version 2>&1). Indicane un altro: make PYTHON=python3.11"; \
	  echo "Python 3.11 or later is needed. Name another one: make PYTHON=python3.11"; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "A $(PYTHON) manca il modulo venv (Debian, Ubuntu: apt install python3-venv)."; \
	  echo "The venv module is missing (Debian, Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Preparo l'ambiente in $(VENV), una volta sola: circa 140 MB da scaricare, qualche minuto."
	@echo "Setting up $(VENV), once: about 140 MB to download, some minutes."
	"$(PYTHON)" -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(TOOLS): $(READY)
	@echo "Aggiungo gli strumenti per le prove / adding the tools for the tests"
	$(PIP) -e '.[dev]'
	@touch $@

install: $(READY)  ## solo l'ambiente / only the environment

course: $(READY)  ## prepara il corso in build/course / build the course
	$(BIN)/fis-lessons build

lab: course  ## apre il corso in JupyterLab / open the course in JupyterLab
	$(BIN)/fis-lessons start

# --- checks -----------------------------------------------------------------------------------

check: $(TOOLS)  ## stile, tipi, casi, traduzioni / style, types, cases, translations
	@$(MAKE) --no-print-directory -j $(WORKERS) types-of-tests types style words

# Side by side, the longest first.
types-of-tests: $(TOOLS)
	$(BIN)/mypy --config-file tests/mypy.ini
	for each in tests/*/conftest.py; do $(BIN)/mypy --config-file tests/mypy.ini "$$each" || exit 1; done

types: $(TOOLS)
	$(BIN)/mypy --strict
	$(BIN)/mypy --strict scripts

style: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

words: $(TOOLS)
	$(BIN)/fis-lessons case check
	$(BIN)/fis-lessons author translations

unit: $(TOOLS)  ## prove delle stanze e degli esempi / unit tests and doctests
	$(PYTEST) -m "not browser and not matrix and not course"

notebooks: $(TOOLS)  ## i notebook dicono ancora il vero? / stored outputs against a fresh run
	$(PYTEST) $(STORED) notebooks

matrix: $(TOOLS)  ## ogni lezione x caso, e in tutte e due le lingue / every lesson x case, and in both languages
	$(PYTEST) -m "matrix and not browser"

built: $(TOOLS)  ## corsi interi, pacchetto installato / whole courses, the installed package
	$(PYTEST) -m "course and not matrix and not browser"

browser: $(TOOLS)  ## in Chromium: accessibilità, JupyterLab / in Chromium
	$(PYTEST) -m browser

# One run for all of the above: the tests are collected once, and no worker waits for another part to end.
test: check  ## tutto / everything
	$(PYTEST) $(STORED) tests fis_lessons notebooks

test-fast: check unit  ## senza notebook e browser / without notebooks and browser

bench: $(TOOLS)  ## quanto costa, in rapporti / what it costs, as ratios
	$(BUILDING) $(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_open.py
	$(BIN)/python scripts/bench_kernels.py
	$(BIN)/python scripts/bench_lab.py
	$(BUILDING) $(BIN)/python scripts/bench_class.py
	$(BUILDING) $(BIN)/python scripts/bench_evaluation.py
	$(BUILDING) $(BIN)/python scripts/bench_sroi.py
	$(BUILDING) $(BIN)/python scripts/bench_contract.py

clean:  ## toglie ambiente e prodotti / remove environment and products
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find fis_lessons tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
