#!/bin/sh
# exports.sh LIBRARY HEADER CONSTANTS.c: the shared library exports what the header declares and nothing else, is named, as
# its symbols are, by the major version of its ABI, and every constant of the header is used in CONSTANTS.c. Run in the root of the project.
set -eu
library=$1 header=$2 constants=$3

fail() { echo "exports: $1" >&2; exit 1; }

major=$(awk '$2 == "YWTB_ABI_MAJOR" {print $3}' "$header")
node=libywtb.so.$major
# The node itself is a symbol, too.
exported=$(nm -D --defined-only "$library" | awk -v node="$node" '$3 != node {sub("@@" node "$", "", $3); print $3}' | sort)
declared=$(grep -v '^//' "$header" | grep -oE '\bywtb_[a-z0-9_]+\(' | tr -d '(' | sort -u)
[ "$exported" = "$declared" ] || fail "exported: $exported; declared: $declared"

readelf -d "$library" | grep -q "soname: \[$node\]" || fail "the SONAME must be $node"
# Where the linker is that of the GNU tools, every symbol bears the version.
unversioned=$(readelf -W --dyn-syms "$library" | awk '$7 != "UND" && $8 ~ /^ywtb_/ {print $8}' | grep -vF "@@$node" || true)
[ -z "$unversioned" ] || fail "without the version $node: $unversioned"

# What the pages for hosts name is there.
for name in $(grep -ohE '\b(ywtb|YWTB)_[A-Za-z0-9_]*[A-Za-z0-9]\b' docs/c/*.md | sort -u); do
    grep -qE "\b$name(\b|_)" "$header" || fail "$name stands in docs/c and not in the header"
done

for constant in $(awk '$1 == "#define" && $2 ~ /^YWTB_/ && $2 != "YWTB_H" {print $2}' "$header"); do
    grep -qw "$constant" "$constants" || fail "$constant is not used in $constants"
done
