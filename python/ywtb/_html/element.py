"""HTML from elements. Every text is escaped on its way in, so a page can hold no markup but its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .._safe import safe

_EMPTY = ("br", "img", "input", "meta")
"""Elements without an end."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, /, *children: object, **attributes: str | None) -> Html:
    """An element. Children are elements, text, numbers, or `None` for nothing; `_` at the end of an attribute's name
    goes, `-` is written `_`.

    >>> element("p", "a < b", element("b", 1), class_="note")
    '<p class="note">a &lt; b<b>1</b></p>'
    """
    given = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    start = " ".join([tag, *(f'{key}="{_text(value)}"' for key, value in given)])
    if tag in _EMPTY:
        return Html(f"<{start}>")
    return Html(f"<{start}>{join(children)}</{tag}>")


def join(children: Iterable[object]) -> Html:
    """Children one after the other."""
    return Html("".join(child if isinstance(child, Html) else _text(child) for child in children if child is not None))


def _text(value: object) -> str:
    return escape(safe(str(value)))
