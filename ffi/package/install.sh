#!/bin/sh
# install.sh LIB_DIR: puts the C library that was built in LIB_DIR into $DESTDIR$PREFIX, with all that its users need.
# LIBDIR and INCLUDEDIR may be set apart from PREFIX. Run in the root of the project.
set -eu
built=$1
: "${DESTDIR=}" "${PREFIX:=/usr/local}"
: "${LIBDIR:=$PREFIX/lib}" "${INCLUDEDIR:=$PREFIX/include}"
here=ffi/package header=include/ywtb.h

constant() { awk -v name="$1" '$2 == name {gsub(/"/, "", $3); print $3}' $header; }
major=$(constant YWTB_ABI_MAJOR)
abi=$major.$(constant YWTB_ABI_MINOR)
to_include=$(realpath -ms --relative-to="$LIBDIR" "$INCLUDEDIR")

# Writes a file from its template.
fill() {
    sed -e "s|@PREFIX@|$PREFIX|g; s|@LIBDIR@|$LIBDIR|g; s|@INCLUDEDIR@|$INCLUDEDIR|g; s|@TO_INCLUDE@|$to_include|g" \
        -e "s|@VERSION@|$(constant YWTB_VERSION)|g; s|@ABI@|$abi|g; s|@ABI_MAJOR@|$major|g; s|@SYSTEM@|$(cat $here/system-libraries)|g" \
        "$here/$1.in" >"$2"
}

lib=$DESTDIR$LIBDIR share=$DESTDIR$PREFIX/share/licenses/ywtb
mkdir -p "$lib/pkgconfig" "$lib/cmake/ywtb" "$DESTDIR$INCLUDEDIR" "$share"
install -m 755 "$built/libywtb.so" "$lib/libywtb.so.$abi"
ln -sf "libywtb.so.$abi" "$lib/libywtb.so.$major"
ln -sf "libywtb.so.$major" "$lib/libywtb.so"
install -m 644 "$built/libywtb.a" "$lib/"
install -m 644 $header "$DESTDIR$INCLUDEDIR/"
install -m 644 LICENSE-MIT LICENSE-APACHE "$share/"
fill ywtb.pc "$lib/pkgconfig/ywtb.pc"
fill ywtb-config.cmake "$lib/cmake/ywtb/ywtb-config.cmake"
fill ywtb-config-version.cmake "$lib/cmake/ywtb/ywtb-config-version.cmake"
