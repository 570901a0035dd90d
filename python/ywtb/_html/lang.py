"""The language of a page."""

from __future__ import annotations

from typing import Literal

from .._errors import ArgumentError
from .._records import Text


class Lang:
    """Picks words: `lang("通过", "passed")`.

    >>> Lang("zh")("通过", "passed")
    '通过'
    """

    def __init__(self, name: Literal["zh", "en"]) -> None:
        if name not in ("zh", "en"):
            raise ArgumentError.expected("lang", "zh or en")
        self.name = name
        self.tag = "zh-CN" if name == "zh" else "en"

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.name == "zh" else en

    def of(self, text: Text) -> str:
        """The words of a text that the library keeps in both languages."""
        return self(text.zh, text.en)
