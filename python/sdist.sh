#!/bin/sh
# sdist.sh MATURIN FOLDER: the sources of the Python package with those of every crate, as FOLDER/ywtb-VERSION.tar.gz, from which pip
# installs without a network. Run in the root of the project.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$1" sdist --manifest-path python/Cargo.toml --out "$work" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
root=$2/$(basename "$work"/ywtb-*.tar.gz .tar.gz)
rm -rf "$root"
mkdir -p "$2"
tar -xzf "$work"/ywtb-*.tar.gz -C "$2"
# The members of the workspace that stay behind leave the lock, or it would not be taken.
(cd "$root" && cargo update --quiet --workspace)
sh ffi/package/vendor.sh "$root"
sh ffi/package/pack.sh "$root"
