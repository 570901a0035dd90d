#!/bin/sh
# source.sh FOLDER: the sources with those of every crate that they need, as FOLDER/ywtb-VERSION-source: what is built from there needs no
# network. Run in the root of a checkout; what git knows goes in, as it lies there.
set -eu
version=$(awk '$2 == "YWTB_VERSION" {gsub(/"/, "", $3); print $3}' include/ywtb.h)
root=$1/ywtb-$version-source
rm -rf "$root"
mkdir -p "$root"
git ls-files -z | tar --null -T - -cf - | tar -C "$root" -xf -
sh ffi/package/vendor.sh "$root"
echo "$root"
