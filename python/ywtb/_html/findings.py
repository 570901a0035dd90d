"""Findings with what they rest on, duties, and with what the answer was made."""

from __future__ import annotations

from collections.abc import Iterable

from .._enums import Outcome
from .._records import Citation, Finding
from .._report import Report
from .._tables import code_message
from .._words import CONFIDENCE, PARTIES, local_time, mark_of
from .element import Html, element, join
from .lang import Lang


def findings(found: Iterable[Finding], lang: Lang) -> Html:
    """Findings, each with its citations."""
    return join(_finding(one, lang) for one in found)


def open_findings(report: Report) -> list[Finding]:
    """The findings that were not met."""
    return [one for one in report.findings if one.result not in (Outcome.MET, Outcome.NOT_APPLICABLE)]


def obligations(report: Report, lang: Lang) -> Html | None:
    """What must be done next."""
    if not report.obligations:
        return None
    items = []
    for duty in report.obligations:
        message = code_message(duty.code)
        words = lang(message["zh"], message["en"]) if message else duty.code
        who = lang(*PARTIES.get(duty.on, (duty.on, duty.on)))
        by = lang(f"（{duty.by} 前）", f" (by {duty.by})") if duty.by else ""
        items.append(element("div", f"→ {who}: {words}{by}", _basis(duty.citations, "", lang), class_="finding"))
    return join([element("h2", lang("后续义务", "What must be done next")), *items])


def receipt(report: Report, lang: Lang) -> Html:
    """Versions and digests behind the answer."""
    made = report.receipt
    when = lang(f"评价日 {made.as_of}", f"as of {made.as_of}")
    if made.time:
        when = lang(f"验证时间 {local_time(made.time)}", f"asked at {local_time(made.time)}")
    parts = [
        when,
        f"{lang('策略', 'policy')} {made.policy}",
        f"{lang('规则集', 'rules')} {made.rules}",
        f"ywtb {made.library}",
    ]
    digest = element("p", f"{lang('事实', 'facts')} SHA-256 ", element("code", made.facts_sha256))
    return element("div", element("p", " · ".join(parts)), digest, class_="receipt")


def _finding(finding: Finding, lang: Lang) -> Html:
    mark, colour = mark_of(finding.result, finding.level)
    places = list(finding.missing) or [finding.path]
    word = f"{lang('缺少', 'missing')} " if finding.missing else ""
    return element(
        "div",
        element("span", f"{mark} ", class_=colour),
        lang.of(finding.message),
        " ",
        element("code", word + ", ".join(places)) if places[0] else None,
        _basis(finding.citations, finding.confidence, lang, finding.rule),
        class_="finding",
    )


def _basis(citations: Iterable[Citation], confidence: str, lang: Lang, rule: str = "") -> Html:
    cited = lang("；", "; ").join(lang.of(citation.label) for citation in citations)
    sure = lang(*CONFIDENCE[confidence]) if confidence in CONFIDENCE else ""
    return element("div", " · ".join(filter(None, [rule, cited, sure])), class_="basis")
