"""A verification as a person reads it: file, verdict, the four questions; then each signature with its seal, signer and
time, the checks that did not pass, and what the findings rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .. import _native
from .._enums import Outcome
from .._errors import Error
from .._records import Answers, Signature
from .._report import Report
from .._words import ANSWERS, INDICATIONS, local_time, mark_of
from . import text
from .output import Output, safe
from .result import Exit

_EXITS = {
    Exit.PASSED: ("通过", "passed"),
    Exit.FAILED: ("未通过", "failed"),
    Exit.OPEN: ("不能确认", "indeterminate"),
    Exit.NOT_APPLICABLE: ("没有签名", "without signature"),
    Exit.BAD_INPUT: ("不能识别", "not recognised"),
    Exit.COULD_NOT_RUN: ("不能读取", "could not be read"),
}
_SHOWN = 5
"""How many of a list of files are shown."""


def verdict(path: str, report: Report, output: Output) -> str:
    """The report on one file."""
    name = output.pick("标准输入", "standard input") if path == "-" else safe(path)
    lines = [f"{_badge(report.indication, report.sub_indication, output)}  {output.paint(name, 'bold')}"]
    if report.answers and report.indication:
        lines.append("  " + _answers(report.answers, output))
    lines += text.table(_files(report.value, output), output)
    for signature in report.signatures:
        lines += _signature(signature, output)
    lines += text.findings(report, output)
    lines.append(text.receipt(report, output))
    return "\n".join(lines)


def unread(path: str, fault: Error, output: Output) -> str:
    """What is said in place of a report."""
    words = output.paint(output.pick("! 没有报告", "! no report"), "red")
    return f"{words}  {output.paint(safe(path), 'bold')}\n  {safe(str(fault))}"


def totals(codes: Iterable[Exit], output: Output) -> str:
    """How many files came to what."""
    count = Counter(codes)
    parts = [f"{output.pick(*_EXITS[code])} {count[code]}" for code in _EXITS if count[code]]
    number = sum(count.values())
    return output.pick(f"共 {number} 个文件：", f"{number} files: ") + " · ".join(parts)


def _badge(indication: str | None, sub: str | None, output: Output) -> str:
    mark, colour, zh, en = INDICATIONS[indication]
    why = f" · {safe(sub)}" if sub else ""
    return output.paint(f"{mark} {output.pick(zh, en)}{why}", colour)


def _answers(answers: Answers, output: Output) -> str:
    names = (("完整", "intact"), ("签名有效", "signed"), ("可信", "trusted"), ("覆盖", "covered"))
    return " · ".join(f"{output.pick(*name)} {_word(answers[name[1]], output)}" for name in names)


def _word(word: str | None, output: Output) -> str:
    zh, en = ANSWERS.get(word or "", ("", ""))
    return output.pick(zh, en) or safe(word or "")


def _files(value: Mapping[str, Any], output: Output) -> dict[str, Any]:
    """The lists of files that a reader wants to see, cut where they grow long."""
    names = (("uncovered", "未受保护", "not covered"), ("extra", "夹带", "carried along"))
    shown = {}
    for name, zh, en in names:
        files = value.get(name) or []
        more = [output.pick(f"等 {len(files)} 个", f"and {len(files) - _SHOWN} more")] if len(files) > _SHOWN else []
        shown[output.pick(zh, en)] = files[:_SHOWN] + more
    return shown


def _signature(signature: Signature, output: Output) -> list[str]:
    kind = output.pick("签章", "seal") if signature.type == "seal" else output.pick("签名", "signature")
    name = output.paint(f"{kind} {safe(signature.id or '')}".rstrip(), "bold")
    lines = [f"{name}  {_badge(signature.indication, signature.sub_indication, output)}"]
    lines.append("  " + _answers(signature.answers, output))
    lines += text.table(_parties(signature, output), output)
    return lines + _checks(signature, output)


def _parties(signature: Signature, output: Output) -> dict[str, Any]:
    seal, signer = signature.seal or {}, signature.signer or {}
    to = output.pick("至", "to")
    term = [local_time(seal.get(name)) for name in ("valid_from", "valid_to")]
    identity = f"{seal.get('name') or ''} ({seal.get('id')})" if seal.get("id") else seal.get("name")
    time = local_time(signature.signing_time)
    if time and signature.signing_time_source:
        time += f" ({_word(signature.signing_time_source, output)})"
    maker = seal.get("maker")
    return {
        output.pick("印章", "seal"): identity,
        output.pick("印章有效期", "seal valid"): f"{term[0]} {to} {term[1]}" if all(term) else None,
        output.pick("制章者", "maker"): maker.get("subject") if isinstance(maker, dict) else maker,
        output.pick("签章人", "signer"): signer.get("subject"),
        output.pick("签章时间", "signed at"): time,
        output.pick("格式", "layout"): signature.layout,
    }


def _checks(signature: Signature, output: Output) -> list[str]:
    """The checks that did not pass, in the order in which they are asked; the others counted."""
    questions = {name: output.pick(zh, en) for name, zh, en in _native.checks()}
    passed = sum(check.result is Outcome.MET for check in signature.checks)
    asked = sum(check.result is not Outcome.NOT_APPLICABLE for check in signature.checks)
    lines = []
    for check in signature.checks:
        if check.result in (Outcome.MET, Outcome.NOT_APPLICABLE):
            continue
        mark, colour = mark_of(check.result, check.level)
        words = f"{questions.get(check.name, safe(check.name))} {safe(check.code or '')}".rstrip()
        lines.append(f"  {output.paint(mark, colour)} " + output.fold(words, 4))
        if check.detail:
            lines.append("    " + output.fold(safe(check.detail), 4))
    count = output.pick(f"{asked} 项检查中 {passed} 项通过", f"{passed} of {asked} checks passed")
    return [*lines, f"  {output.paint('✓', 'green') if passed else '–'} {count}"]
