"""`evaluate` and `compare`: topic and facts in, report or comparison out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from . import _native
from ._errors import ArgumentError, InputError, LimitError
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
    overlays: Sequence[Facts] = (),
    include_values: bool = False,
) -> Report:
    """Judges facts under a topic and says why, citing the law in force.

    `facts` are the values themselves, or JSON as text or bytes; `schema(topic)` says what they may hold. A fact that is
    left out is unknown; `None` or `[]` says "known to be none". `as_of` is the date on which the question is asked;
    an act is judged by the law of its own date, where the facts state it.

    * `calendar`: `{"holidays": [dates], "workdays": [dates]}`, or the name of a shipped one; without it Monday to
      Friday are working days.
    * `reading`: `seed` or `draft`, where the text of a provision is open.
    * `overlays`: what is added to the law as data, each as values or JSON; the schema `overlay.json` says how. The
      receipt names each with its digest.
    * `include_values`: lets values of facts stand in the report.

    Raises `InputError` or `LimitError` with every place that is wrong; a negative answer is a report.

    >>> from datetime import date
    >>> report = evaluate("scope", {"agency": {"kind": "administrative_organ"}}, as_of=date(2018, 11, 2))
    >>> report.outcome.value, report.value["application"]
    ('met', 'direct')
    >>> evaluate("scope", {}, as_of=date(2018, 10, 31)).outcome.value    # before the regulation was in force
    'not_applicable'
    """
    given = _options(calendar, policy, reading, overlays, include_values)
    try:
        return Report(_native.evaluate(_topic(topic), encode(facts, "facts"), _day(as_of, "as_of"), given))
    except UnicodeEncodeError:
        raise ArgumentError.expected("topic", "text without lone surrogates") from None


def compare(
    topic: str,
    facts: Facts,
    first: date,
    second: date,
    *,
    calendar: Mapping[str, Any] | str | None = None,
    policy: str = "default",
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
) -> dict[str, Any]:
    """Judges facts as if all of it happened on the `first` day, and again on the `second`: what changes?

    `from` and `to` hold the answers; `changed` names what differs, `gone` and `appeared` hold the findings of one day
    alone, `left` and `entered` the instruments that only the findings of one day rest on, the latest first.

    >>> from datetime import date
    >>> facts = {"agency": {"kind": "utility", "utility_kind": "railway"},
    ...          "data": {"secret_flag": "none", "capacity": "public_service"}}
    >>> comparison = compare("scope", facts, date(2019, 6, 1), date(2022, 3, 1))
    >>> comparison["to"]["value"], [cited["instrument"] for cited in comparison["entered"]]
    ({'application': 'by_reference'}, ['SDR', 'DSL'])
    """
    given = _options(calendar, policy, reading, overlays, False)
    days = _day(first, "first"), _day(second, "second")
    try:
        found: dict[str, Any] = json.loads(_native.compare(_topic(topic), encode(facts, "facts"), *days, given))
        return found
    except UnicodeEncodeError:
        raise ArgumentError.expected("topic", "text without lone surrogates") from None


def _topic(topic: str) -> str:
    if not isinstance(topic, str):
        raise ArgumentError.expected("topic", "text")
    return topic


def _day(day: date, name: str) -> str:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise ArgumentError.expected(name, "a datetime.date, without a time of day")
    return day.isoformat()


def _options(
    calendar: Mapping[str, Any] | str | None,
    policy: str,
    reading: str | None,
    overlays: Sequence[Facts],
    values: bool,
) -> bytes:
    named = {"name": calendar} if isinstance(calendar, str) else calendar
    options = {"calendar": named, "policy": policy, "reading": reading, "include_values": values}
    given = encode({name: option for name, option in options.items() if option is not None}, "options")
    if isinstance(overlays, (str, bytes, bytearray, memoryview, Mapping)) or not isinstance(overlays, Sequence):
        raise ArgumentError.expected("overlays", "a list of overlays")
    if not overlays:
        return given
    texts = [_overlay(overlay, f"/overlays/{index}") for index, overlay in enumerate(overlays)]
    return given[:-1] + b',"overlays":[' + b",".join(texts) + b"]}"


def _overlay(overlay: Facts, at: str) -> bytes:
    """An overlay as JSON in its own words, of which the library wants every key once."""
    text = encode(overlay, "overlays")
    try:
        json.loads(text)
    except RecursionError:
        raise LimitError("limit.depth", [(at, "nested too deeply")]) from None
    except ValueError:
        raise InputError("input.json", [(at, "expected an overlay in JSON")]) from None
    return text
