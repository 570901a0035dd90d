"""The audit of a catalogue: the command, its exit codes, bad rows, and the page."""

from __future__ import annotations

import html
import json
import pickle
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import ywtb
from conftest import DATA, ID_NUMBER, Run, needs_program
from test_html import Strict

CATALOGUE = DATA / "catalogue.json"
DAY = date(2019, 5, 1)
GOOD: dict[str, Any] = {
    "classification": "1", "code": "1/1", "name": "a", "provider_name": "b", "provider_code": "c", "abstract": "d",
    "format": "e", "items": [{"name": "f"}], "share_type": "unconditional", "share_method": "api",
    "open_type": "unconditional", "update_cycle": "daily", "published_on": "2019-01-01", "secret_flag": "none",
    "open_forbidden_by": [], "is_personal": False, "is_privacy": False, "is_trade_secret": False,
    "is_confidential_commercial": False,
    "demands": dict.fromkeys(["high_security", "high_processing", "strong_timeliness", "continuous_supply"], False),
}  # fmt: skip
"""An entry that stands under the law of 2019 (O9 art. 27; the guide's core metadata)."""


def ndjson(*records: Any) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def test_what_the_command_says_is_what_python_says(run: Run) -> None:
    found = ywtb.audit(CATALOGUE, as_of=DAY)
    done = run("audit", CATALOGUE, "--as-of", DAY)
    assert done.returncode == 2 and done.stdout.decode().strip() == found.to_json()
    assert found.entries == 360 and found["totals"]["outcomes"]["not_met"] > 0
    assert pickle.loads(pickle.dumps(found)).to_dict() == found.to_dict()


def test_exit_codes(run: Run) -> None:
    bad = {"code": 7}
    several = {**GOOD, "share_type": ["unconditional", "authorised"]}
    unknown = {name: value for name, value in GOOD.items() if name != "share_type"}
    for records, expected in (
        ([GOOD], 0), ([GOOD, unknown], 3), ([GOOD, unknown, several], 2), ([several, bad], 4), ([], 5),
        ([{**GOOD, "secret_flag": "state_secret"}], 5),
    ):  # fmt: skip
        done = run("audit", "-", "--as-of", DAY, "--input", "ndjson", stdin=ndjson(*records))
        assert done.returncode == expected, (records, done.stdout)
    assert run("audit", "none.json", "--as-of", DAY).returncode == 1
    assert run("audit", CATALOGUE, "--as-of", "2019-02-30").returncode == 4


def test_rows_as_they_come_and_the_summary_last(run: Run) -> None:
    done = run("audit", CATALOGUE, "--as-of", DAY, "--format", "ndjson")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["row"] for line in lines[:-1]] == list(range(1, 361))
    assert lines[-1] == ywtb.audit(CATALOGUE, as_of=DAY).to_dict()


def test_a_table_in_an_old_encoding_with_shifted_rows(run: Run, tmp_path: Path) -> None:
    text = "信息资源代码,信息资源名称,共享类型\n1,甲,无条件共享\n2,乙\n3,丙,丁\n"
    path = tmp_path / "目录.csv"
    path.write_bytes(text.encode("gb18030") + "4,戊,授权共享\n".encode())
    done = run("audit", path, "--as-of", DAY)
    found = json.loads(done.stdout)
    assert done.returncode == 4 and found["entries"] == 2
    assert b"row 2: input.cells" in done.stderr and "row 3, column 共享类型: input.schema".encode() in done.stderr
    assert [fault["row"] for fault in found["unreadable"]["first"]] == [2, 3]


def test_text_in_both_languages_without_values(run: Run) -> None:
    record = {**GOOD, "name": ID_NUMBER, "code": ID_NUMBER, "provider_name": ID_NUMBER, "share_type": None}
    for lang in ("zh", "en"):
        done = run(
            "audit", "-", "--as-of", DAY, "--format", "text", "--lang", lang, stdin=ndjson(record, {"x": ID_NUMBER})
        )
        assert ID_NUMBER.encode() not in done.stdout + done.stderr and done.returncode == 4
        assert ("共享类型" if lang == "zh" else "sharing classes") in done.stdout.decode()


def test_the_page_is_closed_and_escaped(tmp_path: Path, run: Run) -> None:
    hostile = "</script><img src=http://x.example/?onerror=alert(1)>"
    records = [{**GOOD, "provider_name": hostile, "topic": hostile, "code": hostile, "share_type": None}, {"y": 1}]
    page = tmp_path / "page.html"
    for lang in ("zh", "en"):
        run("audit", "-", "--as-of", DAY, "--lang", lang, "--html", page, stdin=ndjson(*records))
        text = page.read_text("utf-8")
        seen = Strict(text.replace("<script>", "<style>").replace("</script>", "</style>"))
        assert not seen.tags & {"link", "iframe", "object", "embed", "a", "form", "base", "img"}
        assert all(name not in ("href", "src", "style") and not name.startswith("on") for _, name, _ in seen.attributes)
        assert text.count("<script>") == 1 and "&lt;/script&gt;&lt;img" in text
        assert "url(" not in text and "@import" not in text and f'lang="{"zh-CN" if lang == "zh" else "en"}"' in text


def test_a_page_in_a_browser(tmp_path: Path) -> None:
    chromium = needs_program("the page of an audit", "chromium")
    for lang in ("zh", "en"):
        page = tmp_path / f"{lang}.html"
        found = ywtb.audit(CATALOGUE, as_of=DAY)
        page.write_text(found.to_html("zh" if lang == "zh" else "en", title="catalogue.json"), encoding="utf-8")
        # The script ran when a head that sorts can be reached by the keyboard.
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += ["--no-first-run", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()]
        shown = subprocess.run(command, check=True, capture_output=True, timeout=300).stdout.decode()
        assert re.search(r'<th[^>]*tabindex="0"', shown) and ("部门" if lang == "zh" else "Departments") in shown


def test_the_tables_of_a_page_sort_and_filter(tmp_path: Path) -> None:
    chromium = needs_program("the page of an audit", "chromium")
    found = ywtb.audit(CATALOGUE, as_of=DAY)
    # What a person would do: sort the departments by entries, then look for those of 浦东.
    deed = """<script>
      const table = document.querySelector("table.sorts"), field = table.previousElementSibling;
      table.tHead.rows[0].cells[1].click();
      field.value = "浦东"; field.dispatchEvent(new Event("input"));
      const shown = [...table.tBodies[0].rows].filter(row => getComputedStyle(row).display !== "none");
      document.title = JSON.stringify(shown.map(row => [row.cells[0].textContent, +row.cells[1].textContent]));
    </script>"""
    page = tmp_path / "page.html"
    # The page lets no script run but its own.
    text = re.sub("<meta[^>]*Content-Security-Policy[^>]*>", "", found.to_html("zh"))
    page.write_text(text.replace("</body>", deed + "</body>"), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--no-first-run", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()]
    dumped = subprocess.run(command, check=True, capture_output=True, timeout=300).stdout.decode()
    shown = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dumped)[1]))  # type: ignore[index]
    told = {name: group["entries"] for name, group in found["departments"].items() if "浦东" in name}
    assert dict(shown) == told and len(told) > 3
    assert [entries for _, entries in shown] == sorted(told.values(), reverse=True)


def test_callbacks_and_what_they_raise() -> None:
    seen: list[int] = []
    ywtb.audit(CATALOGUE, as_of=DAY, progress=seen.append, rows=lambda rows: seen.extend(row["row"] for row in rows))
    assert seen.count(360) == 1 and 1_000_000 < seen[-1] <= CATALOGUE.stat().st_size

    def stop(_: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        ywtb.audit(CATALOGUE, as_of=DAY, progress=stop)


def test_arguments_of_the_wrong_kind() -> None:
    for bad in ({"worst": -1}, {"format": "xml"}, {"as_of": "2019-05-01"}):
        with pytest.raises(ywtb.InputError):
            ywtb.audit(CATALOGUE, **{"as_of": DAY, **bad})  # type: ignore[arg-type]
