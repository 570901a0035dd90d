"""The examples for analysts run, and say what they should."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
import ywtb
from conftest import ROOT
from test_frames import rows
from test_registry import ask, registry  # noqa: F401

EXAMPLES = ROOT / "examples" / "python"


def test_the_notebook_runs_from_top_to_bottom() -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    notebook = nbformat.read(EXAMPLES / "tutorial.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook is kept without what it put out"
    done = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": EXAMPLES}}).execute()
    shown = json.dumps([cell.get("outputs") for cell in done.cells], ensure_ascii=False)
    for word in ("granted", "《", "vega", "mobile", "360 entries", "not_open"):
        assert word in shown, word


def test_decisions_between_two_queries_of_datafusion(registry: ywtb.Registry) -> None:  # noqa: F811
    pytest.importorskip("datafusion")
    command = [sys.executable, EXAMPLES / "datafusion_sql.py"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    counts: dict[tuple[str, str], int] = {}
    for row in rows():
        if row["received_at"] >= "2019-01-01":
            verdict: Any = ask(registry, row)
            key = (str(verdict.regime.value), str((verdict.decision or verdict.outcome).value))
            counts[key] = counts.get(key, 0) + 1
    found = re.findall(r"\| (\w+) +\| (\w+) +\| (\d+) +\|", shown)
    assert {(regime, answer): int(count) for regime, answer, count in found} == counts
