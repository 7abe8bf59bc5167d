# Two commands are enough on a bare machine with Python 3.11: `make run` and `make test`. Both make what they need.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
JOBS   ?= 2

PY    := $(VENV)/bin/python
STAMP := $(VENV)/.made
CORE  := src/warehouse_app/planning/native
NATIVE := $(CORE)/libplanner.so.1
LOCK  := packaging/lock/dev.txt
BARE  := $(PY) -m pytest -q -c tests/tidy/bare.ini --rootdir . --confcutdir . -m "not slow"

# What is compiled is kept, whatever the machine likes: without it every test process, and each program that tests start,
# would compile all modules and rewrite all asserts anew.
unexport PYTHONDONTWRITEBYTECODE

# Without a screen Qt draws into memory.
ifeq ($(DISPLAY)$(WAYLAND_DISPLAY),)
  ifeq ($(shell uname -s),Linux)
    export QT_QPA_PLATFORM ?= offscreen
  endif
endif

.PHONY: help venv run check lint lint-style lint-types lint-arrows test bare bare-early bare-late bare-store judge bench prove guides screens lock migration gs1 sounds language clean

help:  ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/'

venv: $(STAMP)  ## the virtual environment, with the locked requirements and what Qt needs from the system

$(STAMP): $(LOCK) pyproject.toml packaging/setup_env.py
	@$(PYTHON) packaging/setup_env.py --venv $(VENV) --lock $(LOCK)
	@touch $(STAMP)

# The planner's compiled part. Without a compiler there is none, and it is said in one line.
$(NATIVE): $(wildcard $(CORE)/*.c $(CORE)/*.h) packaging/build_native.py | $(STAMP)
	@$(PY) packaging/build_native.py

run: $(STAMP) $(NATIVE)  ## a whole shift on sample orders, made anew each time in build/demo
	@rm -rf build/demo build/demo-papers
	@mkdir -p build
	WAREHOUSE_HOME=build/demo $(VENV)/bin/warehouse demo --out build/demo-papers $(DEMO)

# What has nothing to do with each other keeps both cores busy; the types alone take one for a minute on a fresh clone.
lint: $(STAMP)
	@$(MAKE) --no-print-directory -j $(JOBS) lint-types lint-arrows lint-style

lint-style:
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

lint-types:
	$(PY) -m mypy src tests packaging benchmarks

lint-arrows:
	$(VENV)/bin/lint-imports

check: lint $(NATIVE)  ## the gate before each commit: format, lint, types, arrows, tidy tests, fast tests
	$(PY) -m pytest -q -n $(JOBS) --dist worksteal -m "not slow"

bare: $(STAMP) $(NATIVE)  ## proof of purity: the rules run where Qt (and, for domain and planning, the database) is not importable
	@$(MAKE) --no-print-directory -j $(JOBS) bare-early bare-late bare-store

# Two halves of one proof, so that it keeps both cores busy.
bare-early:
	$(BARE) --without PySide6,shiboken6 tests/application/test_[!q-z]*.py

bare-late:
	$(BARE) --without PySide6,shiboken6 tests/application/test_[q-z]*.py tests/presenters

bare-store:
	$(BARE) --without PySide6,shiboken6,sqlalchemy,sqlite3 tests/domain tests/planning

# What the proof of purity has run, under harder terms, is not run once more.
test: $(STAMP) $(NATIVE)  ## everything: the gate, the proof of purity, every test
	@$(MAKE) --no-print-directory -j $(JOBS) lint-types bare-early bare-late bare-store lint-arrows lint-style
	$(PY) -m pytest -q -n $(JOBS) --dist worksteal --after-bare

judge: build/label_judge/node_modules  ## an independent ZPL renderer, by which tests judge our labels (needs npm)

build/label_judge/node_modules: $(wildcard tests/documents/judge/*)
	@mkdir -p build/label_judge
	cp tests/documents/judge/* tests/documents/judge/.npmrc build/label_judge/
	cd build/label_judge && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

bench: $(STAMP) $(NATIVE)  ## the figures, as JSON, into build/bench
	$(PY) benchmarks/run.py --out build/bench $(BENCH)

$(VENV)/.guided: packaging/lock/guided.txt | $(STAMP)
	$(PY) -m pip install --quiet --no-deps --require-hashes -r $<
	@touch $@

prove: $(STAMP) $(if $(findstring guided,$(ONLY)),$(VENV)/.guided)  ## the long search for faults, half an hour a call, adding up in build/prove.json (SHARE=1/2 ONLY="fuzz model")
	@$(PY) -m tests.prove.run $(ONLY) --share $(or $(SHARE),1/1) $(if $(MINUTES),--minutes $(MINUTES)) $(PROVE)

guides: $(STAMP)  ## grab every picture of the user guides anew, from the demo's company (GUIDES="pack today": those alone)
	$(PY) packaging/make_guides.py $(GUIDES)

screens: $(STAMP)  ## grab every scene into build/screens, light and dark, at both sizes, to be looked at (SCENES="lending --pseudo --right": those alone, long, from right to left)
	$(PY) packaging/make_guides.py --screens $(SCENES)

lock:  ## resolve the requirements anew, for all systems, with the hashes of their public wheels
	@$(PYTHON) packaging/make_lock.py

migration: $(STAMP) $(NATIVE)  ## write the step of the road from the last released version to today's tables (store/migrations)
	@$(PY) packaging/make_migration.py
	@$(VENV)/bin/ruff format -q src/warehouse_app/store/migrations

language: $(STAMP)  ## gather what the program says into resources/locale, keep the translations, compile them (ONLY="fr": begin that one)
	@$(PY) packaging/catalogue.py $(ONLY)

gs1:  ## the rules of GS1 codes anew, from the dictionary in resources/barcodes
	@$(PYTHON) packaging/make_gs1.py

sounds:  ## render resources/sounds from the table in packaging/make_sounds.py
	@$(PYTHON) packaging/make_sounds.py

clean:  ## remove what was made, not the environment
	rm -rf build dist .hypothesis
