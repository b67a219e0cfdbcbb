# `make run` opens the chat, `make test` checks everything; both set up what they need and are quick the second time.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
SOURCES := app.py corpus index assistant evals tests

# What pyproject.toml declares, one requirement a line; the lock file pins everything beneath it.
declared = $(PY) -c "import tomllib; p = tomllib.load(open('pyproject.toml', 'rb'))['project']; print(*$(1), sep='\n')"
pip = $(PY) -m pip --disable-pip-version-check install --quiet --progress-bar off

.DEFAULT_GOAL := help
.PHONY: help run test lint format types unit integration browser suite evals bench index screenshots system clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

run: $(VENV)/runtime.stamp ## open the chat at http://127.0.0.1:7860
	$(PY) app.py

test: lint types suite evals ## everything: style, types, all tests, the evaluation with its gate

lint: $(VENV)/dev.stamp ## formatting and lint
	$(PY) -m ruff format --check $(SOURCES)
	$(PY) -m ruff check $(SOURCES)

format: $(VENV)/dev.stamp ## put the formatting right
	$(PY) -m ruff format $(SOURCES)
	$(PY) -m ruff check --fix $(SOURCES)

types: $(VENV)/dev.stamp ## strict type checking
	$(PY) -m mypy

unit: $(VENV)/dev.stamp ## tests without model, server or browser (seconds)
	$(PY) -m pytest -m "not integration and not browser"

integration: $(VENV)/dev.stamp ## tests with the real model and the real Chroma
	$(PY) -m pytest -m integration

browser: $(VENV)/dev.stamp ## tests of the page in Chromium
	$(PY) -m pytest -m browser

suite: $(VENV)/dev.stamp ## unit, integration and browser tests in one run
	$(PY) -m pytest

evals: $(VENV)/dev.stamp ## ask the evaluation's questions; fails below the gate
	$(PY) -m evals run
	$(PY) -m evals run --suite blind

bench: $(VENV)/dev.stamp ## latency, memory and quality beside a plain baseline
	$(PY) -m evals bench

index: $(VENV)/runtime.stamp ## build the index without opening the chat
	$(PY) -m index build

screenshots: $(VENV)/dev.stamp ## take the pictures in docs/ again
	$(PY) -m tests.browser.screenshots

system: ## Debian packages for the browser tests, where they are missing (needs root)
	@sh .ci/system-packages

clean: ## drop what was built: index, model, environment, caches
	rm -rf data $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "需要 Python 3.11，可用 make PYTHON=/path/to/python3.11 指定"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/system-packages python3-venv
	$(PYTHON) -m venv $(VENV)

# torch goes in by itself: with it present, pip never considers another build of it for what depends on it.
$(VENV)/runtime.stamp: pyproject.toml requirements.lock | $(PY)
	@echo "正在安装依赖（第一次需要几分钟）…"
	$(pip) "$$(grep '^torch==' requirements.lock)"
	$(call declared,p['dependencies']) > $(VENV)/runtime.txt
	$(pip) -c requirements.lock -r $(VENV)/runtime.txt
	touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp
	$(call declared,p['optional-dependencies']['dev']) > $(VENV)/dev.txt
	$(pip) -c requirements.lock -r $(VENV)/dev.txt
	touch $@
