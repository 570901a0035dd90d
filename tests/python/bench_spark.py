"""Sharing requests through Spark with two executors, beside one process over the same rows; run by hand.

python tests/python/bench_spark.py [ROWS]
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter

import pyarrow
import ywtb
from pyspark.sql import SparkSession
from test_frames import frame
from test_registry import world


def main(wanted: int) -> None:
    """Counts the decisions on so many rows, both ways."""
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    registry, requests = ywtb.Registry.from_json(*world()), frame()
    times = wanted // requests.num_rows

    begun, busy = time.perf_counter(), time.process_time()
    alone: Counter[str | None] = Counter()
    for _ in range(times):
        decided = pyarrow.table(ywtb.frames.decide(requests, registry))
        alone.update({one["values"]: one["counts"] for one in decided["decision"].value_counts().to_pylist()})
    told("one process", time.perf_counter() - begun, alone, f"{time.process_time() - busy:.1f} s of processor")

    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in (("driver.host", "127.0.0.1"), ("ui.enabled", "false"), ("executor.memory", "768m")):
        builder = builder.config(f"spark.{name}", value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    rows = spark.range(times, numPartitions=8).crossJoin(spark.createDataFrame(requests))
    begun = time.perf_counter()
    handed = rows.mapInArrow(lambda batches: batches, rows.schema).groupBy("entry").count().collect()
    counted = Counter({row["entry"]: row["count"] for row in handed})
    told("Spark, the rows to Python and back", time.perf_counter() - begun, counted)
    begun = time.perf_counter()
    decisions = ywtb.spark.decide(rows, registry).groupBy("decision").count().collect()
    found: Counter[str | None] = Counter({row["decision"]: row["count"] for row in decisions})
    told("Spark, decided", time.perf_counter() - begun, found)
    assert found == alone, "the same decisions"
    spark.stop()


def told(name: str, seconds: float, counts: Counter[str | None] | Counter[str], more: str = "") -> None:
    """Prints a line."""
    print(f"{name}: {sum(counts.values()):,} rows in {seconds:.1f} s {more}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
