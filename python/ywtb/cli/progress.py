"""How far long work is, on stderr: for work of more than a second on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

_PATIENCE = 1.0
"""Seconds after which a person wants to know how far it is."""
_BLOCKS = 30


class Bar:
    """A bar of `what`, where the whole is known, else what `count` says of the part that is done."""

    def __init__(self, what: str, whole: int, count: Callable[[int], str]) -> None:
        self._what = what
        self._whole = whole
        self._count = count
        self._shows = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._last = 0.0
        self._shown = False

    def show(self, done: int) -> None:
        """Draws it, ten times a second at most."""
        now = time.monotonic()
        if not self._shows or now - self._begun < _PATIENCE or now - self._last < 0.1:
            return
        self._last, self._shown = now, True
        line = self._count(done)
        if self._whole:
            part = min(1.0, done / self._whole)
            line = f"{'█' * int(part * _BLOCKS):░<{_BLOCKS}} {part:4.0%}  {line}".rstrip()
        sys.stderr.write(f"\r\x1b[K{self._what} {line}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes it away."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
