# The C face: `make header` after a change of an entry, `make test-c` for everything that C sees.
include mk/need.mk

C_OUT := build/c
C_WARN := -Wall -Wextra -Wpedantic -Werror
C_TEST := $(wildcard tests/c/suite/*.c) tests/c/arrow.c
C_FIND := -Iinclude -L$(C_OUT)/lib -Wl,-rpath,$(CURDIR)/$(C_OUT)/lib
# What the standard library of Rust needs from the system, for a static link.
C_SYSTEM := $(shell cat ffi/package/system-libraries)
# Schemas and the rule table are made once and stay reachable to the end, their hash tables by a pointer into the middle,
# which valgrind calls possibly lost; anything else that is left is a leak.
LEAKS := definite,indirect
HELGRIND := valgrind --quiet --tool=helgrind --error-exitcode=9
VALGRIND := valgrind --quiet --leak-check=full --show-leak-kinds=$(LEAKS) --errors-for-leak-kinds=$(LEAKS) \
	--error-exitcode=9
HEADER := cargo run --quiet --package ywtb-ffi --example header --

# What programs that were built against this major version of the ABI rely on.
ABI := ffi/abi/ywtb-1.abi

# A release names no folder of the machine that builds it, so that it is the same bytes from everywhere.
FOLDERS = $(or $(CARGO_HOME),$(HOME)/.cargo)=cargo $(CURDIR)=.
RELEASE = RUSTFLAGS="$$RUSTFLAGS $(FOLDERS:%=--remap-path-prefix=%)" CFLAGS="$$CFLAGS $(FOLDERS:%=-ffile-prefix-map=%)" \
	cargo build --quiet --release --locked

export PREFIX DESTDIR LIBDIR INCLUDEDIR

.PHONY: header header-check test-c test-helgrind asan-lib test-asan soak c-lib install dist

# Writes include/ywtb.h from the sources, and what is new into the dump of the ABI; refuses what would break a program.
header:
	$(HEADER) include/ywtb.h
	@mkdir -p $(C_OUT); sh ffi/abi/dump.sh include/ywtb.h >$(C_OUT)/abi; \
	sh ffi/abi/compare.sh $(ABI) $(C_OUT)/abi && cp $(C_OUT)/abi $(ABI)

# Fails when include/ywtb.h is not what the sources say.
header-check:
	$(HEADER) --check include/ywtb.h

c-lib:
	cargo build --quiet --package ywtb-ffi --lib --example faults
	@mkdir -p $(C_OUT)/lib $(C_OUT)/faulty
	@ln -sf $(abspath $(TARGET))/debug/examples/libfaults.so $(C_OUT)/faulty/libywtb.so.1
	@ln -sf $(abspath $(LIB_DIR))/libywtb.so $(C_OUT)/lib/libywtb.so.1
	@ln -sf libywtb.so.1 $(C_OUT)/lib/libywtb.so

# Installs the C library: shared, static, header, ywtb.pc, the package for cmake, licences. Takes PREFIX, DESTDIR, LIBDIR and
# INCLUDEDIR; builds for a release, unless LIB_DIR says what was built already.
install:
ifeq ($(origin LIB_DIR),file)
	$(RELEASE) --package ywtb-ffi
	@sh ffi/package/install.sh $(TARGET)/release
else
	@sh ffi/package/install.sh $(LIB_DIR)
endif

# The C library as an archive with licences and bill of materials: build/dist/ywtb-VERSION-linux-MACHINE.tar.gz.
dist:
ifeq ($(origin LIB_DIR),file)
	$(RELEASE) --package ywtb-ffi
	@sh ffi/package/dist.sh $(TARGET)/release build/dist
else
	@sh ffi/package/dist.sh $(LIB_DIR) build/dist
endif

# The header in both languages, the exports, the ABI, the suite (shared, static, under valgrind), growth, every entry
# called wrongly and made to fail inside, the tools, and programs that find the installed library.
test-c: header-check c-lib
	@$(call need,the C tests,$(CC)) \
	set -ex; \
	$(CC) -std=c99 $(C_WARN) -Iinclude -c tests/c/header.c -o $(C_OUT)/header.o; \
	sh tests/c/exports.sh $(LIB_DIR)/libywtb.so include/ywtb.h tests/c/header.c; \
	sh tests/c/abi.sh include/ywtb.h $(ABI); \
	$(CC) -std=c99 $(C_WARN) -g $(C_FIND) $(C_TEST) -o $(C_OUT)/suite -lywtb -lpthread; \
	$(C_OUT)/suite; \
	$(CC) -std=c99 $(C_WARN) -Iinclude $(C_TEST) $(LIB_DIR)/libywtb.a -o $(C_OUT)/suite-static $(C_SYSTEM); \
	$(C_OUT)/suite-static; \
	$(CC) -std=c99 $(C_WARN) $(C_FIND) tests/c/faults.c tests/c/arrow.c -o $(C_OUT)/faults -lywtb; \
	sh tests/c/faults.sh $(C_OUT)/faults include/ywtb.h; \
	$(CC) -std=c99 $(C_WARN) -g -DFAULTS -Iinclude tests/c/faults.c tests/c/arrow.c $(C_OUT)/faulty/libywtb.so.1 \
		-Wl,-rpath,$(CURDIR)/$(C_OUT)/faulty -o $(C_OUT)/faults-forced; \
	sh tests/c/faults.sh $(C_OUT)/faults-forced include/ywtb.h; \
	$(CC) -std=c99 $(C_WARN) $(C_FIND) tests/c/growth.c -o $(C_OUT)/growth -lywtb; \
	$(C_OUT)/growth; \
	$(CC) -std=c99 $(C_WARN) -g $(C_FIND) tests/c/sequences.c tests/c/arrow.c -o $(C_OUT)/sequences -lywtb; \
	$(C_OUT)/sequences 300; \
	$(CC) -std=c99 $(C_WARN) -O2 $(C_FIND) tests/c/run_cases.c -o $(C_OUT)/run_cases -lywtb; \
	$(CC) -std=c99 $(C_WARN) $(C_FIND) examples/c/decide_and_verify.c -o $(C_OUT)/decide_and_verify -lywtb; \
	$(CC) -std=c99 $(C_WARN) $(C_FIND) examples/c/story.c -o $(C_OUT)/story -lywtb; \
	sh tests/c/programs.sh $(C_OUT)/run_cases $(C_OUT)/decide_and_verify
	@$(call need,the test of the installed C library,pkg-config) $(call need,the test of the installed C library,cmake) \
	$(call need,the test of the archive of the C library,python3) \
	set -ex; sh tests/c/consumer.sh $(LIB_DIR); sh tests/c/dist.sh $(LIB_DIR)
	@$(call need,the C++ tests,$(CXX)) \
	set -ex; \
	$(CXX) -x c++ -std=c++11 $(C_WARN) -Iinclude -c tests/c/header.c -o $(C_OUT)/header-cpp.o; \
	$(CXX) -std=c++11 $(C_WARN) $(C_FIND) tests/c/owner.cpp -o $(C_OUT)/owner -lywtb; \
	$(C_OUT)/owner
	@$(call need,the C header under clang,clang) \
	set -ex; \
	clang -std=c99 $(C_WARN) -Iinclude -c tests/c/header.c -o $(C_OUT)/header-clang.o; \
	clang++ -x c++ -std=c++11 $(C_WARN) -Iinclude -c tests/c/header.c -o $(C_OUT)/header-clang-cpp.o
	@$(call need,the C tests under valgrind,$(CC)) $(call need,the C tests under valgrind,valgrind) \
	set -ex; $(VALGRIND) $(C_OUT)/suite; $(VALGRIND) $(C_OUT)/faults-forced quiet

# Threads on registries under helgrind, with no suppression; and proof that it would see what is shared unguarded.
test-helgrind: c-lib
	@$(call need,the C tests under helgrind,$(CC)) $(call need,the C tests under helgrind,valgrind) \
	set -ex; \
	$(CC) -std=c99 $(C_WARN) -g $(C_FIND) tests/c/threads.c -o $(C_OUT)/threads -lywtb -lpthread; \
	$(C_OUT)/threads 300; \
	$(HELGRIND) $(C_OUT)/threads 5; \
	$(CC) -std=c99 $(C_WARN) -g -DUNGUARDED $(C_FIND) tests/c/threads.c -o $(C_OUT)/threads-unguarded -lywtb -lpthread; \
	if $(HELGRIND) $(C_OUT)/threads-unguarded 5 2>/dev/null; then echo 'helgrind saw nothing' >&2; exit 1; fi

# Address and undefined behaviour sanitizers: the library of nightly Rust, which is told how fuzzers see their way too, and the C
# side of clang (with its libclang-rt); both must be instrumented. Leaks are valgrind's to find.
ASAN := build/asan
ASAN_RUST := -Zsanitizer=address -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
	-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
ASAN_TARGET := $(shell rustc -vV | awk '/^host/ {print $$2}')
ASAN_LIB := $(ASAN)/target/$(ASAN_TARGET)/debug
ASAN_C := clang -std=c99 $(C_WARN) -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -Iinclude
ASAN_RUN := ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=1

asan-lib:
	RUSTFLAGS='$(ASAN_RUST)' cargo +nightly build --quiet --package ywtb-ffi --lib \
		--target $(ASAN_TARGET) --target-dir $(ASAN)/target

test-asan: asan-lib
	@set -ex; for program in "overrun tests/c/overrun.c" "suite $(C_TEST)" "faults tests/c/faults.c tests/c/arrow.c" "sequences tests/c/sequences.c tests/c/arrow.c" \
		"threads tests/c/threads.c"; do \
		set -- $$program; name=$$1; shift; \
		$(ASAN_C) "$$@" $(ASAN_LIB)/libywtb.a -o $(ASAN)/$$name $(C_SYSTEM); \
	done; \
	sh tests/c/instrumented.sh $(ASAN_LIB)/libywtb.a $(ASAN)/overrun; \
	$(ASAN_RUN) $(ASAN)/suite; $(ASAN_RUN) $(ASAN)/faults quiet; $(ASAN_RUN) $(ASAN)/sequences 300; $(ASAN_RUN) $(ASAN)/threads 100

# Mixed load for some ten minutes, bounded by count: memory and open files flat, every answer as at first. The figures go into
# BENCHMARKS.md.
SOAK ?= 1000000

soak:
	cargo build --quiet --release --package ywtb-ffi --lib
	@mkdir -p $(C_OUT)/soak; ln -sf $(abspath $(TARGET))/release/libywtb.so $(C_OUT)/soak/libywtb.so.1
	$(CC) -std=c99 $(C_WARN) -O2 -Iinclude tests/c/sequences.c tests/c/arrow.c $(C_OUT)/soak/libywtb.so.1 \
		-Wl,-rpath,$(abspath $(C_OUT))/soak -o $(C_OUT)/soak/sequences
	nice $(C_OUT)/soak/sequences $(SOAK)
