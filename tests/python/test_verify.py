"""Documents through the package. What each document of the example data is, its name says (made so by the testkit)."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
import ywtb
from conftest import DATA, DOCUMENTS, TIME, needs

EXPECTED: dict[str, tuple[str | None, str | None]] = {
    "genuine.ofd": ("total_passed", None),
    "altered_page.ofd": ("total_failed", "hash_failure"),
    "forged_seal.ofd": ("total_failed", "sig_crypto_failure"),
    "seal_out_of_period.ofd": ("total_failed", "out_of_period"),
    "uncovered_page.ofd": ("indeterminate", "ofd.not_covered"),
    "unsigned.ofd": (None, None),
    "seal_v1.esl": ("total_passed", None),
    "seal_v4.esl": ("total_passed", None),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_document_is_what_its_name_says(name: str) -> None:
    report = ywtb.verify(DOCUMENTS / name, time=TIME, policy="integrity")
    assert (report.indication, report.sub_indication) == EXPECTED[name]
    assert report.receipt.policy == "integrity" and report.receipt.time == "2026-11-23T01:00:00Z"
    if name == "unsigned.ofd":
        assert report.outcome is ywtb.Outcome.NOT_APPLICABLE and report.value["signed"] is False


def test_bytes_paths_and_path_objects_are_the_same_document() -> None:
    path = DOCUMENTS / "genuine.ofd"
    data = path.read_bytes()
    ways: list[Any] = [path, str(path), os.fspath(path), data, bytearray(data), memoryview(data)]
    assert len({ywtb.verify(way, time=TIME) for way in ways}) == 1


def test_a_signature_names_its_parties_and_checks() -> None:
    report = ywtb.verify(DOCUMENTS / "altered_page.ofd", time=TIME, policy="integrity")
    assert report.answers is not None
    assert (report.answers.intact, report.answers.signed) == (ywtb.Ternary.NO, ywtb.Ternary.YES)
    (signature,) = report.signatures
    assert signature.indication is ywtb.Indication.TOTAL_FAILED and signature.layout == "ses_v4"
    assert signature.seal is not None and signature.seal["name"] == "上海市示例区行政审批局行政审批专用章"
    assert signature.signer is not None and signature.signing_time_source == "claimed"
    failed = [check for check in signature.checks if check.level == "fail" and check.result == "not_met"]
    assert [check.detail for check in failed] == ["Doc_0/Pages/Page_0/Content.xml"]
    assert signature["checks"][0]["name"] == signature.checks[0].name


def test_what_the_policy_leaves_open() -> None:
    default = ywtb.verify(DOCUMENTS / "genuine.ofd", time=TIME)
    assert default.indication is ywtb.Indication.INDETERMINATE and default.outcome is ywtb.Outcome.UNDETERMINED
    trusting = ywtb.verify(
        DOCUMENTS / "genuine.ofd", time=TIME, trust=ywtb.TrustStore.from_file(DATA / "trust" / "root.pem")
    )
    assert trusting.outcome is not ywtb.Outcome.NOT_MET


def test_the_caller_may_name_the_document() -> None:
    report = ywtb.verify(DOCUMENTS / "genuine.ofd", time=TIME, subject="receipt 7")
    assert (report.subject.kind, report.subject.id) == ("ofd", "receipt 7")
    assert {"kind": "document", "sha256": report.receipt.facts_sha256} in report.evidence


def test_every_byte_that_is_cut_off_is_noticed() -> None:
    data = (DOCUMENTS / "genuine.ofd").read_bytes()
    for end in [*range(4, 200), *range(200, len(data), 997), len(data) - 1]:
        report = ywtb.verify(data[:end], time=TIME, policy="integrity")
        assert report.indication is ywtb.Indication.TOTAL_FAILED


def test_what_is_not_a_document() -> None:
    for data in (b"", b"a letter", b"\x00" * 100, b"%PDF-1.7", json.dumps({}).encode()):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.verify(data, time=TIME)
        assert caught.value.code == "input.unrecognised"
    with pytest.raises(ywtb.LimitError):
        ywtb.verify(b"PK\x03\x04" + bytes(256 << 20), time=TIME)
    with pytest.raises(FileNotFoundError):
        ywtb.verify("no such file.ofd", time=TIME)
    for wrong in (7, None, io.BytesIO(b"PK")):
        with pytest.raises(TypeError):
            ywtb.verify(wrong, time=TIME)  # type: ignore[arg-type]


def test_options_that_do_not_fit() -> None:
    path = DOCUMENTS / "genuine.ofd"
    options: list[dict[str, Any]] = [
        {"policy": "strict"},
        {"policy": None},
        {"trust": b"pem"},
        {"crls": [b"\x30"]},
        {"original": 7},
    ]
    for option in options:
        with pytest.raises(ywtb.InputError):
            ywtb.verify(path, time=TIME, **option)
    assert ywtb.verify(path, time=TIME, crls=[]) == ywtb.verify(path, time=TIME, crls=())


def test_a_policy_of_ones_own_weighs_checks() -> None:
    path = DOCUMENTS / "altered_page.ofd"
    mild = {
        "name": "mild",
        "base": "integrity",
        "levels": {"references": "warn", "package_coverage": "ignore"},
    }
    report = ywtb.verify(path, time=TIME, policy=mild)
    assert report.receipt.policy == "mild"
    assert report.receipt.policy_sha256 == ywtb.verify(path, time=TIME, policy=json.dumps(mild)).receipt.policy_sha256
    checks = {check.name: check for check in report.signatures[0].checks}
    assert checks["references"].level is ywtb.Level.WARN
    assert checks["references"].code == "reference.differs"
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.verify(path, time=TIME, policy={"name": "mild", "levels": {"reference": "warn"}})
    assert caught.value.path == "/levels/reference"
    assert ywtb.schema("policy")["title"] == "验证策略"


def test_facts_are_judged_again_to_the_same_bytes() -> None:
    for path in sorted(DOCUMENTS.glob("*.ofd")):
        facts = ywtb.examine(path)
        for policy in ("default", "integrity"):
            again = ywtb.judge(facts, time=TIME, policy=policy, subject="1")
            assert again.to_json() == ywtb.verify(path, time=TIME, policy=policy, subject="1").to_json()
    assert ywtb.judge(json.loads(facts), time=TIME) == ywtb.judge(facts, time=TIME)
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.judge("{}", time=TIME)
    assert caught.value.code == "input.facts"


def test_real_files_give_what_the_independent_verifier_accepts() -> None:
    corpus = Path(needs("the corpus of real files", "YWTB_CORPUS", program=False))
    manifests = sorted(corpus.glob("*/MANIFEST.json"))
    assert manifests
    for manifest in manifests:
        for entry in json.loads(manifest.read_text("utf-8"))["files"]:
            try:
                report = ywtb.verify(manifest.parent / entry["file"], time=TIME, policy="integrity")
                found = str(report.indication or report.outcome)
            except ywtb.Error:
                found = "error"
            # What is not built yet comes out as indeterminate, never as passed.
            assert entry["expect"] is None or found in entry["expect"] or found == "indeterminate", entry["file"]


def test_status_that_the_caller_vouches_for() -> None:
    path = DOCUMENTS / "genuine.ofd"
    trust = ywtb.TrustStore.from_file(DATA / "trust" / "root.pem")
    trust |= ywtb.TrustStore.of_intermediates((DATA / "trust" / "ca.pem").read_bytes())
    report = ywtb.verify(path, time=TIME, trust=trust)
    assert report.sub_indication == "try_later"
    digests = [one["certificate"]["sha256"] for one in report.to_dict()["evidence"] if one["kind"] == "certificate"]
    authority = "".join((DATA / "trust" / "ca.pem").read_text().splitlines()[1:-1])
    digests.append(hashlib.sha256(base64.b64decode(authority)).hexdigest())
    answers = [{"sha256": digest, "status": "good", "time": TIME.isoformat()} for digest in digests]
    status = {"schema": "ywtb.status/1", "certificates": answers}
    assert ywtb.verify(path, time=TIME, trust=trust, status=status).indication is ywtb.Indication.TOTAL_PASSED
    answers[0]["status"] = "revoked"
    assert ywtb.verify(path, time=TIME, trust=trust, status=status).sub_indication == "revoked_no_poe"
    assert ywtb.examine(path, trust=trust, status=status) == ywtb.examine(path, trust=trust, status=json.dumps(status))
