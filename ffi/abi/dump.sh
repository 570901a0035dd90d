#!/bin/sh
# dump.sh HEADER: what the header promises in binary terms, a line each, sorted: constants, handles, types, functions
# without the names of their parameters, and the place and size of every member of a struct on this machine.
set -eu
export LC_ALL=C
header=$1
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# Declarations, one a line, after the compiler took out comments and system headers.
cc -E -P -x c "$header" | tr -s '\n\t ' '   ' | awk '
    { text = text $0 }
    END {
        for (at = 1; at <= length(text); at++) {
            char = substr(text, at, 1)
            depth += (char == "{") - (char == "}")
            if (char == ";" && depth == 0) { print line; line = "" } else line = line char
        }
    }' | sed 's/^ *//' | grep 'ywtb_' >"$work/declarations"

# The type of a parameter or a member: what stands before its name.
types='
    function type(declaration) {
        gsub(/struct /, "", declaration)
        if (declaration ~ /[a-z0-9_*] *[a-z_0-9]+$/ && declaration !~ /^(void|[a-z0-9_]+_t)$/)
            sub(/[a-z_0-9]+$/, "", declaration)
        gsub(/ +/, " ", declaration); gsub(/ *\* */, "*", declaration); sub(/^ /, "", declaration); sub(/ $/, "", declaration)
        return declaration
    }
    function parameters(list,   all, count, i, out) {
        count = split(list, all, ",")
        for (i = 1; i <= count; i++) { sub(/^ /, "", all[i]); out = out (i > 1 ? ", " : "") type(all[i]) }
        return out
    }'

# shellcheck disable=SC2016
{
    awk '$1 == "#define" && $2 ~ /^YWTB_/ && $2 !~ /^YWTB_(H|VERSION|ABI_MINOR)$/ {
            name = $2; sub(/^#define +[A-Z0-9_]+ +/, ""); print "constant", name, $0 }' "$header"
    awk "$types"'
        /^typedef struct [a-z_]+ [a-z_]+$/ { print "handle", $4; next }
        /^typedef .*\(\*/ {
            match($0, /\(\*[a-z_]+\)/); name = substr($0, RSTART + 2, RLENGTH - 3); list = substr($0, RSTART + RLENGTH)
            gsub(/[()]/, "", list); print "callback", name "(" parameters(list) ")", $2; next }
        /^typedef struct / { next }
        /^typedef / { print "type", $3, $2; next }
        {
            match($0, /ywtb_[a-z0-9_]+\(/); name = substr($0, RSTART, RLENGTH - 1); result = substr($0, 1, RSTART - 1)
            list = substr($0, RSTART + RLENGTH); sub(/\).*/, "", list)
            gsub(/ *\* */, "*", result); sub(/ $/, "", result)
            print "function", name "(" parameters(list) ")", result
        }' "$work/declarations"
} | sort >"$work/dump"

# Where members stand, as the compiler says.
awk "$types"'
    BEGIN { print "#include <stddef.h>\n#include <stdio.h>\n#include HEADER\nint main(void)\n{" }
    /^typedef struct [a-z_]+ \{/ {
        name = $3; body = $0; sub(/^[^{]*\{/, "", body); sub(/\}.*/, "", body)
        count = split(body, members, ";")
        for (i = 1; i <= count; i++) {
            member = members[i]; gsub(/^ +| +$/, "", member)
            if (member == "") continue
            field = member; sub(/.*[ *]/, "", field)
            printf "printf(\"member %s.%s at %%zu size %%zu %s\\n\", offsetof(%s, %s), sizeof(((%s *)0)->%s));\n", \
                name, field, type(member), name, field, name, field
        }
        printf "printf(\"size %s %%zu\\n\", sizeof(%s));\n", name, name
    }
    END { print "return 0;\n}" }' "$work/declarations" >"$work/layout.c"
cc -std=c99 -DHEADER="\"$(realpath "$header")\"" "$work/layout.c" -o "$work/layout"
"$work/layout" | sort | cat "$work/dump" -
