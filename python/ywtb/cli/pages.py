"""Pages for people: one HTML file for each document, in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from .._report import Report
from .output import Output


class Pages:
    """Writes pages into a folder, which is made when it is missing. A page has the name of its document; of several
    documents with one name the later ones get a number."""

    def __init__(self, folder: str, output: Output) -> None:
        self._folder = Path(folder)
        self._lang: Literal["zh", "en"] = "zh" if output.lang == "zh" else "en"
        self._taken: set[str] = set()
        self._folder.mkdir(parents=True, exist_ok=True)

    def write(self, path: str, report: Report, document: bytes) -> None:
        """The page of one document."""
        page = report.to_html(self._lang, document=document)
        (self._folder / self._name(path)).write_bytes(page.encode())

    def _name(self, path: str) -> str:
        own = "stdin" if path == "-" else os.path.basename(path)
        name, number = f"{own}.html", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{own}-{number}.html"
        self._taken.add(name.casefold())
        return name
