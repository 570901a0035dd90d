"""What came out, in words."""

from __future__ import annotations

from .._enums import Coverage, Indication, Ternary
from .._records import Answers
from .._report import Report
from .._words import ANSWERS, INDICATIONS, OUTCOMES
from .element import Html, element
from .lang import Lang
from .why import ELSEWHERE, MEANINGS

_QUESTIONS = (
    ("intact", "签署后未被改动？", "Unchanged since it was signed?"),
    ("signed", "签名值正确？", "Do the signature values verify?"),
    ("trusted", "签署者可信？", "Can the signers be trusted?"),
    ("covered", "签名保护了多少？", "How much is covered?"),
)

_COLOURS = {"yes": "green", "whole": "green", "content": "green", "no": "red", "none": "red"}

_PASSED = {
    True: (
        "自签署以来未被改动，所显示的内容均受签名保护",
        "Unchanged since it was signed, and all that it shows is covered",
    ),
    False: ("签名与印章的数值正确", "The values of signature and seal are right"),
}
"""Of a document, and of a seal or signature that stands alone: it shows nothing, so less can be said of it."""

_TRUSTED = {
    True: ("；签署者可信。", "; the signers can be trusted."),
    False: (
        "；签署者是否可信，所用策略不作判断。",
        "; whether its signers can be trusted is not asked by the policy.",
    ),
}

_OTHERWISE: dict[str | None, tuple[str, str]] = {
    "total_failed": ("不能作为有效签署的文件使用：", "It must not be used as a validly signed document: "),
    "indeterminate": ("没有发现作假，但尚不能确认：", "Nothing proves it false, but it cannot be confirmed: "),
    None: ("文件中没有签名，无从验证。", "The document holds no signature, so there is nothing to verify."),
}


def badge(indication: str | None, lang: Lang) -> Html:
    """An indication with its mark."""
    mark, colour, zh, en = INDICATIONS[indication]
    return element("strong", f"{mark} {lang(zh, en)}", class_=colour)


def meaning(sub_indication: str, lang: Lang) -> Html:
    """What a sub-indication means, and the word itself."""
    words = lang(*MEANINGS.get(sub_indication, ("", "")))
    return element("span", words, " " if words else None, element("code", sub_indication))


def verdict(report: Report, lang: Lang) -> Html:
    """The verdict on a document."""
    colour = INDICATIONS[report.indication][1]
    if report.indication is Indication.TOTAL_PASSED:
        trusted = report.answers is not None and report.answers.trusted is Ternary.YES
        words = lang(*_PASSED[report.topic == "verify.ofd"]) + lang(*_TRUSTED[trusted])
    else:
        words = lang(*_OTHERWISE[report.indication])
    why = meaning(report.sub_indication, lang) if report.sub_indication else None
    return element("div", badge(report.indication, lang), element("p", words, why), class_=f"verdict {colour}")


def outcome(report: Report, lang: Lang) -> Html:
    """The answer to a question of law."""
    mark, colour, zh, en = OUTCOMES[report.outcome]
    said = element("strong", f"{mark} {lang(zh, en)}", class_=colour)
    return element("div", said, element("p", element("code", report.topic)), class_=f"verdict {colour}")


def answers(given: Answers, lang: Lang) -> Html:
    """The four questions."""

    def one(question: str, word: str) -> Html:
        said = element("strong", lang(*ANSWERS[word]), class_=_COLOURS.get(word, "yellow"))
        return element("li", element("span", question), said)

    return element("ul", *(one(lang(zh, en), given[name]) for name, zh, en in _QUESTIONS), class_="answers")


def elsewhere(report: Report, lang: Lang) -> Html | None:
    """Why another reader may accept it, where the package decides, or shows more than is covered."""
    if report.answers and report.answers.covered is Coverage.PART:
        return note(ELSEWHERE["ofd.not_covered"], lang)
    decided_by_package = report.topic == "verify.ofd" and report.value.get("decided_by_signature") is None
    return note(ELSEWHERE.get(report.sub_indication or ""), lang) if decided_by_package else None


def note(words: tuple[str, str] | None, lang: Lang) -> Html | None:
    """A remark on other readers."""
    if words is None:
        return None
    title = lang("为何其他阅读器可能认可：", "Why another reader may accept it: ")
    return element("div", element("strong", title), lang(*words), class_="note")
