"""The words of reports as enumerations. Each member equals its word, so that both spellings compare:

>>> Outcome.NOT_MET == "not_met", str(Outcome.NOT_MET), Outcome("not_met") is Outcome.NOT_MET
(True, 'not_met', True)
"""

from __future__ import annotations

from enum import Enum


class Word(str, Enum):
    """A word of the report."""

    def __str__(self) -> str:
        return str(self.value)


class Outcome(Word):
    """What an answer comes to."""

    MET = "met"
    """Everything that decides is met."""
    NOT_MET = "not_met"
    """Something that decides is not met."""
    UNDETERMINED = "undetermined"
    """A fact that decides is missing; the findings name it."""
    NOT_APPLICABLE = "not_applicable"
    """Nothing applies."""
    CONFLICT = "conflict"
    """Rules of equal rank disagree."""


class Decision(Word):
    """What a sharing request comes to."""

    GRANTED = "granted"
    """Everything is granted."""
    PARTIAL = "partial"
    """Part is granted, part is not."""
    REFUSED = "refused"
    """Nothing is granted."""
    APPLY = "apply"
    """The responsible department must decide on an application."""
    ASK_ONCE = "ask_once"
    """The request is incomplete: its author is told once what is missing."""


class Regime(Word):
    """A regime of sharing."""

    ORDER9_2018 = "order9_2018"
    """The three classes of the measures of 2018."""
    DATA_REGULATION_2022 = "data_regulation_2022"
    """The negative list of the data regulation of 2022."""
    SHARING_REGULATION_2025 = "sharing_regulation_2025"
    """The classes between government departments of 2025."""


class Indication(Word):
    """The main indication of a verification (ETSI EN 319 102-1)."""

    TOTAL_PASSED = "total_passed"
    """Every check that the policy demands is met."""
    INDETERMINATE = "indeterminate"
    """Something could not be established."""
    TOTAL_FAILED = "total_failed"
    """A check is failed for good."""


class Level(Word):
    """How a finding weighs."""

    FAIL = "fail"
    """It decides."""
    WARN = "warn"
    """It is worth a person's look, and does not change the answer."""
    INFORM = "inform"
    """It is said for completeness."""
    IGNORED = "ignored"
    """The policy leaves it out; it is listed all the same."""


class Confidence(Word):
    """How sure the text of a provision is that a finding rests on."""

    TEXT = "text"
    """The text of the provision is at hand."""
    SEED = "seed"
    """As the press release puts it."""
    SECONDARY = "secondary"
    """From a secondary source."""
    INFERRED = "inferred"
    """A construction of the library's."""


class Ternary(Word):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Coverage(Word):
    """How much of a document valid signatures cover."""

    WHOLE = "whole"
    """Every entry of the package, the signatures' own files apart."""
    CONTENT = "content"
    """Everything that can be shown."""
    PART = "part"
    """Some of what can be shown."""
    NONE = "none"
    """Nothing."""
    UNKNOWN = "unknown"
    """Not known."""


class Role(Word):
    """What a certificate is trusted for."""

    SIGNER = "signer"
    """Issuing those who sign and seal."""
    MAKER = "maker"
    """Issuing those who make seals."""
    TSA = "tsa"
    """Issuing timestamp authorities."""
