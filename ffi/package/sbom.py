"""Writes the bill of materials of the C library (CycloneDX 1.5, JSON): `sbom.py >FILE`, in the root of the project.

Every crate that is in the library, with version, licence, digest and what it rests on; tools and tests are left out. The same
sources give the same bytes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

TARGET = "x86_64-unknown-linux-gnu"
ROOT = "ywtb-ffi"


def metadata() -> dict:
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def digests() -> dict[tuple[str, str], str]:
    """What the lock file says of each crate of a registry."""
    entry = re.compile(r'name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "([0-9a-f]{64})"')
    found = entry.findall(Path("Cargo.lock").read_text(encoding="utf-8"))
    return {(name, version): digest for name, version, digest in found}


def linked(nodes: dict[str, dict], root: str) -> set[str]:
    """The crates that a build of `root` links or runs, without those of its tests."""
    seen, left = set(), [root]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += beneath(nodes[one])
    return seen


def beneath(node: dict) -> list[str]:
    return [dep["pkg"] for dep in node["deps"] if any(kind["kind"] != "dev" for kind in dep["dep_kinds"])]


def main() -> None:
    known = metadata()
    packages = {package["id"]: package for package in known["packages"]}
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    root = next(id for id, package in packages.items() if package["name"] == ROOT)
    inside = sorted(linked(nodes, root), key=lambda id: (packages[id]["name"], packages[id]["version"]))
    digest = digests()

    def component(id: str) -> dict:
        package = packages[id]
        name, version = package["name"], package["version"]
        found = {
            "type": "library",
            "bom-ref": purl(id),
            "name": name,
            "version": version,
            "licenses": [{"expression": package["license"].replace("/", " OR ")}],
            "purl": purl(id),
        }
        if (name, version) in digest:
            found["hashes"] = [{"alg": "SHA-256", "content": digest[name, version]}]
        return found

    def purl(id: str) -> str:
        return f"pkg:cargo/{packages[id]['name']}@{packages[id]['version']}"

    def rests_on(id: str) -> dict:
        return {"ref": purl(id), "dependsOn": sorted({purl(dep) for dep in beneath(nodes[id])})}

    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**component(root), "description": packages[root]["description"]}},
        "components": [component(id) for id in inside if id != root],
        "dependencies": [rests_on(id) for id in inside],
    }
    json.dump(bill, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
