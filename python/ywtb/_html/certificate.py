"""An electronic certificate: its verdict, what can be said of its data, and its checks."""

from __future__ import annotations

from typing import Any

from .. import _native
from .._enums import Indication
from .._report import Report
from .._tables import code_message
from .._words import OUTCOMES, mark_of
from .element import Html, element, join
from .lang import Lang
from .verdict import badge, meaning

_VERDICTS: dict[Indication | None, tuple[str, str]] = {
    Indication.TOTAL_PASSED: (
        "所用策略要求的检查全部通过。",
        "Every check that the policy demands is met.",
    ),
    Indication.TOTAL_FAILED: ("不能作为有效的电子证照使用：", "It must not be taken as a valid certificate: "),
    Indication.INDETERMINATE: ("没有发现作假，但尚不能确认：", "Nothing proves it false, but it cannot be confirmed: "),
    None: ("无从验证。", "There is nothing to verify."),
}

_INFORMATION: dict[str, tuple[str, str, str]] = {
    "correct_in_force": ("green", "信息正确且有效", "correct and in force"),
    "correct_not_active": ("yellow", "信息正确且未激活", "correct, not yet in force"),
    "correct_suspended": ("yellow", "信息正确且证照暂时失效", "correct, suspended"),
    "correct_lapsed": ("red", "信息正确且证照已失效", "correct, no longer in force"),
    "incomplete": ("yellow", "信息不全，无法验证", "incomplete, cannot be verified"),
    "not_found": ("red", "查无此信息", "not found"),
    "wrong": ("red", "信息错误", "wrong"),
}
"""The information result, with its colour."""

_HOLDER: dict[str, tuple[str, str, str]] = {
    "matches": ("green", "相符", "matches"),
    "differs": ("red", "不符", "differs"),
    "undetermined": ("yellow", "不能确定", "undetermined"),
    "not_asked": ("dim", "未查询", "not asked"),
}


def verdict(report: Report, lang: Lang) -> Html:
    """The verdict, the information result, the holder and the file."""
    colour = "dim" if report.indication is None else badge_colour(report.indication)
    sub = report.sub_indication
    message = code_message(sub) if sub else None
    why = lang(message["zh"], message["en"]) if message else meaning(sub, lang) if sub else None
    words = element("p", lang(*_VERDICTS[report.indication]), why)
    value = report.value
    strip = [
        _said(lang("证照信息", "Data"), _INFORMATION, value.get("information"), lang),
        _said(lang("持证主体", "Holder"), _HOLDER, value.get("holder_match"), lang),
    ]
    file = value.get("file") or {}
    if report.signatures:
        strip.append(element("li", element("span", lang("文件", "File")), badge(file.get("indication"), lang)))
    box = element("div", badge(report.indication, lang), words, class_=f"verdict {colour}")
    return join([box, element("ul", *strip, class_="answers")])


def badge_colour(indication: Indication) -> str:
    """The colour of a verdict."""
    return {Indication.TOTAL_PASSED: "green", Indication.TOTAL_FAILED: "red"}.get(indication, "yellow")


def checks(report: Report, lang: Lang) -> Html:
    """The checks of the certificate: first those that are not met, then the others that apply."""
    questions = {name: lang(zh, en) for name, zh, en in _native.certificate_checks()}
    asked = [check for check in report.value.get("checks") or [] if check["result"] != "not_applicable"]
    rows = sorted(asked, key=lambda check: check["result"] == "met")
    heads = (lang("结果", "result"), lang("检查", "check"), lang("说明", "detail"))
    head = element("tr", *(element("th", word) for word in heads))
    body = (_row(check, questions, lang) for check in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    return join([element("h2", lang("证照检查", "Checks of the certificate")), table])


def _row(check: dict[str, Any], questions: dict[str, str], lang: Lang) -> Html:
    mark, colour = mark_of(check["result"], check["level"])
    return element(
        "tr",
        element("td", f"{mark} {lang(*OUTCOMES[check['result']][2:])}", class_=colour),
        element("td", questions.get(check["name"], check["name"])),
        element("td", *(_found(one, lang) for one in check["codes"])),
    )


def _found(one: dict[str, Any], lang: Lang) -> Html:
    message = code_message(one["code"])
    words = lang(message["zh"], message["en"]) if message else one["code"]
    return element("div", words, " ", element("code", one["path"]) if one["path"] else None)


def _said(name: str, words: dict[str, tuple[str, str, str]], word: str | None, lang: Lang) -> Html:
    colour, zh, en = words.get(word or "", ("dim", word or "–", word or "–"))
    return element("li", element("span", name), element("strong", lang(zh, en), class_=colour))
