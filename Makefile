PREFIX ?= /usr/local
BINARY := .build/release/patchbay
# Coloured messages are another compiler option, so a build on a terminal would begin anew after one without.
RELEASE := -c release --product patchbay --no-color-diagnostics
ifeq ($(shell uname -s),Linux)
RELEASE += --static-swift-stdlib -Xlinker -s
endif

.PHONY: help run build test bench lint install setup

help:
	@echo 'make run      build, and open the shell (without a terminal: play the tour)'
	@echo 'make build    build $(BINARY)'
	@echo 'make test     build and run the tests'
	@echo 'make bench    measure beside other tools'
	@echo 'make lint     check format, imports and layers'
	@echo 'make install  put patchbay into PREFIX/bin (PREFIX=$(PREFIX))'

setup:
	@.ci/setup

build: setup
	swift build $(RELEASE)

run: build
	@export CRM_SECRET="$${CRM_SECRET-demo-secret}"; \
	if [ -t 0 ] && [ -t 1 ]; then exec $(BINARY); fi; \
	exec $(BINARY) replay --live --trust --print sessions/tour.md

test: setup
	swift build --build-tests
	swift test

bench: build
	Benchmarks/run

lint: setup
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	.ci/check-imports
	swift build --explicit-target-dependency-import-check error

install: build
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 $(BINARY) '$(DESTDIR)$(PREFIX)/bin/patchbay'
