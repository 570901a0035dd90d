"""`audit`: a whole catalogue from a file, as a stream."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal

from . import _native
from ._enums import Outcome
from ._errors import ArgumentError
from ._evaluate import _day


class Audit:
    """What a catalogue comes to: totals by department, topic, class and rule, and the worst entries first."""

    def __init__(self, summary: str) -> None:
        self._json = summary
        self._summary: dict[str, Any] = json.loads(summary)

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of an entry."""
        return Outcome(self._summary["outcome"])

    @property
    def entries(self) -> int:
        """Entries that were judged."""
        return int(self._summary["entries"])

    @property
    def unreadable(self) -> int:
        """Rows that hold no entry."""
        return int(self._summary["unreadable"]["count"])

    def __getitem__(self, name: str) -> Any:
        """A part of the summary: `totals`, `departments`, `topics`, `rules`, `fields`, `worst`, `unreadable` …"""
        return self._summary[name]

    def to_dict(self) -> dict[str, Any]:
        """The summary as plain values."""
        return json.loads(self._json)  # type: ignore[no-any-return]

    def to_json(self) -> str:
        """The summary as JSON, its fields in alphabetical order."""
        return self._json

    def to_html(self, lang: Literal["zh", "en"] = "en", *, title: str = "") -> str:
        """A page of its own: classes by department and topic, defects by rule, freshness, quality, the worst."""
        from ._html import audit

        return audit.page(self._summary, lang, title)

    def __repr__(self) -> str:
        return f"<Audit {self.outcome}: {self.entries} entries, {self.unreadable} rows without one>"

    def __reduce__(self) -> tuple[type[Audit], tuple[str]]:
        return Audit, (self._json,)


def audit(
    path: str | os.PathLike[str],
    *,
    as_of: date,
    format: Literal["json", "ndjson", "csv", "parquet"] | None = None,
    threads: int | None = None,
    worst: int = 50,
    rows: Callable[[Iterator[dict[str, Any]]], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Audit:
    """Audits every entry of a catalogue by the rules of `catalogue.entry`, `sharing.classification` and
    `opening.classification` in force on `as_of`; memory does not grow with the catalogue.

    `path` is a file (`-` for standard input): JSON, JSON lines or CSV in UTF-8 or GB 18030, or Parquet, told by its
    name or its first byte. `schema("catalogue.audit")` says what a record may hold; a column of a table is a field of
    it. A row that holds no entry is counted and told. `rows` is called with the rows as they are judged, `progress`
    with the bytes read (of Parquet: rows).

    >>> from datetime import date
    >>> found = audit("examples/data/catalogue.json", as_of=date(2019, 5, 1))
    >>> found.entries, found.outcome.value
    (360, 'not_met')
    """
    if not isinstance(worst, int) or worst < 0:
        raise ArgumentError.expected("worst", "a number from 0 on")
    name = os.fspath(path)
    count = max(1, threads or _cores())
    each = None if rows is None else (lambda lines: rows(map(json.loads, lines.splitlines())))
    given = _native.audit(name, _day(as_of, "as_of"), format or _format(name), (count, worst), each, progress)
    return Audit(given)


_FORMATS = {
    ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _format(path: str) -> str | None:
    """The format that a file's name says; `None` where it says none."""
    end = os.path.splitext(path)[1].lower()
    return {
        ".json": "json",
        ".ndjson": "ndjson",
        ".jsonl": "ndjson",
        ".csv": "csv",
        ".tsv": "csv",
        ".parquet": "parquet",
    }.get(end)
