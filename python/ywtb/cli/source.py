"""Where input comes from: a file, or stdin for `-`."""

from __future__ import annotations

import sys

from .. import _native


def read(path: str) -> bytes:
    """The bytes of a file. One byte more than the limit is enough for the library to refuse it, so an endless file
    costs no more memory than that."""
    most = _native.input_bytes() + 1
    if path == "-":
        return sys.stdin.buffer.read(most)
    with open(path, "rb") as file:
        return file.read(most)
