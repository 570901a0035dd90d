"""The command line: what is written where, and the exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import ywtb
from conftest import DATA, DAY, DOCUMENTS, GAS, ID_NUMBER, ROOT, TIME, Run, to_json
from ywtb.cli.output import Output, width

WHEN = ("--as-of", "2019-03-01")
AT = ("--time", TIME.isoformat(), "--policy", "integrity")


def test_evaluate_prints_the_bytes_of_the_report(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_bytes(to_json(GAS))
    expected = ywtb.evaluate("scope", GAS, as_of=DAY).to_json().encode() + b"\n"
    for format in ((), ("--format", "json"), ("--format", "ndjson")):
        done = run("evaluate", "scope", facts, *WHEN, *format)
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")
    assert run("evaluate", "scope", "-", *WHEN, stdin=to_json(GAS)).stdout == expected


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (GAS, 0),
        ({"agency": {}}, 3),
        ({"agency": {"kind": "enterprise"}}, 5),
        ({**GAS, "occurred_at": "2018-10-31"}, 5),
    ],
)
def test_exit_codes_of_evaluate(run: Run, facts: object, code: int) -> None:
    assert run("evaluate", "scope", "-", *WHEN, stdin=to_json(facts)).returncode == code


def test_not_met_is_2(run: Run) -> None:
    cases = (json.loads(path.read_bytes()) for path in sorted((ROOT / "tests" / "cases").rglob("*.json")))
    case = next(case for case in cases if case["expect"]["outcome"] == "not_met" and "options" not in case)
    done = run("evaluate", case["topic"], "-", "--as-of", case["as_of"], stdin=to_json(case["facts"]))
    assert done.returncode == 2 and json.loads(done.stdout)["outcome"] == "not_met"


def test_overlays(run: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.json"
    overlay.write_bytes(to_json(ywtb.schema("overlay")["examples"][0]))
    done = run("evaluate", "scope", "-", *WHEN, "--overlay", overlay, stdin=to_json(GAS))
    receipt = json.loads(done.stdout)["receipt"]
    assert done.returncode == 0 and [one["id"] for one in receipt["overlays"]] == ["shanghai-2027"]
    overlay.write_text('{"id": "a", "id": "b"}')
    done = run("evaluate", "scope", "-", *WHEN, "--overlay", overlay, stdin=to_json(GAS))
    assert done.returncode == 4 and b"/overlays/0/id" in done.stderr
    overlay.write_text("]")
    done = run("evaluate", "scope", "-", *WHEN, "--overlay", overlay, stdin=to_json(GAS))
    assert done.returncode == 4 and b"/overlays/0" in done.stderr


def test_a_calendar(run: Run, tmp_path: Path) -> None:
    calendar = tmp_path / "calendar.json"
    calendar.write_text('{"holidays": ["2019-05-01"]}')
    done = run("evaluate", "scope", "-", *WHEN, "--calendar", calendar, stdin=to_json(GAS))
    assert done.returncode == 0 and "calendar_sha256" in json.loads(done.stdout)["receipt"]
    shipped = run("evaluate", "scope", "-", *WHEN, "--calendar", "cn", stdin=to_json(GAS))
    assert shipped.returncode == 0 and "calendar_sha256" in json.loads(shipped.stdout)["receipt"]
    for wrong in ("{", '{"holidays": [], "holidays": []}', '{"days": []}', "[" * 100_000, "7"):
        calendar.write_text(wrong)
        done = run("evaluate", "scope", "-", *WHEN, "--calendar", calendar, stdin=to_json(GAS))
        assert (done.returncode, done.stdout) == (4, b"") and b"Traceback" not in done.stderr


def test_two_days_are_compared(run: Run) -> None:
    railway = {"agency": {"kind": "utility", "utility_kind": "railway"},
               "data": {"secret_flag": "none", "capacity": "public_service"}}  # fmt: skip
    days = ("--as-of", "2019-06-01", "--against", "2022-03-01")
    done = run("evaluate", "scope", "-", *days, stdin=to_json(railway))
    found = json.loads(done.stdout)
    assert done.returncode == 0 and found["changed"] == ["outcome", "value.application"]
    assert [cited["instrument"] for cited in found["entered"]] == ["SDR", "DSL"]
    text = run(
        "evaluate", "scope", "-", *days, "--format", "text", "--lang", "en", stdin=to_json(railway)
    ).stdout.decode()
    assert "by_reference" in text and "SDR (2022-01-01)" in text


def test_verify_prints_an_array(run: Run) -> None:
    one = DOCUMENTS / "genuine.ofd"
    done = run("verify", one, *AT)
    (report,) = json.loads(done.stdout)
    assert done.returncode == 0 and report["indication"] == "total_passed" and report["subject"]["id"] == str(one)
    expected = ywtb.verify(one, time=TIME, policy="integrity", subject=str(one)).to_json()
    assert done.stdout == f"[{expected}]\n".encode()
    assert json.loads(run("verify", "-", *AT, stdin=one.read_bytes()).stdout)[0]["answers"] == report["answers"]


def test_verify_takes_a_policy_from_a_file(run: Run, tmp_path: Path) -> None:
    time, policy = AT[:2], tmp_path / "policy.json"
    policy.write_text('{"name": "mild", "base": "integrity", "levels": {"references": "ignore"}}')
    done = run("verify", DOCUMENTS / "altered_page.ofd", *time, "--policy", policy)
    assert json.loads(done.stdout)[0]["receipt"]["policy"] == "mild"
    for wrong in ("{", '{"name": "mild", "levels": {"reference": "ignore"}}', "7", ""):
        policy.write_text(wrong)
        assert run("verify", DOCUMENTS / "genuine.ofd", *time, "--policy", policy).returncode == 4
    assert (
        run(
            "verify",
            DOCUMENTS / "genuine.ofd",
            *time,
            "--policy",
            tmp_path / "none.json",
        ).returncode
        == 1
    )


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["genuine.ofd"], 0),
        (["altered_page.ofd"], 2),
        (["uncovered_page.ofd"], 3),
        (["unsigned.ofd"], 5),
        (["../README.md"], 4),
        (["no such file"], 1),
        (["genuine.ofd", "unsigned.ofd"], 5),
        (["unsigned.ofd", "uncovered_page.ofd"], 3),
        (["uncovered_page.ofd", "forged_seal.ofd", "genuine.ofd"], 2),
        (["forged_seal.ofd", "../README.md", "genuine.ofd"], 4),
        (["../README.md", "no such file", "altered_page.ofd"], 1),
    ],
)
def test_exit_codes_of_verify(run: Run, names: list[str], code: int) -> None:
    done = run("verify", *(DOCUMENTS / name for name in names), *AT)
    assert done.returncode == code
    whole = json.loads(done.stdout) if len(names) > 1 else []
    assert code in (1, 4) or len(json.loads(done.stdout)) == len(names)
    for name, one in zip(names, whole):
        if "error" in one:
            assert one["file"].endswith(name) and one["error"]["code"] in ("input.unrecognised", "file.unreadable")
        else:
            assert one["schema"] == "ywtb.report/1"
    if code in (1, 4):
        assert b"ywtb: " in done.stderr and (len(names) > 1 or done.stdout == b"")


def test_ndjson_is_one_a_line(run: Run) -> None:
    names = ["genuine.ofd", "../README.md", "altered_page.ofd"]
    done = run("verify", *(DOCUMENTS / name for name in names), *AT, "--format", "ndjson")
    one, two, three = map(json.loads, done.stdout.splitlines())
    assert one["outcome"] == "met" and two["error"]["code"] == "input.unrecognised" and three["outcome"] == "not_met"


def test_trust_and_original(run: Run, tmp_path: Path) -> None:
    root = DATA / "trust" / "root.pem"
    for given in (("--trust", root), ("--trust", f"signer={root}", "--trust", f"maker={root}")):
        assert run("verify", DOCUMENTS / "genuine.ofd", *AT, *given).returncode == 0
    assert run("verify", DOCUMENTS / "genuine.ofd", *AT, "--trust", tmp_path / "none.pem").returncode == 1
    assert run("verify", DOCUMENTS / "genuine.ofd", *AT, "--trust", DATA / "README.md").returncode == 4
    assert run("verify", DOCUMENTS / "genuine.ofd", *AT, "--original", tmp_path / "none").returncode == 1


def test_the_time_defaults_to_now_and_needs_a_zone(run: Run) -> None:
    (report,) = json.loads(run("verify", DOCUMENTS / "genuine.ofd").stdout)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", report["receipt"]["time"])
    for wrong in ("2026-11-23", "2026-11-23T00:00:00", "now", "2026-13-01T00:00:00Z", ""):
        done = run("verify", DOCUMENTS / "genuine.ofd", f"--time={wrong}")
        assert (done.returncode, done.stdout) == (4, b"")


def test_rules(run: Run) -> None:
    everything = json.loads(run("rules").stdout)
    assert everything == ywtb.rules()
    (one,) = json.loads(run("rules", "scope-3").stdout)
    assert one["id"] == "SCOPE-3" and one in everything
    assert [json.loads(line) for line in run("rules", "--format", "ndjson").stdout.splitlines()] == everything
    assert len(json.loads(run("rules", "--as-of", "2018-12-01").stdout)) < len(everything)
    assert run("rules", "NONE-1").returncode == 4
    text = run("rules", "SCOPE-3", "--format", "text", "--lang", "zh").stdout.decode()
    assert "SCOPE-3" in text and "施行: 2018-11-01 起" in text and "scope.utility" in text
    assert "条件: 主体是水务、电力、燃气等公用事业运营单位" in text
    every = run("rules", "--format", "text").stdout.decode()
    assert all(rule["id"] in every for rule in everything)


def test_rules_by_day_chapter_and_instrument(run: Run) -> None:
    def ids(*arguments: str) -> list[str]:
        return [rule["id"] for rule in json.loads(run("rules", *arguments).stdout)]

    # The three classes of 2018 gave way to the lists of 2022, those to the classes of the sharing regulation.
    assert "SHARE-3" in ids("--on", "2021-12-31") and "SHARE-3" not in ids("--on", "2022-01-01")
    assert ids("--chapter", "right") == ["RIGHT-1", "RIGHT-2", "RIGHT-3"]
    assert ids("--instrument", "SCR") == ["OBJ-3"]
    assert ids("--chapter", "LIAB", "--instrument", "gds") == ["LIAB-3", "LIAB-4", "LIAB-5", "LIAB-6"]
    assert run("rules", "SHARE-3", "--on", "2022-01-01").returncode == 5
    text = run("rules", "SHARE-17", "--format", "text", "--lang", "en").stdout.decode()
    assert "replaces: SHARE-2, SHARE-3" in text and "when: " in text and "then: " in text
    for wrong, choice in (
        (("SHARE-99",), "SHARE-27"),
        (("NONE-1",), "SHARE"),
        (("--chapter", "X"), "SHARE"),
        (("--instrument", "X"), "GDS"),
        (("--on", "2022-13-01"), "YYYY-MM-DD"),
    ):
        done = run("rules", *wrong)
        assert (done.returncode, done.stdout) == (4, b"") and choice in done.stderr.decode()


def test_id(run: Run) -> None:
    good = run("id", "uscc", "91350100M000100Y43")
    assert good.returncode == 0 and json.loads(good.stdout)["parts"]["org_code"] == "M000100Y4"
    bad = run("id", "uscc", "91350100M000100Y44", "--format", "text")
    assert bad.returncode == 2 and bad.stdout.decode() == "✗ uscc: wrong check character\n"
    unknown = run("id", "no_such", "1")
    assert (unknown.returncode, unknown.stdout) == (4, b"")
    person = run("id", "resident_id", ID_NUMBER, "--format", "text", "--lang", "zh")
    assert person.returncode == 0 and ID_NUMBER.encode() not in person.stdout + person.stderr
    assert run("id", "uscc", b"\xff".decode("utf-8", "surrogateescape")).returncode == 2


def test_the_language_comes_from_the_environment(run: Run) -> None:
    command = ("evaluate", "scope", "-", *WHEN, "--format", "text")
    for environment, word in (
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "符合"),
        ({"LC_ALL": "zh_CN.GBK", "LANG": "en_US.UTF-8"}, "符合"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "met"),
        ({"LC_ALL": "C"}, "met"),
        ({"LC_ALL": ""}, "met"),
    ):
        assert word in run(*command, stdin=to_json(GAS), **environment).stdout.decode()
    assert "不符合" not in run(*command, "--lang", "en", stdin=to_json(GAS), LC_ALL="zh_CN.UTF-8").stdout.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_names_the_parties_the_failed_checks_and_the_places(run: Run, lang: str) -> None:
    done = run(
        "verify", DOCUMENTS / "altered_page.ofd", DOCUMENTS / "unsigned.ofd", *AT, "--format", "text", "--lang", lang
    )
    text = done.stdout.decode()
    law = {"zh": "《电子签名法》", "en": "Electronic Signature Law"}[lang]
    seal, signed_at = "上海市示例区行政审批局行政审批专用章", "2024-05-20 10:30:00 +08:00"
    for words in ("altered_page.ofd", "hash_failure", seal, signed_at, "Doc_0/Pages/Page_0/Content.xml", law):
        assert words in text
    assert (
        text.rstrip().splitlines()[-1]
        == {
            "zh": "共 2 个文件：未通过 1 · 没有签名 1",
            "en": "2 files: failed 1 · without signature 1",
        }[lang]
    )


def terminal(*arguments: str, **environment: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ywtb", *arguments]
    process = subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env={**os.environ, "LC_ALL": "C.UTF-8", **environment}
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # The other end is closed.
            break
        if not chunk:
            break
        written += chunk
    process.wait()
    os.close(ours)
    return written.decode()


def test_a_terminal_gets_text_and_colours_that_can_be_switched_off() -> None:
    path = str(DOCUMENTS / "altered_page.ofd")
    coloured = terminal("verify", path, *AT, NO_COLOR="", TERM="xterm", COLUMNS="80")
    assert "\x1b[31m✗ failed" in coloured
    plain = terminal("verify", path, *AT, NO_COLOR="1", TERM="xterm", COLUMNS="80")
    assert "✗ failed" in plain and "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert terminal("verify", path, *AT, "--format", "json").startswith("[{")


def test_nothing_of_a_document_steers_the_terminal() -> None:
    """A file name with an escape sequence and text that turns the line around."""
    evil = "\x1b[2J\u202egnp.ofd\n\x9b31m"
    for format in ("text", "json", "ndjson"):
        for written in (
            terminal("verify", evil, "x", "--format", format, NO_COLOR="1"),
            terminal("id", evil, "1", NO_COLOR="1"),
        ):
            assert not re.search("[\x1b\x9b\u202e]", written)
    assert "\\u001b[2J\\u202egnp.ofd\\u000a\\u009b31m" in terminal(
        "verify", evil, "x", "--format", "text", NO_COLOR="1"
    )


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_lines_fit_and_nothing_is_lost_where_they_break(columns: int) -> None:
    text = "《上海市公共数据和一网通办管理办法》新闻发布稿（2018-10-30）二(四)；Measures (No. 9 of 2018), art. 27 “条”"
    output = Output(format="text", lang="zh", terminal=False, colour=False, columns=columns)
    lines = output.fold(text, 4).split("\n")
    assert all(width(line) <= columns for line in lines) and len(lines) > 1
    assert not any(
        line.endswith(("《", "（", "“")) or line.lstrip().startswith(("》", "）", "；", "”")) for line in lines
    )
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_calls_that_cannot_be_run(run: Run) -> None:
    for wrong in (
        (),
        ("audit",),
        ("evaluate", "scope"),
        ("evaluate", "scope", "-"),
        ("verify",),
        ("verify", "a", "--policy", "own"),
        ("verify", "a", "--crl", "b"),
        ("verify", "a", "--html", "b"),
        ("rules", "--format", "xml"),
        ("id", "uscc"),
    ):
        done = run(*wrong)
        assert (done.returncode, done.stdout) == (1, b"") and b"Traceback" not in done.stderr and done.stderr
    for right in (("--help",), ("--version",), ("verify", "--help")):
        assert run(*right).returncode == 0
    assert run("--version").stdout.decode() == f"ywtb {ywtb.__version__}\n"


def test_a_reader_that_leaves_early_is_no_traceback() -> None:
    command = f"{sys.executable} -m ywtb rules --format text | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stdout and b"Traceback" not in done.stderr and b"Exception" not in done.stderr


def test_the_installed_command_is_the_same() -> None:
    script = Path(sys.executable).with_name("ywtb")
    done = subprocess.run([script, "id", "uscc", "91350100M000100Y43"], capture_output=True, check=False)
    assert done.returncode == 0 and json.loads(done.stdout)["valid"] is True
