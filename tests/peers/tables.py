"""Sharing decisions over a table, by ywtb, by Polars and by pandas: the rules of `share.rego`, answers compared.

    world | python tables.py [ROWS]

Each as its own users would write it: joins and expressions in Polars, merges and the long form in pandas. Whatever can
be prepared once (the registry, the classes of the entries) is prepared before the clock starts.
"""

import json
import sys
import time
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import ywtb
import ywtb.frames

STATUTORY = ["law", "administrative_regulation", "state_council_decision", "local_regulation", "rule"]
NEXT_MORE_OPEN = {"not_shared": "authorised", "authorised": "unconditional", "unconditional": "unconditional"}


def class_of(entry):
    """The class that counts: one without reasons or a statutory basis yields to the next more open one."""
    grounded = entry["share_reason"] and any(basis["level"] in STATUTORY for basis in entry["share_basis"])
    return entry["share_type"] if grounded else NEXT_MORE_OPEN[entry["share_type"]]


def by_ywtb(world, requests):
    registry = ywtb.Registry.from_json(world["catalogue"], world["scenarios"], world["agencies"])
    day = date.fromisoformat(world["day"])
    return lambda: pa.table(ywtb.frames.decide(requests, registry, as_of=day))["decision"]


def by_polars(world, requests):
    requests = pl.DataFrame(requests)
    entries = pl.DataFrame(
        {
            "entry": [entry["code"] for entry in world["catalogue"]],
            "class": [class_of(entry) for entry in world["catalogue"]],
            "entry_items": [[item["name"] for item in entry["items"]] for entry in world["catalogue"]],
        }
    )
    scenarios = pl.DataFrame(
        {
            "purpose": [scenario["purpose"] for scenario in world["scenarios"]],
            "duty": [scenario["duty"] for scenario in world["scenarios"]],
            "status": [scenario["status"] for scenario in world["scenarios"]],
            "from": [scenario["term"]["from"] for scenario in world["scenarios"]],
            "to": [scenario["term"]["to"] for scenario in world["scenarios"]],
            "users": [scenario["users"] for scenario in world["scenarios"]],
            "scenario_items": [scenario["items"] for scenario in world["scenarios"]],
        }
    )
    day, column = world["day"], pl.col
    needed = column("items").list.set_intersection("necessary_items").list.set_intersection("entry_items")
    fits = (
        (column("status") == "approved")
        & (column("duty") == column("duty_ref"))
        & (column("from") <= day)
        & (column("to") >= day)
        & column("users").list.contains(column("requester"))
    ).fill_null(False)
    under = pl.when(fits).then(needed.list.set_intersection("scenario_items").list.len()).otherwise(0)
    granted = pl.when(column("class") == "unconditional").then(needed.list.len()).otherwise(under)
    decision = (
        pl.when(column("class") == "not_shared")
        .then(pl.lit("refused"))
        .when(granted == column("items").list.len())
        .then(pl.lit("granted"))
        .when(granted > 0)
        .then(pl.lit("partial"))
        .otherwise(pl.lit("apply"))
    )
    # Joins keep no order that one could rely on, lazily at least, so the rows are numbered.
    plan = (
        requests.lazy()
        .with_row_index("row")
        .join(entries.lazy(), on="entry", how="left")
        .join(scenarios.lazy(), on="purpose", how="left")
        .select("row", decision.alias("decision"))
        .sort("row")
    )
    return lambda: plan.collect()["decision"].to_arrow()


def by_pandas(world, requests):
    requests = requests.to_pandas()
    entries = pd.Series({entry["code"]: class_of(entry) for entry in world["catalogue"]}, name="class")
    entry_items = pd.DataFrame(
        [(entry["code"], item["name"]) for entry in world["catalogue"] for item in entry["items"]],
        columns=["entry", "item"],
    ).assign(listed=True)
    day = world["day"]
    good = [
        scenario
        for scenario in world["scenarios"]
        if scenario["status"] == "approved" and scenario["term"]["from"] <= day <= scenario["term"]["to"]
    ]
    users = pd.DataFrame(
        [(scenario["purpose"], scenario["duty"], user) for scenario in good for user in scenario["users"]],
        columns=["purpose", "duty_ref", "requester"],
    ).assign(fits=True)
    scenario_items = pd.DataFrame(
        [(scenario["purpose"], item) for scenario in good for item in scenario["items"]], columns=["purpose", "item"]
    ).assign(inside=True)

    def decide():
        rows = requests.reset_index(names="row")
        rows["class"] = rows["entry"].map(entries)
        rows = rows.merge(users, how="left", on=["purpose", "duty_ref", "requester"])
        asked = rows.explode("items").rename(columns={"items": "item"})
        needed = rows[["row", "necessary_items"]].explode("necessary_items")
        needed = needed.rename(columns={"necessary_items": "item"}).assign(needed=True)
        asked = (
            asked.merge(needed, how="left", on=["row", "item"])
            .merge(entry_items, how="left", on=["entry", "item"])
            .merge(scenario_items, how="left", on=["purpose", "item"])
        )
        allowed = (asked["class"] == "unconditional") | (asked["fits"].notna() & asked["inside"].notna())
        asked["granted"] = allowed & asked["needed"].notna() & asked["listed"].notna()
        granted = asked.groupby("row")["granted"].agg(["sum", "size"])
        decision = pd.Series("apply", index=granted.index)
        decision[granted["sum"] > 0] = "partial"
        decision[granted["sum"] == granted["size"]] = "granted"
        decision[rows.set_index("row")["class"] == "not_shared"] = "refused"
        return pa.array(decision)

    return decide


def texts(column):
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return column.cast(pa.string()).to_pylist()


def main(rows):
    world = json.load(sys.stdin)
    once = pa.Table.from_pylist(world["requests"])
    requests = pa.concat_tables([once] * -(-rows // once.num_rows)).slice(0, rows).combine_chunks()
    print(f"{rows:,} rows; ywtb {ywtb.__version__}, Polars {pl.__version__}, pandas {pd.__version__}")
    expected = None
    for name, prepare in [("ywtb", by_ywtb), ("Polars", by_polars), ("pandas", by_pandas)]:
        decide = prepare(world, requests)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            answer = decide()
            times.append(time.perf_counter() - start)
        answer = texts(answer)
        expected = expected or answer
        if answer != expected:
            wrong = next(row for row in range(rows) if answer[row] != expected[row])
            raise SystemExit(f"{name} answers row {wrong} with {answer[wrong]}, ywtb with {expected[wrong]}")
        low, middle = min(times), sorted(times)[2]
        print(f"{name:8} {low / rows * 1e6:7.3f} µs a row at least, median {middle / rows * 1e6:7.3f}")
    print("all answers agree")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
