"""`ywtb inspect`: names, sizes and offsets are those of the bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import DOCUMENTS, Run
from ywtb import _native


def parts(root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The part and everything in it."""
    yield root
    for child in root["children"]:
        yield from parts(child)


def inspected(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_native.inspect(data))
    return found


@pytest.mark.parametrize("name", ["seal_v1.esl", "seal_v4.esl"])
def test_a_seal(name: str) -> None:
    data = (DOCUMENTS / name).read_bytes()
    root = inspected(data)
    assert (root["name"], root["at"], root["size"]) == ("SESeal", 0, len(data))
    found = {part["name"]: part for part in parts(root)}
    assert found["esID"]["value"] == "31019900000001"
    assert found["validEnd"]["value"].endswith("Z")
    assert "CN=测试制章机构" in found["cert"]["value"]
    assert ("signInfo" in found) == (name == "seal_v1.esl")
    for part in parts(root):
        # Every part begins where it says, and its own parts lie in it one after the other.
        assert part["at"] + part["size"] <= len(data)
        ends = [child["at"] + child["size"] for child in part["children"]]
        assert ends == sorted(ends) and all(end <= part["at"] + part["size"] for end in ends)
    picture = found["data"]
    assert b"\x89PNG" in data[picture["at"] : picture["at"] + 8]


def test_a_package() -> None:
    data = (DOCUMENTS / "genuine.ofd").read_bytes()
    files = {part["name"]: part for part in inspected(data)["children"]}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        expected = {entry.filename: (entry.header_offset, entry.file_size) for entry in package.infolist()}
    assert {name: (part["at"], part["size"]) for name, part in files.items()} == expected
    (signature,) = files["Doc_0/Signs/Sign_0/SignedValue.dat"]["children"]
    named = {part["name"] for part in parts(signature)}
    assert signature["name"] == "SES_Signature"
    assert {"toSign", "eseal", "property", "timeInfo", "dataHash", "propertyInfo", "signature"} <= named


def test_what_is_broken_is_named() -> None:
    cut = (DOCUMENTS / "seal_v4.esl").read_bytes()[:-1]
    assert any(part["name"] == "broken" for part in parts(inspected(cut)))


def test_the_command(run: Run, tmp_path: Path) -> None:
    text = run("inspect", DOCUMENTS / "genuine.ofd", "--format", "text").stdout.decode()
    assert "SignedValue.dat" in text and "eseal" in text and "2024" in text
    done = run("inspect", DOCUMENTS / "seal_v4.esl", "--format", "json")
    assert done.returncode == 0 and json.loads(done.stdout)["name"] == "SESeal"
    other = tmp_path / "letter"
    other.write_bytes(b"a letter")
    assert run("inspect", other).returncode == 4
    assert run("inspect", tmp_path / "absent").returncode == 1
