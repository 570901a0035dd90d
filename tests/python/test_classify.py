"""Recognisers, proposals and lineage from Python."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import ywtb
from conftest import ID_NUMBER
from ywtb import _native

DEMANDS = dict.fromkeys(["high_security", "high_processing", "strong_timeliness", "continuous_supply"], False)


def test_evidence_of_name_and_value_apart() -> None:
    ((hit, *_),) = ywtb.recognise([{"name": "身份证号", "samples": [ID_NUMBER, None, ""]}])
    assert hit.kind == "resident_id" and hit.name and hit.values
    assert (hit.name.word, hit.values.matched, hit.values.sampled) == ("身份证号", 1, 1)
    assert hit.score > max(hit.name.score, hit.values.score) and ID_NUMBER not in repr(hit)


def test_every_kind_has_words() -> None:
    kinds = _native.kinds()
    assert len(kinds) > 30 and all(zh and en for _, zh, en in kinds)


def test_a_proposal_names_what_a_person_must_add() -> None:
    proposal = ywtb.classify(["公民身份号码", "办理日期"], as_of=date(2019, 3, 1))
    assert proposal.open_class == "not_open" or proposal.missing
    assert "/entry/secret_flag" in proposal.missing
    whole = ywtb.classify(
        ["公民身份号码", "办理日期"], as_of=date(2019, 3, 1), secret_flag="none", open_forbidden_by=[], demands=DEMANDS
    )
    assert (whole.open_class, whole.open_without, whole.share_class) == (
        "not_open",
        ("unconditional", [0]),
        "authorised",
    )
    assert whole.items[0] and whole.items[0]["is_personal"] and whole.items[1] and not whole.items[1]["is_personal"]
    rules = {finding["rule"] for finding in whole.to_dict()["open"]["findings"]}
    assert "OPEN-5" in rules and "person" in repr(whole)


@pytest.mark.parametrize(
    ("call", "given"),
    [
        (ywtb.recognise, [{"nam": "x"}]),
        (ywtb.recognise, [7]),
        (ywtb.propagate, {"sources": [], "steps": [{"id": "a", "op": "fly", "from": ["b"]}]}),
        (ywtb.propagate, {"sources": [], "steps": [{"id": "a", "op": "drop", "from": ["b"], "fields": []}]}),
    ],
)
def test_bad_input_is_told_with_its_place(call: Any, given: Any) -> None:
    with pytest.raises(ywtb.InputError) as caught:
        call(given)
    assert caught.value.path.startswith(("/fields/0", "/steps/0"))


def test_schemas_are_at_hand() -> None:
    for name in ("recognise", "classify", "lineage", "catalogue.audit"):
        assert ywtb.schema(name)["$id"].endswith(f"/{name}.json")
