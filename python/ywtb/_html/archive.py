"""An archive package: what came of it, property by property and item by item, and what is left for people to test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._enums import Level, Outcome
from .._records import Finding
from .._report import Report
from .._tables import code_message
from .._words import OUTCOMES, mark_of
from .element import Html, element, join
from .lang import Lang

_ITEM = "earch.item."
"""How the codes of items begin."""

_VERDICTS: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: (
        "程序能够检测的各项均合格；须由人员和设备检测的项目见下。",
        "Every item that a program can test is met; what people and devices must test stands below.",
    ),
    Outcome.NOT_MET: ("有检测项不合格，应当退回。", "Items are not met: the package must be returned."),
    Outcome.UNDETERMINED: ("没有检出不合格，但有检测项不能判定。", "No item failed, but some could not be decided."),
    Outcome.NOT_APPLICABLE: ("检测日的规定不适用。", "Nothing applies on the day of the test."),
}

_PROPERTIES = (
    ("authenticity", "真实性", "authenticity"),
    ("completeness", "完整性", "completeness"),
    ("usability", "可用性", "usability"),
    ("security", "安全性", "security"),
)

_NEEDS: dict[str, tuple[str, str]] = {
    "archive.needs_carrier": ("须检测载体", "the carrier itself must be tested"),
    "archive.needs_database": ("须访问目标数据库", "the target database must be asked"),
    "archive.needs_environment": ("须核对软硬件环境", "software and hardware must be seen"),
    "archive.needs_scanner": ("须用杀毒软件检测", "a malware scanner must run"),
    "archive.needs_witness": ("须由操作人员确认", "whoever handled it must confirm"),
}


def verdict(report: Report, lang: Lang) -> Html:
    """The answer, and the four properties."""
    mark, colour, zh, en = OUTCOMES[report.outcome]
    said = element("strong", f"{mark} {lang(zh, en)}", class_=colour)
    words = element("p", lang(*_VERDICTS.get(report.outcome, ("", ""))))
    properties = report.value.get("properties") or {}
    strip = [_property(lang(zh, en), properties[name], lang) for name, zh, en in _PROPERTIES if name in properties]
    box = element("div", said, words, class_=f"verdict {colour}")
    return join([box, element("ul", *strip, class_="answers") if strip else None])


def items(report: Report, lang: Lang) -> Html | None:
    """The items: first those that failed, then those that are open, then the rest; each with its places."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.code.startswith(_ITEM) and finding.result is not Outcome.NOT_APPLICABLE:
            found.setdefault(finding.code, []).append(finding)
    if not found:
        return None
    notes = _notes(report.value, lang)
    order = (Outcome.NOT_MET, Outcome.CONFLICT, Outcome.UNDETERMINED, Outcome.MET)
    rows = sorted(found.values(), key=lambda same: (order.index(same[0].result), _number(same[0].code)))
    heads = (lang("结果", "result"), lang("检测项", "item"), lang("说明", "detail"))
    head = element("tr", *(element("th", word) for word in heads))
    body = (_row(same, notes.get(same[0].code.removeprefix(_ITEM), ()), lang) for same in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    return join([element("h2", lang("检测项", "Items")), table])


def faults(report: Report) -> list[Finding]:
    """The items that are not met."""
    return [one for one in report.findings if one.result is Outcome.NOT_MET]


def beside_items(report: Report) -> list[Finding]:
    """The findings that no item stands for."""
    return [one for one in report.findings if not one.code.startswith(_ITEM)]


def _property(name: str, outcome: str, lang: Lang) -> Html:
    mark, colour, zh, en = OUTCOMES[outcome]
    return element("li", element("span", name), element("strong", f"{mark} {lang(zh, en)}", class_=colour))


def _number(code: str) -> list[int]:
    """The number of an item, to be sorted by."""
    return [int(part) for part in code.removeprefix(_ITEM).split("-") if part.isdecimal()]


def _notes(value: dict[str, Any], lang: Lang) -> dict[str, list[Html]]:
    """What the value says of each item: what is wrong and where, what is missing, what it needs."""
    notes: dict[str, list[Html]] = {}
    for name in ("faults", "unclear"):
        for one in value.get(name) or []:
            message = code_message(one["code"])
            words = lang(message["zh"], message["en"]) if message else None
            place = element("span", " ", one["at"]) if one["at"] else None
            notes.setdefault(one["item"], []).append(element("div", words or element("code", one["code"]), place))
    for one in value.get("not_given") or []:
        missing = element("div", lang("未提供 ", "not given: "), element("code", one["what"]))
        notes.setdefault(one["item"], []).append(missing)
    for one in value.get("needs_person") or []:
        words = lang(*_NEEDS.get(one["reason"], (one["reason"],) * 2))
        notes.setdefault(one["item"], []).append(element("div", words))
    return notes


def _row(same: list[Finding], notes: Iterable[Html], lang: Lang) -> Html:
    first = same[0]
    mark, colour = mark_of(first.result, first.level)
    is_open = first.result is Outcome.UNDETERMINED and first.level is Level.INFORM
    result = lang("未检测", "not tested") if is_open else lang(*OUTCOMES[first.result][2:])
    return element(
        "tr",
        element("td", f"{mark} {result}", class_=colour),
        element("td", lang.of(first.message)),
        element("td", join(notes)),
    )
