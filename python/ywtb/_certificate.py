"""`verify_certificate`: an electronic certificate, its file or its metadata record, in; report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Union

from . import _native
from ._json import encode
from ._report import Report
from ._status import StatusHost
from ._trust import TrustStore
from ._verify import Data, Policy, Status, _beside, _bytes, _moment, _policy, _reference, _trust

Inquiry = Union[str, bytes, Mapping[str, Any]]
"""What is asked and known beside the document, as `schema("certificate.inquiry")` says."""


def verify_certificate(
    data_or_path: Data | Mapping[str, Any],
    *,
    time: datetime,
    inquiry: Inquiry | None = None,
    trust: TrustStore | None = None,
    crls: Iterable[bytes] = (),
    ocsp: Iterable[bytes] = (),
    status: Status | None = None,
    status_host: StatusHost | None = None,
    policy: Policy = "default",
    subject: str | None = None,
) -> Report:
    """Verifies an electronic certificate: an OFD with its metadata, or a metadata record alone.

    * `data_or_path`: the file, or a record as `schema("certificate.metadata")` says, as its values or as JSON.
    * `inquiry`: who is to be the holder, what a source says about the certificate's state and when, what it is used
      for, further names of metadata, rules by type. What is left out is unknown, never good.
    * `time`, `trust`, `crls`, `ocsp`, `status`, `status_host`, `policy`, `subject`: as for `verify`.

    `value["information"]` says what can be said of the data, whatever came of the file. Raises `InputError` with the
    code `certificate.pdf_unsupported` for a PDF, and otherwise what `verify` raises.

    >>> from datetime import datetime, timezone
    >>> report = verify_certificate({"ZZMC": "示例许可证"}, time=datetime(2026, 11, 23, tzinfo=timezone.utc))
    >>> report.topic, report.value["information"]
    ('verify.certificate', 'incomplete')
    """
    if isinstance(data_or_path, Mapping):
        data = encode(data_or_path, "data_or_path")
    else:
        data = _bytes(data_or_path, "data_or_path")
    return Report(
        _native.verify_certificate(
            data,
            _moment(time),
            _policy(policy),
            _trust(trust),
            (_beside(crls, ocsp, status, None, status_host), b"" if inquiry is None else encode(inquiry, "inquiry")),
            _reference(subject, "subject"),
        )
    )
