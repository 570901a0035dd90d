"""What of a package the signatures cover, as a tree of its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Union

from .._report import Report
from .element import Html, element
from .lang import Lang

_STATES = {
    "covered": ("✓", "green", "受保护", "covered"),
    "differs": ("✗", "red", "与所签署的不同", "differs from what was signed"),
    "uncovered": ("?", "yellow", "未受保护", "not covered"),
    "extra": ("!", "yellow", "夹带，不显示", "carried along, not shown"),
}
_MOST = 2000
"""Files that a page lists."""
_DEPTH = 32
"""Folders in folders that a page shows; deeper ones stand in one line."""

_Node = dict[str, Union["_Node", str]]


def coverage(report: Report, lang: Lang) -> Html | None:
    """The tree, with what each file is; nothing where there is no package or no file of interest."""
    files = _states(report.value, report)
    if not files:
        return None
    count = {state: sum(one == state for one in files.values()) for state in _STATES}
    totals = " · ".join(f"{lang(*_STATES[state][2:])} {number}" for state, number in count.items() if number)
    left = len(files) - _MOST
    more = element("p", lang(f"另有 {left} 个文件未列出", f"{left} more files are not listed")) if left > 0 else None
    # What is not in order is listed whatever the number of files.
    listed = sorted(files, key=lambda name: files[name] == "covered")[:_MOST]
    tree = _tree({name: files[name] for name in listed})
    return element("div", element("p", totals), element("div", _list(tree, lang), class_="tree"), more)


def _states(value: Mapping[str, Any], report: Report) -> dict[str, str]:
    files: dict[str, str] = {}
    for state in ("covered", "uncovered", "extra"):
        files.update(dict.fromkeys(map(str, value.get(state) or []), state))
    files.update((name, "differs") for name in _differing(report) if name in files)
    return files


def _differing(report: Report) -> Iterable[str]:
    for signature in report.signatures:
        for check in signature.checks:
            if check.code == "reference.differs" and check.detail:
                yield check.detail


def _tree(files: Mapping[str, str]) -> _Node:
    root: _Node = {}
    for name, state in sorted(files.items()):
        *folders, last = name.split("/", _DEPTH)
        here = root
        for folder in folders:
            inner = here.setdefault(folder + "/", {})
            if isinstance(inner, dict):
                here = inner
        here[last] = state
    return root


def _list(node: _Node, lang: Lang) -> Html:
    return element("ul", *(_item(name, inner, lang) for name, inner in node.items()))


def _item(name: str, inner: _Node | str, lang: Lang) -> Html:
    if isinstance(inner, dict):
        return element("li", name, _list(inner, lang))
    mark, colour, zh, en = _STATES[inner]
    words = None if inner == "covered" else f" · {lang(zh, en)}"
    return element(
        "li", element("span", f"{mark} ", class_=colour), name, words and element("span", words, class_=colour)
    )
