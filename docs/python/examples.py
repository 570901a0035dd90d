"""Examples in docstrings are code: between fences, as the pages want it. The tests run them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import griffe


def fenced(text: str) -> str:
    """`text` with fences around paragraphs that begin with a prompt.

    >>> fenced("It adds.\\n\\n>>> 1 + 1\\n2")
    'It adds.\\n\\n```pycon\\n>>> 1 + 1\\n2\\n```'
    """
    paragraphs = []
    for is_example, part in groupby(text.split("\n\n"), lambda paragraph: paragraph.startswith(">>> ")):
        joined = "\n\n".join(part)
        paragraphs.append(f"```pycon\n{joined}\n```" if is_example else joined)
    return "\n\n".join(paragraphs)


class Examples(griffe.Extension):
    """Fences the examples of every docstring."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """A module, class, function or attribute was read."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)
