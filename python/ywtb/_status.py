"""A host that is asked about the status of certificates and seals while a document is verified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Optional

from ._errors import ArgumentError
from ._json import aware


@dataclass(frozen=True)
class StatusQuery:
    """What a host is asked: what is the status of this certificate, or of this seal?"""

    kind: Literal["certificate", "seal"]
    sha256: str
    """Of the certificate in DER, or of the seal."""
    time: datetime
    """The moment of the question."""
    seal_id: str
    """The id of the seal; empty for a certificate."""
    serial: str
    """The serial number of the certificate, in hexadecimal; empty for a seal."""
    issuer_name: str
    """The issuer of the certificate, as reports write it; empty for a seal."""
    certificate: bytes
    """In DER; empty for a seal."""
    issuer: bytes
    """The issuer's certificate in DER; empty where it is not known, and for a seal."""


class StatusAnswer:
    """What a host answers. Words are recorded as the host's own; lists and responses are verified like any other.

    >>> StatusAnswer.good(), StatusAnswer.crl(b"...")
    (StatusAnswer.good(), StatusAnswer.crl())
    """

    __slots__ = ("_said",)

    def __init__(self, word: str, since: datetime | None = None, data: bytes = b"") -> None:
        if not isinstance(data, bytes):
            raise ArgumentError.expected("data", "bytes")
        self._said = (word, None if since is None else aware(since, "since").isoformat(), data)

    @classmethod
    def good(cls) -> StatusAnswer:
        """In force at the moment of the question."""
        return cls("good")

    @classmethod
    def revoked(cls, since: datetime | None = None) -> StatusAnswer:
        """Withdrawn for good, at a moment that may not be known."""
        return cls("revoked", since)

    @classmethod
    def suspended(cls, since: datetime | None = None) -> StatusAnswer:
        """On hold, since a moment that may not be known."""
        return cls("suspended", since)

    @classmethod
    def crl(cls, data: bytes) -> StatusAnswer:
        """A list of revoked certificates, in DER or PEM."""
        return cls("crl", data=data)

    @classmethod
    def ocsp(cls, data: bytes) -> StatusAnswer:
        """An OCSP response, in DER."""
        return cls("ocsp", data=data)

    def __repr__(self) -> str:
        return f"StatusAnswer.{self._said[0]}()"


StatusHost = Callable[[StatusQuery], Optional[StatusAnswer]]
"""A function that knows, or can ask, about status. `None` means that nothing is known, and so does an exception, which
goes no further: log it in the function. It is called on the thread that verifies, while it does."""


def asking(host: StatusHost | None) -> Callable[..., Any] | None:
    """The host as the native module calls it."""
    if host is None:
        return None
    if not callable(host):
        raise ArgumentError.expected("status_host", "a function")

    def ask(kind: Any, sha256: str, time: str, *rest: Any) -> tuple[str, str | None, bytes] | None:
        answer = host(StatusQuery(kind, sha256, datetime.fromisoformat(time), *rest))
        return None if answer is None else answer._said

    return ask
