"""Where output goes: stdout, in the format, language and colours that suit it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .._errors import Detail
from .._safe import escape
from .._safe import safe as safe
from .._words import CONFIDENCE

_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPEN, _CLOSE, _WIDE = "《（〈【「『“", "，。；：、）》〉】」』”！？", r"\u2e80-\u9fff\uff00-\uffef"
_PIECES = re.compile(
    rf"[{_OPEN}]*(?:(?![{_OPEN}])[{_WIDE}]|[^\s{_WIDE}{_OPEN}{_CLOSE}]+|[{_CLOSE}])[{_CLOSE}]*|[{_OPEN}]+|\s+"
)
"""What a line may not break: a Chinese character or a word with its brackets and stops, a gap."""


def warn(message: str, details: Sequence[Detail] = ()) -> None:
    """Says something on stderr; each of several places that are wrong has a line of its own."""
    places = [f"{safe(path)}: {safe(what)}" if path else safe(what) for path, what in details]
    if len(places) == 1:
        message, places = f"{message}: {places[0]}", []
    print("\n    ".join([f"ywtb: {safe(message)}", *places]), file=sys.stderr)


def width(text: str) -> int:
    """How many columns `text` takes: Chinese characters take two.

    >>> width("ab公共")
    6
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.combining(char) != 0 for char in text)
    return len(text) + wide - marks


def pad(text: str, columns: int) -> str:
    """`text` filled up to `columns`."""
    return text + " " * (columns - width(text))


@dataclass(frozen=True)
class Output:
    """How to write."""

    format: str
    """`text`, `json` or `ndjson`."""
    lang: str
    """`zh` or `en`."""
    terminal: bool
    colour: bool
    columns: int

    @classmethod
    def of(cls, format: str | None, lang: str | None) -> Output:
        """What stdout and the environment suggest, where the call does not say."""
        terminal = sys.stdout.isatty()
        spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return cls(
            format=format or ("text" if terminal else "json"),
            lang=lang or ("zh" if spoken.lower().startswith("zh") else "en"),
            terminal=terminal,
            colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
            columns=max(40, min(shutil.get_terminal_size((100, 24)).columns, 120)),
        )

    def pick(self, zh: str, en: str) -> str:
        """The word in the language of the output."""
        return zh if self.lang == "zh" else en

    def say(self, text: Any) -> str:
        """A text in both languages, in the language of the output, fit for a terminal."""
        return safe(str(text[self.lang]))

    def confidence(self, mark: str) -> str:
        """How sure the text is that something rests on; nothing where the text itself is at hand."""
        return self.pick(*CONFIDENCE.get(mark, ("", "")))

    def paint(self, text: str, colour: str) -> str:
        """`text` in a colour, if the output has colours."""
        code = {"red": "31", "green": "32", "yellow": "33", "dim": "2", "bold": "1"}[colour]
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def fold(self, text: str, indent: int, first: int | None = None) -> str:
        """`text` in lines that fit, the first one after `first` columns that are taken, the others indented. Breaks at
        spaces, and anywhere between Chinese characters."""
        lines, line, used = [], "", indent if first is None else first
        for piece in _PIECES.findall(text):
            columns = width(piece)
            if used + columns > self.columns and line.strip():
                lines.append(line.rstrip())
                line, used = "", indent
                if piece.isspace():
                    continue
            line += piece
            used += columns
        return ("\n" + " " * indent).join([*lines, line.rstrip()])

    def write(self, text: str, end: str = "\n") -> None:
        """Writes one line, or one block of lines."""
        sys.stdout.buffer.write((text + end).encode("utf-8", "backslashreplace"))

    def write_json(self, json: str, end: str = "\n") -> None:
        """Writes JSON: the exact bytes, but on a terminal what would steer it is escaped."""
        self.write(_UNSAFE_IN_JSON.sub(escape, json) if sys.stdout.isatty() else json, end)

    def flush(self) -> None:
        """Sends what was written."""
        sys.stdout.flush()
