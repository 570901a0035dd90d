"""What the README and the examples show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys

import ywtb
from conftest import ROOT, Run


def test_the_examples_of_the_readme_run() -> None:
    text = (ROOT / "python" / "README.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 4
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)


def test_every_public_name_has_a_place_on_the_pages() -> None:
    pages = (ROOT / "docs" / "python" / "pages").glob("*.md")
    told = re.findall(r"^::: ywtb\.([\w.]+)$", "".join(page.read_text("utf-8") for page in pages), re.MULTILINE)
    assert sorted(told) == sorted({*ywtb.__all__, "plot", "spark"} - {"Identifier", "__version__"})


def test_the_commands_of_the_readme_are_those_of_the_command(run: Run) -> None:
    text = (ROOT / "python" / "README.md").read_text("utf-8")
    commands = re.findall(r"^    ywtb (\w+)(.*)$", text, re.MULTILINE)
    assert [name for name, _ in commands] == ["evaluate", "verify", "audit", "inspect", "rules", "id"]
    for name, options in commands:
        shown = run(name, "--help").stdout.decode()
        for option in re.findall(r"--[a-z-]+", options):
            assert option in shown


def test_the_example_decides_and_verifies() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "python" / "decide_and_verify.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1000 sharing requests" in done.stdout and "granted" in done.stdout and "《" in done.stdout
    for name, verdict in (
        ("genuine.ofd", "total_passed"),
        ("altered_page.ofd", "total_failed"),
        ("unsigned.ofd", "no signature"),
    ):
        assert re.search(rf"{name} +{verdict}", done.stdout)
