#!/bin/sh
# compare.sh KEPT NEW: fails when a program that was built against the kept dump could break: every line of it must still
# be there. Structs may grow at their end, as they say their own size; whatever else is new is an addition.
set -eu
kept=$1 new=$2

# shellcheck disable=SC2016
awk '
    FNR == NR && $1 == "size" { size[$2] = $3; next }
    FNR == NR { has[$0]; next }
    $1 == "size" { if (!($2 in size) || size[$2] + 0 < $3 + 0) { print "gone or smaller: " $0; broken = 1 } next }
    !($0 in has) { print "gone or changed: " $0; broken = 1 }
    END { exit broken }' "$new" "$kept" >&2 || { echo "abi: a program that was built against $kept would break" >&2; exit 1; }
