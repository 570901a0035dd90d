#!/bin/sh
# instrumented.sh LIBRARY.a: the library's own code calls the address sanitizer: its entries, and the core behind them.
set -eu
library=$1

# Functions of ours that are defined in objects which ask the sanitizer.
found=$(nm --print-file-name "$library" 2>/dev/null | awk '
    { object = $1; sub(/:[^:]*$/, "", object) }
    / U __asan_report/ { asks[object] = 1 }
    / T ywtb_verify$/ { entries = object }
    / [Tt] .*4ywtb8registry/ { core[object] = 1 }
    END { for (object in core) if (object in asks) cores++; print (entries in asks) + 0, cores + 0 }')
case $found in
    "1 0" | "0 "*) echo "instrumented: $library is not instrumented ($found)" >&2; exit 1 ;;
esac
