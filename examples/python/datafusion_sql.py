"""Sharing requests between two queries of DataFusion: SQL in, decisions, SQL out; the rows stay Arrow all the way.

pip install datafusion ./python
python examples/python/datafusion_sql.py
"""

import json
from pathlib import Path

import datafusion
import ywtb

DATA = Path(__file__).resolve().parents[1] / "data"


def main() -> None:
    catalogue = json.loads((DATA / "catalogue.json").read_text("utf-8"))
    entries = [record["entry"] for record in catalogue["entries"]]
    registry = ywtb.Registry.from_json(entries, catalogue["scenarios"], catalogue["agencies"])

    sql = datafusion.SessionContext()
    sql.register_json("requests", DATA / "requests.ndjson", file_extension=".ndjson")
    requests = sql.sql(
        "select id, requester, entry, items, purpose, duty_ref, scenario_ref, area, necessary_items, received_at "
        "from requests where received_at >= '2019-01-01'"
    )
    sql.from_arrow(ywtb.frames.decide(requests, registry), name="answers")
    sql.sql(
        "select regime, coalesce(decision, outcome) as answer, count(*) as requests "
        "from answers group by regime, answer order by regime, requests desc"
    ).show()


if __name__ == "__main__":
    main()
