PREFIX ?= /usr/local
BUILT := .build/release/patchbay
# Another binary, such as .build/debug/patchbay, is installed without building.
BINARY ?= $(BUILT)
# Coloured messages are another compiler option, so a build on a terminal would begin anew after one without.
RELEASE := -c release --product patchbay --no-color-diagnostics
ifeq ($(shell uname -s),Linux)
# What the loader has to find and to relocate is a good part of the start: no library of C++, and no symbols for others.
RELEASE += --static-swift-stdlib -Xlinker -s -Xlinker --no-export-dynamic \
  -Xswiftc -L$(CURDIR)/.build/static -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
endif

.PHONY: help run build test bench lint install uninstall setup static

help:
	@echo 'make run      build, and open the shell (without a terminal: play the tour)'
	@echo 'make build    build $(BUILT)'
	@echo 'make test     build and run the tests'
	@echo 'make bench    measure beside other tools'
	@echo 'make lint     check format, imports and layers'
	@echo 'make install  put patchbay, its man page and completions under PREFIX (PREFIX=$(PREFIX))'
	@echo 'make uninstall  take them away'

setup:
	@.ci/setup

# The linker takes the first library of a name; where there is no static one it goes on to the other.
static:
	@mkdir -p .build/static; library=$$(clang --print-file-name=libstdc++.a 2>/dev/null || true); \
	case "$$library" in /*) ln -sf "$$library" .build/static ;; esac

build: setup static
	swift build $(RELEASE)

run: build
	@export CRM_SECRET="$${CRM_SECRET-demo-secret}"; \
	if [ -t 0 ] && [ -t 1 ]; then exec $(BINARY); fi; \
	exec $(BINARY) replay --live --trust --print sessions/tour.md

test: setup
	swift build --build-tests
	swift test

bench: build
	swift build $(subst --product patchbay,--product exchange-benchmark,$(RELEASE))
	Benchmarks/run

lint: setup
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	.ci/check-imports
	swift build --explicit-target-dependency-import-check error

BIN := $(DESTDIR)$(PREFIX)/bin/patchbay
MAN := $(DESTDIR)$(PREFIX)/share/man/man1/patchbay.1
BASH_COMPLETION := $(DESTDIR)$(PREFIX)/share/bash-completion/completions/patchbay
ZSH_COMPLETION := $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_patchbay
FISH_COMPLETION := $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/patchbay.fish
INSTALLED := $(BIN) $(MAN) $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

install: $(if $(filter $(BUILT),$(BINARY)),build)
	for file in $(foreach file,$(INSTALLED),'$(file)'); do install -d "$$(dirname "$$file")" || exit; done
	install -m 755 '$(BINARY)' '$(BIN)'
	install -m 644 docs/patchbay.1 '$(MAN)'
	'$(BINARY)' --generate-completion-script bash > '$(BASH_COMPLETION)'
	'$(BINARY)' --generate-completion-script zsh > '$(ZSH_COMPLETION)'
	'$(BINARY)' --generate-completion-script fish > '$(FISH_COMPLETION)'

uninstall:
	rm -f $(foreach file,$(INSTALLED),'$(file)')
