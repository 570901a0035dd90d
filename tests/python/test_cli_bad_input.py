"""Bad input through the command line: exit code 4, words on stderr, nothing on stdout, no traceback, no value."""

from __future__ import annotations

import json
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
    assert lines[0] == "ywtb: input.schema" and lines[2] == "    /extra: unknown field（没有这个字段）"
    assert lines[3] == "    /k\\u001b[31m: unknown field（没有这个字段）"


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


_CELL = 100 << 20


def _huge(path: Path) -> None:
    """A catalogue of three rows, of which the second has a hundred megabytes in one cell."""
    if path.suffix == ".parquet":
        pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pyarrow.table({"code": ["1", "2", "3"], "name": ["a", "x" * _CELL, "c"]}), path)
        return
    before, after = {
        ".csv": ('code,name\n1,a\n2,"', '"\n3,c\n'),
        ".ndjson": ('{"entry":{"code":"1"}}\n{"entry":{"name":"', '"}}\n{"entry":{"code":"3"}}\n'),
        ".json": ('[{"entry":{"code":"1"}},{"entry":{"name":"', '"}},{"entry":{"code":"3"}}]'),
    }[path.suffix]
    path.write_text(before + "x" * _CELL + after)


@pytest.mark.parametrize("end", [".csv", ".ndjson", ".json", ".parquet"])
def test_a_hundred_megabytes_in_one_cell(tmp_path: Path, end: str) -> None:
    path = tmp_path / f"catalogue{end}"
    _huge(path)
    # Parquet holds a page at a time, and with it the cell; nothing else is ever kept.
    megabytes = 700 if end == ".parquet" else 150
    watched = (
        "import re, runpy, sys\nsys.argv[0] = 'ywtb'\ntry: runpy.run_module('ywtb', run_name='__main__')\n"
        "finally: print(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
    )
    command = [sys.executable, "-c", watched, "audit", str(path), "--as-of", str(DAY), "--format", "json"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    *_, told, used = done.stderr.decode().splitlines()
    found = json.loads(done.stdout)
    assert (done.returncode, found["entries"], found["unreadable"]["codes"]) == (4, 2, {"limit.entry_bytes": 1})
    column = ", column name" if end in (".csv", ".parquet") else ""
    assert told.startswith(f"ywtb: row 2{column}: limit.entry_bytes")
    assert int(used) < megabytes * 1024


def test_an_array_in_gb_18030_is_read_record_by_record(run: Run, tmp_path: Path) -> None:
    # The second byte of 昞 is that of a backslash, of 調 that of a brace.
    records = [{"entry": {"code": str(row), "name": name}} for row, name in enumerate(["昞", "調", "公共数据"] * 40)]
    path = tmp_path / "catalogue.json"
    path.write_bytes(json.dumps({"entries": records}, ensure_ascii=False).encode("gb18030"))
    done = run("audit", path, "--as-of", DAY)
    found = json.loads(done.stdout)
    assert (done.returncode, found["entries"], found["unreadable"]["count"]) == (3, 120, 0)
