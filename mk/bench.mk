# What calls cost from C and Java against empty ones of the same kind, and the decision itself in Rust, in one run; for a
# quiet machine. The figures go into BENCHMARKS.md.
CALLS_OUT := build/calls

.PHONY: bench-calls bench-calls-python bench-peers

bench-calls:
	cargo build --quiet --release --package ywtb-ffi --lib --example calls
	@mkdir -p $(CALLS_OUT) $(JAVA_CLASSES); ln -sf $(abspath $(TARGET))/release/libywtb.so $(CALLS_OUT)/libywtb.so.1
	$(CC) -std=c99 $(C_WARN) -O2 -shared -fPIC tests/calls/empty.c -o $(CALLS_OUT)/libempty.so
	$(CC) -std=c99 $(C_WARN) -O2 -Iinclude tests/calls/calls.c $(CALLS_OUT)/libywtb.so.1 -L$(CALLS_OUT) -lempty \
		-Wl,-rpath,$(abspath $(CALLS_OUT)) -o $(CALLS_OUT)/calls
	$(JAVAC) -cp $(JNA) -d $(JAVA_CLASSES) examples/java/src/cn/ywtb/*.java
	$(JAVAC) -cp $(JNA):$(JAVA_CLASSES) -d $(CALLS_OUT) tests/calls/Calls.java
	@$(TARGET)/release/examples/calls; $(CALLS_OUT)/calls; \
	java -cp $(JAVA_CLASSES):$(CALLS_OUT):$(JNA) -Dywtb.library=$(abspath $(TARGET))/release/libywtb.so \
		-Dempty.library=$(abspath $(CALLS_OUT))/libempty.so Calls

# The same from Python, by the module as the tests build it.
bench-calls-python: python-develop
	@if test -e $(VENV)/.stamp; then $(VENV_PYTHON) tests/calls/calls.py; fi

# The same decisions by ywtb, regorus, Cedar, Polars and pandas, in one run, their answers compared.
bench-peers: venv
	cargo bench --manifest-path tests/peers/Cargo.toml
	$(DEVELOP) --release
	@cargo run --quiet --release --manifest-path tests/peers/Cargo.toml --example world | $(VENV_PYTHON) tests/peers/tables.py
