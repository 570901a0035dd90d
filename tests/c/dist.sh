#!/bin/sh
# dist.sh LIB_DIR: the archive of the C library is the same twice, holds what it must, and serves a program wherever it is
# unpacked. The shared library without its symbols and an empty archive stand for those of a release, which are large.
set -eu
built=$1 source=$PWD/tests/c/consumer
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

fail() { echo "dist: $1" >&2; exit 1; }

mkdir "$work/built" "$work/here"
strip -o "$work/built/libywtb.so" "$built/libywtb.so"
ar rc "$work/built/libywtb.a"
first=$(sh ffi/package/dist.sh "$work/built" "$work/dist")
[ "$first" = "$(sh ffi/package/dist.sh "$work/built" "$work/dist")" ] || fail "the same files must give the same archive"
tar -xzf "$work"/dist/*.tar.gz -C "$work/here"
cd "$work"/here/ywtb-*
for file in share/ywtb.cdx.json share/licenses/ywtb/LICENSE-MIT share/licenses/ywtb/LICENSE-APACHE share/doc/ywtb/abi.md \
    include/ywtb.h lib/libywtb.so lib/libywtb.a; do
    [ -e "$file" ] || fail "$file is missing"
done
export PKG_CONFIG_PATH="$PWD/lib/pkgconfig" LD_LIBRARY_PATH="$PWD/lib"
# shellcheck disable=SC2046
cc -std=c99 "$source/main.c" -o "$work/program" $(pkg-config --cflags --libs ywtb)
[ "$("$work/program")" = "outcome 3" ] || fail "a program must run with what was unpacked"
cmake -S "$source" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$PWD" >"$work/log" || { cat "$work/log"; fail "find_package"; }
