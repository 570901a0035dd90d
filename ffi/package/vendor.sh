#!/bin/sh
# vendor.sh FOLDER: puts the sources of the crates that the workspace in FOLDER needs beside it, and tells cargo to take them
# from there.
set -eu
cd "$1"
cargo vendor --quiet --locked --versioned-dirs vendor
mkdir -p .cargo
cat >.cargo/config.toml <<'END'
[source.crates-io]
replace-with = "vendored"

[source.vendored]
directory = "vendor"
END
