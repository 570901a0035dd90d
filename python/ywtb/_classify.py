"""Recognisers of personal and sensitive fields, proposals for classes, and classes over lineage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Union

from . import _native
from ._evaluate import _day
from ._json import encode


class NameEvidence(NamedTuple):
    """What the name of a field says."""

    reason: str
    """`word`, `table_of_persons`, `may_be` or `values_contradict`."""
    score: int
    """0 to 100."""
    word: str
    """The word of the library's list that was met."""


class ValueEvidence(NamedTuple):
    """What sampled values say: how many fit, never which."""

    matched: int
    """Values that fit."""
    reason: str
    """`form` or `within_text`."""
    sampled: int
    """Values that were not blank."""
    score: int
    """0 to 100."""


class Hit(NamedTuple):
    """What a field seems to hold, and why."""

    kind: str
    """What it holds, such as `resident_id` or `trade_secret`."""
    score: int
    """0 to 100: both kinds of evidence together. From 50 on it proposes; below, a person looks."""
    name: NameEvidence | None
    """What the name says; `None` for nothing."""
    values: ValueEvidence | None
    """What the values say; `None` for nothing."""


Field = Union[str, Mapping[str, Any]]
"""A field: its name, or `{"name": …, "field_name": …, "samples": […]}`."""


class Proposal:
    """Proposed facts and classes of a data set. It decides nothing: a person confirms."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = dict(found)

    @property
    def fields(self) -> list[list[Hit]]:
        """The hits of each field, the likeliest first."""
        return [_hits(field["hits"]) for field in self._found["fields"]]

    @property
    def items(self) -> list[dict[str, Any] | None]:
        """The proposed facts of each field, by the names of the record of an item; `None` while unsure."""
        return [field["item"] for field in self._found["fields"]]

    @property
    def open_class(self) -> str | None:
        """The opening class that the rules come to; `None` while facts are missing."""
        return self._found["open"]["class"]  # type: ignore[no-any-return]

    @property
    def open_without(self) -> tuple[str | None, list[int]] | None:
        """The opening class once the named fields are dropped or masked; `None` where none stands against opening."""
        without = self._found["open_without"]
        return without and (without["class"], without["fields"])

    @property
    def share_class(self) -> str | None:
        """The sharing class that is proposed."""
        return self._found["share"]["class"]  # type: ignore[no-any-return]

    @property
    def missing(self) -> list[str]:
        """Facts that a person must add, as JSON pointers into the facts of the two topics."""
        return sorted({*self._found["open"]["missing"], *self._found["share"]["missing"]})

    def to_dict(self) -> dict[str, Any]:
        """The whole proposal, with the findings and citations of the rules."""
        return json.loads(json.dumps(self._found))  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"<Proposal open {self.open_class}, share {self.share_class}: a person confirms>"


def _hits(found: Iterable[Mapping[str, Any]]) -> list[Hit]:
    return [
        Hit(
            hit["kind"],
            hit["score"],
            hit["name"] and NameEvidence(**hit["name"]),
            hit["values"] and ValueEvidence(**hit["values"]),
        )
        for hit in found
    ]


def _fields(fields: Iterable[Field]) -> list[Any]:
    return [{"name": field} if isinstance(field, str) else field for field in fields]


def recognise(fields: Iterable[Field]) -> list[list[Hit]]:
    """What each field of a data set seems to hold, by its name and by sampled values; no model, no network.

    The fields are looked at together: 地址 is somebody's home in a table about persons. No value stands in the answer.

    >>> [[hit.kind for hit in hits] for hits in recognise(["联系人手机", "单位名称", "身份证件类型"])]
    [['mobile'], [], []]
    """
    found = json.loads(_native.recognise(encode({"fields": _fields(fields)}, "fields")))
    return [_hits(field["hits"]) for field in found["fields"]]


def classify(fields: Iterable[Field], *, as_of: date, **known: Any) -> Proposal:
    """Proposes item facts, opening class and sharing class, by the rules in force on `as_of`; a person confirms.

    `known` is what is known of the data set besides: `secret_flag`, `open_forbidden_by`, `demands`, `high_value`,
    `provider`, `share_reason`, `share_basis`, `share_condition` (`schema("classify")`).

    >>> from datetime import date
    >>> demands = dict.fromkeys(["high_security", "high_processing", "strong_timeliness", "continuous_supply"], False)
    >>> proposal = classify(["姓名", "办理日期"], as_of=date(2023, 3, 1), secret_flag="none", open_forbidden_by=[],
    ...                     demands=demands)
    >>> proposal.open_class, proposal.open_without
    ('not_open', ('unconditional', [0]))
    """
    facts = {"fields": _fields(fields), **known}
    return Proposal(json.loads(_native.classify(encode(facts, "fields"), _day(as_of, "as_of"))))


def propagate(lineage: Mapping[str, Any] | str | bytes) -> dict[str, Any]:
    """Carries the classes of fields through join, filter, aggregate, mask and drop (`schema("lineage")`): `tables` with
    the classes and what bars opening them, `edges` with what became of each field and why.

    >>> found = propagate({"sources": [{"id": "t", "fields": [{"name": "身份证号", "kinds": ["resident_id"]}]}],
    ...                    "steps": [{"id": "m", "op": "mask", "from": ["t"], "fields": ["身份证号"],
    ...                               "method": "hash"}]})
    >>> found["edges"][0]["reason"], found["tables"][1]["barred_by"]
    ('lineage.mask.pseudonymised', ['身份证号'])
    """
    found: dict[str, Any] = json.loads(_native.propagate(encode(lineage, "lineage")))
    return found
