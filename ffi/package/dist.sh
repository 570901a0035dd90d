#!/bin/sh
# dist.sh LIB_DIR FOLDER: packs the C library that was built in LIB_DIR as an archive in FOLDER: what `make install` installs, the
# pages for hosts, licences, bill of materials. The same files give the same archive.
set -eu
built=$1 folder=$2
version=$(awk '$2 == "YWTB_VERSION" {gsub(/"/, "", $3); print $3}' include/ywtb.h)
name=ywtb-$version-linux-$(uname -m)
root=$folder/$name

rm -rf "$root"
mkdir -p "$root/share/doc/ywtb"
DESTDIR=$root PREFIX=/ LIBDIR=/lib INCLUDEDIR=/include sh ffi/package/install.sh "$built"
cp docs/c/*.md CHANGELOG.md SECURITY.md "$root/share/doc/ywtb/"
python3 ffi/package/sbom.py >"$root/share/ywtb.cdx.json"
# Wherever it is unpacked, pkg-config finds what lies beside.
sed -i 's|^prefix=.*|prefix=${pcfiledir}/../..|; s|^libdir=.*|libdir=${prefix}/lib|; s|^includedir=.*|includedir=${prefix}/include|' \
    "$root/lib/pkgconfig/ywtb.pc"
sh ffi/package/pack.sh "$root"
