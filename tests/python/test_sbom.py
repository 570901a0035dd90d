"""The bill of materials of the C library: what is in it, and that its licences are those that `deny.toml` lets in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import needs_program

ROOT = Path(__file__).parents[2]


def bill() -> tuple[bytes, dict[str, Any]]:
    needs_program("the bill of materials", "cargo")
    done = subprocess.run([sys.executable, "ffi/package/sbom.py"], cwd=ROOT, check=True, capture_output=True)
    return done.stdout, json.loads(done.stdout)


def test_what_is_linked_is_named_and_nothing_else() -> None:
    written, found = bill()
    assert written == bill()[0], "the same sources give the same bytes"
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.5")
    names = {component["name"] for component in found["components"]}
    assert {"ywtb", "ywtb-sm", "ring", "quick-xml"} <= names
    assert not names & {"pyo3", "criterion", "proptest", "cbindgen", "ywtb-testkit"}, "no tools and no tests"
    own = found["metadata"]["component"]
    references = {component["bom-ref"] for component in (own, *found["components"])}
    assert {one["ref"] for one in found["dependencies"]} == references
    assert all(set(one["dependsOn"]) <= references for one in found["dependencies"])
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    for component in found["components"]:
        hashes = component.get("hashes", [])
        assert bool(hashes) != component["name"].startswith("ywtb"), component["name"]
        assert all(one["content"] in lock for one in hashes)


def test_every_licence_is_let_in() -> None:
    listed = re.search(
        r"^allow = \[(.*?)\]", (ROOT / "deny.toml").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert listed is not None
    allowed = set(re.findall('"(.+?)"', listed.group(1)))
    for component in bill()[1]["components"]:
        expression = component["licenses"][0]["expression"]
        parts = [part.strip(" ()") for part in re.split(r" AND (?![^(]*\))", expression)]
        assert all(set(re.split(" OR ", part)) & allowed for part in parts), (component["name"], expression)
