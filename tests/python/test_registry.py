"""The compiled registry: verdicts, reports, threads, pickling."""

from __future__ import annotations

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import ywtb
from conftest import DATA, DAY


def world() -> tuple[list[Any], list[Any], list[Any]]:
    catalogue = json.loads((DATA / "catalogue.json").read_text("utf-8"))
    return [entry["entry"] for entry in catalogue["entries"]], catalogue["scenarios"], catalogue["agencies"]


def requests() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "requests.ndjson").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def registry() -> ywtb.Registry:
    return ywtb.Registry.from_json(*world())


def ask(registry: ywtb.Registry, request: dict[str, Any]) -> ywtb.Verdict:
    facts = {("scenario" if name == "scenario_ref" else name): value for name, value in request.items()}
    return registry.decide(as_of=DAY, **facts)


def test_a_verdict_is_what_the_report_says(registry: ywtb.Registry) -> None:
    entries, scenarios, agencies = world()
    by_code = {record["code"]: record for record in (*entries, *agencies)}
    for request in requests()[::40]:
        verdict = ask(registry, request)
        entry = by_code[request["entry"]]
        facts = {
            **request,
            "requester": by_code[request["requester"]],
            "provider": by_code[entry["provider_code"]],
            "entry": entry,
            "scenarios": scenarios,
        }
        report = ywtb.evaluate("sharing.request", facts, as_of=DAY)
        renamed = {("scenario" if name == "scenario_ref" else name): value for name, value in request.items()}
        assert registry.explain(as_of=DAY, **renamed).to_json() == report.to_json()
        assert verdict.outcome == report.outcome
        assert verdict.decision == report.value["decision"]
        assert verdict.regime == report.value["regime"]
        assert list(verdict.cut) == report.value["cut"]
        assert verdict.scenario == report.value["scenario"]
        deciding = {one.code for one in report.findings if one.level == "fail" and one.result == report.outcome}
        assert set(verdict.codes) == deciding


def test_what_is_not_held_is_unknown_and_named(registry: ywtb.Registry) -> None:
    verdict = registry.decide(requester="X", entry="X", items=["姓名"], as_of=DAY)
    assert (verdict.decision, verdict.outcome) == (None, ywtb.Outcome.UNDETERMINED)
    assert (verdict.error, verdict.error_path) == ("registry.unknown_agency", "/requester")


def test_left_out_is_not_none(registry: ywtb.Registry) -> None:
    request = {**requests()[-1], "received_at": "2022-05-06"}
    request.pop("scenario_ref")
    assert ask(registry, request).decision != "ask_once"
    assert ask(registry, {**request, "scenario_ref": None}).decision == "ask_once"


def test_a_registry_is_pickled_and_shared(registry: ywtb.Registry) -> None:
    again = pickle.loads(pickle.dumps(registry))
    assert again.sha256 == registry.sha256 and again.snapshot() == registry.snapshot()
    asked = requests()[:60]
    alone = [ask(registry, request) for request in asked]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda request: ask(registry, request), asked)) == alone
    assert [ask(again, request) for request in asked] == alone
    assert pickle.loads(pickle.dumps(alone)) == alone


def test_faults_of_records_and_requests_are_named(registry: ywtb.Registry) -> None:
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.Registry.from_json([{"code": "E", "share_type": "secret"}], [], [{"code": 1}])
    assert [detail.path for detail in caught.value.details] == ["/agencies/0/code", "/catalogue/0/share_type"]
    with pytest.raises(ywtb.InputError) as caught:
        registry.decide(requester="A", entry="E", items=["a"], as_of=DAY, colour="red")
    assert (caught.value.code, caught.value.path) == ("input.schema", "/colour")
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.Registry(b"ywtb.registry/9 0\n{}")
    assert caught.value.code == "input.snapshot"


PLAIN = {
    "requester": "310101-agency", "entry": "E", "items": ["姓名", "x"], "purpose": "核发", "scenario": "s",
    "provider": "p", "duty_ref": "d", "service_item": "i", "necessary_items": ["姓名"], "received_at": "2022-05-06",
}  # fmt: skip
ODD: tuple[Any, ...] = (
    None, "", "x", "x" * 600, "x" * 2001, "汉" * 700, "\ud800", 7, True, 1.5, b"x", [], ["x"], ("x", "y"), [""],
    ["x" * 501], ["汉" * 200], [None], [7], ["\ud800"], ["x"] * 257, ["x"] * 10_001, {}, {"a": "b"},
    "2022-02-30", "2022-2-3", "2022-05-06T00:00:00Z", DAY, ywtb.Outcome.MET, ywtb.UNKNOWN, object(),
)  # fmt: skip


def answered(registry: ywtb.Registry, facts: dict[str, Any], overlays: Any) -> tuple[Any, ...]:
    """What is answered; with a list of no overlays the request goes as JSON."""
    try:
        return (registry.decide(as_of=DAY, overlays=overlays, **facts),)
    except ywtb.Error as error:
        return type(error), error.code, error.details


@pytest.mark.parametrize("name", PLAIN)
def test_plain_requests_are_answered_as_in_json(registry: ywtb.Registry, name: str) -> None:
    for odd in ODD:
        for facts in ({**PLAIN, name: odd}, {**requests()[0], name: odd}):
            facts.pop("scenario_ref", None)
            assert answered(registry, facts, ()) == answered(registry, facts, [])


def test_every_request_is_answered_as_in_json(registry: ywtb.Registry) -> None:
    for request in requests():
        facts = {("scenario" if name == "scenario_ref" else name): value for name, value in request.items()}
        for reading in (None, "seed", "draft"):
            plain = registry.decide(as_of=DAY, reading=reading, **facts)
            assert plain == registry.decide(as_of=DAY, reading=reading, overlays=[], **facts)
    for reading in ("other", "", 7, b"seed", "\ud800"):
        with pytest.raises(ywtb.InputError):
            registry.decide(requester="A", as_of=DAY, reading=reading)  # type: ignore[arg-type]
