# Every command of the project. `make` alone lists them.
.SILENT:
.DEFAULT_GOAL := help
.PHONY: help setup run test bench bench-engine bench-articles check messages lock clean keys

export PORT ?= 8000
export DATA_DIR ?= data

PY = .venv/bin/python
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
# Checks look at the site as it is served for real, with keys of their own.
AS_SERVED = env DATA_DIR=.venv/check SITE_URL=https://clinic.example BEHIND_PROXY=yes HSTS_SUBDOMAINS=yes ROLE=all $(PY)

help: ## list these targets
	sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

setup: .venv/tools.stamp keys ## prepare everything that run and test need
	$(PY) manage.py prepare

run: keys ## serve the site on http://127.0.0.1:8000/ (PORT= and DATA_DIR= move it)
	$(PY) manage.py serve

test: .venv/tools.stamp ## run all tests (ARGS="-k words" picks some)
	$(PY) -m pytest $(or $(ARGS),--numprocesses auto --maxprocesses 4 --dist loadgroup)

bench: bench-engine bench-articles ## measure the questionnaire engine, and the public pages

bench-engine: .venv/tools.stamp ## measure a walk, a large import and its pages
	$(PY) -m tests.benchmarks.questionnaires

bench-articles: .venv/tools.stamp ## measure the public pages with 10, 1,000 and 100,000 articles
	$(PY) -m tests.benchmarks.articles $(ARGS)

check: .venv/tools.stamp ## lint, formatting, types, templates, migrations, deployment, architecture
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m clinic.keys .venv/check >/dev/null
	rm -f .venv/check/recovery-private-key.txt
	$(AS_SERVED) -m mypy manage.py clinic articles intake
	$(PY) -m djlint --lint --quiet templates
	$(AS_SERVED) manage.py makemigrations --check --dry-run
	$(AS_SERVED) manage.py check --deploy --fail-level WARNING
	$(PY) -m pytest tests/test_architecture.py

messages: .venv/tools.stamp ## bring the catalogs of words up to what the pages say (needs gettext)
	$(PY) manage.py messages $(ARGS)

lock: .venv/tools.stamp ## pin the requirements anew (UPGRADE=--upgrade takes newer versions)
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-pdf.in -o requirements-pdf.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt

clean: ## remove what can be made again; never your data
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

keys: .venv/runtime.stamp ## make the keys in DATA_DIR, where there are none
	$(PY) -m clinic.keys "$(DATA_DIR)"

.venv/tools.stamp: requirements-dev.txt .venv/runtime.stamp
	echo "Installing the test tools (once) ..."
	$(INSTALL) -r requirements-dev.txt
	touch $@

.venv/runtime.stamp: requirements.txt .venv/bin/python
	echo "Installing the pinned packages (once) ..."
	$(INSTALL) -r requirements.txt
	touch $@

.venv/bin/python:
	for python in $(PYTHON) python3.13 python3.12 python3.11 python3 ""; do \
		if "$$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; \
		then break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Upstream needs Python 3.11 or newer, and none was found." >&2; exit 1; \
	elif ! "$$python" -c "import ensurepip, venv" >/dev/null 2>&1; then \
		echo "Python's venv module is missing (on Debian: apt-get install python3-venv)." >&2; exit 1; \
	fi; \
	"$$python" -m venv --clear .venv
