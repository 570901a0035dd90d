"""A report as a person reads it on a terminal: what came out, what decided it, what it rests on; then the rest.

Made from the report alone. The words of findings are the library's own; here is only the arrangement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._enums import Level, Outcome
from .._records import Citation, Finding
from .._report import Report
from .._tables import code_message
from .._words import OUTCOMES, PARTIES, mark_of
from .output import Output, pad, safe, width


def answer(report: Report, output: Output) -> str:
    """The report of `evaluate`."""
    mark, colour, zh, en = OUTCOMES[report.outcome]
    verdict = output.paint(f"{mark} {output.pick(zh, en)}", colour)
    named = f"  {safe(report.subject.id)}" if report.subject.id else ""
    lines = [f"{verdict}  {output.paint(report.topic, 'bold')}{named}"]
    lines += table(report.value, output)
    lines += findings(report, output)
    lines += _obligations(report, output)
    lines.append(receipt(report, output))
    return "\n".join(lines)


def comparison(found: dict[str, Any], output: Output) -> str:
    """The comparison of two days: both answers, then what went and what came, and by which instruments."""
    lines = [output.paint(found["topic"], "bold")]
    for side in (found["from"], found["to"]):
        mark, colour, zh, en = OUTCOMES[side["outcome"]]
        lines.append(f"{side['as_of']}  {output.paint(f'{mark} {output.pick(zh, en)}', colour)}")
        lines += table(side["value"], output, 4)
    for name, instruments, sign, zh, en in (
        ("gone", "left", "-", "不再适用", "no longer"),
        ("appeared", "entered", "+", "新适用", "new"),
    ):
        cited = [f"{one['instrument']} ({one['in_force']['from'] or '…'})" for one in found[instruments]]
        if found[name]:
            lines += ["", f"{output.pick(zh, en)}{output.pick('：', ': ')}{', '.join(cited)}".rstrip("：: ")]
        for finding in found[name]:
            lines.append(f"  {sign} {finding['rule']:<9} {output.fold(finding['message'][output.lang], 14)}")
    return "\n".join(lines)


def table(values: dict[str, Any], output: Output, indent: int = 2) -> list[str]:
    """Names and values in two columns; what is null is left out, and so is what is empty."""
    shown = {safe(name): plain(value, output) for name, value in values.items() if value not in (None, [], {}, "")}
    column = indent + max(map(width, shown), default=0) + 2
    return [
        " " * indent + output.paint(pad(name, column - indent), "dim") + output.fold(value, column)
        for name, value in shown.items()
    ]


def plain(value: Any, output: Output) -> str:
    """A value without the quotes of JSON, fit for a terminal."""
    if isinstance(value, dict):
        full = {name: inner for name, inner in value.items() if inner not in (None, [], {})}
        return "; ".join(f"{safe(name)} {plain(inner, output)}" for name, inner in full.items())
    if isinstance(value, list):
        return output.pick("、", ", ").join(plain(inner, output) for inner in value)
    if isinstance(value, bool):
        return output.pick("是", "yes") if value else output.pick("否", "no")
    return safe(str(value))


def findings(report: Report, output: Output) -> list[str]:
    """The findings: those that decide, those worth a look, the rest."""
    deciding: list[Finding] = []
    noted: list[Finding] = []
    rest: list[Finding] = []
    for finding in report.findings:
        if finding.level is Level.FAIL and finding.result is not Outcome.NOT_APPLICABLE:
            passed = finding.result is Outcome.MET and report.outcome is not Outcome.MET
            (rest if passed else deciding).append(finding)
        elif finding.level is Level.WARN and finding.result is not Outcome.MET:
            noted.append(finding)
        else:
            rest.append(finding)
    lines: list[str] = []
    for title, group in (
        (output.pick("决定结论的", "what decides"), deciding),
        (output.pick("需要留意的", "worth a look"), noted),
        (output.pick("另外查看了", "also looked at"), rest),
    ):
        if group:
            lines.append(output.paint(title, "dim"))
        for index, finding in enumerate(group):
            lines += _finding(finding, output)
            # Neighbours that rest on the same places name them once.
            basis = _basis(finding, output)
            if group[index + 1 :] == [] or _basis(group[index + 1], output) != basis:
                lines.append("    " + output.paint(output.fold(basis, 4), "dim"))
    return lines


def _finding(finding: Finding, output: Output) -> list[str]:
    mark, colour = mark_of(finding.result, finding.level)
    head = f"  {output.paint(mark, colour)} {output.paint(finding.rule, 'bold')} "
    used = 5 + width(finding.rule)
    lines = [head + output.fold(output.say(finding.message), 4, used)]
    places = list(finding.missing) or [finding.path]
    if places[0]:
        word = output.pick("缺少", "missing") if finding.missing else output.pick("位置", "at")
        lines.append("    " + output.fold(f"{word} {', '.join(map(safe, places))}", 4))
    if finding.value is not None:
        lines.append("    " + output.fold(f"= {plain(finding.value, output)}", 4))
    return lines


def _basis(finding: Finding, output: Output) -> str:
    mark = output.confidence(finding.confidence)
    return _cited(finding.citations, output) + (f" · {mark}" if mark else "")


def _cited(citations: Iterable[Citation], output: Output) -> str:
    return output.pick("；", "; ").join(output.say(citation.label) for citation in citations)


def _obligations(report: Report, output: Output) -> list[str]:
    lines = [output.paint(output.pick("后续义务", "what must be done next"), "dim")] if report.obligations else []
    for obligation in report.obligations:
        by = output.pick(f"（{obligation.by} 前）", f" (by {obligation.by})") if obligation.by else ""
        who = output.pick(*PARTIES.get(obligation.on, (safe(obligation.on),) * 2))
        message = code_message(obligation.code)
        words = output.say(message) if message else safe(obligation.code)
        lines.append("  → " + output.fold(f"{who}: {words}{by}", 4))
        lines.append("    " + output.paint(output.fold(_cited(obligation.citations, output), 4), "dim"))
    return lines


def receipt(report: Report, output: Output) -> str:
    """With what the answer was made, in one line."""
    made = report.receipt
    when = output.pick(f"评价日 {made.as_of}", f"as of {made.as_of}")
    if made.time:
        when = output.pick(f"验证时间 {made.time}", f"asked at {made.time}")
    rules, policy = output.pick("规则集", "rules"), output.pick("策略", "policy")
    return output.paint(f"{when} · {rules} {made.rules} · {policy} {safe(made.policy)} · ywtb {made.library}", "dim")
