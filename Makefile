# All that is done with kursverktoy from a clone. GNU make 3.81 or newer; `make` alone tells.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench workbooks clean office compiled
.DELETE_ON_ERROR:

ifndef PYTHON
PYTHON := $(shell for each in python3.13 python3.12 python3.11 python3; do \
    "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
    && { command -v "$$each"; break; }; done)
endif

# apt-get may be used by root, and by those whose sudo asks for no password.
SUDO := $(shell test "$$(id -u)" = 0 || echo sudo -n)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get
MAY_INSTALL := command -v apt-get >/dev/null 2>&1 && $(SUDO) true 2>/dev/null

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
PYTEST := $(BIN)/python -m pytest
# The tests of a file share what LibreOffice made for them: they stay in one process.
ALL := -n auto --dist loadfile -q
OFFICE := libreoffice-calc libreoffice-writer python3-uno poppler-utils fonts-liberation \
    fonts-crosextra-carlito xvfb xdotool

help:
	@echo 'make demo       bygg eksempelkurset og alt det kan bli til, i mappen demo/'
	@echo 'make test       kjør alle testene (installerer LibreOffice om det mangler og er lov)'
	@echo 'make check      form, regler, typer og alle testene med dekning'
	@echo 'make bench      mål hvor fort det går'
	@echo 'make workbooks  bygg arbeidsbøkene og referansene i workbooks/ på nytt'
	@echo 'make clean      fjern det som er laget, unntatt .venv/'

demo: .venv/.installed compiled
	@$(BIN)/kursverktoy demo --ut demo

test: .venv/.installed-dev office compiled
	@$(PYTEST) $(ALL)

check: .venv/.installed-dev office compiled
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(PYTEST) $(ALL) --cov --cov-report=term-missing

bench: .venv/.installed-dev compiled
	@$(PYTEST) -m bench -q -s

workbooks: .venv/.installed
	@$(BIN)/kursverktoy bygg

clean:
	@rm -rf demo demo-[0-9] demo-[0-9][0-9] build dist *.egg-info
	@rm -rf .coverage .coverage.* .hypothesis .benchmarks .mypy_cache .pytest_cache .ruff_cache
	@find kursverktoy tests -name __pycache__ -type d -prune -exec rm -rf {} +

# pip compiles what it installs, but not a clone in place; where Python may not write its own
# cache, every click would compile the whole package again.
compiled: | $(BIN)/pip
	@$(BIN)/python -m compileall -q kursverktoy

# The clone's own Python. Debian keeps a part of venv in a package of its own.
$(BIN)/pip:
	@test -n '$(PYTHON)' || { \
	    echo 'kursverktoy trenger Python 3.11 eller nyere. Installer det, eller skriv' >&2; \
	    echo 'make PYTHON=/sti/til/python3' >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
	    package="$$('$(PYTHON)' -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
	    { $(MAY_INSTALL) && echo "Installerer $$package …" && $(APT) update -qq \
	    && $(APT) install -y -qq "$$package" >/dev/null; } || { \
	    echo "Python mangler venv. Installer det med «sudo apt-get install $$package»." >&2; \
	    exit 1; }; }
	@'$(PYTHON)' -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | $(BIN)/pip
	@echo 'Installerer kursverktoy i .venv …'
	@$(PIP) -e .
	@touch $@

.venv/.installed-dev: pyproject.toml constraints.txt | $(BIN)/pip
	@echo 'Installerer kursverktoy og testverktøyene i .venv …'
	@$(PIP) -e '.[dev]'
	@touch $@ .venv/.installed

# Where LibreOffice can't be had, its tests are skipped and say so; on CI they fail.
office:
	@command -v pdftotext >/dev/null && { \
	    { command -v soffice >/dev/null && test -e /usr/lib/python3/dist-packages/uno.py \
	    && command -v Xvfb >/dev/null && command -v xdotool >/dev/null; } \
	    || test -x /Applications/LibreOffice.app/Contents/MacOS/soffice; } \
	    || { $(MAY_INSTALL) && echo 'Installerer LibreOffice …' && $(APT) update -qq \
	    && $(APT) install -y -qq --no-install-recommends $(OFFICE) >/dev/null; } \
	    || echo 'LibreOffice, pdftotext, Xvfb eller xdotool mangler og kan ikke installeres herfra;' \
	    'testene som trenger dem, blir hoppet over.'
