"""A host that is asked about status: what it answers counts; silence and whatever goes wrong in it mean "unknown"."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any

import pytest
import ywtb
from conftest import DATA, DOCUMENTS, TIME
from ywtb import StatusAnswer, StatusQuery

LONG_AGO = datetime(2020, 1, 1, tzinfo=timezone.utc)
TRUST = ywtb.TrustStore.from_bytes((DATA / "trust/root.pem").read_bytes()) | ywtb.TrustStore.of_intermediates(
    (DATA / "trust/ca.pem").read_bytes()
)


def verify(host: Any) -> ywtb.Report:
    return ywtb.verify(DOCUMENTS / "genuine.ofd", time=TIME, trust=TRUST, status_host=host)


def fails(query: StatusQuery) -> StatusAnswer | None:
    raise OSError("the register cannot be reached")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (lambda _: StatusAnswer.good(), ("total_passed", None)),
        (lambda _: None, ("indeterminate", "try_later")),
        (lambda _: "good", ("indeterminate", "try_later")),
        (lambda _: StatusAnswer("fine"), ("indeterminate", "try_later")),
        (lambda _: StatusAnswer.crl(b"text"), ("indeterminate", "try_later")),
        (lambda _: StatusAnswer.ocsp(b"text"), ("indeterminate", "try_later")),
        (lambda _: StatusAnswer.revoked(datetime(2020, 1, 1)), ("indeterminate", "try_later")),
        (lambda _: StatusAnswer.revoked(), ("indeterminate", "revoked_no_poe")),
        (lambda _: StatusAnswer.revoked(LONG_AGO), ("indeterminate", "revoked_no_poe")),
        (lambda _: StatusAnswer.suspended(LONG_AGO), ("indeterminate", "revoked_no_poe")),
        (fails, ("indeterminate", "try_later")),
    ],
)
def test_answers(host: Any, expected: tuple[str, str | None]) -> None:
    report = verify(host)
    assert (report.indication, report.sub_indication) == expected


def test_questions() -> None:
    asked: list[StatusQuery] = []

    def host(query: StatusQuery) -> StatusAnswer:
        asked.append(query)
        return StatusAnswer.good()

    verify(host)
    (seal,) = (query for query in asked if query.kind == "seal")
    assert (seal.serial, seal.certificate, seal.time) == ("", b"", TIME) and seal.seal_id
    certificates = [query for query in asked if query.kind == "certificate"]
    assert len(certificates) > 1
    assert all(one.certificate[:1] == b"0" and one.issuer_name.startswith("C=CN") for one in certificates)


def test_each_verification_asks_its_own_host() -> None:
    with ThreadPoolExecutor(8) as threads:
        hosts = [lambda _: StatusAnswer.good(), lambda _: None] * 8
        found = [report.indication for report in threads.map(verify, hosts)]
    assert found == ["total_passed", "indeterminate"] * 8


def test_what_is_no_function_is_refused() -> None:
    with pytest.raises(ywtb.InputError):
        verify("good")
