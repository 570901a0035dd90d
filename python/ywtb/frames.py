"""Frames: many questions at once, over anything with the Arrow PyCapsule protocol (`__arrow_c_stream__`), such as
frames of pandas and Polars, tables of pyarrow, relations of DuckDB. None of these is needed.

Each function takes a frame and returns one with the same protocol: the rows in their order, each with its answers in
further columns. A bad row is a row with `error` and `error_path`. All cores work, and other threads run meanwhile.

    polars.DataFrame(ywtb.frames.decide(requests, registry))
    pyarrow.table(ywtb.frames.classify(catalogue, as_of=date(2025, 9, 1)))

Out of SQL and back into it with DuckDB, where a table in scope is one of SQL:

    answers = pyarrow.table(ywtb.frames.decide(duckdb.sql("from 'requests.parquet'"), registry))
    duckdb.sql("select decision, count(*) from answers group by all")

Or within SQL, by a function over whole rows of a table:

    answer = lambda rows: ywtb.frames.decide(pyarrow.Table.from_struct_array(rows), registry)
    words = lambda rows: pyarrow.table(answer(rows))["decision"].cast("string")
    row = duckdb.sql("select requests from requests limit 0").types
    duckdb.create_function("decide", words, row, "VARCHAR", type="arrow", null_handling="special")
    duckdb.sql("select decide(requests), count(*) from requests group by all")
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, Protocol

from . import _native
from ._audit import Audit
from ._errors import ArgumentError
from ._evaluate import _day, _options
from ._json import Facts
from ._native import Frame
from ._registry import Registry

__all__ = ["ArrowStream", "Audited", "Frame", "audit", "check", "classify", "decide"]


class ArrowStream(Protocol):
    """Anything that hands out its rows as an Arrow C stream."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The stream, in a capsule."""


Progress = Callable[[int], Any]
"""Called with the number of rows done so far; what it raises ends the run."""


def decide(
    frame: ArrowStream,
    registry: Registry,
    *,
    as_of: date | None = None,
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
    progress: Progress | None = None,
) -> Frame:
    """Decides sharing requests: a row is a request.

    Columns: `requester`, `entry` and `items` (lists of names), and where they are there `provider`, `purpose`,
    `duty_ref`, `service_item`, `scenario_ref` (or `scenario`), `area`, `necessary_items`, `received_at`. A column that
    is not there is unknown, a null says "none". `as_of` is the day of requests without `received_at`.

    Answers: `decision`, `outcome`, `regime`, `rule`, `codes`, `cut`, `granted_under`, `error`, `error_path`.
    """
    if not isinstance(registry, Registry):
        raise ArgumentError.expected("registry", "a Registry")
    day = None if as_of is None else _day(as_of, "as_of")
    return _native.decide_frame(_stream(frame), registry._native, day, _words(reading, overlays), progress)


def classify(
    frame: ArrowStream,
    *,
    as_of: date,
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
    progress: Progress | None = None,
) -> Frame:
    """Classifies entries of a catalogue for sharing and for opening: a row is an entry.

    Columns bear the names of the record's fields (`share_type`, `share_reason`, `share_basis`, `secret_flag`,
    `is_personal` …); `provider_kind` is the kind of the providing body, which decides from 2025-08-01. What holds more
    than a text is a list of structs, or JSON in a text. A column that is not there is unknown, a null says "none".

    Answers: `share_outcome`, `share_regime`, `share_class`, `share_defective`, `share_codes`, `open_outcome`,
    `open_class`, `open_codes`, `error`, `error_path`.
    """
    return _native.classify_frame(_stream(frame), _day(as_of, "as_of"), _words(reading, overlays), progress)


class Audited:
    """The rows of a catalogue with their answers, and what they come to."""

    __slots__ = ("_rows", "summary")

    summary: Audit
    """What the rows come to: totals by department, topic, class and rule, the worst entries."""

    def __init__(self, rows: Frame, summary: Audit) -> None:
        self._rows, self.summary = rows, summary

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows, as often as they are asked for."""
        return self._rows.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._rows.columns

    def __repr__(self) -> str:
        return f"<Audited {self.summary!r}>"


def audit(
    frame: ArrowStream,
    *,
    as_of: date,
    worst: int = 50,
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
    progress: Progress | None = None,
) -> Audited:
    """Audits entries of a catalogue, as `ywtb.audit` does with a file: a row is an entry.

    Columns bear the names of the record's fields, nested ones with a dot (`provider.kind`), or their Chinese titles;
    those of other names are passed by. What holds more than a text is a list, a struct, or JSON in a text. A null
    leaves its field unknown, the text `null` says "none".

    Answers: `outcome`, `decision`, `share_class`, `share_outcome`, `open_class`, `open_outcome`, `freshness`, `codes`
    and `rules` of what is breached or cannot be decided, `warnings`, `error`, `error_path`; `summary` has the totals.
    """
    if not isinstance(worst, int) or worst < 0:
        raise ArgumentError.expected("worst", "a number from 0 on")
    words = _words(reading, overlays)
    rows, summary = _native.audit_frame(_stream(frame), _day(as_of, "as_of"), words, worst, progress)
    return Audited(rows, Audit(summary))


def check(frame: ArrowStream, column: str, scheme: str, *, progress: Progress | None = None) -> Frame:
    """Checks the texts of a column as identifiers of a scheme, such as `uscc`.

    Answers: `<column>_valid`, and `<column>_code`, which is `ok` or the first rule broken.
    """
    return _native.check_frame(_stream(frame), column, scheme, progress)


def _stream(frame: ArrowStream) -> Any:
    if not hasattr(frame, "__arrow_c_stream__"):
        raise ArgumentError.expected("frame", "an object with __arrow_c_stream__")
    polars: Any = sys.modules.get("polars")
    return _of_polars(frame, polars) if polars and isinstance(frame, polars.DataFrame) else frame


def _of_polars(frame: Any, polars: Any) -> Any:
    """Columns of the type Null as texts: Polars hands such arrays over with a buffer, and Arrow allows them none."""

    def typed(kind: Any) -> Any:
        if kind == polars.Null:
            return polars.String
        if isinstance(kind, polars.List):
            return polars.List(typed(kind.inner))
        if isinstance(kind, polars.Array):
            return polars.Array(typed(kind.inner), kind.size)
        if isinstance(kind, polars.Struct):
            return polars.Struct([polars.Field(field.name, typed(field.dtype)) for field in kind.fields])
        return kind

    casts = {name: typed(kind) for name, kind in frame.schema.items() if typed(kind) != kind}
    return frame.cast(casts) if casts else frame


def _words(reading: str | None, overlays: Sequence[Facts]) -> bytes:
    return _options(None, "default", reading, overlays, False)
