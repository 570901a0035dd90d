"""Certificates from Python: a record as values and as JSON, an inquiry, a PDF."""

import json
from datetime import datetime, timedelta, timezone

import pytest
import ywtb

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
