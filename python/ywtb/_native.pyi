"""
The native part of `ywtb`. Use the package, not this module: names here may change in any release.
"""

from _typeshed import Incomplete, SupportsGetItem
from os import PathLike
from typing import Any, SupportsIndex, final

__all__ = ["Frame", "Registry", "Report", "TrustStore", "audit", "audit_frame", "certificate_checks", "check_frame", "check_identifier", "checks", "classify", "classify_frame", "compare", "decide_frame", "evaluate", "examine", "input_bytes", "inspect", "judge", "kinds", "one_interpreter", "parquet_rows", "propagate", "recognise", "rules_json", "schema", "schemes", "seal_pictures", "topics", "verify", "verify_archive", "verify_certificate", "verify_many", "version"]

@final
class Frame:
    """
    Rows with their answers.
    """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any:
        """
        The rows as an Arrow C stream; as often as it is asked for.
        """
    def __len__(self, /) -> int: ...
    @property
    def columns(self, /) -> list[str]:
        """
        The names of the columns.
        """

@final
class Registry:
    """
    Catalogue, scenarios and agencies, compiled.
    """
    def __new__(cls, /, snapshot: bytes) -> Registry:
        """
        A registry of its snapshot.
        """
    def __reduce__(self, /) -> tuple[type, tuple[bytes]]: ...
    @property
    def counts(self, /) -> tuple[int, int, int]:
        """
        How many entries, scenarios and agencies it holds.
        """
    def decide(self, /, request: bytes, as_of: str, options: bytes) -> tuple[tuple[str, str | None, str | None, str | None], tuple[list[str], list[int], bool], tuple[str | None, bool, bool], tuple[str, str] | None]:
        """
        The verdict on a request in JSON.
        """
    def decide_plain(self, /, request: Any, as_of: str, reading: str | None) -> tuple[tuple[str, str | None, str | None, str | None], tuple[list[str], list[int], bool], tuple[str | None, bool, bool], tuple[str, str] | None] | None:
        """
        The verdict on a request of texts, names of items and days; `None` where it holds anything else, or says a reading that
        there is not: that is for `decide` to judge.
        """
    def explain(self, /, request: bytes, as_of: str, options: bytes) -> Report:
        """
        The report on a request in JSON.
        """
    @staticmethod
    def from_json(catalogue: bytes, scenarios: bytes, agencies: bytes) -> Registry:
        """
        A registry of three JSON arrays of records.
        """
    @property
    def sha256(self, /) -> str:
        """
        SHA-256 of the records behind it.
        """
    def snapshot(self, /) -> bytes:
        """
        The registry as bytes.
        """

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

def audit(path: str | PathLike[str], as_of: str, format: str | None, bounds: tuple[SupportsIndex, SupportsIndex], rows: Any | None, progress: Any | None) -> str:
    """
    Audits the catalogue at `path` (`-` for stdin) and gives the summary as JSON. `format` is `json`, `ndjson`, `csv` or
    `parquet`; without it the first byte says. `bounds` are the threads and how many of the worst entries are kept. `rows`
    is called with JSON lines as entries are judged, `progress` with the bytes read so far; what they raise ends the audit.
    """

def audit_frame(frame: Incomplete, as_of: str, options: bytes, worst: SupportsIndex, progress: Any | None) -> tuple[Frame, str]:
    """
    Audits the entries of a frame. Beside the rows, what they come to, as JSON; `worst` of the worst entries are kept.
    """

def certificate_checks() -> list[tuple[str, str, str]]:
    """
    The checks of an electronic certificate, likewise.
    """

def check_frame(frame: Incomplete, column: str, scheme: str, progress: Any | None) -> Frame:
    """
    Checks a column of a frame as identifiers.
    """

def check_identifier(scheme: str, value: str) -> tuple[str, bool, str, dict[str, str], list[str]]:
    """
    Checks `value` as an identifier of `scheme`. It is short work, done without leaving the interpreter.
    """

def checks() -> list[tuple[str, str, str]]:
    """
    The checks of a signature, in the order in which they are asked: name, question in Chinese and in English.
    """

def classify(facts: bytes, as_of: str) -> str:
    """
    A proposal for a data set under the law of `as_of`.
    """

def classify_frame(frame: Incomplete, as_of: str, options: bytes, progress: Any | None) -> Frame:
    """
    Classifies the entries of a frame.
    """

def compare(topic: str, facts: bytes, first: str, second: str, options: bytes) -> str:
    """
    Judges facts under the law of two days; the comparison as JSON.
    """

def decide_frame(frame: Incomplete, registry: Registry, as_of: str | None, options: bytes, progress: Any | None) -> Frame:
    """
    Decides the requests of a frame.
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

def kinds() -> list[tuple[str, str, str]]:
    """
    The kinds that recognisers know: word, Chinese, English.
    """

def one_interpreter() -> None:
    """
    Raises `ImportError` in every interpreter but the one that called it first.
    """

def parquet_rows(path: str | PathLike[str]) -> int | None:
    """
    How many rows a Parquet file says to hold; none for a file that is not one.
    """

def propagate(lineage: bytes) -> str:
    """
    Classes carried through the steps of a lineage.
    """

def recognise(fields: bytes) -> str:
    """
    What each field of `{"fields": […]}` seems to hold.
    """

def rules_json() -> str:
    """
    The rule table as canonical JSON: `version`, `instruments`, `parameters`, `rules`, `codes`.
    """

def schema(name: str) -> str | None:
    """
    The JSON Schema of a topic's facts, of `record` (what topics share), of `report`, of `comparison`, of `policy`, of
    `overlay`, of `certificate.metadata`, of `certificate.inquiry`, of `status`, of a record of `catalogue.audit`, and of what
    `recognise`, `classify` and `propagate` (`lineage`) take.
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

def verify_many(documents: SupportsGetItem[int, tuple[bytes | bytearray | str | PathLike[str], str | None]], time: str, policy: str, trust: TrustStore | None, beside: tuple[SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]], SupportsGetItem[int, SupportsIndex] | None, SupportsGetItem[int, SupportsIndex] | None, Any | None], threads: SupportsIndex | None) -> list[Any]:
    """
    Verifies documents, each with the caller's own reference, on all cores or on as many `threads`; the rest is as for
    `verify`. In the place of each stands its report, or the exception that says why there is none.
    """

def version() -> str:
    """
    The version of the library.
    """
