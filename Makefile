# What a newcomer needs: `make site` builds the sample digest into public/, `make test` runs every test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site serve test test-lowest test-bare lighthouse decap lint types layers check bench bench-smoke shapes-bench desk-bench wheel release clean
.DEFAULT_GOAL := site

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

node_modules/.installed: package.json
	npm install --no-audit --no-fund --no-package-lock --silent
	touch $@

site: $(VENV)/.installed ## build the sample digest into public/
	$(BIN)/weekmark build

serve: $(VENV)/.installed ## preview the sample digest
	$(BIN)/weekmark serve

test: $(VENV)/.installed-dev ## install what tests need, a browser included, and run them
	tests/install-tools
	$(MAKE) node_modules/.installed
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(ARGS)

# The rooms where versions matter: what reads, renders and draws, and what other programs made or ask for. Left
# out are tests of the program as a whole and of programs beside it (git, rsync, nginx), and those that need
# long for the same libraries (plan, cache): this is to take two minutes on two cores.
LOWEST := tests/addresses tests/decode tests/source tests/render tests/site tests/output tests/mail tests/social \
  tests/plan/test_feeds_and_files_for_machines.py tests/plan/test_planned_files.py tests/plan/test_list_pages.py \
  tests/importing tests/desk tests/search

test-lowest: $(VENV)/.installed-dev node_modules/.installed ## tests with the lowest versions that pyproject.toml allows
	rm -rf build/lowest
	$(BIN)/uv venv --quiet --python $(BIN)/python build/lowest
	VIRTUAL_ENV=build/lowest $(BIN)/uv pip install --quiet --resolution lowest-direct --editable '.[dev]'
	build/lowest/bin/python -m pytest --numprocesses 2 --dist loadfile $(or $(ARGS),$(LOWEST))

test-bare: ## all the above on a Debian that has next to nothing, as root and with debootstrap
	tests/run-bare $(ARGS)

lighthouse: $(VENV)/.installed-dev ## what Lighthouse says of the sample digest on a phone
	tests/install-tools
	$(MAKE) node_modules/.installed
	$(BIN)/python -m tests.look.lighthouse

decap: $(VENV)/.installed-dev ## edit an event of the sample in Decap CMS, and build it; fetches 600 MB once
	$(BIN)/python -m tests.look.decap

lint: $(VENV)/.installed-dev ## ruff, rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/.installed-dev ## imports point downwards only
	$(BIN)/lint-imports

check: lint types layers test ## all of the above

bench: $(VENV)/.installed-dev ## side by side with other generators; N=100000 for the scale table
	$(BIN)/python benchmarks/run.py $(if $(N),--scale 10000,$(N),--events 1000,10000)

bench-smoke: $(VENV)/.installed-dev ## see that the benchmarks run
	$(BIN)/python benchmarks/run.py --smoke

shapes-bench: $(VENV)/.installed-dev ## the longest documents of every shape, none of which may keep a build waiting
	PYTHONPATH=. $(BIN)/python benchmarks/shapes.py

desk-bench: $(VENV)/.installed-dev ## the desk on real feeds and headlines: DATA=DIR has feeds/ and headlines.csv
	PYTHONPATH=. $(BIN)/python benchmarks/desk.py $(DATA)

wheel: $(VENV)/.installed-dev ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

release: $(VENV)/.installed-dev ## make wheel and sdist in dist/, and try both on every supported Python at hand
	rm -rf dist
	$(BIN)/uv build --quiet --out-dir dist .
	tests/try-release
	@echo "to publish: commit, tag v$$($(BIN)/python -c 'import generator; print(generator.__version__)'), and $(BIN)/uv publish dist/weekmark-*"

clean: ## remove what was built and cached
	rm -rf public .weekmark build dist
