#!/bin/sh
# offline.sh [again]: the C library is built from its sources and those of its crates alone: without a network, with an empty home
# of cargo, in a folder where no checkout is; and a program links with it. With "again": built for a release in two folders, which
# gives the same bytes.
set -eu
consumer=$PWD/tests/c/consumer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "offline: $1" >&2; exit 1; }

sources=$(sh ffi/package/source.sh "$work")

# install FOLDER: builds the sources in a folder as for a release, and installs them into a stage.
install() {
    sh tests/alone.sh "$work/home" make --no-print-directory -C "$1" install PREFIX=/opt/ywtb DESTDIR="$1/stage" ||
        fail "the sources must build without a network"
}

if [ "${1-}" != again ]; then
    # It is only asked whether everything is there.
    export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
fi
install "$sources"
stage=$sources/stage/opt/ywtb
if grep -rl "$work" "$stage" >&2; then fail "nothing may name the folder where it was built"; fi
if [ "${1-}" = again ]; then
    mkdir -p "$work/an/other"
    cp -R "$sources" "$work/an/other/place"
    rm -r "$work/an/other/place/target" "$work/an/other/place/stage"
    install "$work/an/other/place"
    diff -r "$stage" "$work/an/other/place/stage/opt/ywtb" || fail "two builds must give the same bytes"
    (cd "$stage/lib" && sha256sum libywtb.so.?.? libywtb.a)
fi
# shellcheck disable=SC2046
cc -std=c99 "$consumer/main.c" -o "$work/program" \
    $(PKG_CONFIG_PATH="$stage/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$sources/stage" pkg-config --cflags --libs ywtb)
[ "$(LD_LIBRARY_PATH="$stage/lib" "$work/program")" = "outcome 3" ] || fail "a program must run with what was built"
