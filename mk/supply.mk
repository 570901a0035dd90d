# What a release is made of: its sources for machines without a network, the same bytes from every folder, licences, and the
# oldest toolchain and crates that do.

# What is shipped.
SHIPPED := --package ywtb --package ywtb-ffi --package ywtb-python --features ywtb/arrow
# The toolchain that Cargo.toml promises.
MSRV := $(shell awk -F'"' '/^rust-version/ {print $$2}' Cargo.toml).0
# Pinned: another release may judge otherwise.
DENY := build/tools/cargo-deny-0.20.2/bin/cargo-deny

.PHONY: source test-offline reproducible deny msrv minimal-versions sdist test-sdist wheels

# The sources with those of every crate: build/dist/ywtb-VERSION-source.tar.gz.
source:
	@root=$$(sh ffi/package/source.sh build/dist) && sh ffi/package/pack.sh "$$root"

# They build and serve a program without a network.
test-offline:
	@$(call need,the build without a network,pkg-config) sh tests/c/offline.sh

# Two builds for a release, without a network, in two folders: the same bytes, and their digests.
reproducible:
	@$(call need,the builds that are compared,pkg-config) sh tests/c/offline.sh again

# Licences, sources and bans of deny.toml. DENIED=advisories asks the database of advisories too, which needs the network.
DENIED ?= licenses bans sources
deny: $(DENY)
	$(DENY) --log-level error check $(DENIED)

$(DENY):
	cargo install --quiet --debug --locked --root $(@:%/bin/cargo-deny=%) --target-dir build/tools/target \
		$(@:build/tools/cargo-deny-%/bin/cargo-deny=cargo-deny@%)

msrv:
	cargo +$(MSRV) check --quiet --locked $(SHIPPED) --target-dir build/msrv

# The oldest releases that our own manifests let in, in a copy of the sources; needs nightly Rust to choose them.
MINIMAL := build/minimal/sources
minimal-versions:
	@rm -rf $(MINIMAL); mkdir -p $(MINIMAL)
	@git ls-files -z | tar --null -T - -cf - | tar -C $(MINIMAL) -xf -
	cd $(MINIMAL) && cargo +nightly generate-lockfile --quiet -Zdirect-minimal-versions && \
		cargo check --quiet --locked $(SHIPPED) --target-dir ../target

# The sources of the Python package with those of every crate: build/dist/ywtb-VERSION.tar.gz; and pip installs them without a
# network.
sdist: venv
	@if test -e $(VENV)/.stamp; then sh python/sdist.sh $(VENV)/bin/maturin build/dist; fi

test-sdist: venv
	@if test -e $(VENV)/.stamp; then sh tests/python/sdist.sh $(VENV); fi

# Wheels for every Python from 3.9 on and glibc from 2.17 on (manylinux2014), for WHEEL_MACHINES, and what they say of themselves
# against what is in them; build/wheels. Zig is the C compiler and linker; `rustup target add` brings what other machines need.
ZIG := ziglang==0.17.1
WHEEL_MACHINES ?= x86_64
wheels: venv
	@if test -e $(VENV)/.stamp; then set -e; \
		$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check '$(ZIG)'; rm -rf build/wheels; \
		for machine in $(WHEEL_MACHINES); do \
			PATH=$(abspath $(VENV))/bin:$$PATH $(VENV)/bin/maturin build --quiet --release --zig --compatibility manylinux2014 \
				--target $$machine-unknown-linux-gnu --manifest-path python/Cargo.toml --out build/wheels; \
		done; \
		$(VENV_PYTHON) tests/python/wheels.py build/wheels/*.whl; \
	fi
