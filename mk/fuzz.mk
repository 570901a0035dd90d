# libFuzzer over the targets of tests/fuzz; needs nightly Rust and cargo-fuzz. `make test` runs the short seeded form.

FUZZ_OUT := $(CURDIR)/build/fuzz
FUZZ_SEEDS := cargo run --quiet --package ywtb-fuzz --example seeds -- $(FUZZ_OUT)/corpus
# Which targets (all, unless one is named), and for how long each.
FUZZ ?= $(shell $(FUZZ_SEEDS))
SECONDS ?= 120

.PHONY: fuzz fuzz-abi

fuzz:
	@$(FUZZ_SEEDS) >/dev/null
	@set -e; cd tests/fuzz/libfuzzer; for target in $(FUZZ); do \
		CARGO_TARGET_DIR=$(FUZZ_OUT)/target cargo +nightly fuzz run --fuzz-dir . $$target $(FUZZ_OUT)/corpus/$$target -- \
			-dict=$(FUZZ_OUT)/corpus/$$target.dict -artifact_prefix=$(FUZZ_OUT)/found- \
			-max_total_time=$(SECONDS) -timeout=20 -rss_limit_mb=2048 -print_final_stats=1; \
	done

# libFuzzer over the C ABI: its bytes choose the calls of tests/c/sequences.c, against the model there.
fuzz-abi: asan-lib
	@mkdir -p $(FUZZ_OUT)/corpus/abi
	clang -std=c99 $(C_WARN) -g -O1 -fsanitize=fuzzer,address,undefined -DYWTB_LIBFUZZER -Iinclude tests/c/sequences.c \
		tests/c/arrow.c $(ASAN_LIB)/libywtb.a -o $(FUZZ_OUT)/abi $(C_SYSTEM)
	$(ASAN_RUN) $(FUZZ_OUT)/abi $(FUZZ_OUT)/corpus/abi -artifact_prefix=$(FUZZ_OUT)/found-abi- -max_total_time=$(SECONDS) \
		-max_len=512 -len_control=0 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
