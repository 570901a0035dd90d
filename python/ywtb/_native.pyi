"""
The native part of `ywtb`. Use the package, not this module: names here may change in any release.
"""

from _typeshed import SupportsGetItem
from typing import Any, SupportsIndex, final

__all__ = ["Report", "TrustStore", "certificate_checks", "check_identifier", "checks", "compare", "evaluate", "examine", "input_bytes", "inspect", "judge", "rules_json", "schema", "schemes", "seal_pictures", "topics", "verify", "verify_archive", "verify_certificate", "version"]

@final
class Report:
    """
    An answer: its canonical JSON, and its words in Chinese and English.
    """
    def __new__(cls, /, json: str, zh: str, en: str) -> Report:
        """
        A report that was kept: its JSON and its words.
        """
    def __reduce__(self, /) -> tuple[type, tuple[str, str, str]]: ...
    def en(self, /) -> str:
        """
        The report in words, in English (`en`).
        """
    @property
    def json(self, /) -> str:
        """
        The report as RFC 8785 canonical JSON.
        """
    def zh(self, /) -> str:
        """
        The report in words, in Chinese (`zh`).
        """

@final
class TrustStore:
    """
    Trust anchors, each for one role (`signer`, `maker`, `tsa`).
    """
    def __new__(cls, /, anchors: SupportsGetItem[int, tuple[str, SupportsGetItem[int, SupportsIndex]]]) -> TrustStore:
        """
        A store of certificates, each with its role: PEM, DER or a PKCS#7 bundle.
        """
    @property
    def anchors(self, /) -> list[tuple[str, bytes]]:
        """
        The anchors: role and certificate in DER.
        """
    @property
    def intermediates(self, /) -> list[bytes]:
        """
        Certificates that only lead to anchors, in DER.
        """

def certificate_checks() -> list[tuple[str, str, str]]:
    """
    The checks of an electronic certificate, likewise.
    """

def check_identifier(scheme: str, value: str) -> tuple[str, bool, str, dict[str, str], list[str]]:
    """
    Checks `value` as an identifier of `scheme`. It is short work, done without leaving the interpreter.
    """

def checks() -> list[tuple[str, str, str]]:
    """
    The checks of a signature, in the order in which they are asked: name, question in Chinese and in English.
    """

def compare(topic: str, facts: bytes, first: str, second: str, options: bytes) -> str:
    """
    Judges facts under the law of two days; the comparison as JSON.
    """

def evaluate(topic: str, facts: bytes, as_of: str, options: bytes) -> Report:
    """
    Judges facts. `facts` and `options` are JSON in UTF-8, `as_of` is written `YYYY-MM-DD`.
    """

def examine(data: bytes, trust: TrustStore | None, beside: tuple[SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsIndex] | None, SupportsGetItem[int, SupportsIndex] | None, Any | None]) -> str:
    """
    The facts of a document as JSON, without any judgement.
    """

def input_bytes() -> int:
    """
    How many bytes an input may have.
    """

def inspect(data: bytes) -> str:
    """
    The parts of a document as JSON.
    """

def judge(facts: bytes, time: str, policy: str, subject: str | None) -> Report:
    """
    Judges facts that `examine` wrote.
    """

def rules_json() -> str:
    """
    The rule table as canonical JSON: `version`, `instruments`, `parameters`, `rules`, `codes`.
    """

def schema(name: str) -> str | None:
    """
    The JSON Schema of a topic's facts, of `record` (what topics share), of `report`, of `comparison`, of `policy`, of
    `overlay`, of `certificate.metadata`, of `certificate.inquiry` or of `status`.
    """

def schemes() -> list[str]:
    """
    The schemes that `check_identifier` knows.
    """

def seal_pictures(data: bytes) -> dict[str, bytes]:
    """
    The pictures of a document's seals, by their SHA-256 as reports write it.
    """

def topics() -> list[str]:
    """
    The topics of `evaluate`, in the order of the chapters.
    """

def verify(data: bytes, time: str, policy: str, trust: TrustStore | None, beside: tuple[SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsIndex] | None, SupportsGetItem[int, SupportsIndex] | None, Any | None], subject: str | None) -> Report:
    """
    Verifies a document. `time` is written as in RFC 3339; `policy` is a name or the JSON text of a policy; `beside` is
    revocation lists, OCSP responses, answers about status as JSON, what a single signature signs, and a function to ask
    about status; `subject` is the caller's own reference.
    """

def verify_archive(data: bytes, as_of: str, options: bytes) -> Report:
    """
    Tests an archive package. `as_of` is written `YYYY-MM-DD`; `options` is JSON in UTF-8.
    """

def verify_certificate(data: bytes, time: str, policy: str, trust: TrustStore | None, known: tuple[tuple[SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsIndex] | None, SupportsGetItem[int, SupportsIndex] | None, Any | None], SupportsGetItem[int, SupportsIndex]], subject: str | None) -> Report:
    """
    Verifies an electronic certificate: its OFD, or its metadata record. `known` is what comes beside it and the inquiry as
    JSON text, empty for none; the rest is as for `verify`.
    """

def version() -> str:
    """
    The version of the library.
    """
