"""Frames of pandas, Polars, pyarrow and DuckDB, in and out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import ywtb
from conftest import DAY
from test_audit_parquet import table
from test_registry import ask, registry, requests, world  # noqa: F401

pyarrow = pytest.importorskip("pyarrow")

FIELDS = (
    "requester",
    "entry",
    "items",
    "purpose",
    "duty_ref",
    "area",
    "necessary_items",
    "scenario_ref",
    "received_at",
)


def rows() -> list[dict[str, Any]]:
    return [{name: request.get(name) for name in FIELDS} for request in requests()]


def frame() -> Any:
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows()] for name in FIELDS}
    columns["received_at"] = [date.fromisoformat(day) for day in columns["received_at"]]
    return pyarrow.table(columns)


def answers(frame: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = pyarrow.table(frame).to_pydict()
    return found


@pytest.fixture(scope="module")
def expected(registry: ywtb.Registry) -> list[ywtb.Verdict]:  # noqa: F811
    return [ask(registry, row) for row in rows()]


def check(frame: Any, expected: list[ywtb.Verdict]) -> None:
    found = answers(frame)
    assert found["decision"] == [verdict.decision for verdict in expected]
    assert found["outcome"] == [verdict.outcome for verdict in expected]
    assert found["rule"] == [verdict.rule for verdict in expected]
    assert [tuple(cut) for cut in found["cut"]] == [verdict.cut for verdict in expected]
    assert [set(codes) for codes in found["codes"]] == [set(verdict.codes) for verdict in expected]
    assert found["granted_under"] == [verdict.scenario for verdict in expected]
    assert found["entry"] == [row["entry"] for row in rows()]


def test_pyarrow(registry: ywtb.Registry, expected: list[ywtb.Verdict]) -> None:  # noqa: F811
    decided = ywtb.frames.decide(frame(), registry)
    check(decided, expected)
    check(decided, expected)
    check(ywtb.frames.decide(frame().to_reader(max_chunksize=7), registry), expected)
    for kind in (pyarrow.large_string(), pyarrow.string_view(), pyarrow.dictionary(pyarrow.int8(), pyarrow.string())):
        coded = frame()
        if kind == pyarrow.dictionary(pyarrow.int8(), pyarrow.string()):
            column = coded["purpose"].dictionary_encode()
        else:
            column = coded["purpose"].cast(kind)
        coded = coded.set_column(coded.column_names.index("purpose"), "purpose", column)
        check(ywtb.frames.decide(coded, registry), expected)


def test_pandas(registry: ywtb.Registry, expected: list[ywtb.Verdict]) -> None:  # noqa: F811
    pandas = pytest.importorskip("pandas")
    given = pandas.DataFrame({name: [row[name] for row in rows()] for name in FIELDS})
    check(ywtb.frames.decide(given, registry), expected)
    given["purpose"] = given["purpose"].astype("category")
    given["received_at"] = pandas.to_datetime(given["received_at"])
    check(ywtb.frames.decide(given, registry), expected)


def test_polars(registry: ywtb.Registry, expected: list[ywtb.Verdict]) -> None:  # noqa: F811
    polars = pytest.importorskip("polars")
    given = polars.from_arrow(frame()).with_columns(polars.col("requester").cast(polars.Categorical))
    decided = polars.DataFrame(ywtb.frames.decide(given, registry))
    assert decided["decision"].to_list() == [verdict.decision for verdict in expected]


def test_polars_without_a_value(registry: ywtb.Registry) -> None:  # noqa: F811
    polars = pytest.importorskip("polars")
    row = {
        "requester": "X",
        "entry": "X",
        "items": ["x"],
        "purpose": None,
        "area": [],
        "reply": {"at": None, "cut": []},
    }
    decided = polars.DataFrame(ywtb.frames.decide(polars.DataFrame([row]), registry, as_of=DAY))
    assert decided["error"].to_list() == ["registry.unknown_agency"]
    assert decided["reply"].to_list() == [{"at": None, "cut": []}] and decided["purpose"].to_list() == [None]


def test_duckdb(registry: ywtb.Registry, expected: list[ywtb.Verdict]) -> None:  # noqa: F811
    duckdb = pytest.importorskip("duckdb")
    given = frame()
    decided = pyarrow.table(ywtb.frames.decide(duckdb.sql("select * from given"), registry))
    counts = duckdb.sql("select decision, count(*) from decided group by all").fetchall()
    assert dict(counts) == {
        one: sum(verdict.decision == one for verdict in expected) for one in {verdict.decision for verdict in expected}
    }
    assert given.num_rows == decided.num_rows


def test_decided_within_sql(registry: ywtb.Registry, expected: list[ywtb.Verdict]) -> None:  # noqa: F811
    duckdb = pytest.importorskip("duckdb")
    requests = frame()
    assert requests.num_rows == len(expected)

    def words(rows: Any) -> Any:
        decided = ywtb.frames.decide(pyarrow.Table.from_struct_array(rows), registry)
        return pyarrow.table(decided)["decision"].cast("string")

    with duckdb.connect() as sql:
        row = sql.sql("select requests from requests limit 0").types
        sql.create_function("decide", words, row, "VARCHAR", type="arrow", null_handling="special")
        found = sql.sql("select decide(requests) from requests").fetchall()
    assert [one for (one,) in found] == [verdict.decision for verdict in expected]


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def test_classes_are_those_of_evaluate() -> None:
    entries, _, _ = world()
    fields = ("share_type", "share_reason", "share_basis", "secret_flag", "is_personal", "is_privacy", "open_type")
    told = {name: [entry.get(name) for entry in entries] for name in fields}
    # A list of records stands in a column of texts as JSON.
    columns = {name: [_cell(value) for value in values] for name, values in told.items()}
    found = answers(ywtb.frames.classify(pyarrow.table(columns), as_of=date(2019, 5, 1)))
    assert found["error"] == [None] * len(entries)
    for row in range(0, len(entries), 30):
        facts = {"entry": {name: told[name][row] for name in fields}}
        report = ywtb.evaluate("sharing.classification", facts, as_of=date(2019, 5, 1))
        assert found["share_outcome"][row] == report.outcome
        assert found["share_class"][row] == report.value["effective_class"]
        report = ywtb.evaluate("opening.classification", facts, as_of=date(2019, 5, 1))
        assert (found["open_outcome"][row], found["open_class"][row]) == (report.outcome, report.value["open_class"])


def test_identifiers() -> None:
    codes = pyarrow.table({"code": ["91350100M000100Y43", "91350100M000100Y44", None]})
    found = answers(ywtb.frames.check(codes, "code", "uscc"))
    assert (found["code_valid"], found["code_code"]) == ([True, False, None], ["ok", "check", None])


def test_faults_are_rows_or_exceptions(registry: ywtb.Registry) -> None:  # noqa: F811
    given = frame().slice(0, 2)
    dated = given.set_column(given.column_names.index("received_at"), "received_at", [["2019-05-06", "06.05.2019"]])
    assert answers(ywtb.frames.decide(dated, registry))["error"] == [None, "input.date"]
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.frames.decide(given.drop_columns(["items"]), registry)
    assert (caught.value.code, caught.value.path) == ("input.column", "/items")
    with pytest.raises(ywtb.InputError):
        ywtb.frames.decide(json, registry)  # type: ignore[arg-type]


def test_progress_is_told_and_may_end_the_run(registry: ywtb.Registry) -> None:  # noqa: F811
    told: list[int] = []
    ywtb.frames.decide(frame(), registry, progress=told.append)
    assert told[-1] == len(rows())

    def stop(rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ywtb.frames.decide(frame(), registry, as_of=DAY, progress=stop)


def test_an_audit_of_a_frame_is_that_of_the_file(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    day, entries = date(2019, 5, 1), table()
    parquet.write_table(entries, tmp_path / "catalogue.parquet")
    told: list[dict[str, Any]] = []
    expected = ywtb.audit(tmp_path / "catalogue.parquet", as_of=day, worst=7, rows=told.extend)
    for given in (entries, pytest.importorskip("polars").from_arrow(entries), entries.to_reader(max_chunksize=50)):
        audited = ywtb.frames.audit(given, as_of=day, worst=7)
        assert audited.summary.to_dict() == expected.to_dict() and len(audited) == expected.entries == 360
        found = answers(audited)
        assert found["outcome"] == [row["outcome"] for row in told]
        assert found["share_class"] == [row["sharing"]["class"] for row in told]
        assert found["open_class"] == [row["opening"]["class"] for row in told]
        reasons = [{one["code"] for one in row["findings"] if one["level"] == "fail"} for row in told]
        assert [set(codes) for codes in found["codes"]] == reasons
    assert pyarrow.types.is_dictionary(pyarrow.table(audited)["share_class"].type)


def test_bad_rows_of_a_frame_are_told_and_the_rest_is_audited() -> None:
    given = pyarrow.table({"code": ["1", "2", "3"], "is_personal": ["true", "perhaps", None], "colour": ["red"] * 3})
    audited = ywtb.frames.audit(given, as_of=date(2019, 5, 1))
    assert audited.summary.entries == 2 and audited.summary["unreadable"]["first"][0]["row"] == 2
    assert answers(audited)["error"] == [None, "input.schema", None]
    assert answers(audited)["error_path"][1] == "/entry/is_personal"
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.frames.audit(given.select(["colour"]), as_of=date(2019, 5, 1))
    assert caught.value.code == "input.column"
