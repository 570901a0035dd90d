"""Spark in a cluster of two executors: the answers of one machine, whatever fails on the way."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import ywtb
from conftest import needs_program
from test_frames import answers, frame
from test_registry import registry, world  # noqa: F401

pyarrow = pytest.importorskip("pyarrow")
cloudpickle = pytest.importorskip("pyspark.cloudpickle")

REPEATED = 5
"""The requests so many times: with batches of 100 rows, several to each of the six partitions."""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    needs_program("Spark", "java")
    from pyspark.sql import SparkSession

    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "100",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def asked() -> Any:
    """The requests, each row with its number."""
    rows = pyarrow.concat_tables([frame()] * REPEATED)
    return rows.append_column("id", pyarrow.array(range(rows.num_rows)))


@pytest.fixture(scope="module")
def expected(asked: Any, registry: ywtb.Registry) -> list[dict[str, Any]]:  # noqa: F811
    rows: list[dict[str, Any]] = pyarrow.table(ywtb.frames.decide(asked, registry)).to_pylist()
    return rows


def rows(frame: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = frame.toArrow().to_pylist()
    return sorted(found, key=lambda row: int(row["id"]))


def test_the_answers_are_those_of_one_machine(
    spark: Any,
    asked: Any,
    registry: ywtb.Registry,  # noqa: F811
    expected: list[dict[str, Any]],
) -> None:
    given = spark.createDataFrame(asked).repartition(6)
    decided = ywtb.spark.decide(given, registry)
    assert rows(decided) == expected
    assert {row["decision"] for row in expected} > {"granted", "partial", "refused"}
    entries, scenarios, agencies = world()
    records = {"catalogue": entries, "scenarios": scenarios, "agencies": agencies}
    for registered in (records, json.dumps(records)):
        assert ywtb.spark.decide(given, registered).schema == decided.schema


@pytest.mark.parametrize("victim", ["worker", "executor"])
def test_what_is_killed_at_work_is_done_again(
    spark: Any,
    asked: Any,
    registry: ywtb.Registry,  # noqa: F811
    expected: list[dict[str, Any]],
    tmp_path: Path,
    victim: str,
) -> None:
    marker = str(tmp_path / "killed")
    # The workers cannot import this module.
    cloudpickle.register_pickle_by_value(sys.modules[__name__])

    def kill_once(batches: Iterator[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            yield batch
            if number == 1:
                try:
                    os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                os.kill(os.getpid() if victim == "worker" else _executor(), signal.SIGKILL)

    given = spark.createDataFrame(asked).repartition(6)
    given = given.mapInArrow(kill_once, given.schema)
    assert rows(ywtb.spark.decide(given, registry)) == expected
    assert Path(marker).exists()


def _executor() -> int:
    """The process above this one that is no Python."""
    process = os.getpid()
    while "java" not in os.readlink(f"/proc/{process}/exe"):
        process = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return process


def test_classes_and_identifiers(spark: Any) -> None:
    table = pyarrow.table(
        {
            "id": [0, 1, 2],
            "share_type": ["unconditional", "not_shared", None],
            "secret_flag": ["none", None, "none"],
            "provider_code": ["91350100M000100Y43", "91350100M000100Y44", None],
        }
    )
    day = date(2019, 5, 1)
    given = spark.createDataFrame(table)
    classified = pyarrow.table(ywtb.frames.classify(table, as_of=day)).to_pylist()
    assert rows(ywtb.spark.classify(given, as_of=day)) == classified
    audited = pyarrow.table(ywtb.frames.audit(table, as_of=day)).to_pylist()
    assert rows(ywtb.spark.audit(given, as_of=day)) == audited
    checked = answers(ywtb.frames.check(table, "provider_code", "uscc"))
    found = rows(ywtb.spark.check(given, "provider_code", "uscc"))
    assert [row["provider_code_code"] for row in found] == checked["provider_code_code"] == ["ok", "check", None]


def test_faults_are_told_before_a_task_runs(spark: Any, asked: Any, registry: ywtb.Registry) -> None:  # noqa: F811
    given = spark.createDataFrame(asked)
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.spark.decide(given.drop("items"), registry)
    assert (caught.value.code, caught.value.path) == ("input.column", "/items")
    for bad in ("{", '{"catalogue": [], "catalogue": [], "scenarios": [], "agencies": []}'):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.spark.decide(given, bad)
        assert (caught.value.code, caught.value.path) == ("input.json", "registry")
    for wrong in ({"catalogue": []}, 7):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.spark.decide(given, wrong)  # type: ignore[arg-type]
        assert (caught.value.code, caught.value.path) == ("input.argument", "registry")
