"""Text from documents, made harmless to whoever reads it."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def escape(found: re.Match[str]) -> str:
    """A character by its number."""
    return f"\\u{ord(found.group()):04x}"


def safe(text: str) -> str:
    """`text` with characters that steer a terminal, hide or turn text written as escapes.

    >>> print(safe("a\\x1b[2Jb\\u202e"))
    a\\u001b[2Jb\\u202e
    """
    return _UNSAFE.sub(escape, text)
