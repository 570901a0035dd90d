"""`verify_archive`: archive packages on their own bytes, from Python and from the command line."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
import ywtb
from conftest import Run

DAY = date(2024, 6, 1)
PDF = b"%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\nstartxref\n9\n%%EOF\n"


def package(**changes: object) -> bytes:
    file = {"name": "a.pdf", "role": "decision", "bytes": len(PDF), "digest": sha256(PDF).hexdigest()}
    record = {
        "package_id": "A001-2024-30-0001",
        "unit": "U",
        "fonds": "A001",
        "year": 2024,
        "retention": "30_years",
        "files": [{**file, "digest_method": "sha256"}],
        "metadata": {name: {"x": "y"} for name in ("content", "structure", "background", "process")},
        "process_log": [{"act": "decide", "at": "2024-05-20"}],
        **changes,
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("metadata.json", json.dumps(record))
        archive.writestr("a.pdf", PDF)
    return written.getvalue()


def test_a_sound_package_passes_and_says_what_people_must_test() -> None:
    report = ywtb.verify_archive(package(), as_of=DAY, plan={"files": 1, "roles": ["decision"]})
    assert (report.outcome, report.topic) == (ywtb.Outcome.MET, "verify.archive")
    assert {"item": "4-2", "reason": "archive.needs_scanner"} in report.value["needs_person"]
    facts = {"stage": "filing", "tests": report.value["items"]}
    assert ywtb.evaluate("archive.package", facts, as_of=DAY).outcome is ywtb.Outcome.UNDETERMINED


def test_a_package_is_returned() -> None:
    report = ywtb.verify_archive(package(process_log=[]), as_of=DAY)
    assert report.outcome is ywtb.Outcome.NOT_MET
    assert report.value["faults"] == [{"at": "/process_log", "code": "archive.no_process", "item": "2-5"}]


def test_a_verdict_decides_on_a_signed_content() -> None:
    file = {"name": "a.pdf", "bytes": len(PDF), "digest": sha256(PDF).hexdigest(), "seal": "S"}
    data = package(files=[file])
    assert ywtb.verify_archive(data, as_of=DAY).outcome is ywtb.Outcome.UNDETERMINED
    passed = ywtb.verify_archive(data, as_of=DAY, verdicts={"a.pdf": ywtb.Indication.TOTAL_PASSED})
    assert passed.outcome is ywtb.Outcome.MET


def test_wrong_options_are_input_errors() -> None:
    for plan in ({"colour": "red"}, {"files": "two"}):
        with pytest.raises(ywtb.InputError):
            ywtb.verify_archive(package(), as_of=DAY, plan=plan)
    with pytest.raises(ywtb.InputError):
        ywtb.verify_archive(b"a letter", as_of=DAY)


def test_the_command_knows_an_encapsulated_package(run: Run, tmp_path: Path) -> None:
    eep = tmp_path / "a.eep"
    namespace = "http://www.saac.gov.cn/standards/ERM/encapsulation"
    eep.write_text(f"<电子文件封装包 xmlns='{namespace}'><版本>2009</版本></电子文件封装包>", encoding="utf-8")
    done = run("verify", eep, "--time", "2024-06-01T00:00:00+08:00", "--format", "json")
    report = json.loads(done.stdout)[0]
    assert (done.returncode, report["topic"], report["value"]["kind"]) == (2, "verify.archive", "eep")
    shown = run("verify", eep, "--time", "2024-06-01T00:00:00+08:00", "--format", "text", "--lang", "en")
    assert "EARCH-6" in shown.stdout.decode()
    assert run("verify", "-", stdin=b"<html/>").returncode == 4


def test_the_command_takes_a_zip_archive_as_a_package(run: Run, tmp_path: Path) -> None:
    path, known, pages = tmp_path / "a.zip", tmp_path / "known.json", tmp_path / "pages"
    path.write_bytes(package())
    known.write_text(json.dumps({"plan": {"files": 2}}), encoding="utf-8")
    at = ("--time", "2024-06-01T00:00:00+08:00", "--format", "json")
    plain, archive, short = (
        json.loads(run("verify", path, *at, *given).stdout)[0]
        for given in ((), ("--as", "archive", "--html", pages), ("--known", known))
    )
    assert plain == archive, "a ZIP archive that is no OFD"
    assert (archive["topic"], archive["outcome"]) == ("verify.archive", "met")
    assert [fault["item"] for fault in short["value"]["faults"]] == ["2-1"]
    page = (pages / "a.zip.html").read_text(encoding="utf-8")
    assert "4-2 no malware" in page and "a malware scanner must run" in page
    for wrong in ("[]", '{"colour": 1}', '{"stage": "filing", "stage": "filing"}', '{"stage": "someday"}'):
        known.write_text(wrong, encoding="utf-8")
        assert run("verify", path, *at, "--known", known).returncode == 4
    assert run("verify", path, *at, "--known", known, "--as", "document").returncode == 4


def test_the_page_of_a_package_shows_each_item_once(run: Run) -> None:
    report = ywtb.verify_archive(package(process_log=[]), as_of=DAY, plan={"files": 3}, subject="<b>")
    for lang, returned, process in (("zh", "应当退回", "过程信息完整性"), ("en", "must be returned", "the process")):
        page = report.to_html("zh" if lang == "zh" else "en", document=package())
        assert returned in page and page.count("2-5 ") == 1 and process in page and "&lt;b&gt;" in page
        assert page.index("2-5 ") < page.index("1-1 "), "what failed stands first"
    assert "must be returned" in report._repr_html_()
