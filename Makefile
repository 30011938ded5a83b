# Two commands do everything: `make exam` builds three practice exams, `make test` runs all tests.
# Needs git, make and Python 3.11 or later; everything else is installed into .venv.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: exam test check format bench planted docs clean

exam: .venv/ready
	$(BIN)/hpccert validate
	rm -rf build/exam
	$(BIN)/hpccert exam build hpc-driving-license --pool practice --forms 3 --out build/exam

# All tests: format, lint, types, our own data, unit and browser tests with branch coverage.
test: check
	$(BIN)/pytest -n auto --cov --cov-report=term

check: .venv/dev
	$(BIN)/ruff format --check hpccert tests benchmarks
	$(BIN)/ruff check hpccert tests benchmarks
	$(BIN)/mypy
	$(BIN)/hpccert validate --strict

format: .venv/dev
	$(BIN)/ruff format hpccert tests benchmarks
	$(BIN)/ruff check --fix hpccert tests benchmarks

# Writes the pages that are made from the program: docs/rules/, docs/mistakes.md and docs/roadmap.md.
docs: .venv/dev
	$(BIN)/python -m tests.generate_docs

# Compares with other tools, which are installed apart; takes some minutes. docs/performance.md keeps the last table.
bench: .venv/dev
	$(BIN)/python -m benchmarks.start_up
	$(BIN)/python -m benchmarks.similar
	$(BIN)/python -m benchmarks.history 1000
	$(BIN)/python -m benchmarks.validation

# One fault of each kind in 10,000 questions: all are found at their line and column, and nothing else.
planted: .venv/dev
	$(BIN)/python -m benchmarks.planted 10000

clean:
	rm -rf .venv build

.venv/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("hpccert needs Python 3.11 or later; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[pdf]'
	touch $@

.venv/dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@
