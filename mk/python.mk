# The Python face: virtual environment, stubs, tests. The root Makefile includes this file; it runs alone too.

PYTHON ?= python3
VENV := build/venv
VENV_PYTHON := $(VENV)/bin/python
NATIVE_STUB := python/ywtb/_native.pyi
# A test machine must have every program; elsewhere a missing one is named and left out.
SKIP = echo "skipped: $(1)" && test "$(CI)" != true
HAS_PYTHON = $(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
# The module is built as for a release (and for Python 3.9) only in wheels; here dependencies are optimised and the rest is quick to build.
DEVELOP = VIRTUAL_ENV=$(abspath $(VENV)) $(VENV)/bin/maturin develop --quiet --manifest-path python/Cargo.toml \
	--no-default-features --features stubs

RUFF = --config python/pyproject.toml python tests/python tests/calls tests/peers examples/python docs/python

.PHONY: venv python-develop test-python stubs stubs-check docs-python

venv: $(VENV)/.stamp

$(VENV)/.stamp: python/requirements-dev.txt
	@if $(HAS_PYTHON); then \
		$(PYTHON) -m venv $(VENV) && \
		$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check -r python/requirements-dev.txt && \
		touch $@; \
	else $(call SKIP,Python face (needs Python 3.11 or newer with venv)); fi

# The module as the sources say, in the virtual environment: then build/venv/bin/ywtb runs.
python-develop: venv
	@if test -e $(VENV)/.stamp; then $(DEVELOP); fi

test-python: stubs-check
	@if test -e $(VENV)/.stamp; then set -e; \
		$(VENV)/bin/ruff check --quiet $(RUFF); \
		$(VENV)/bin/ruff format --quiet --check $(RUFF); \
		$(VENV)/bin/mypy --config-file python/pyproject.toml; \
		$(VENV)/bin/stubtest --mypy-config-file python/pyproject.toml ywtb._native; \
		$(VENV_PYTHON) -m pytest -c python/pyproject.toml --rootdir . tests/python python/ywtb docs/python; \
	fi

stubs: venv
	@if test -e $(VENV)/.stamp; then $(DEVELOP) --generate-stubs; fi

# Fails when the committed stub is not what the sources give.
stubs-check: venv
	@if test -e $(VENV)/.stamp; then set -e; \
		cp $(NATIVE_STUB) build/_native.pyi.committed; \
		$(DEVELOP) --generate-stubs; \
		cmp -s $(NATIVE_STUB) build/_native.pyi.committed || { \
			diff -u build/_native.pyi.committed $(NATIVE_STUB); \
			echo "$(NATIVE_STUB) is not what the sources give: run make stubs and commit it"; exit 1; }; \
	fi

# The documentation of the package from its docstrings, build/docs/python; a name that is not there or a broken link fails.
docs-python: venv
	@if test -e $(VENV)/.stamp; then \
		cd docs/python && $(abspath $(VENV))/bin/mkdocs build --strict --quiet --site-dir $(abspath build/docs/python); \
	fi
