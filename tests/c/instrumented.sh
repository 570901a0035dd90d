#!/bin/sh
# instrumented.sh LIBRARY.a OVERRUN: the library's own code asks the address sanitizer, in most of its objects; and a program
# that hands in a length beyond its text is stopped by code of the library, not of the C runtime.
set -eu
library=$1 overrun=$2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

fail() { echo "instrumented: $1" >&2; exit 1; }

nm --print-file-name "$library" 2>/dev/null | awk '
    { object = $1; sub(/.*\.a:/, "", object); sub(/:[^:]*$/, "", object) }
    object ~ /^ywtb/ { all[object] = 1 }
    / U __asan_report/ { asks[object] = 1 }
    END { for (object in all) { count++; asking += object in asks } exit !(count > 0 && asking > count / 2) }' ||
    fail "$library is not instrumented"
if ASAN_OPTIONS=detect_leaks=0 "$overrun" 2>"$work/said"; then fail "an overrun was not seen"; fi
grep -q heap-buffer-overflow "$work/said" || fail "an overrun was not seen for what it is"
