"""`verify`: a sealed or signed document in, report out; and its two halves, `examine` and `judge`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timezone
from itertools import islice
from typing import Any, NamedTuple, Union

from . import _native
from ._errors import ArgumentError, Error, InputError
from ._json import Facts, aware, encode
from ._report import Report
from ._status import StatusHost, asking
from ._trust import TrustStore

Data = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]"]
"""A document: its bytes, or the path of its file."""

Policy = Union[str, Mapping[str, Any]]
"""How much each check weighs: `default`, `integrity`, or a policy of your own, as JSON text or as its values."""

Status = Union[bytes, str, Mapping[str, object]]
"""Answers about status: JSON text, or its values."""


def verify(
    data_or_path: Data,
    *,
    time: datetime,
    trust: TrustStore | None = None,
    crls: Iterable[bytes] = (),
    ocsp: Iterable[bytes] = (),
    status: Status | None = None,
    status_host: StatusHost | None = None,
    policy: Policy = "default",
    original: Data | None = None,
    subject: str | None = None,
) -> Report:
    """Verifies an OFD package, a seal (`.esl`) or a seal signature, told apart by their bytes.

    * `time`: the moment at which the question is asked, with its zone. There is no default: a verification that asked
      the clock could not be repeated.
    * `trust`: who is trusted; without it nobody is.
    * `crls`, `ocsp`: revocation lists (DER or PEM) and OCSP responses (DER).
    * `status`: answers about certificates and seals that you vouch for, as `schema("status")` says.
    * `status_host`: a function to ask about certificates and seals: a `StatusQuery` in, a `StatusAnswer` or `None` out.
      An exception in it means that nothing is known.
    * `policy`: `default`; `integrity`, under which trust, revocation and a bare seal's period only inform; or one of
      your own, as `schema("policy")` says.
    * `original`: what a single signature signs; in a package it is found there.
    * `subject`: your own reference to the document, for the report.

    A broken, altered or unsigned document is a report, not an exception. Raises `InputError` when the bytes are none of
    these, `LimitError` when a limit is reached, and `OSError` when a file cannot be read.

    >>> from datetime import datetime, timezone
    >>> report = verify(b"PK\\x03\\x04", time=datetime(2026, 11, 23, tzinfo=timezone.utc))
    >>> report.indication.value, report.sub_indication
    ('total_failed', 'format_failure')
    """
    moment = _moment(time)
    weights = _policy(policy)
    trusted = _trust(trust)
    return Report(
        _native.verify(
            _bytes(data_or_path, "data_or_path"),
            moment,
            weights,
            trusted,
            _beside(crls, ocsp, status, original, status_host),
            _reference(subject, "subject"),
        )
    )


class Verified(NamedTuple):
    """One document of many: its report, or why there is none."""

    document: Data
    """As it was handed in."""
    report: Report | None
    error: Error | OSError | None
    """`InputError` or `LimitError` as from `verify`, or what the system said of its file."""


_AT_ONCE = 256
"""So many documents are handed over together; fewer, when together they have more bytes than `_BYTES`."""
_BYTES = 64 << 20


def verify_many(
    documents: Iterable[Data | tuple[str, Data]],
    *,
    time: datetime,
    trust: TrustStore | None = None,
    crls: Iterable[bytes] = (),
    ocsp: Iterable[bytes] = (),
    status: Status | None = None,
    status_host: StatusHost | None = None,
    policy: Policy = "default",
    threads: int | None = None,
) -> Iterator[Verified]:
    """Verifies many documents on all cores, or on as many `threads`: what `verify` says of each, in their order.

    `documents` are taken as they are needed; a pair names the caller's own reference first. Files are read where they
    are verified, one a thread at a time, so memory does not grow with their number. One document in bad shape, or a
    file that cannot be read, never stops the rest. The other arguments are those of `verify`.

    >>> from datetime import datetime, timezone
    >>> moment = datetime(2026, 11, 23, tzinfo=timezone.utc)
    >>> for found in verify_many([("case 7", b"PK\\x03\\x04"), b"a letter", "missing.ofd"], time=moment):
    ...     print(found.report.sub_indication if found.report else type(found.error).__name__)
    format_failure
    InputError
    FileNotFoundError
    """
    if threads is not None and (not isinstance(threads, int) or threads < 1):
        raise ArgumentError.expected("threads", "a number from 1 on")
    asked = (_moment(time), _policy(policy), _trust(trust), _beside(crls, ocsp, status, None, status_host), threads)
    return _verify_many(iter(documents), asked)


def _verify_many(documents: Iterator[Data | tuple[str, Data]], asked: tuple[Any, ...]) -> Iterator[Verified]:
    while some := list(_some(documents)):
        answers = _native.verify_many([(source, subject) for _, source, subject in some], *asked)
        for (document, _, _), answer in zip(some, answers):
            if isinstance(answer, (Error, OSError)):
                yield Verified(document, None, answer)
            else:
                yield Verified(document, Report(answer), None)


def _some(documents: Iterator[Data | tuple[str, Data]]) -> Iterator[tuple[Data, bytes | str, str | None]]:
    """The next documents: each as it was given, its bytes or its path, its reference."""
    held = 0
    for given in islice(documents, _AT_ONCE):
        if isinstance(given, tuple) and len(given) != 2:
            raise ArgumentError.expected("documents", "a reference and a document, where one is a tuple")
        reference, document = given if isinstance(given, tuple) else (None, given)
        subject = _reference(reference, "documents")
        if isinstance(document, (bytes, bytearray, memoryview)):
            data = bytes(document)
            held += len(data)
            yield document, data, subject
        elif isinstance(document, (str, os.PathLike)):
            yield document, _path(document), subject
        else:
            raise ArgumentError.expected("documents", "bytes or the path of a file, each")
        if held > _BYTES:
            return


def examine(
    data_or_path: Data,
    *,
    trust: TrustStore | None = None,
    crls: Iterable[bytes] = (),
    ocsp: Iterable[bytes] = (),
    status: Status | None = None,
    status_host: StatusHost | None = None,
    original: Data | None = None,
) -> str:
    """The facts of a document as JSON, without any judgement: keep them, and `judge` them now or years later.

    Arguments and exceptions are those of `verify`. Whom the caller trusts stands in the facts.

    >>> examine(b"PK\\x03\\x04").startswith('{"facts":')
    True
    """
    return _native.examine(
        _bytes(data_or_path, "data_or_path"),
        _trust(trust),
        _beside(crls, ocsp, status, original, status_host),
    )


def judge(facts: Facts, *, time: datetime, policy: Policy = "default", subject: str | None = None) -> Report:
    """Judges facts that `examine` gave. The same facts give the same bytes as `verify` gave then.

    Raises `InputError` when the facts are not as they were written.

    >>> from datetime import datetime, timezone
    >>> judge(examine(b"PK\\x03\\x04"), time=datetime(2026, 11, 23, tzinfo=timezone.utc)).sub_indication
    'format_failure'
    """
    reference = _reference(subject, "subject")
    return Report(_native.judge(encode(facts, "facts"), _moment(time), _policy(policy), reference))


def _moment(time: datetime) -> str:
    try:
        return aware(time, "time").astimezone(timezone.utc).isoformat()
    except OverflowError:
        raise InputError("input.time", [("time", "expected a time between the years 1 and 9999")]) from None


def _beside(
    crls: Iterable[bytes],
    ocsp: Iterable[bytes],
    status: Status | None,
    original: Data | None,
    host: StatusHost | None,
) -> tuple[list[bytes], list[bytes], bytes | None, bytes | None, Callable[..., Any] | None]:
    lists: dict[str, list[bytes]] = {}
    for name, given in (("crls", crls), ("ocsp", ocsp)):
        lists[name] = [] if isinstance(given, (bytes, str)) else list(given)
        if isinstance(given, (bytes, str)) or not all(isinstance(one, bytes) for one in lists[name]):
            raise ArgumentError.expected(name, "bytes, each of one file")
    answers = None if status is None else encode(status, "status")
    signed = None if original is None else _bytes(original, "original")
    return lists["crls"], lists["ocsp"], answers, signed, asking(host)


def _policy(policy: Policy) -> str:
    if not isinstance(policy, (str, Mapping)):
        raise ArgumentError.expected("policy", "default, integrity or a policy of your own")
    return encode(policy, "policy").decode()


def _trust(trust: TrustStore | None) -> _native.TrustStore | None:
    if trust is not None and not isinstance(trust, TrustStore):
        raise ArgumentError.expected("trust", "a TrustStore")
    return None if trust is None else trust._native


def _reference(reference: str | None, name: str) -> str | None:
    if reference is not None and not isinstance(reference, str):
        raise ArgumentError.expected(name, "a text as reference")
    return None if reference is None else encode(reference, name).decode()


def _path(document: str | os.PathLike[str]) -> str:
    """The path of a file, if it is one that a file can have."""
    try:
        path = os.fsdecode(document)
        os.fsencode(path)
    except (TypeError, UnicodeError):
        raise ArgumentError.expected("documents", "bytes or the path of a file, each") from None
    return path


def _bytes(data: Data, name: str) -> bytes:
    if isinstance(data, bytes):
        return data
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    if not isinstance(data, (str, os.PathLike)):
        raise ArgumentError.expected(name, "bytes or the path of a file")
    # One byte more than the limit is enough for the library to refuse it.
    with open(data, "rb") as file:
        return file.read(_native.input_bytes() + 1)
