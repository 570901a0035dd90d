"""The story is told to the same bytes in Python, Rust, C and Java, and every step of it comes out well.

Another face's program is named by an environment variable."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from functools import lru_cache

import pytest
from conftest import ROOT, needs

PROGRAMS = {"rust": "YWTB_RUST_STORY", "c": "YWTB_C_STORY", "java": "YWTB_JAVA_STORY"}


def told(*command: str) -> list[bytes]:
    """The reports of a program, a line each."""
    return subprocess.run([*command, "--json"], capture_output=True, check=True, cwd=ROOT).stdout.splitlines()


@lru_cache(maxsize=1)
def in_python() -> list[bytes]:
    """The reports of the Python example."""
    return told(sys.executable, str(ROOT / "examples" / "python" / "story.py"))


def test_every_step_comes_out_well() -> None:
    reports = [json.loads(line) for line in in_python()]
    assert [report["topic"] for report in reports] == [
        "service.material",
        "service.material",
        "service.intake",
        "sharing.request",
        "verify.certificate",
        "certificate.acceptance",
        "verify.ofd",
        "seal.acceptance",
        "verify.archive",
        "archive.package",
        "objection",
    ]
    assert {report["outcome"] for report in reports} == {"met"}
    assert reports[3]["value"]["decision"] == "granted"
    assert reports[6]["indication"] == "total_passed"
    assert reports[10]["value"]["state"] == "notified"


@pytest.mark.parametrize("face", PROGRAMS)
def test_the_other_faces_tell_it_to_the_same_bytes(face: str) -> None:
    program = needs(f"the story in {face}", PROGRAMS[face])
    assert told(*shlex.split(program)) == in_python()
