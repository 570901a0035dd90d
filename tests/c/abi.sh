#!/bin/sh
# abi.sh HEADER KEPT: the header keeps what the kept dump promises, and the dump is that of the header. Then the comparison
# itself is tested: each way to break a program is found, each addition passes.
set -eu
header=$1 kept=$2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

fail() { echo "abi: $1" >&2; exit 1; }

sh ffi/abi/dump.sh "$header" >"$work/now"
sh ffi/abi/compare.sh "$kept" "$work/now" || exit 1
diff "$kept" "$work/now" || fail "$kept does not hold what is new: run make header"

# Compares the header after an edit.
edited() {
    sed "$1" "$header" >"$work/edited.h"
    if cmp -s "$header" "$work/edited.h"; then fail "the edit changes nothing: $1"; fi
    sh ffi/abi/dump.sh "$work/edited.h" >"$work/edited"
    sh ffi/abi/compare.sh "$kept" "$work/edited" 2>"$work/said"
}

while read -r edit; do
    if edited "$edit"; then fail "this must be found: $edit"; fi
    grep -q '^gone or' "$work/said" || fail "what is gone must be named: $edit"
done <<'EDITS'
/^uint32_t ywtb_abi_version/d
s/^uint32_t ywtb_abi_version/uint64_t ywtb_abi_version/
s/^int32_t ywtb_report_outcome(const struct ywtb_report/int32_t ywtb_report_outcome(const struct ywtb_error/
s/^\(const char \*ywtb_report_finding_code(.*\),$/\1, int32_t lang,/
s/define YWTB_E_INPUT 201/define YWTB_E_INPUT 202/
/define YWTB_ROLE_TSA/d
s/define YWTB_ABI_MAJOR 1/define YWTB_ABI_MAJOR 2/
s/^typedef int32_t ywtb_status;/typedef int64_t ywtb_status;/
s/^typedef struct ywtb_buffer ywtb_buffer;/typedef struct ywtb_buffer ywtb_words;/
s/^    const char \*subject;/    int32_t flags;\n    const char *subject;/
s/^    size_t max_input_bytes;/    uint32_t max_input_bytes;/
/^    void \*status_user;/d
s/^\(typedef void (\*ywtb_status_host)(void \*user, \)/\1size_t len, /
EDITS

while read -r edit; do
    edited "$edit" || { cat "$work/said" >&2; fail "this is an addition: $edit"; }
done <<'EDITS'
s/^uint32_t ywtb_abi_version(void);/&\nint32_t ywtb_new(void);/
s/^#define YWTB_ROLE_TSA 3/&\n#define YWTB_ROLE_NEW 4/
s/^    const struct ywtb_cancel \*cancel;/&\n    size_t since_1_1;/
s/^const char \*ywtb_version(void);/&\ntypedef struct ywtb_new ywtb_new;/
s/define YWTB_ABI_MINOR 0/define YWTB_ABI_MINOR 1/
s/size_t index)/size_t number)/
EDITS
