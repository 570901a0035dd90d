"""The parts of a report as frozen dataclasses. A field is read by attribute or by the name that JSON uses:
`finding.code` and `finding["code"]` are the same."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from ._enums import Confidence, Coverage, Indication, Level, Outcome, Ternary

R = TypeVar("R", bound="Record")


@dataclass(frozen=True)
class Record:
    """A part of a report."""

    def __getitem__(self, name: str) -> Any:
        if name in (known.name for known in fields(self)):
            return getattr(self, name)
        raise KeyError(name)

    @classmethod
    def read(cls: type[R], json: Mapping[str, Any]) -> R:
        """Reads the record from JSON. Fields that a later version added are left out."""
        return cls(**{known.name: json[known.name] for known in fields(cls) if known.name in json})


@dataclass(frozen=True)
class Text(Record):
    """A text in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Subject(Record):
    """What was asked about, in the caller's own words."""

    kind: str
    id: str | None
    """The caller's reference; a resident number in it is replaced by its digest."""


@dataclass(frozen=True)
class Citation(Record):
    """A place in an instrument; where no article is confirmed, `section` names what could be."""

    instrument: str
    article: int | None
    paragraph: int | None
    item: int | None
    section: str | None
    label: Text

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Citation:
        return super().read({**json, "label": Text.read(json["label"])})


def _citations(json: Mapping[str, Any]) -> tuple[Citation, ...]:
    return tuple(Citation.read(citation) for citation in json["citations"])


@dataclass(frozen=True)
class Finding(Record):
    """One thing that was looked at, what came of it, and what it rests on."""

    rule: str
    code: str
    level: Level
    result: Outcome
    path: str
    """JSON pointer into the facts, or file in the package."""
    missing: tuple[str, ...]
    """JSON pointers of the facts that are missing."""
    citations: tuple[Citation, ...]
    confidence: Confidence
    """The weakest mark that the finding rests on."""
    message: Text
    value: Any = field(default=None, hash=False)
    """The fact at `path`; only with `include_values`."""

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Finding:
        return super().read(
            {
                **json,
                "level": Level(json["level"]),
                "result": Outcome(json["result"]),
                "missing": tuple(json["missing"]),
                "citations": _citations(json),
                "confidence": Confidence(json["confidence"]),
                "message": Text.read(json["message"]),
            }
        )


@dataclass(frozen=True)
class Obligation(Record):
    """A duty that follows from an answer."""

    code: str
    on: str
    """Who must do it."""
    by: datetime.date | None
    """The last day, where a deadline runs."""
    citations: tuple[Citation, ...]

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Obligation:
        by = json["by"]
        return super().read({**json, "by": by and datetime.date.fromisoformat(by), "citations": _citations(json)})


@dataclass(frozen=True)
class Answers(Record):
    """The four questions of a verification, kept apart."""

    intact: Ternary
    """Are the digests right?"""
    signed: Ternary
    """Is the signature value right?"""
    trusted: Ternary
    """Do the chain, the status and the times hold?"""
    covered: Coverage
    """How much is covered?"""

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Answers:
        return super().read(
            {
                **{name: Ternary(json[name]) for name in ("intact", "signed", "trusted")},
                "covered": Coverage(json["covered"]),
            }
        )


@dataclass(frozen=True)
class Check(Record):
    """One check of a signature."""

    name: str
    result: Outcome
    level: Level
    code: str | None
    detail: str | None

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Check:
        return super().read({**json, "result": Outcome(json["result"]), "level": Level(json["level"])})


@dataclass(frozen=True)
class Signature(Record):
    """One signature of a document, with a verdict of its own."""

    id: str | None
    type: str
    """`seal` or `sign`."""
    layout: str | None
    """`ses_v1`, `ses_v4`, `ses_v5`, `signed_data` or `bare`."""
    indication: Indication
    sub_indication: str | None
    answers: Answers
    signing_time: str | None
    signing_time_source: str | None
    """`claimed` or `timestamp`."""
    signer: Mapping[str, Any] | None = field(hash=False)
    seal: Mapping[str, Any] | None = field(hash=False)
    checks: tuple[Check, ...] = ()
    signer_index: int | None = None
    """Which signer it is, counted from 0, where several signed one value."""

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Signature:
        return super().read(
            {
                **json,
                "indication": Indication(json["indication"]),
                "answers": Answers.read(json["answers"]),
                "checks": tuple(Check.read(check) for check in json["checks"]),
            }
        )


@dataclass(frozen=True)
class Overlay(Record):
    """An overlay that the law was read with."""

    id: str
    sha256: str


@dataclass(frozen=True)
class Receipt(Record):
    """Versions and digests behind an answer, so that it can be made again."""

    library: str
    rules: str
    rules_sha256: str
    policy: str
    as_of: datetime.date
    facts_sha256: str
    calendar_sha256: str | None = None
    overlays: tuple[Overlay, ...] = ()
    policy_sha256: str | None = None
    """Of a policy of your own."""
    reading: str | None = None
    include_values: bool = False
    time: str | None = None

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> Receipt:
        overlays = tuple(Overlay.read(overlay) for overlay in json.get("overlays", ()))
        as_of = datetime.date.fromisoformat(json["as_of"])
        return super().read({**json, "as_of": as_of, "overlays": overlays})
