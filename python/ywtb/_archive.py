"""`verify_archive`: an archive package in, report out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from . import _native
from ._enums import Indication
from ._evaluate import _day
from ._json import encode
from ._report import Report
from ._verify import Data, _bytes


def verify_archive(
    data_or_path: Data,
    *,
    as_of: date,
    stage: Literal["filing", "transfer", "preservation"] = "filing",
    plan: Mapping[str, Any] | None = None,
    registered: str | None = None,
    verdicts: Mapping[str, Indication | str] | None = None,
    subject: str | None = None,
) -> Report:
    """Tests an archive package on its own bytes: a ZIP archive with its record, or the XML of DA/T 48.

    * `as_of`: the day on which the package is tested.
    * `plan`: what was planned to be in it: `files`, `bytes`, `required` (JSON pointers), `roles`, `formats`,
      `previous_id`, `known_ids`, `schema` (a JSON Schema of the record); each part is tested where it is given.
    * `registered`: the digest that was registered for the package, SM3 or SHA-256.
    * `verdicts`: what `verify` said of signed contents, by their names in the record.

    `value["items"]` may stand in the `tests` of the facts of `archive.package`; `value["needs_person"]` lists what no
    program can test. Raises `InputError` when the bytes are no package, `LimitError` when a limit is reached.

    >>> from datetime import date
    >>> report = verify_archive(b"PK\\x05\\x06" + bytes(18), as_of=date(2024, 6, 1))
    >>> report.outcome.value, report.value["returned"]
    ('not_met', True)
    """
    said = {name: getattr(verdict, "value", verdict) for name, verdict in (verdicts or {}).items()}
    options = {"stage": stage, "plan": plan, "registered": registered, "verdicts": said, "subject": subject}
    given = encode({name: option for name, option in options.items() if option is not None}, "options")
    return Report(_native.verify_archive(_bytes(data_or_path, "data_or_path"), _day(as_of, "as_of"), given))
