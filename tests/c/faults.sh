#!/bin/sh
# faults.sh PROGRAM HEADER: what the program that calls every entry wrongly leaves on stderr, and that it calls every entry.
set -eu
program=$1 header=$2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

fail() { echo "faults: $1" >&2; exit 1; }

for entry in $(grep -v '^//' "$header" | grep -oE '\bywtb_[a-z0-9_]+\(' | tr -d '(' | sort -u); do
    grep -qw "$entry" tests/c/faults.c || fail "$entry is not called in tests/c/faults.c"
done
"$program" 2>"$work/loud" || { cat "$work/loud" >&2; fail "a call did not end as it must"; }
if grep -q 310101 "$work/loud"; then fail "what was handed in stands on stderr"; fi
"$program" quiet 2>"$work/quiet" || fail "a call did not end as it must in a quiet process"
[ ! -s "$work/quiet" ] || { cat "$work/quiet" >&2; fail "a quiet process must write nothing"; }
