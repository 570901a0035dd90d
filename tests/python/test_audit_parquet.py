"""Catalogues as Parquet: as the same catalogue in JSON, and files that are cut off or damaged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import ywtb
from conftest import DATA, Run

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

DAY = date(2025, 9, 1)


def records() -> list[dict[str, Any]]:
    text = (DATA / "catalogue.json").read_text("utf-8")
    entries: list[dict[str, Any]] = json.loads(text)["entries"]
    return entries


def table() -> Any:
    """A column a field: text as it is, truth and numbers as such, lists and objects as JSON."""
    rows = []
    for record in records():
        row = {name: value for name, value in record["entry"].items()}
        for part in ("provider", "demands", "high_value"):
            row |= {f"{part}.{name}": value for name, value in record[part].items()}
        row |= {"treatment": None, "holder_consents": []}
        rows.append(row)
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {}
    for name in names:
        cells = [row.get(name) for row in rows]
        if not all(isinstance(cell, (bool, int)) for cell in cells):
            cells = [cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False) for cell in cells]
        columns[name] = cells
    return pa.table(columns)


@pytest.mark.parametrize("compression", ["snappy", "zstd", "gzip", "lz4", "none"])
def test_the_same_as_in_json(tmp_path: Path, compression: str) -> None:
    path = tmp_path / "catalogue.parquet"
    pq.write_table(table(), path, compression=compression, row_group_size=100)
    assert ywtb.audit(path, as_of=DAY).to_dict() == ywtb.audit(DATA / "catalogue.json", as_of=DAY).to_dict()


def test_lists_and_objects_may_be_columns_of_their_own_kind(tmp_path: Path) -> None:
    columns = {
        "code": ["1", "2"],
        "keywords": [["a", "b"], None],
        "items": [[{"name": "x", "is_personal": True}], [{"name": "y", "is_personal": None}]],
        "published_on": [date(2019, 1, 1), None],
        "security_level": [2.0, None],
    }
    path = tmp_path / "catalogue.parquet"
    pq.write_table(pa.table(columns), path)
    found = ywtb.audit(path, as_of=DAY)
    assert (found.entries, found.unreadable) == (2, 0)


def test_text_that_its_writer_calls_octets(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.parquet"
    columns = {name: pa.array([text, b"\xff"], pa.binary()) for name, text in (("code", b"1"), ("name", "名".encode()))}
    pq.write_table(pa.table(columns), path)
    found = ywtb.audit(path, as_of=DAY)
    assert (found.entries, found["unreadable"]["codes"]) == (1, {"input.cell": 1})


def test_a_column_of_the_wrong_kind(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "catalogue.parquet"
    pq.write_table(pa.table({"code": ["1", "2"], "is_personal": [1.5, None]}), path)
    done = run("audit", path, "--as-of", DAY)
    found = json.loads(done.stdout)
    assert done.returncode == 4 and found["entries"] == 1
    assert found["unreadable"]["first"][0] | {"message": ""} == {
        "code": "input.cell", "column": "is_personal", "message": "", "path": "/entry/is_personal", "row": 1,
    }  # fmt: skip


def test_a_file_that_was_cut_off(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "catalogue.parquet"
    pq.write_table(table(), path)
    whole = path.read_bytes()
    for part in (b"", whole[:4], whole[: len(whole) // 2], whole[:-1], b"PAR1" * 10):
        path.write_bytes(part)
        done = run("audit", path, "--as-of", DAY)
        assert (done.returncode, done.stdout) == (4, b"") and b"input.parquet" in done.stderr


def test_a_damaged_group_of_rows_and_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.parquet"
    pq.write_table(table(), path, row_group_size=120, compression="snappy", use_dictionary=False)
    where = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    damaged = bytearray(path.read_bytes())
    damaged[where : where + 64] = b"\xff" * 64
    path.write_bytes(damaged)
    found = ywtb.audit(path, as_of=DAY)
    assert found.entries == 240 and found["unreadable"]["codes"] == {"input.parquet": 1}


def test_columns_that_are_no_fields(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.parquet"
    pq.write_table(pa.table({"code": ["1"], "colour": ["red"]}), path)
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.audit(path, as_of=DAY)
    assert (caught.value.code, caught.value.path) == ("input.column", "column 2")
