# The verbs. Without make: README.md says the two plain commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# A run starts hundreds of processes, which need their modules compiled, also where the shell asks for none to be kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site serve check test types tests lint golden mutations schema bench audit fuzz sbom advisories lock clean

help:  ## Say what each verb does
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 10

site: $(VENV)/.site  ## Install, check, render and build the site into site/
	@$(BIN)/wardbook build
	@echo "Look at site/index.html through a server: make serve, then http://127.0.0.1:8000/"

serve: $(VENV)/.site  ## Preview the site; it builds again at every change
	@$(BIN)/wardbook serve

check: $(VENV)/.site  ## Report every fault in content/
	@$(BIN)/wardbook check

test: $(VENV)/.test  ## Check style and types and run all tests, those in a browser included
	@sh tests/support/install_browser.sh
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(MAKE) --no-print-directory --jobs 2 types tests

types: $(VENV)/.test
	@$(BIN)/mypy

tests: $(VENV)/.test
	@$(BIN)/pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder --durations 15 --quiet

lint: $(VENV)/.test  ## Check style and types only
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/mypy

golden: $(VENV)/.test  ## Rewrite tests/golden/ and the reports in tests/faults/; the diff is the review
	@PYTHONPATH=tests $(BIN)/python -m support.golden_tree
	@PYTHONPATH=tests $(BIN)/python -m support.fault_reports
	@PYTHONPATH=tests $(BIN)/python -m support.server_configs

mutations: $(VENV)/.test  ## Flip every rating, band, dose, number and population of the sample, and say how many are reported
	@PYTHONPATH=tests $(BIN)/python -m support.mutations $(ARGS)

schema: $(VENV)/.site  ## Write the schemas that editors complete from
	@$(BIN)/wardbook schema

bench: $(VENV)/.test  ## Measure libraries of 650 and 5,000 made-up scenarios; takes two hours (ARGS="--sizes 100" SEARCH="--scenarios 500" PRINT="--scenarios 50")
	@sh requirements/install.sh $(BIN)/python requirements/bench.txt
	@$(BIN)/python tests/bench/bench.py $(ARGS)
	@sh tests/support/install_browser.sh
	@$(BIN)/python tests/bench/searching.py $(SEARCH)
	@$(BIN)/python tests/bench/printing.py $(PRINT)

audit: $(VENV)/.test  ## Measure every kind of page by Lighthouse, check all markup, test in Firefox; needs Node and Java, takes 15 minutes
	@sh tests/support/install_browser.sh
	@mkdir -p $(VENV)/audit
	@cp requirements/audit/package.json requirements/audit/package-lock.json $(VENV)/audit/
	@npm ci --prefix $(VENV)/audit --ignore-scripts --no-audit --no-fund --silent
	@$(BIN)/python tests/audit/audit.py $(ARGS)
	@WARDBOOK_LONG=1 $(BIN)/pytest tests/browser/test_firefox.py --quiet

fuzz: $(VENV)/.test  ## Look for bytes that the checks cannot stand (ARGS=-max_total_time=300)
	@sh requirements/install.sh $(BIN)/python requirements/fuzz.txt
	@$(BIN)/python tests/fuzz/fuzz_content.py $(or $(ARGS),-max_total_time=300)

sbom: $(VENV)/.supply  ## Write sbom.json, the bill of materials of the packages that a site is built with (CycloneDX)
	@$(VENV)/supply/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file sbom.json requirements/site.txt
	@echo "Wrote sbom.json; requirements/vendored.yaml lists the files of others in this repository."

advisories: $(VENV)/.supply  ## Report known vulnerabilities of those packages; asks an advisory service
	@$(VENV)/supply/bin/pip-audit --requirement requirements/site.txt --require-hashes --disable-pip

lock:  ## Resolve the versions in requirements/*.txt anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements/site.txt pyproject.toml requirements/build.in
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group test --group lint --output-file requirements/test.txt pyproject.toml requirements/build.in
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group test --group lint --group fuzz --output-file requirements/fuzz.txt pyproject.toml requirements/build.in
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group test --group lint --group bench --output-file requirements/bench.txt pyproject.toml requirements/build.in
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group supply --output-file requirements/supply.txt

clean:  ## Delete everything that was generated
	rm -rf sbom.json site .site-* .wardbook .venv build dist
	find site_src -mindepth 1 -not -name README.md -delete

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: $(VENV)/bin/python requirements/site.txt pyproject.toml
	@sh requirements/install.sh $(BIN)/python requirements/site.txt
	@touch $@

$(VENV)/.supply: $(VENV)/bin/python requirements/supply.txt
	@$(PYTHON) -m venv $(VENV)/supply
	@$(VENV)/supply/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/supply.txt
	@touch $@

$(VENV)/.test: $(VENV)/bin/python requirements/test.txt pyproject.toml
	@sh requirements/install.sh $(BIN)/python requirements/test.txt
	@touch $@ $(VENV)/.site
