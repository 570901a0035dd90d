"""Bad input through the command line: exit code 4, words on stderr, nothing on stdout, no traceback, no value."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DAY, DOCUMENTS, ID_NUMBER, Run
from test_errors import BAD

AS_BYTES = {name: facts for name, (facts, _) in BAD.items() if isinstance(facts, bytes)}


@pytest.mark.parametrize(
    ("name", "format"),
    # One format is enough for the input that takes long to send.
    [
        (name, format)
        for name in AS_BYTES
        for format in ("json", "text", "ndjson")
        if name != "huge" or format == "json"
    ],
)
def test_bad_facts(run: Run, name: str, format: str) -> None:
    done = run("evaluate", "scope", "-", "--as-of", DAY, "--format", format, stdin=AS_BYTES[name])
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.startswith(f"ywtb: {BAD[name][1]}".encode()) and b"Traceback" not in done.stderr


def test_all_faults_are_told_each_on_a_line(run: Run) -> None:
    facts = b'{"agency": {"kind": "x"}, "extra": "' + ID_NUMBER.encode() + b'", "k\\u001b[31m": 1}'
    done = run("evaluate", "scope", "-", "--as-of", DAY, stdin=facts)
    assert done.returncode == 4 and ID_NUMBER.encode() not in done.stderr and b"\x1b" not in done.stderr
    lines = done.stderr.decode().splitlines()
    assert lines[0] == "ywtb: input.schema" and lines[2] == "    /extra: unknown field"
    assert lines[3] == "    /k\\u001b[31m: unknown field"


def test_bad_words_of_the_call(run: Run) -> None:
    for day in ("2019-02-30", "2019-3-1", "20190301", "today", ""):
        done = run("evaluate", "scope", "-", f"--as-of={day}", stdin=b"{}")
        assert (done.returncode, done.stdout) == (4, b"")
    assert run("evaluate", "no.such.topic", "-", "--as-of", DAY, stdin=b"{}").returncode == 4


def test_what_cannot_be_read_could_not_be_run(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        for command in (("evaluate", "scope", path, "--as-of", DAY), ("verify", path)):
            done = run(*command)
            assert (done.returncode, done.stdout) == (1, b"") and b"Traceback" not in done.stderr


def test_endless_files_cost_no_more_than_the_limit() -> None:
    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    for command in (["evaluate", "scope", "/dev/zero", "--as-of", str(DAY)], ["verify", "/dev/zero"]):
        done = subprocess.run(
            [sys.executable, "-m", "ywtb", *command], capture_output=True, preexec_fn=bounded, timeout=120, check=False
        )
        assert (done.returncode, done.stdout) == (4, b"") and b"limit.input_bytes" in done.stderr


@pytest.mark.parametrize("data", [b"", b"\x00" * 64, b"a letter", b"{}", b"%PDF-1.7"])
def test_bad_documents(run: Run, data: bytes) -> None:
    done = run("verify", "-", stdin=data)
    assert (done.returncode, done.stdout) == (4, b"") and b"input.unrecognised" in done.stderr


def test_a_truncated_document_fails(run: Run) -> None:
    data = (DOCUMENTS / "genuine.ofd").read_bytes()
    assert run("verify", "-", stdin=data[: len(data) // 2]).returncode == 2
