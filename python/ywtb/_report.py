"""The report: one shape for every answer."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, Literal

from . import _native
from ._enums import Indication, Outcome
from ._errors import ArgumentError, NotSatisfied
from ._records import Answers, Finding, Obligation, Receipt, Signature, Subject


class Report:
    """An answer with its reasons. Immutable; equal reports have equal bytes; it may be shared between threads,
    hashed, copied and pickled.

    >>> import datetime, ywtb
    >>> facts = {"agency": {"kind": "utility", "utility_kind": "gas"},
    ...          "data": {"secret_flag": "none", "capacity": "public_service"}}
    >>> report = ywtb.evaluate("scope", facts, as_of=datetime.date(2019, 3, 1))
    >>> report.outcome, report.value
    (<Outcome.MET: 'met'>, {'application': 'direct'})
    >>> next(f.citations[0].label.en for f in report.findings if f.rule == "SCOPE-7")
    'Public Data and One-Net Service Measures (Order No. 9 of 2018), art. 2, para. 2'
    """

    def __init__(self, native: _native.Report) -> None:
        if not isinstance(native, _native.Report):
            raise ArgumentError.expected("native", "a report of evaluate or verify")
        self.__dict__["_native"] = native

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a report cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a report cannot be changed: {name}")

    @cached_property
    def _parsed(self) -> dict[str, Any]:
        return self.to_dict()

    @property
    def topic(self) -> str:
        """The topic, such as `sharing.request` or `verify.ofd`."""
        return str(self._parsed["topic"])

    @cached_property
    def subject(self) -> Subject:
        """What was asked about, in the caller's own words."""
        return Subject.read(self._parsed["subject"])

    @property
    def outcome(self) -> Outcome:
        """The answer."""
        return Outcome(self._parsed["outcome"])

    @property
    def value(self) -> dict[str, Any]:
        """What the topic decides; a copy."""
        value: dict[str, Any] = self.to_dict()["value"]
        return value

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was looked at, passes too, in the order of the rule table."""
        return tuple(map(Finding.read, self.to_dict()["findings"]))

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """What must be done next, and by whom."""
        return tuple(map(Obligation.read, self.to_dict()["obligations"]))

    @property
    def indication(self) -> Indication | None:
        """Verification only: the main indication."""
        word = self._parsed["indication"]
        return None if word is None else Indication(word)

    @property
    def sub_indication(self) -> str | None:
        """Verification only: why it is not `total_passed`."""
        word: str | None = self._parsed["sub_indication"]
        return word

    @cached_property
    def answers(self) -> Answers | None:
        """Verification only: is it intact, signed, trusted, covered?"""
        answers = self._parsed["answers"]
        return None if answers is None else Answers.read(answers)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """Verification only: one entry a signature, each with a verdict of its own."""
        return tuple(map(Signature.read, self.to_dict()["signatures"]))

    @property
    def evidence(self) -> list[dict[str, Any]]:
        """Verification only: certificates, digests and times used; a copy."""
        evidence: list[dict[str, Any]] = self.to_dict()["evidence"]
        return evidence

    @cached_property
    def receipt(self) -> Receipt:
        """Versions and digests behind the answer."""
        return Receipt.read(self._parsed["receipt"])

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; a copy that the caller may change."""
        value: dict[str, Any] = json.loads(self._native.json)
        return value

    def to_json(self) -> str:
        """The report as RFC 8785 canonical JSON: the same text from every language."""
        return self._native.json

    def to_text(self, lang: Literal["zh", "en"] = "en") -> str:
        """The report in words, in Chinese (`zh`) or English (`en`)."""
        if lang == "zh":
            return self._native.zh()
        if lang == "en":
            return self._native.en()
        raise ArgumentError.expected("lang", "zh or en")

    def to_html(self, lang: Literal["zh", "en"] = "en", *, document: bytes | None = None) -> str:
        """The report as a page of its own, in Chinese (`zh`) or English (`en`): no script, nothing from outside.

        `document`: what was verified; pictures of seals are taken from it, where their digests are those of the report.
        """
        from . import _html

        pictures = _native.seal_pictures(document) if document is not None and self.signatures else {}
        return _html.page(self, lang, pictures)

    def _repr_html_(self) -> str:
        from . import _html

        return _html.fragment(self, "en")

    def require(self) -> Report:
        """The report itself when the outcome is `met`; else raises `NotSatisfied`."""
        if self.outcome is not Outcome.MET:
            raise NotSatisfied(self)
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._native.json == other._native.json

    def __hash__(self) -> int:
        return hash(self._native.json)

    def __reduce__(self) -> tuple[type[Report], tuple[_native.Report]]:
        return Report, (self._native,)

    def __copy__(self) -> Report:
        return self

    def __deepcopy__(self, memo: object) -> Report:
        return self

    def __repr__(self) -> str:
        words = [self.topic, self.outcome.value]
        words += [self.sub_indication] if self.sub_indication else []
        return f"<ywtb.Report {' '.join(words)}>"

    # Set once in `__init__`, past `__setattr__`.
    _native: _native.Report
