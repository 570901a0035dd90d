#!/bin/sh
# sdist.sh VENV: pip installs the package from its sources without a network, and it answers. VENV has pip and maturin.
set -eu
venv=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh python/sdist.sh "$venv/bin/maturin" "$work"
# It is only asked whether everything is there.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
PATH=$venv/bin:$PATH sh tests/alone.sh "$work/home" "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
    --no-build-isolation --no-deps --target "$work/site" "$work"/ywtb-*.tar.gz
cd "$work"
PYTHONPATH=$work/site "$venv/bin/python" -c '
import datetime, ywtb
print(ywtb.__file__, ywtb.evaluate("scope", {"agency": {"kind": "administrative_organ"}}, as_of=datetime.date(2019, 5, 1)).outcome)
' | grep -q "^$work/site/.* met$"
echo 'installed from its sources without a network'
