#!/bin/sh
# exports.sh LIBRARY HEADER CONSTANTS.c: the shared library exports what the header declares and nothing else, is named
# by the major version of its ABI, and every constant of the header is used in CONSTANTS.c. Run in the root of the project.
set -eu
library=$1 header=$2 constants=$3

fail() { echo "exports: $1" >&2; exit 1; }

exported=$(nm -D --defined-only "$library" | awk '{print $3}' | sort)
declared=$(grep -v '^//' "$header" | grep -oE '\bywtb_[a-z0-9_]+\(' | tr -d '(' | sort -u)
[ "$exported" = "$declared" ] || fail "exported: $exported; declared: $declared"

major=$(awk '$2 == "YWTB_ABI_MAJOR" {print $3}' "$header")
readelf -d "$library" | grep -q "soname: \[libywtb.so.$major\]" || fail "the SONAME must be libywtb.so.$major"

# What the pages for hosts name is there.
for name in $(grep -ohE '\b(ywtb|YWTB)_[A-Za-z0-9_]*[A-Za-z0-9]\b' docs/c/*.md | sort -u); do
    grep -qE "\b$name(\b|_)" "$header" || fail "$name stands in docs/c and not in the header"
done

for constant in $(awk '$1 == "#define" && $2 != "YWTB_H" {print $2}' "$header"); do
    grep -qw "$constant" "$constants" || fail "$constant is not used in $constants"
done
