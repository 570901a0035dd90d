"""Values of options as the library wants them. A wrong value is bad input; a wrong option could not be run."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from .._errors import InputError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,6})?(?:([Zz])|([+-]\d{2}:\d{2}))", re.ASCII)


def day(text: str, option: str) -> date:
    """A date written `YYYY-MM-DD`.

    >>> day("2019-05-01", "--as-of")
    datetime.date(2019, 5, 1)
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError("input.date", [(option, "expected a date written YYYY-MM-DD")])


def moment(text: str, option: str) -> datetime:
    """A time as RFC 3339 writes it, with its zone.

    >>> moment("2026-11-23T08:00:00Z", "--time").isoformat()
    '2026-11-23T08:00:00+00:00'
    """
    found = _TIME.fullmatch(text)
    try:
        if found:
            on, at, fraction, utc, offset = found.groups()
            fraction = (fraction or ".")[1:].ljust(6, "0")
            return datetime.fromisoformat(f"{on}T{at}.{fraction}{'+00:00' if utc else offset}")
    except ValueError:
        pass
    raise InputError("input.time", [(option, "expected a time with a zone, such as 2026-11-23T08:00:00+08:00")])


def now() -> datetime:
    """The present moment, to the second. Only the command asks the clock."""
    return datetime.now(timezone.utc).replace(microsecond=0)
