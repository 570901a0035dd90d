"""One story from end to end: an application through one window, its materials by sharing and by electronic certificate,
the sealed decision, the archive package, an objection later.

python examples/python/story.py [--json] [examples/data/story]

`steps.tsv` says what is asked at each step, and through which door. With `--json` each report is a line.
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import ywtb


def ask(step: dict[str, str], folder: Path, last: ywtb.Report | None) -> ywtb.Report:
    """What the door of the step answers."""
    about = folder / step["about"]
    known: dict[str, Any] = {} if step["known"] == "-" else json.loads((folder / step["known"]).read_text("utf-8"))
    door, at = step["door"], step["at"]
    if door == "evaluate":
        facts = json.loads(about.read_text("utf-8"))
        if last is not None and step["takes"] != "-":
            facts[step["takes"]] = last.to_dict()
        return ywtb.evaluate(step["topic"], facts, as_of=date.fromisoformat(at))
    if door == "archive":
        return ywtb.verify_archive(about, as_of=date.fromisoformat(at), **known)
    trust = ywtb.TrustStore.of_intermediates((folder / "ca.pem").read_bytes())
    for role in (ywtb.Role.SIGNER, ywtb.Role.MAKER):
        trust |= ywtb.TrustStore.from_file(folder / "root.pem", role=role)
    asked: dict[str, Any] = {
        "time": datetime.fromisoformat(at),
        "trust": trust,
        "crls": [(folder / name).read_bytes() for name in ("root.crl", "ca.crl")],
    }
    if door == "certificate":
        return ywtb.verify_certificate(about, inquiry=known, **asked)
    return ywtb.verify(about, **asked)


def main(folder: Path, as_json: bool) -> None:
    """Tells the story."""
    last = None
    with (folder / "steps.tsv").open(encoding="utf-8", newline="") as steps:
        for step in csv.DictReader(steps, delimiter="\t"):
            last = ask(step, folder, last)
            if as_json:
                print(last.to_json())
            else:
                print(f"# {step['zh']} · {step['en']}\n{last.to_text('en')}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    arguments = [argument for argument in sys.argv[1:] if argument != "--json"]
    data = Path(arguments[0]) if arguments else Path(__file__).parent.parent / "data" / "story"
    main(data, "--json" in sys.argv)
