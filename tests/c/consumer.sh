#!/bin/sh
# consumer.sh LIB_DIR: a program in an empty folder finds the installed library, by pkg-config and by find_package; linked
# shared and static; where it was installed, and where a packager moved it.
set -eu
built=$1 source=$PWD/tests/c/consumer
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

fail() { echo "consumer: $1" >&2; exit 1; }
says() { [ "$("$@")" = "outcome 3" ] || fail "$* must say that it is undetermined"; }

PREFIX=$work/usr sh ffi/package/install.sh "$built"
lib=$work/usr/lib
[ "$(readlink "$lib/libywtb.so")" = libywtb.so.1 ] || fail "libywtb.so must lead to libywtb.so.1"

mkdir "$work/empty"
cp "$source/main.c" "$work/empty/"
cd "$work/empty"
export PKG_CONFIG_PATH="$lib/pkgconfig"
# shellcheck disable=SC2046
cc -std=c99 main.c -o shared $(pkg-config --cflags --libs ywtb)
readelf -d shared | grep -q 'NEEDED.*\[libywtb.so.1\]' || fail "a program must need libywtb.so.1"
says env LD_LIBRARY_PATH="$lib" ./shared
# shellcheck disable=SC2046
cc -std=c99 main.c -o static $(pkg-config --cflags ywtb) "$lib/libywtb.a" $(pkg-config --static --libs-only-l ywtb | sed 's/-lywtb//')
if readelf -d static | grep -q libywtb; then fail "a static program must not need the shared library"; fi
says ./static

cmake -S "$source" -B by-cmake -DCMAKE_PREFIX_PATH="$work/usr" >cmake.log || { cat cmake.log; fail "find_package"; }
cmake --build by-cmake >>cmake.log || { cat cmake.log; fail "the build by cmake"; }
says by-cmake/shared
says by-cmake/static

# A packager installs into a stage: what the files say is where it will stand, and cmake finds it where it stands now.
cd "$source/../../.."
DESTDIR=$work/stage PREFIX=/opt/ywtb LIBDIR=/opt/ywtb/lib64 sh ffi/package/install.sh "$built"
grep -q '^libdir=/opt/ywtb/lib64$' "$work/stage/opt/ywtb/lib64/pkgconfig/ywtb.pc" || fail "ywtb.pc must not name the stage"
if grep -rqI "$work" "$work/stage"; then fail "no file may name the stage"; fi
cmake -S "$source" -B "$work/moved" -Dywtb_DIR="$work/stage/opt/ywtb/lib64/cmake/ywtb" >"$work/log" || { cat "$work/log"; fail "find_package where it was moved"; }
