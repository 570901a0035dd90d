"""What the tests of the Python face share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
DOCUMENTS = DATA / "documents"
TIME = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
DAY = date(2019, 3, 1)

GAS = {
    "agency": {"kind": "utility", "utility_kind": "gas"},
    "data": {"secret_flag": "none", "capacity": "public_service"},
}
"""A gas company's data from serving the public: bound directly (press release of 2018-10-30, 二(一))."""

ID_NUMBER = "11010519491231002X"
"""The example of GB 11643-1999: a value that must stand in no error and no report."""

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run() -> Run:
    """Runs the command as a person would, apart from this process."""

    def call(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))
        }
        return subprocess.run(
            [sys.executable, "-m", "ywtb", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**clean, "LC_ALL": "C.UTF-8", **environment},
            timeout=120,
            check=False,
        )

    return call


def needs(what: str, variable: str, *, program: bool = True) -> str:
    """The value of an environment variable that names what a test needs. Without it the test is named as skipped, and
    where every program must be there (CI=true) it fails for want of one."""
    value = os.environ.get(variable, "")
    if not value:
        reason = f"skipped: {what} ({variable} is not set)"
        (pytest.fail if program and os.environ.get("CI") == "true" else pytest.skip)(reason)
    return value


def needs_program(what: str, program: str) -> str:
    """The path of a program that a test needs; without it as `needs` says."""
    found = shutil.which(program)
    if found is None:
        reason = f"skipped: {what} (no {program})"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
        raise AssertionError
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what was skipped, each on a line of its own."""
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        terminalreporter.write_line(reason.removeprefix("Skipped: "))


def to_json(value: Any) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()
