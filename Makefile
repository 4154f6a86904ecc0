# What a user does with this project. Each target installs what it lacks with apt-get where it may, or says what to install.
SHELL := /bin/bash
# The C++ and unwinding libraries that the Swift runtime needs are linked in as well: this folder, which has them as
# archives only, stands before the system's.
STATIC := $(CURDIR)/.build/static-libraries
FLAGS := -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -no-pie -Xlinker -L$(STATIC) \
	-Xlinker --gc-sections -Xlinker --no-export-dynamic -Xlinker --no-eh-frame-hdr \
	-Xlinker -T -Xlinker $(CURDIR)/scripts/link/no-unwind-tables.ld \
	-Xlinker --symbol-ordering-file -Xlinker $(CURDIR)/scripts/link/function-order.txt \
	-Xlinker --no-warn-symbol-ordering
SERVER := .build/release/minihydra-server

.PHONY: build libraries run test lint format bench fuzz conformance check-openapi image check-image \
	function-order clean dependencies

dependencies:
	@scripts/dependencies.sh build

build: libraries
	swift build $(FLAGS) --product minihydra-server

libraries: dependencies
	@mkdir -p $(STATIC)
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" $(STATIC)/libstdc++.a
	@ln -sf "$$(clang -print-file-name=libgcc_eh.a)" $(STATIC)/libgcc_s.a

run: build
	$(SERVER)

test: dependencies
	@scripts/dependencies.sh test
	swift test --disable-xctest

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

bench: build
	@scripts/dependencies.sh bench
	python3 benchmarks/bench.py --server $(SERVER)

fuzz: libraries
	swift build $(FLAGS) --product minihydra-fuzz
	.build/release/minihydra-fuzz --seconds 30

conformance: build
	$(SERVER) conformance --start '$(SERVER) serve all --dev -c {config}'

check-openapi: build
	@scripts/dependencies.sh check-openapi
	scripts/check-openapi.sh $(SERVER)

image:
	@scripts/image.sh

# Runs what is in the image without a container engine, in namespaces of its own.
check-image:
	@scripts/dependencies.sh check-image
	@scripts/image.sh roots
	@scripts/check-image.py

# Worth repeating when the start has changed much.
function-order: build
	@scripts/dependencies.sh profile
	scripts/link/function-order.sh $(SERVER)
	@rm $(SERVER)
	@$(MAKE) --no-print-directory build

clean:
	rm -rf .build
