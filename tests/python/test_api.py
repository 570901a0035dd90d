"""A tour of the package."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
import ywtb
from conftest import DATA, DAY, GAS, ID_NUMBER, to_json
from ywtb._records import Record


def test_a_decision_says_why_and_cites_the_law() -> None:
    report = ywtb.evaluate("scope", GAS, as_of=DAY)
    assert (report.topic, report.outcome, report.value) == ("scope", "met", {"application": "direct"})
    finding = next(finding for finding in report.findings if finding.rule == "SCOPE-7")
    assert finding.level is ywtb.Level.INFORM and finding.result is ywtb.Outcome.MET
    assert finding.citations[0].label.zh == "《上海市公共数据和一网通办管理办法》第二条第二款"
    assert (finding.citations[0].article, finding.citations[0].paragraph) == (2, 2)
    assert finding["code"] == finding.code and finding["citations"][0]["label"]["zh"]
    with pytest.raises(KeyError):
        finding["no such field"]
    assert report.receipt.as_of == DAY and report.receipt.library == ywtb.__version__
    assert report.indication is None and report.answers is None and report.signatures == ()


def test_facts_may_be_values_text_or_bytes() -> None:
    text = json.dumps(GAS)
    reports = {
        ywtb.evaluate("scope", facts, as_of=DAY)
        for facts in (GAS, text, text.encode(), bytearray(text.encode()), memoryview(text.encode()))
    }
    assert len(reports) == 1


def test_dates_times_and_decimals_are_written_as_the_schemas_want_them() -> None:
    plain = ywtb.evaluate("scope", {**GAS, "occurred_at": "2019-03-01"}, as_of=DAY)
    assert ywtb.evaluate("scope", {**GAS, "occurred_at": datetime.date(2019, 3, 1)}, as_of=DAY) == plain
    zone = datetime.timezone(datetime.timedelta(hours=8))
    aware = datetime.datetime(2019, 3, 1, 9, tzinfo=zone)
    text = "2019-03-01T09:00:00+08:00"
    assert ywtb.evaluate("scope", {**GAS, "occurred_at": aware}, as_of=DAY) == ywtb.evaluate(
        "scope", {**GAS, "occurred_at": text}, as_of=DAY
    )
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.evaluate("scope", {**GAS, "id": Decimal("1.5"), "occurred_at": aware.replace(tzinfo=None)}, as_of=DAY)
    assert caught.value.code == "input.time"


def test_an_act_is_judged_by_the_law_of_its_own_date() -> None:
    before = ywtb.evaluate("scope", {**GAS, "occurred_at": "2018-10-31"}, as_of=DAY)
    assert before.outcome is ywtb.Outcome.NOT_APPLICABLE


def test_unknown_is_not_false() -> None:
    report = ywtb.evaluate("scope", {"agency": {}}, as_of=DAY)
    assert report.outcome is ywtb.Outcome.UNDETERMINED
    assert "/agency/kind" in {pointer for finding in report.findings for pointer in finding.missing}


def test_the_report_is_json_a_dictionary_and_words() -> None:
    report = ywtb.evaluate("scope", GAS, as_of=DAY)
    canonical = json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert report.to_json() == canonical
    assert "符合" in report.to_text("zh") and "SCOPE-3" in report.to_text("en")
    assert report.to_text() == report.to_text("en")
    with pytest.raises(ywtb.InputError):
        report.to_text("fr")  # type: ignore[arg-type]
    report.to_dict()["outcome"] = "changed"
    report.value["application"] = "changed"
    assert report.outcome == "met" and report.value == {"application": "direct"}


def test_every_record_says_what_the_json_says() -> None:
    """All fields of the schema are there as attributes, under the same names and with the same values."""

    def same(record: Any, value: Any) -> None:
        if isinstance(value, dict) and isinstance(record, Record):
            for name, inner in value.items():
                same(record[name], inner)
        elif isinstance(value, list) and isinstance(record, tuple):
            assert len(record) == len(value)
            for one, other in zip(record, value):
                same(one, other)
        elif isinstance(record, datetime.date):
            assert record.isoformat() == value
        else:
            assert record == value

    requests = [json.loads(line) for line in (DATA / "requests.ndjson").read_text("utf-8").splitlines()[:5]]
    reports = [ywtb.evaluate("scope", GAS, as_of=DAY)]
    reports += [ywtb.evaluate("sharing.request", _apart(request), as_of=DAY) for request in requests]
    assert any(report.findings for report in reports)
    for report in reports:
        plain = report.to_dict()
        for part in ("subject", "findings", "obligations", "receipt"):
            same(getattr(report, part), plain[part])


def _apart(request: dict[str, Any]) -> dict[str, Any]:
    """A request without the codes of other records."""
    return {name: value for name, value in request.items() if name not in ("requester", "entry")}


def test_require_turns_a_negative_answer_into_an_exception() -> None:
    report = ywtb.evaluate("scope", GAS, as_of=DAY)
    assert report.require() is report
    unknown = ywtb.evaluate("scope", {"agency": {}}, as_of=DAY)
    with pytest.raises(ywtb.NotSatisfied) as caught:
        unknown.require()
    assert caught.value.report is unknown and "undetermined" in str(caught.value)
    assert not isinstance(caught.value, ywtb.Error)


def test_options() -> None:
    calendar = {"holidays": [datetime.date(2019, 5, 1)], "workdays": ["2019-05-05"]}
    report = ywtb.evaluate("scope", GAS, as_of=DAY, calendar=calendar, reading="draft", include_values=True)
    assert report.receipt.reading == "draft" and report.receipt.include_values
    assert report.receipt.calendar_sha256 is not None
    assert any(finding.value == "utility" for finding in report.findings)
    overlay = ywtb.schema("overlay")["examples"][0]
    report = ywtb.evaluate("scope", GAS, as_of=DAY, overlays=[overlay])
    assert [one.id for one in report.receipt.overlays] == ["shanghai-2027"]
    with pytest.raises(ywtb.InputError) as error:
        ywtb.evaluate("scope", GAS, as_of=DAY, overlays=["{}", '{"a": 1}'])
    assert {detail.path for detail in error.value.details} >= {"/overlays/0", "/overlays/1/a"}
    with pytest.raises(ywtb.ArgumentError):
        ywtb.evaluate("scope", GAS, as_of=DAY, overlays="{}")
    plain = ywtb.evaluate("scope", GAS, as_of=DAY)
    assert all(finding.value is None for finding in plain.findings) and not plain.receipt.include_values


def test_no_identity_number_stands_in_a_report() -> None:
    report = ywtb.evaluate("scope", {**GAS, "subject": {"kind": "person", "id": ID_NUMBER}}, as_of=DAY)
    everything = report.to_json() + report.to_text("zh") + repr(report)
    assert ID_NUMBER not in everything


def test_the_words_of_the_enumerations_are_those_of_the_report_schema() -> None:
    schema = ywtb.schema("report")
    finding, answers = (schema["$defs"][name]["properties"] for name in ("finding", "answers"))
    for enumeration, words in (
        (ywtb.Outcome, schema["properties"]["outcome"]),
        (ywtb.Indication, schema["properties"]["indication"]),
        (ywtb.Level, finding["level"]),
        (ywtb.Confidence, finding["confidence"]),
        (ywtb.Ternary, answers["intact"]),
        (ywtb.Coverage, answers["covered"]),
    ):
        assert {member.value for member in enumeration} == set(words["enum"]) - {None}


def test_topics_and_their_schemas() -> None:
    assert "scope" in ywtb.topics() and "sharing.request" in ywtb.topics()
    for topic in (*ywtb.topics(), "record", "report"):
        assert ywtb.schema(topic)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for unknown in ("no.such.topic", "", "\ud800"):
        with pytest.raises(ywtb.InputError):
            ywtb.schema(unknown)


def test_rules_as_of_a_date() -> None:
    everything = ywtb.rules()
    assert len({rule["id"] for rule in everything}) == len(everything)
    assert all(rule["basis"] and rule["period"]["from"] for rule in everything)
    assert ywtb.rules(datetime.date(2018, 10, 31)) == [
        rule for rule in everything if rule["period"]["from"] < "2018-11-01"
    ]
    # 本市其他机关: the Data Regulation brought funded bodies in on 2022-01-01 in place of the press release's words.
    year = {day: {rule["id"]: rule for rule in ywtb.rules(day)} for day in (DAY, datetime.date(2022, 1, 1))}
    places = {
        day: {basis["citation"]["instrument"] for basis in rules["SCOPE-4"]["basis"]} for day, rules in year.items()
    }
    assert "SEED" in places[DAY] and "SEED" not in places[datetime.date(2022, 1, 1)]
    with pytest.raises(ywtb.InputError):
        ywtb.rules(datetime.datetime(2022, 1, 1))


def test_identifiers() -> None:
    # GB 32100-2015, the standard's own example.
    good = ywtb.identifiers.check("uscc", "91350100M000100Y43")
    assert good.valid and bool(good) and good.code == "ok" and good.scheme == "uscc"
    assert good.parts["org_code"] == "M000100Y4" and good.parts["division"] == "350100"
    person = ywtb.identifiers.check("resident_id", ID_NUMBER)
    assert person.valid and not person.parts and ID_NUMBER not in repr(person)
    for bad in ("", "91350100M000100Y44", "９" * 18, "\x00" * 18, "\ud800", "x" * 1_000_000):
        assert not ywtb.identifiers.check("uscc", bad).valid
    assert good == ywtb.identifiers.check("uscc", "91350100M000100Y43")
    assert hash(good) == hash(ywtb.identifiers.check("uscc", "91350100M000100Y43"))
    for scheme in ("", "no_such", "\ud800"):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.identifiers.check(scheme, "1")
        assert caught.value.code == "input.scheme"
    with pytest.raises(TypeError):
        ywtb.identifiers.check("uscc", 91350100)  # type: ignore[arg-type]


def test_bytes_of_facts_are_only_read() -> None:
    data = to_json(GAS)
    assert ywtb.evaluate("scope", data, as_of=DAY) and data == to_json(GAS)
