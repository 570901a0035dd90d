#!/bin/sh
# alone.sh HOME COMMAND...: runs a command without a network, with HOME as the home of cargo and nothing that was set for the
# tests: in a namespace that has no network, or, where that is not allowed, with cargo told so and proxies that lead nowhere.
set -eu
home=$1
shift
unset CARGO_TARGET_DIR RUSTFLAGS
if unshare --user --map-root-user --net true 2>/dev/null; then
    exec unshare --user --map-root-user --net env CARGO_HOME="$home" "$@"
fi
echo 'the network is cut by proxies that lead nowhere'
exec env CARGO_HOME="$home" CARGO_NET_OFFLINE=true http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 "$@"
