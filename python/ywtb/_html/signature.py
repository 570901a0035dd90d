"""One signature: its verdict, its seal's picture, who and when, and the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import _native
from .._enums import Indication, Level, Outcome
from .._records import Check, Signature
from .._words import ANSWERS, OUTCOMES, local_time, mark_of
from .element import Html, element, join
from .lang import Lang
from .picture import picture
from .verdict import badge, meaning, note
from .why import ELSEWHERE

_GOOD = (Outcome.MET, Outcome.NOT_APPLICABLE)
_DECIDES = {Indication.TOTAL_FAILED: Outcome.NOT_MET, Indication.INDETERMINATE: Outcome.UNDETERMINED}


def signature(one: Signature, pictures: Mapping[str, bytes] | None, lang: Lang) -> Html:
    """A card, with the checks that did not pass; the others are counted. With `None` for pictures there is no place for
    one."""
    stated = (one.seal or {}).get("picture")
    shown = None if pictures is None or not stated else picture(stated, pictures, lang)
    passed = sum(check.result is Outcome.MET for check in one.checks)
    return element(
        "div",
        element("div", element("strong", _named(one, lang), " "), badge(one.indication, lang)),
        element("p", meaning(one.sub_indication, lang)) if one.sub_indication else None,
        element("div", shown, _parties(one, lang), class_="who"),
        _elsewhere(one, lang),
        _checks([check for check in one.checks if check.result not in _GOOD], lang),
        element("p", lang(f"{passed} 项检查通过", f"{passed} checks passed"), class_="dim"),
        class_="card",
    )


def _named(one: Signature, lang: Lang) -> str:
    """How the page calls it."""
    kind = lang("签章", "seal") if one.type == "seal" else lang("签名", "signature")
    return f"{kind} {one.id or ''}".rstrip()


def passed_checks(one: Signature, lang: Lang) -> Html | None:
    """The checks that passed, and those that did not apply."""
    table = _checks([check for check in one.checks if check.result in _GOOD], lang)
    title = lang(f"{_named(one, lang)}：其他检查", f"Other checks of {_named(one, lang)}")
    return join([element("h2", title), table]) if table else None


def _elsewhere(one: Signature, lang: Lang) -> Html | None:
    """Why another reader may accept it, where one check decides."""
    result = _DECIDES.get(one.indication)
    deciding = [check for check in one.checks if check.level is Level.FAIL and check.result is result]
    return note(ELSEWHERE.get(deciding[0].name), lang) if len(deciding) == 1 else None


def _parties(one: Signature, lang: Lang) -> Html:
    seal, signer = one.seal or {}, one.signer or {}
    maker = seal.get("maker") or {}
    term = [local_time(seal.get(name)) for name in ("valid_from", "valid_to")]
    time = local_time(one.signing_time)
    if time and one.signing_time_source:
        time += f" ({lang(*ANSWERS.get(one.signing_time_source, (one.signing_time_source,) * 2))})"
    rows: tuple[tuple[str, Any], ...] = (
        (lang("印章", "seal"), seal.get("name")),
        (lang("印章编码", "seal number"), seal.get("id")),
        (lang("印章有效期", "seal valid"), lang(" 至 ", " to ").join(map(str, term)) if all(term) else None),
        (lang("签章人", "signer"), signer.get("subject")),
        (lang("签章人证书签发者", "signer's issuer"), signer.get("issuer")),
        (lang("制章者", "maker of the seal"), maker.get("subject")),
        (lang("签章时间", "signed at"), time),
        (lang("格式", "layout"), one.layout),
    )
    return element("dl", *(join([element("dt", name), element("dd", value)]) for name, value in rows if value))


def _checks(rows: Sequence[Check], lang: Lang) -> Html | None:
    if not rows:
        return None
    questions = {name: lang(zh, en) for name, zh, en in _native.checks()}
    heads = (lang("结果", "result"), lang("检查", "check"), lang("说明", "detail"))
    head = element("tr", *(element("th", word) for word in heads))
    return element("table", element("thead", head), element("tbody", *(_row(row, questions, lang) for row in rows)))


def _row(check: Check, questions: Mapping[str, str], lang: Lang) -> Html:
    mark, colour = mark_of(check.result, check.level)
    result = f"{mark} {lang(*OUTCOMES[check.result][2:])}"
    weighs = check.level is Level.FAIL or check.result in _GOOD
    remark = None if weighs else element("span", lang("（不影响结论）", " (does not decide)"), class_="dim")
    code = element("code", check.code) if check.code else None
    return element(
        "tr",
        element("td", result, class_=colour),
        element("td", questions.get(check.name, check.name), remark),
        element("td", code, " " if code and check.detail else None, check.detail or None),
    )
