"""Certificates from Python: a record as values and as JSON, an inquiry, a PDF."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import ywtb
from conftest import DOCUMENTS, Run

TIME = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8)))


def test_a_record_and_its_inquiry_are_read_alike_in_every_form():
    record = ywtb.schema("certificate.metadata")["examples"][0]
    inquiry = ywtb.schema("certificate.inquiry")["examples"][0]
    report = ywtb.verify_certificate(record, inquiry=inquiry, time=TIME)
    again = ywtb.verify_certificate(json.dumps(record).encode(), inquiry=json.dumps(inquiry), time=TIME)
    assert report.topic == "verify.certificate"
    assert report.value["holder_match"] == "matches"
    assert report.to_json() == again.to_json()


def test_a_pdf_is_said_to_be_unsupported():
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.verify_certificate(b"%PDF-1.7", time=TIME)
    assert caught.value.code == "certificate.pdf_unsupported"


def test_lists_responses_and_answers_are_read_as_for_documents():
    genuine = DOCUMENTS / "genuine.ofd"
    for given in ({"crls": [b"text"]}, {"ocsp": [b"text"]}, {"status": "{}"}):
        with pytest.raises(ywtb.InputError) as of_certificate:
            ywtb.verify_certificate(genuine, time=TIME, **given)
        with pytest.raises(ywtb.InputError) as of_document:
            ywtb.verify(genuine, time=TIME, **given)
        assert (of_certificate.value.code, of_certificate.value.path) == (
            of_document.value.code,
            of_document.value.path,
        )


def test_the_command_knows_a_record_by_its_bytes_and_an_ofd_by_a_word(run: Run, tmp_path: Path):
    record, inquiry, pages = tmp_path / "record.json", tmp_path / "inquiry.json", tmp_path / "pages"
    record.write_text(json.dumps(ywtb.schema("certificate.metadata")["examples"][0]), encoding="utf-8")
    inquiry.write_text(json.dumps(ywtb.schema("certificate.inquiry")["examples"][0]), encoding="utf-8")
    at = ("--time", "2026-11-23T12:00:00+08:00", "--format", "json")
    (plain,) = json.loads(run("verify", record, *at).stdout)
    assert (plain["topic"], plain["subject"]["kind"]) == ("verify.certificate", "certificate")
    (asked,) = json.loads(run("verify", record, *at, "--inquiry", inquiry, "--html", pages).stdout)
    assert (plain["value"]["holder_match"], asked["value"]["holder_match"]) == ("not_asked", "matches")
    page = (pages / "record.json.html").read_text(encoding="utf-8")
    assert "Checks of the certificate" in page and "correct" in page
    genuine = DOCUMENTS / "genuine.ofd"
    (document,) = json.loads(run("verify", genuine, *at).stdout)
    (certificate,) = json.loads(run("verify", genuine, *at, "--as", "certificate", "--html", pages).stdout)
    assert (document["topic"], certificate["topic"]) == ("verify.ofd", "verify.certificate")
    assert "<img" in (pages / "genuine.ofd.html").read_text(encoding="utf-8"), "its seal is shown as of any document"
    assert run("verify", record, *at, "--as", "document").returncode == 4
    assert run("verify", record, *at, "--inquiry", inquiry, "--as", "archive").returncode == 4
    for other in (b"{}", b'{"colour": 1}', b'{"ZZMC": 7}', b'{"ZZMC": "A"'):
        assert run("verify", "-", *at, stdin=other).returncode == 4
