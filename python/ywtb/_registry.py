"""`Registry`: catalogue, scenarios and agencies compiled once, and asked often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Union

from . import _native
from ._enums import Decision, Outcome, Regime
from ._evaluate import _day, _options
from ._json import Facts, encode
from ._report import Report

Records = Union[Iterable[Mapping[str, Any]], str, bytes]
"""Records: JSON as text or bytes, or the values themselves."""


class Unknown:
    """What is not said of a request. It is not the same as `None`, which says that there is none."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        return False


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Verdict:
    """What a sharing request comes to, in short; `Registry.explain` gives the report."""

    outcome: Outcome
    """The outcome that the report would bear."""
    decision: Decision | None
    """The decision; `None` where a fact that decides is missing, or nothing applies."""
    regime: Regime | None
    """The regime that governs; `None` where that cannot be told."""
    rule: str | None
    """The rule that decided, such as `SHARE-5`."""
    codes: tuple[str, ...]
    """The codes that state the outcome."""
    cut: tuple[str, ...]
    """The items that are not granted, where part is."""
    cuts_area: bool
    """Whether part of the area asked for is not granted."""
    scenario: str | None
    """The scenario that a grant rests on."""
    new_scenario: bool
    """Whether the reply registers a new scenario."""
    error: str | None
    """The code of what is wrong with the request itself, such as `registry.unknown_entry`."""
    error_path: str | None
    """The JSON pointer into the request to it."""


class Registry:
    """Catalogue, scenarios and agencies, compiled. Immutable, shared between threads, picklable.

    >>> from datetime import date
    >>> agencies = [{"code": "A", "kind": "administrative_organ"}, {"code": "B", "kind": "administrative_organ"}]
    >>> entry = {"code": "E", "provider_code": "B", "secret_flag": "none", "share_type": "unconditional",
    ...          "items": [{"name": "name"}, {"name": "area"}]}
    >>> registry = Registry.from_json([entry], [], agencies)
    >>> verdict = registry.decide(requester="A", entry="E", items=["name", "price"], as_of=date(2019, 5, 1))
    >>> verdict.decision.value, verdict.cut
    ('partial', ('price',))
    >>> registry.explain(requester="A", entry="E", items=["name"], as_of=date(2019, 5, 1)).value["decision"]
    'granted'
    """

    __slots__ = ("_native",)

    def __init__(self, snapshot: bytes) -> None:
        """The registry of a snapshot."""
        self._native = _native.Registry(snapshot)

    @classmethod
    def from_json(cls, catalogue: Records, scenarios: Records, agencies: Records) -> Registry:
        """Compiles arrays of records: entries of a catalogue (`provider_code` names the provider), scenarios, agencies.

        Raises `InputError` with every place that is wrong.
        """
        given = [(catalogue, "catalogue"), (scenarios, "scenarios"), (agencies, "agencies")]
        made = cls.__new__(cls)
        made._native = _native.Registry.from_json(*(_records(records, name) for records, name in given))
        return made

    def decide(
        self,
        *,
        requester: str | Unknown = UNKNOWN,
        entry: str | Unknown | None = UNKNOWN,
        items: Sequence[str] | Unknown | None = UNKNOWN,
        purpose: str | Unknown | None = UNKNOWN,
        scenario: str | Unknown | None = UNKNOWN,
        as_of: date,
        reading: Literal["seed", "draft"] | None = None,
        overlays: Sequence[Facts] = (),
        **facts: Any,
    ) -> Verdict:
        """Decides on a request. What is left out is unknown; `None` or `[]` says "known to be none".

        `requester` and `entry` are codes of the registry, `scenario` is the one that the request names. Every other
        fact of the topic `sharing.request` may be given by its name: `duty_ref`, `area`, `necessary_items`,
        `undertakings`, `received_at`, `reply` … A code that the registry does not hold is no exception:
        `verdict.error` names it.
        """
        asked = _request(facts, requester, entry, items, purpose, scenario)
        day = _day(as_of, "as_of")
        told = None
        if overlays == () and reading in (None, "seed", "draft"):
            told = self._native.decide_plain(asked, day, reading)
        if told is None:
            options = _options(None, "default", reading, overlays, False)
            told = self._native.decide(encode(asked, "request"), day, options)
        words, reasons, under, fault = told
        outcome, decision, regime, rule = words
        codes, cut, cuts_area = reasons
        registered, named, new_scenario = under
        listed = asked.get("items") or []
        error, error_path = fault or (None, None)
        return Verdict(
            outcome=Outcome(outcome),
            decision=None if decision is None else Decision(decision),
            regime=None if regime is None else Regime(regime),
            rule=rule,
            codes=tuple(codes),
            cut=tuple(listed[place] for place in cut),
            cuts_area=cuts_area,
            scenario=asked.get("scenario_ref") if named else registered,
            new_scenario=new_scenario,
            error=error,
            error_path=error_path,
        )

    def explain(
        self,
        *,
        requester: str | Unknown = UNKNOWN,
        entry: str | Unknown | None = UNKNOWN,
        items: Sequence[str] | Unknown | None = UNKNOWN,
        purpose: str | Unknown | None = UNKNOWN,
        scenario: str | Unknown | None = UNKNOWN,
        as_of: date,
        calendar: Mapping[str, Any] | str | None = None,
        reading: Literal["seed", "draft"] | None = None,
        overlays: Sequence[Facts] = (),
        include_values: bool = False,
        **facts: Any,
    ) -> Report:
        """The report on the same request: what `evaluate` says of the same facts, to the byte."""
        asked = _request(facts, requester, entry, items, purpose, scenario)
        options = _options(calendar, "default", reading, overlays, include_values)
        return Report(self._native.explain(encode(asked, "request"), _day(as_of, "as_of"), options))

    def snapshot(self) -> bytes:
        """The registry as bytes, with version and digest; `Registry(snapshot)` reads them."""
        return self._native.snapshot()

    @property
    def sha256(self) -> str:
        """SHA-256 of the records behind it, as canonical JSON: equal registries decide alike."""
        return self._native.sha256

    def __reduce__(self) -> tuple[type[Registry], tuple[bytes]]:
        return Registry, (self.snapshot(),)

    def __repr__(self) -> str:
        entries, scenarios, agencies = self._native.counts
        return f"<Registry: {entries} entries, {scenarios} scenarios, {agencies} agencies>"


def _records(records: Records, name: str) -> bytes:
    return encode(records if isinstance(records, (str, bytes)) else list(records), name)


def _request(
    facts: dict[str, Any],
    requester: object,
    entry: object,
    items: object,
    purpose: object,
    scenario: object,
) -> dict[str, Any]:
    if isinstance(items, (list, tuple)):
        items = list(items)
    named = {"requester": requester, "entry": entry, "items": items, "purpose": purpose, "scenario_ref": scenario}
    return {name: value for name, value in {**facts, **named}.items() if not isinstance(value, Unknown)}
