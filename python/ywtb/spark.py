"""Spark: the questions of `frames` over DataFrames of PySpark, on as many machines as there are.

The registry is compiled once, on the driver, and broadcast as the bytes of its snapshot; a Python worker reads it once
and keeps it for all its tasks. Rows go from Spark to the library and back as Arrow record batches, and none becomes a
Python object. A task looks at nothing but its own rows: one that failed runs again without loss or duplicates.

Driver and workers need this package, PySpark 3.5 or newer, and pyarrow.

    answers = ywtb.spark.decide(spark.read.parquet("requests"), registry)
    answers.groupBy("decision").count().show()
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any, Literal, Union

import pyarrow
from pyspark import TaskContext
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_type, to_arrow_schema
from pyspark.sql.types import StructField, StructType

from . import frames
from ._errors import ArgumentError, InputError
from ._json import Facts
from ._registry import Registry

__all__ = ["audit", "check", "classify", "decide"]

Records = Union[Registry, Mapping[str, Any], str, bytes]
"""A registry, or an object with its records in `catalogue`, `scenarios` and `agencies`, or that object as JSON."""


def decide(
    frame: DataFrame,
    registry: Records,
    *,
    as_of: date | None = None,
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
) -> DataFrame:
    """Decides sharing requests: the columns and the answers are those of `frames.decide`. What is wrong with a column,
    the registry or an option is raised here, before a task runs.
    """
    held = _registry(registry)
    words: dict[str, Any] = {"as_of": as_of, "reading": reading, "overlays": list(overlays)}
    answers = _answers(frame, partial(frames.decide, registry=held, **words))
    snapshot = frame.sparkSession.sparkContext.broadcast(held.snapshot())
    return _mapped(frame, partial(_decide, sha256=held.sha256, snapshot=snapshot, **words), answers)


def classify(
    frame: DataFrame,
    *,
    as_of: date,
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
) -> DataFrame:
    """Classifies entries of a catalogue, as `frames.classify` does."""
    ask = partial(frames.classify, as_of=as_of, reading=reading, overlays=list(overlays))
    return _mapped(frame, ask, _answers(frame, ask))


def audit(
    frame: DataFrame,
    *,
    as_of: date,
    reading: Literal["seed", "draft"] | None = None,
    overlays: Sequence[Facts] = (),
) -> DataFrame:
    """Audits entries of a catalogue, as `frames.audit` does; totals are for Spark to count."""
    ask = partial(frames.audit, as_of=as_of, worst=0, reading=reading, overlays=list(overlays))
    return _mapped(frame, ask, _answers(frame, ask))


def check(frame: DataFrame, column: str, scheme: str) -> DataFrame:
    """Checks the texts of a column as identifiers of a scheme, as `frames.check` does."""
    ask = partial(frames.check, column=column, scheme=scheme)
    return _mapped(frame, ask, _answers(frame, ask))


_Ask = Callable[[Any], frames.ArrowStream]
"""A question about rows."""


def _answers(frame: DataFrame, ask: _Ask) -> list[StructField]:
    """The columns that `ask` adds, as it answers no rows at all."""
    given = to_arrow_schema(frame.schema).empty_table()
    answered = _plain(ask(given)).schema
    added = [answered.field(place) for place in range(given.num_columns, len(answered))]
    return [StructField(field.name, from_arrow_type(field.type)) for field in added]


def _mapped(frame: DataFrame, ask: _Ask, answers: list[StructField]) -> DataFrame:
    def answer(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        # A task has so many cores, and another task works beside it.
        os.environ.setdefault("RAYON_NUM_THREADS", str(TaskContext.get().cpus()))
        for batch in batches:
            yield from _plain(ask(batch)).to_batches()

    return frame.mapInArrow(answer, StructType([*frame.schema.fields, *answers]))


def _plain(answered: frames.ArrowStream) -> pyarrow.Table:
    """The rows with texts where words stand by number, which Spark does not read."""
    table = pyarrow.table(answered)
    return table.cast(pyarrow.schema([field.with_type(_plain_type(field.type)) for field in table.schema]))


def _plain_type(kind: pyarrow.DataType) -> pyarrow.DataType:
    if pyarrow.types.is_dictionary(kind):
        return kind.value_type
    if pyarrow.types.is_list(kind) and pyarrow.types.is_dictionary(kind.value_type):
        return pyarrow.list_(kind.value_type.value_type)
    return kind


def _decide(batch: pyarrow.RecordBatch, *, sha256: str, snapshot: Any, **words: Any) -> frames.Frame:
    return frames.decide(batch, _held(_Snapshot(sha256, snapshot)), **words)


class _Snapshot:
    """A broadcast snapshot, known by the digest of what is in it."""

    def __init__(self, sha256: str, broadcast: Any) -> None:
        self._sha256, self.broadcast = sha256, broadcast

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Snapshot) and self._sha256 == other._sha256

    def __hash__(self) -> int:
        return hash(self._sha256)


@lru_cache(maxsize=4)
def _held(snapshot: _Snapshot) -> Registry:
    """The registry of a snapshot, read once in a worker."""
    return Registry(snapshot.broadcast.value)


def _registry(records: Records) -> Registry:
    if isinstance(records, Registry):
        return records
    if isinstance(records, (str, bytes)):
        records = _object(records)
    parts = ("catalogue", "scenarios", "agencies")
    if not isinstance(records, Mapping) or set(records) != set(parts):
        raise ArgumentError.expected("registry", "a Registry, or an object with catalogue, scenarios and agencies")
    return Registry.from_json(*(records[part] for part in parts))


def _object(text: str | bytes) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise InputError("input.json", [("registry", "expected no name twice in an object")])
        return found

    try:
        return json.loads(text, object_pairs_hook=once)
    except InputError:
        raise
    except (ValueError, RecursionError):
        # `from None`: what json raises quotes the text.
        raise InputError("input.json", [("registry", "expected JSON")]) from None
