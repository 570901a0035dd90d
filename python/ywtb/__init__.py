"""`ywtb` (一网通办): the Shanghai regulation on public data and one-net government service as a library.

Two kinds of question, each answered with reasons that cite the law: *may or must this be done?* (`evaluate`) and *is
this sealed document genuine?* (`verify`). Both end in a `Report`. Nothing opens a connection; dates, times and bytes
are parameters, so the same facts give the same bytes in every language and always.

>>> from datetime import date
>>> import ywtb
>>> facts = {"agency": {"kind": "administrative_organ"}, "data": {"secret_flag": "none"}}
>>> report = ywtb.evaluate("scope", facts, as_of=date(2018, 11, 2))
>>> report.outcome
<Outcome.MET: 'met'>
>>> report.value["application"]
'direct'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import _native, frames, identifiers
from ._archive import verify_archive
from ._audit import Audit, audit
from ._certificate import verify_certificate
from ._classify import Hit, NameEvidence, Proposal, ValueEvidence, classify, propagate, recognise
from ._enums import Confidence, Coverage, Decision, Indication, Level, Outcome, Regime, Role, Ternary
from ._errors import ArgumentError, Detail, Error, InputError, InternalError, LimitError, NotSatisfied
from ._evaluate import compare, evaluate
from ._records import Answers, Check, Citation, Finding, Obligation, Overlay, Receipt, Signature, Subject, Text
from ._registry import UNKNOWN, Registry, Verdict
from ._report import Report
from ._status import StatusAnswer, StatusQuery
from ._tables import parameters, rules, schema, topics
from ._trust import TrustStore
from ._verify import Verified, examine, judge, verify, verify_many
from .identifiers import Identifier

if TYPE_CHECKING:
    from . import plot as plot
    from . import spark as spark

_native.one_interpreter()

__version__: str = _native.version()

__all__ = [
    "UNKNOWN",
    "Answers",
    "ArgumentError",
    "Audit",
    "Check",
    "Citation",
    "Confidence",
    "Coverage",
    "Decision",
    "Detail",
    "Error",
    "Finding",
    "Hit",
    "Identifier",
    "Indication",
    "InputError",
    "InternalError",
    "Level",
    "LimitError",
    "NameEvidence",
    "NotSatisfied",
    "Obligation",
    "Outcome",
    "Overlay",
    "Proposal",
    "Receipt",
    "Regime",
    "Registry",
    "Report",
    "Role",
    "Signature",
    "StatusAnswer",
    "StatusQuery",
    "Subject",
    "Ternary",
    "Text",
    "TrustStore",
    "ValueEvidence",
    "Verdict",
    "Verified",
    "__version__",
    "audit",
    "classify",
    "compare",
    "evaluate",
    "examine",
    "frames",
    "identifiers",
    "judge",
    "parameters",
    "propagate",
    "recognise",
    "rules",
    "schema",
    "topics",
    "verify",
    "verify_archive",
    "verify_certificate",
    "verify_many",
]


def __getattr__(name: str) -> Any:
    """What needs other packages is imported when it is asked for."""
    if name in ("plot", "spark"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
