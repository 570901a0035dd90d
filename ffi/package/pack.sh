#!/bin/sh
# pack.sh FOLDER: makes FOLDER.tar.gz of a folder, in its place; the same files give the same archive.
set -eu
cd "$(dirname "$1")"
name=$(basename "$1")
tar --sort=name --owner=0 --group=0 --numeric-owner --mode=u+w,go=u-w --mtime=@0 -cf - "$name" | gzip -9n >"$name.tar.gz"
rm -r "$name"
sha256sum "$name.tar.gz"
