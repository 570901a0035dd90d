"""From Python values to the JSON that the library reads. What JSON can say wrongly (duplicate keys, fractions, depth)
is the library's to judge, in one place for all languages; here is only what Python alone can get wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Union

from ._errors import ArgumentError, InputError, LimitError

Facts = Union[Mapping[str, Any], str, bytes, bytearray, memoryview]
"""Facts: JSON as text or bytes, or the values themselves."""


def encode(value: object, name: str) -> bytes:
    """`value` as JSON in UTF-8: text and bytes as they are, everything else written out. Dates, aware times, decimals
    and mappings are written as the schemas want them.

    >>> encode({"received_at": date(2019, 5, 1), "amount": Decimal("1.50")}, "facts")
    b'{"received_at":"2019-05-01","amount":"1.50"}'
    """
    if isinstance(value, bytes):
        return value
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    if not isinstance(value, str):
        value = _write(value, name)
    try:
        return value.encode()
    except UnicodeEncodeError:
        raise InputError("input.utf8", [("", f"expected {name} without lone surrogates")]) from None


def _write(value: object, name: str) -> str:
    # `from None`: what json raises quotes the value, and values stand in no error.
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_default)
    except RecursionError:
        raise LimitError("limit.depth", [("", "nested too deeply")]) from None
    except InputError:
        raise
    except (TypeError, ValueError):
        raise ArgumentError.expected(name, "values that JSON can hold, and times with a zone") from None


def _default(value: object) -> object:
    if isinstance(value, datetime):
        return aware(value, "facts").isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError


def aware(value: object, name: str) -> datetime:
    """`value`, if it is a time with a zone."""
    if not isinstance(value, datetime):
        raise ArgumentError.expected(name, "a datetime with a zone")
    if value.utcoffset() is None:
        raise InputError("input.time", [(name, "expected a time with a zone, such as timezone.utc")])
    return value
