#!/bin/sh
# programs.sh RUN_CASES DECIDE_AND_VERIFY: the two programs of a face do what they say. Each argument is a command; the
# second one speaks Chinese when LANG does.
set -eu
run_cases=$1 decide_and_verify=$2
time=2026-11-23T09:00:00+08:00
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

fail() { echo "programs: $1" >&2; exit 1; }

printf '%s\n' scope 2019-05-01 '' '{}' \
    scope 2019-05-01 '{"reading":"draft"}' '{"agency":{"kind":7}}' \
    no.such 2019-05-01 '' '{}' >"$work/cases"
$run_cases <"$work/cases" >"$work/answers"
sed -n 1p "$work/answers" | grep -q '"outcome":"undetermined"' || fail "the first case must be undetermined"
sed '1d' "$work/answers" >"$work/errors"
printf '%s\n' 'error input.schema /agency/kind' 'error input.topic ' | cmp - "$work/errors"
if printf 'scope\n2019-05-01\n' | $run_cases 2>/dev/null; then fail "half a case must not pass"; fi

printf '{}' >"$work/facts.json"
verify() { LANG=zh_CN.UTF-8 $decide_and_verify scope "$work/facts.json" 2019-05-01 "$1" $time >"$work/words" 2>&1; }

printf 'a letter' >"$work/letter.ofd"
if verify "$work/letter.ofd"; then fail "a letter is no document"; fi
grep -q 'input.unrecognised' "$work/words" || fail "an error must have its code"

while read -r document verdict; do
    verify "examples/data/documents/$document" || fail "$document must have an answer"
    grep -q '不能确定' "$work/words" || fail "the decision must be said in Chinese"
    grep -q "$verdict" "$work/words" || { cat "$work/words" >&2; fail "$document must be $verdict"; }
done <<'EXPECTED'
genuine.ofd total_passed
altered_page.ofd total_failed
forged_seal.ofd total_failed
seal_out_of_period.ofd total_failed
uncovered_page.ofd not_covered
unsigned.ofd verify.ofd
seal_v4.esl verify.seal
EXPECTED
