"""Reports as HTML: a page of its own for a file, a fragment for a notebook. Made from the report alone and the pictures
of seals; no script, nothing from outside, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .._report import Report
from . import archive, certificate
from .coverage import coverage
from .element import Html, element, join
from .findings import findings, obligations, open_findings, receipt
from .lang import Lang
from .shell import shell
from .signature import passed_checks, signature
from .style import STYLE
from .verdict import answers, elsewhere, outcome, verdict


def page(report: Report, language: Literal["zh", "en"], pictures: Mapping[str, bytes]) -> str:
    """A whole page; `pictures` of seals by digest."""
    lang = Lang(language)
    name = report.subject.id or report.topic
    title = lang(f"验证报告：{name}", f"Verification report: {name}") if _verifies(report) else name
    body = _verification(report, lang, pictures) if _verifies(report) else _answer(report, lang)
    return shell(title, (body, receipt(report, lang)), lang)


def fragment(report: Report, language: Literal["zh", "en"]) -> str:
    """What a notebook shows: the same, without the checks that passed, files and pictures."""
    lang = Lang(language)
    parts: list[object] = [element("style", Html(STYLE))]
    if report.topic == "verify.archive":
        parts += [archive.verdict(report, lang), findings(archive.faults(report), lang)]
    elif _verifies(report):
        parts += [verdict(report, lang), report.answers and answers(report.answers, lang), elsewhere(report, lang)]
        parts += [signature(one, None, lang) for one in report.signatures]
        parts.append(findings(open_findings(report), lang))
    else:
        parts.append(_answer(report, lang))
    return element("div", *parts, receipt(report, lang), class_="ywtb")


def _verifies(report: Report) -> bool:
    return report.topic.startswith("verify.")


def _verification(report: Report, lang: Lang, pictures: Mapping[str, bytes]) -> Html:
    if report.topic == "verify.archive":
        return join(
            [
                archive.verdict(report, lang),
                archive.items(report, lang),
                element("h2", lang("认定与依据", "Findings and what they rest on")),
                findings(archive.beside_items(report), lang),
                obligations(report, lang),
            ]
        )
    shown = report.answers if report.indication else None
    tree = coverage(report, lang)
    is_certificate = report.topic == "verify.certificate"
    return join(
        [
            certificate.verdict(report, lang) if is_certificate else verdict(report, lang),
            answers(shown, lang) if shown else None,
            certificate.checks(report, lang) if is_certificate else None,
            elsewhere(report, lang),
            element("h2", lang("签章与签名", "Seals and signatures")) if report.signatures else None,
            *(signature(one, pictures, lang) for one in report.signatures),
            element("h2", lang("签名保护的内容", "What is covered")) if tree else None,
            tree,
            element("h2", lang("认定与依据", "Findings and what they rest on")),
            findings(report.findings, lang),
            *(passed_checks(one, lang) for one in report.signatures),
        ]
    )


def _answer(report: Report, lang: Lang) -> Html:
    value = {name: said for name, said in report.value.items() if said not in (None, [], {}, "")}
    rows = [(element("dt", element("code", name)), element("dd", _plain(said))) for name, said in value.items()]
    return join(
        [
            outcome(report, lang),
            element("dl", *map(join, rows), class_="value") if rows else None,
            element("h2", lang("认定与依据", "Findings and what they rest on")),
            findings(report.findings, lang),
            obligations(report, lang),
        ]
    )


def _plain(value: Any) -> str:
    """A value without the quotes of JSON."""
    if isinstance(value, dict):
        return "; ".join(f"{name} {_plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
