# Two commands do everything: `make demo` and `make test`. The parts for each face are in mk/.
SHELL := bash
.DEFAULT_GOAL := help

include mk/c.mk mk/java.mk mk/python.mk mk/docs.mk mk/fuzz.mk mk/bench.mk mk/supply.mk

# The language of the demo: zh or en.
LANG_OUT ?= en

.PHONY: help demo story test test-rust test-faces clean

help:
	@echo 'make demo [LANG_OUT=zh]   judge a catalogue and its requests, verify six documents, in tables'
	@echo 'make story                one application from its intake to an objection, step by step'
	@echo 'make test                 every test of every face'
	@echo 'make install PREFIX=DIR   the C library: shared, static, header, for pkg-config and cmake'
	@echo 'make dist                 the same as an archive, with licences and bill of materials'
	@echo 'make source               all sources with those of every crate, for a machine without a network'
	@echo 'make reproducible | deny | msrv | minimal-versions   the same bytes from every folder; licences; the oldest Rust and crates'
	@echo 'make java-jar             build/java/ywtb.jar with the library in it, and its documentation'
	@echo 'make header | stubs       write include/ywtb.h | python/ywtb/_native.pyi again after a change'
	@echo 'make docs-rules           write docs/rules again after a change of the rules or their cases'
	@echo 'make docs-python          the documentation of the Python package, from its docstrings: build/docs/python'
	@echo 'make fuzz-abi | test-asan | soak | bench-calls   the C ABI under libFuzzer, under AddressSanitizer, for ten minutes; what calls cost'
	@echo 'make bench-peers          the same decisions by ywtb, regorus, Cedar, Polars and pandas'
	@echo 'make fuzz [FUZZ=der] [SECONDS=120]   libFuzzer over every parser, or one'

# Needs the Rust toolchain and a C compiler. With YWTB_CORPUS set, the real files there are verified too.
demo:
	@cargo run --quiet --package ywtb-demo -- --lang $(LANG_OUT)

# The same story is told by examples/c/story.c, examples/java/Story.java and examples/python/story.py.
story:
	@cargo run --quiet --package ywtb-demo --bin story

# Runs everything; what could not run for want of a program is named at the end, and fails under CI=true.
test:
	@mkdir -p build
	@set -o pipefail; $(MAKE) --no-print-directory test-rust test-faces 2>&1 | tee build/test.log; status=$$?; \
	echo; grep '^skipped:' build/test.log | sort -u || echo 'nothing was skipped'; exit $$status

test-rust:
	cargo test --quiet --workspace --features ywtb/arrow

# C and Java first: the tests of conformance ask their runners, and Rust's, the same cases and the same story as Python.
test-faces: test-c test-helgrind test-java
	@cargo build --quiet --package ywtb --example run_cases
	@cargo build --quiet --package ywtb-demo --bin story
	@export YWTB_RUST_RUNNER='$(TARGET)/debug/examples/run_cases' YWTB_RUST_STORY='$(TARGET)/debug/story'; \
	if test -x $(C_OUT)/run_cases; then export YWTB_C_RUNNER='$(C_OUT)/run_cases'; fi; \
	if test -e $(LIB_DIR)/libywtb.so; then export YWTB_C_LIBRARY='$(abspath $(LIB_DIR))/libywtb.so'; fi; \
	if test -x $(C_OUT)/story; then export YWTB_C_STORY='$(C_OUT)/story'; fi; \
	if test -e $(JAVA_TESTS)/RunCases.class; then export YWTB_JAVA_RUNNER='$(JAVA) RunCases' YWTB_JAVA_STORY='$(JAVA) Story'; fi; \
	$(MAKE) --no-print-directory test-python

clean:
	cargo clean
	rm -rf build
