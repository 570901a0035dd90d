"""The same facts give the same bytes from Python, Rust, C and Java, and the cases come out as their sources say.

A runner is a program named by an environment variable. It reads four lines a case: topic, date, options (JSON or
nothing), facts (JSON); it writes one: the report, or `error CODE PATH`."""

from __future__ import annotations

import json
import shlex
import subprocess
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
import ywtb
from conftest import DATA, GAS, ROOT, needs

RUNNERS = {"rust": "YWTB_RUST_RUNNER", "c": "YWTB_C_RUNNER", "java": "YWTB_JAVA_RUNNER"}


class Case(NamedTuple):
    """One question, and where it comes from."""

    name: str
    topic: str
    as_of: str
    options: dict[str, Any]
    facts: str
    expect: dict[str, Any]

    def lines(self) -> str:
        """The question as runners read it."""
        options = json.dumps(self.options, ensure_ascii=False) if self.options else ""
        return f"{self.topic}\n{self.as_of}\n{options}\n{self.facts}\n"


@lru_cache(maxsize=1)
def files() -> list[Case]:
    """The cases of the domain, as plain data."""
    found = []
    for path in sorted((ROOT / "tests" / "cases").rglob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        facts = json.dumps(case["facts"], ensure_ascii=False)
        name = str(path.relative_to(ROOT / "tests" / "cases"))
        found.append(Case(name, case["topic"], case["as_of"], case.get("options") or {}, facts, case["expect"]))
    return found


@lru_cache(maxsize=1)
def cases() -> list[Case]:
    """Those, entries of the example data, and questions that are wrong in every way that four lines can be."""
    gas = json.dumps(GAS)
    calendar = {"holidays": ["2019-05-01"], "workdays": ["2019-05-05"]}
    wrong = [
        ("scope", "2019-03-01", {"calendar": calendar, "reading": "draft", "include_values": True}, gas),
        ("scope", "2019-03-01", {"policy": "default"}, gas),
        ("no.such.topic", "2019-03-01", {}, gas),
        ("scope", "2019-02-30", {}, gas),
        ("scope", "2019-03-01", {"reading": "other"}, gas),
        ("scope", "2019-03-01", {"unknown": 1}, gas),
        ("scope", "2019-03-01", {"calendar": {"name": "cn"}}, gas),
        ("scope", "2019-03-01", {}, '{"agency": {"kind": 7, "a/b~c 公": 1}, "extra": 1}'),
        ("scope", "2019-03-01", {}, '{"agency": {}, "agency": {}}'),
        ("scope", "2019-03-01", {}, '{"agency"'),
        ("scope", "2019-03-01", {}, "[" * 1000),
        ("scope", "2019-03-01", {}, '{"id": 1.5}'),
        ("scope", "2019-03-01", {}, "[]"),
        ("scope", "2019-03-01", {}, '{"subject": {"kind": "k", "id": "\\u0000\\ud83d\\ude00公 \\u2028"}}'),
    ]
    made = [Case(f"made {number}", *case, expect={}) for number, case in enumerate(wrong)]
    return [*files(), *made, *_data()]


def _data() -> list[Case]:
    catalogue = json.loads((DATA / "catalogue.json").read_text("utf-8"))
    found = []
    for entry in catalogue["entries"][:60]:
        facts = json.dumps({"entry": entry["entry"], "provider": entry["provider"]}, ensure_ascii=False)
        for day in ("2018-12-01", "2022-02-01", "2025-09-01"):
            found.append(Case(entry["entry"]["code"], "sharing.classification", day, {}, facts, {}))
    return found


def answer(case: Case) -> str:
    """What Python says, as a runner would."""
    try:
        year, month, day = map(int, case.as_of.split("-"))
        as_of = date(year, month, day)
    except ValueError:
        return "error input.date "  # Python has no such date to hand over.
    if "unknown" in case.options:
        return "error input.option /unknown"  # Nor such an argument.
    options = {**case.options}
    if "name" in (options.get("calendar") or {}):
        options["calendar"] = options["calendar"]["name"]
    try:
        return ywtb.evaluate(case.topic, case.facts, as_of=as_of, **options).to_json()
    except ywtb.Error as error:
        return f"error {error.code} {error.path}"


def test_the_cases_are_there() -> None:
    assert len(files()) >= 100


@pytest.mark.parametrize("case", files(), ids=lambda case: case.name)
def test_a_case_comes_out_as_its_source_says(case: Case) -> None:
    report = ywtb.evaluate(case.topic, case.facts, as_of=date.fromisoformat(case.as_of), **case.options)
    expect = case.expect
    assert report.outcome == expect["outcome"]
    for name, value in expect.get("value", {}).items():
        assert report.value.get(name) == value
    assert set(expect.get("rules", [])) <= {finding.rule for finding in report.findings}
    assert set(expect.get("codes", [])) <= {finding.code for finding in report.findings}
    assert set(expect.get("obligations", [])) <= {duty.code for duty in report.obligations}
    due = {(duty.code, str(duty.by)) for duty in report.obligations}
    assert set(expect.get("due", {}).items()) <= due
    missing = {pointer for finding in report.findings for pointer in finding.missing}
    assert set(expect.get("missing", [])) <= missing
    told = {word for finding in report.findings for word in (finding.code, finding.rule)} | missing
    assert not set(expect.get("without", [])) & (told | {duty.code for duty in report.obligations})
    at = {(finding.code, finding.path) for finding in report.findings}
    assert set(expect.get("at", {}).items()) <= at
    for code, cited in expect.get("cites", {}).items():
        cites = [[c.label.en for c in finding.citations] for finding in report.findings if finding.code == code]
        assert cited in cites


@pytest.mark.parametrize("language", RUNNERS)
def test_other_languages_give_the_same_bytes(language: str) -> None:
    command = needs(f"conformance with {language}", RUNNERS[language])
    asked = "".join(case.lines() for case in cases()).encode()
    done = subprocess.run(shlex.split(command), input=asked, capture_output=True, check=False, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    answers = done.stdout.decode().split("\n")
    assert answers.pop() == "" and len(answers) == len(cases())
    for case, theirs in zip(cases(), answers):
        assert theirs.rstrip() == answer(case).rstrip(), case.name
