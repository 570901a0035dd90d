"""What the library knows by heart: rules, topics and schemas."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from . import _native
from ._errors import ArgumentError, InputError


def topics() -> tuple[str, ...]:
    """The topics of `evaluate`, in the order of the chapters.

    >>> "scope" in topics()
    True
    """
    return tuple(_native.topics())


def schema(topic: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a topic's facts; of `record`, to which those refer; of `report` and `comparison`; of
    a `policy` or an `overlay` of your own; or of what `verify_certificate` takes, `certificate.metadata` and
    `certificate.inquiry`.

    >>> schema("scope")["title"]
    '适用范围'
    """
    text = _native.schema(topic) if isinstance(topic, str) and topic.isascii() else None
    if text is None:
        names = ", ".join(
            (
                *topics(),
                "certificate.inquiry",
                "certificate.metadata",
                "comparison",
                "overlay",
                "policy",
                "record",
                "report",
                "status",
            )
        )
        raise InputError("input.topic", [("", f"expected one of {names}")])
    value: dict[str, Any] = json.loads(text)
    return value


@lru_cache(maxsize=1)
def _rules_json() -> str:
    return _native.rules_json()


def code_message(code: str) -> dict[str, str] | None:
    """What a code says, in Chinese and English."""
    return _messages().get(code)


@lru_cache(maxsize=1)
def _messages() -> dict[str, dict[str, str]]:
    return {code["code"]: code["message"] for code in json.loads(_rules_json())["codes"]}


def part(name: str) -> list[dict[str, Any]]:
    """A part of the rule table: `chapters`, `instruments`, `parameters`, `rules` or `codes`.

    >>> part("chapters")[7]["id"]
    'SHARE'
    """
    found: list[dict[str, Any]] = json.loads(_rules_json())[name]
    return found


def rules(as_of: date | None = None) -> list[dict[str, Any]]:
    """The rule table: each rule with `id`, `title`, its `condition` and its `outcome`, `basis` (what it cites, and
    when), `period`, `replaced_by`, and the `codes` that findings of the rule carry. A period runs from the day `from`
    to the day before `to`; `None` is no bound. With `as_of`, what was in force on that day.

    >>> rule = rules(date(2019, 5, 1))[0]
    >>> rule["id"], rule["period"]["from"], rule["basis"][0]["citation"]["label"]["zh"]
    ('SCOPE-1', '2018-11-01', '《上海市公共数据和一网通办管理办法》第二条')
    """
    if as_of is not None and (isinstance(as_of, datetime) or not isinstance(as_of, date)):
        raise ArgumentError.expected("as_of", "a datetime.date, without a time of day")
    table = json.loads(_rules_json())
    found: list[dict[str, Any]] = table["rules"]
    codes: dict[str, list[dict[str, Any]]] = {}
    for code in table["codes"]:
        codes.setdefault(code.pop("rule"), []).append(code)
    for rule in found:
        rule["codes"] = codes.get(rule["id"], [])
    if as_of is None:
        return found
    day = as_of.isoformat()
    in_force = {one["abbr"]: one["in_force"] for one in table["instruments"]}
    for rule in found:
        rule["basis"] = [
            basis
            for basis in rule["basis"]
            if _covers(basis["period"], day) and _covers(in_force[basis["citation"]["instrument"]], day)
        ]
    return [rule for rule in found if _covers(rule["period"], day)]


def parameters() -> list[dict[str, Any]]:
    """The numbers and lists that the law sets or leaves open: each with `id`, `title`, `unit`, `words`, the `rules`
    that ask for it, and `settings`, each with `value` and `basis` (what it cites, and when). An overlay sets them anew.

    >>> [(one["settings"][0]["value"], one["unit"]) for one in parameters() if one["id"] == "sharing.delivery_days"]
    [(20, 'working_days')]
    """
    found: list[dict[str, Any]] = json.loads(_rules_json())["parameters"]
    return found


def _covers(period: dict[str, str | None], day: str) -> bool:
    since, until = period["from"], period["to"]
    return (since is None or since <= day) and (until is None or day < until)
