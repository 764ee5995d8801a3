# Each step runs only when its inputs changed. `make app` and `make test` work as the first command on a fresh machine.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
export HF_HUB_OFFLINE ?= 1
export TOKENIZERS_PARALLELISM ?= false

.PHONY: help app index test check browser-test screenshots fix clean

help:
	@echo "make app           environment, index from corpus/, app on http://localhost:$(PORT)"
	@echo "make test          environment, then format, lint, types and all tests but the browser's"
	@echo "make browser-test  the tests in a real browser (needs chromium)"
	@echo "make index         build or refresh index/ from corpus/"
	@echo "make screenshots   draw the pictures of the README again (needs chromium)"
	@echo "make fix           format, and mend what the linter can"
	@echo "make clean         remove the environment and the index; corpus/ stays"

app: index
	@$(BIN)/python -c 'import socket; socket.create_server(("localhost", $(PORT))).close()' 2>/dev/null || \
	  { echo "Port $(PORT) is in use. Choose another: PORT=$$(($(PORT) + 1)) make app" >&2; exit 1; }
	$(BIN)/streamlit run app.py --server.port $(PORT)

index: .venv/app.stamp
	$(BIN)/python embed.py --if-stale

test: .venv/dev.stamp check
	$(BIN)/python -m pytest -m "not browser"

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

browser-test: .venv/dev.stamp
	$(BIN)/python -m pytest -m browser

screenshots: .venv/dev.stamp index
	$(BIN)/python docs/screenshots.py

fix: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# An environment without pip is one that was not finished: it is made again over it, or taken away.
.venv/app.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 app" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "There is no environment without Python's venv. Debian, Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --disable-pip-version-check -q -r requirements.txt
	touch $@

.venv/dev.stamp: requirements.txt requirements-service.txt requirements-dev.txt .venv/app.stamp
	$(BIN)/python -m pip install --disable-pip-version-check -q -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .screenshots index/generations index/current
