"""Decides the sharing requests of the example data and verifies its documents.

python examples/python/decide_and_verify.py [examples/data]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import ywtb

AS_OF = date(2026, 11, 23)
TIME = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))


def requests(data: Path) -> list[dict[str, Any]]:
    """The facts of each request: its own, and the records of the catalogue that its codes name."""
    catalogue = json.loads((data / "catalogue.json").read_text("utf-8"))
    agencies = {agency["code"]: agency for agency in catalogue["agencies"]}
    scenarios = {scenario["id"]: scenario for scenario in catalogue["scenarios"]}
    entries = {entry["entry"]["code"]: entry for entry in catalogue["entries"]}
    joined = []
    for line in (data / "requests.ndjson").read_text("utf-8").splitlines():
        request = json.loads(line)
        entry = entries[request["entry"]]
        joined.append(
            {
                **request,
                "requester": agencies[request["requester"]],
                "provider": entry["provider"],
                "entry": entry["entry"],
                "scenarios": [scenarios[name] for name in entry["scenarios"]],
            }
        )
    return joined


def decide(data: Path) -> None:
    """What the law says to each request, and for one that is refused, why."""
    reports = [ywtb.evaluate("sharing.request", facts, as_of=AS_OF) for facts in requests(data)]
    counted = Counter((report.value["regime"], report.value["decision"]) for report in reports)
    print(f"{len(reports)} sharing requests")
    for (regime, decision), number in sorted(counted.items(), key=str):
        print(f"  {number:5}  {decision or 'undetermined':<14} {regime}")
    refused = next(report for report in reports if report.value["decision"] == "refused")
    print("\nFor instance:")
    for finding in refused.findings:
        if finding.level is ywtb.Level.FAIL and finding.result is ywtb.Outcome.NOT_MET:
            print(f"  {finding.rule}  {finding.message.en}")
            for citation in finding.citations:
                print(f"    {citation.label.en}  {citation.label.zh}")


def verify(data: Path) -> None:
    """Whether each document is what its seal says."""
    print("\nDocuments")
    for path in sorted((data / "documents").glob("*.ofd")):
        report = ywtb.verify(path, time=TIME, policy="integrity")
        verdict = report.indication.value if report.indication else "no signature"
        print(f"  {path.name:<24} {verdict:<14} {report.sub_indication or ''}")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data"
    decide(folder)
    verify(folder)
