"""`evaluate`: topic and facts in, report out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from . import _native
from ._errors import ArgumentError
from ._json import Facts, encode
from ._report import Report


def evaluate(
    topic: str,
    facts: Facts,
    *,
    as_of: date,
    calendar: Mapping[str, Any] | str | None = None,
    policy: str = "default",
    reading: Literal["seed", "draft"] | None = None,
    include_values: bool = False,
) -> Report:
    """Judges facts under a topic and says why, citing the law in force.

    `facts` are the values themselves, or JSON as text or bytes; `schema(topic)` says what they may hold. A fact that is
    left out is unknown; `None` or `[]` says "known to be none". `as_of` is the date on which the question is asked;
    an act is judged by the law of its own date, where the facts state it.

    * `calendar`: `{"holidays": [dates], "workdays": [dates]}`, or the name of a shipped one; without it Monday to
      Friday are working days.
    * `reading`: `seed` or `draft`, where the text of a provision is open.
    * `include_values`: lets values of facts stand in the report.

    Raises `InputError` or `LimitError` with every place that is wrong; a negative answer is a report.

    >>> from datetime import date
    >>> report = evaluate("scope", {"agency": {"kind": "administrative_organ"}}, as_of=date(2018, 11, 2))
    >>> report.outcome.value, report.value["application"]
    ('met', 'direct')
    >>> evaluate("scope", {}, as_of=date(2018, 10, 31)).outcome.value    # before the regulation was in force
    'not_applicable'
    """
    if not isinstance(topic, str):
        raise ArgumentError.expected("topic", "text")
    if isinstance(as_of, datetime) or not isinstance(as_of, date):
        raise ArgumentError.expected("as_of", "a date without a time of day")
    named = {"name": calendar} if isinstance(calendar, str) else calendar
    options = {"calendar": named, "policy": policy, "reading": reading, "include_values": include_values}
    given = {name: option for name, option in options.items() if option is not None}
    try:
        return Report(_native.evaluate(topic, encode(facts, "facts"), as_of.isoformat(), encode(given, "options")))
    except UnicodeEncodeError:
        raise ArgumentError.expected("topic", "text without lone surrogates") from None
