"""Bad input: an exception with a code and every place, and never a value of the facts."""

from __future__ import annotations

import copy
import datetime
import pickle
from typing import Any

import pytest
import ywtb
from conftest import DAY, GAS, ID_NUMBER, TIME

BAD: dict[str, tuple[Any, str]] = {
    "empty": (b"", "input.json"),
    "truncated": (b'{"agency": {"kind": "uti', "input.json"),
    "two values": (b"{} {}", "input.json"),
    "not UTF-8": (b'{"id": "\xff"}', "input.utf8"),
    "UTF-16": ("{}".encode("utf-16"), "input.utf8"),
    "lone surrogate": ('{"id": "\ud800"}', "input.utf8"),
    "duplicate key": (b'{"agency": {}, "agency": {}}', "input.duplicate_key"),
    "duplicate key as values": ({1: 1, "1": 1}, "input.duplicate_key"),
    "deeply nested": (b"[" * 100_000, "limit.depth"),
    "fraction": (b'{"id": 1.5}', "input.number"),
    "huge number": (b'{"id": 123456789012345678901234567890}', "input.number"),
    "not a number": ({"id": float("nan")}, "input.json"),
    "a list": ([], "input.schema"),
    "nothing": (None, "input.schema"),
    "wrong type": ({"agency": 7}, "input.schema"),
    "unknown field": ({"agncy": {}}, "input.schema"),
    "a set": ({"agency": {1, 2}}, "input.argument"),
    "huge": (b" " * ((256 << 20) + 1), "limit.input_bytes"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_facts(name: str) -> None:
    facts, code = BAD[name]
    with pytest.raises(ywtb.Error) as caught:
        ywtb.evaluate("scope", facts, as_of=DAY)
    assert caught.value.code == code
    assert isinstance(caught.value, ywtb.LimitError if code.startswith("limit") else ywtb.InputError)
    assert caught.value.__cause__ is None


def test_every_prefix_of_good_facts_is_refused_or_judged() -> None:
    whole = b'{"agency": {"kind": "utility", "utility_kind": "gas"}, "subject": {"kind": "k", "id": "\xe5\x85\xac"}}'
    for end in range(len(whole)):
        with pytest.raises(ywtb.InputError):
            ywtb.evaluate("scope", whole[:end], as_of=DAY)


def test_values_that_go_too_deep_or_in_circles() -> None:
    deep: Any = {}
    for _ in range(100_000):
        deep = {"agency": deep}
    with pytest.raises(ywtb.LimitError):
        ywtb.evaluate("scope", deep, as_of=DAY)
    while deep:  # Freed from outside in, so that no destructor recurses either.
        deep = deep.pop("agency")
    circle: dict[str, Any] = {}
    circle["agency"] = circle
    with pytest.raises(ywtb.InputError):
        ywtb.evaluate("scope", circle, as_of=DAY)


def test_all_faults_are_told_at_once_with_their_pointers() -> None:
    facts = {"agency": {"kind": "no such", "a/b~c": 1}, "data": {"secret_flag": 7}, "extra": ID_NUMBER}
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.evaluate("scope", facts, as_of=DAY)
    error = caught.value
    assert [detail.path for detail in error.details] == [
        "/agency/a~1b~0c",
        "/agency/kind",
        "/data/secret_flag",
        "/extra",
    ]
    assert error.path == "/agency/a~1b~0c" and isinstance(error, ValueError)
    assert str(error).startswith("input.schema: /agency/a~1b~0c: unknown field（没有这个字段）; ")


@pytest.mark.parametrize("where", ["id", "agency", "occurred_at"])
def test_no_value_stands_in_an_error(where: str) -> None:
    for facts in (
        {**GAS, where: [ID_NUMBER]},
        {**GAS, where: {"x": {ID_NUMBER, "张三"}}},
        f'{{"{where}": "{ID_NUMBER}',
    ):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.evaluate("scope", facts, as_of=DAY)
        assert ID_NUMBER not in str(caught.value) + repr(caught.value) and "张三" not in str(caught.value)


def test_wrong_arguments() -> None:
    when = datetime.datetime(2019, 3, 1)
    for wrong in (when, when.replace(tzinfo=datetime.timezone.utc), "2019-03-01", None, 20190301):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.evaluate("scope", GAS, as_of=wrong)  # type: ignore[arg-type]
        assert isinstance(caught.value, TypeError) and caught.value.path == "as_of"
    with pytest.raises(TypeError):
        ywtb.evaluate(7, GAS, as_of=DAY)  # type: ignore[arg-type]
    with pytest.raises(ywtb.InputError) as caught:
        ywtb.evaluate("no.such.topic", GAS, as_of=DAY)
    assert caught.value.code == "input.topic"
    with pytest.raises(ywtb.InputError):
        ywtb.evaluate("\ud800", GAS, as_of=DAY)
    options: tuple[dict[str, Any], ...] = (
        {"calendar": "no"}, {"calendar": {"holidays": ["2019-02-30"]}}, {"calendar": {"x": []}}, {"calendar": 7},
        {"reading": "other"}, {"policy": "strict"}, {"include_values": "yes"},
    )  # fmt: skip
    for option in options:
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.evaluate("scope", GAS, as_of=DAY, **option)
        assert caught.value.code == "input.option" and caught.value.path.startswith(f"/{next(iter(option))}")


def test_a_reference_is_a_text() -> None:
    facts = ywtb.examine(b"PK\x03\x04")
    for ask in (
        lambda subject: ywtb.verify(b"PK\x03\x04", time=TIME, subject=subject),
        lambda subject: ywtb.judge(facts, time=TIME, subject=subject),
        lambda subject: ywtb.verify_certificate({}, time=TIME, subject=subject),
    ):
        with pytest.raises(ywtb.InputError) as caught:
            ask(7)
        assert isinstance(caught.value, TypeError) and caught.value.path == "subject"
        with pytest.raises(ywtb.InputError) as caught:
            ask("\ud800")
        assert caught.value.code == "input.utf8"
    with pytest.raises(ywtb.InputError):
        ywtb.verify(b"PK\x03\x04", time=TIME, policy="\ud800")


def test_a_time_needs_its_zone() -> None:
    for naive in (TIME.replace(tzinfo=None), DAY, "2026-11-23T00:00:00Z", None):
        with pytest.raises(ywtb.InputError):
            ywtb.verify(b"PK\x03\x04", time=naive)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ywtb.verify(b"PK\x03\x04")  # type: ignore[call-arg]


def test_the_family_of_errors() -> None:
    for kind in (ywtb.InputError, ywtb.LimitError, ywtb.InternalError):
        assert issubclass(kind, ywtb.Error)
    assert issubclass(ywtb.InputError, ValueError) and not issubclass(ywtb.NotSatisfied, ywtb.Error)
    error = ywtb.InputError("input.x", [("/a", "expected b"), ("", "expected c")])
    assert str(error) == "input.x: /a: expected b; expected c" and error.path == "/a"
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(again) is ywtb.InputError and again.details == error.details and str(again) == str(error)
