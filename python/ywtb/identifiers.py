"""Identifiers and their check digits.

>>> check("uscc", "91350100M000100Y43").valid
True
>>> check("uscc", "91350100M000100Y44").code
'check'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import _native
from ._errors import ArgumentError

__all__ = ["SCHEMES", "Identifier", "check"]

SCHEMES: tuple[str, ...] = tuple(_native.schemes())
"""The schemes that `check` knows."""


@dataclass(frozen=True)
class Identifier:
    """What came of checking an identifier. A bad identifier is an answer, not an error."""

    valid: bool
    """Whether every rule holds."""
    code: str
    """`ok`, or the first rule broken."""
    parts: Mapping[str, str] = field(hash=False)
    """The parts by name: of a valid identifier, and of one that is broken where its parts can be told."""
    scheme: str
    notes: tuple[str, ...] = ()
    """What is worth a look and breaks no rule, or of what other kind an identifier is that is none of the scheme."""

    def __bool__(self) -> bool:
        return self.valid


def check(scheme: str, value: str) -> Identifier:
    """Checks `value` as an identifier of `scheme` (one of `SCHEMES`); raises `InputError` for another scheme.

    >>> check("uscc", "91350100M000100Y43").parts["org_code"]
    'M000100Y4'
    >>> check("uscc", "").valid
    False
    """
    for name, text in (("scheme", scheme), ("value", value)):
        if not isinstance(text, str):
            raise ArgumentError.expected(name, "text")
    # A lone surrogate is in no alphabet of any scheme, and neither is what stands in for it.
    found, valid, code, parts, notes = _native.check_identifier(*(_whole(text) for text in (scheme, value)))
    return Identifier(valid=valid, code=code, parts=parts, scheme=found, notes=tuple(notes))


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()
