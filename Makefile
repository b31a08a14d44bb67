# make demo   installs all it needs into .venv and builds the knowledge base of data/news in kb/
# make test   installs what the tests need too (Debian packages included) and runs lint, types and all tests
# make bundles  makes what pages run in the browser (demo and test do it too)
# make lock   writes the lock files anew after a change of pyproject.toml
# make bench  compares the speed with what a user would pick instead; of the server, beside others: make bench-server

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bundles lock bench bench-server clean

demo: .venv/demo.stamp
	@$(MAKE) --no-print-directory bundles || echo "Pages go without what runs in the browser; later: make bundles"
	$(BIN)/migrationkg build data/news --kb kb

test: .venv/test.stamp .venv/readers.stamp bundles lint
	$(BIN)/python -m pytest --numprocesses 2 --dist loadscope
	$(BIN)/python -m pytest --numprocesses 2 tests/store --spawn  # processes begin as on Windows

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bundles: .venv/bundles.stamp

bench: .venv/test.stamp
	$(BIN)/python -m benchmarks

bench-server: .venv/test.stamp  # what the server is compared with is needed for nothing else, and locked nowhere
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'oxigraph>=0.5,<0.6' 'rdflib-endpoint>=0.6,<0.7'
	$(BIN)/python -m benchmarks.serving

.venv/demo.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "migrationkg needs Python 3.11 or later; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/test.stamp: .venv/demo.stamp requirements-dev.lock scripts/install-test-programs
	scripts/install-test-programs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Readers of RDF by others, which the tests have read our files
.venv/readers.stamp: .venv/demo.stamp tests/readers/package.json tests/readers/package-lock.json scripts/npm
	@scripts/npm ci --silent --prefix tests/readers
	@touch $@

.venv/bundles.stamp: .venv/demo.stamp package.json package-lock.json .npmrc scripts/npm scripts/bundle.mjs \
  $(shell find browser src/migrationkg/server/pages/static -name '*.js')
	@echo "Making what pages run in the browser"
	@scripts/npm ci --silent
	@scripts/npm run --silent bundle
	@touch $@

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --group dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --group npm -o requirements-npm.lock
	scripts/npm install --package-lock-only --silent
	scripts/npm install --package-lock-only --silent --prefix tests/readers

clean:
	rm -rf .venv kb dist node_modules tests/readers/node_modules src/migrationkg/bundles
