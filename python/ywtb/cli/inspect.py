"""`ywtb inspect FILE`: what a seal, a signature or a package consists of."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from .. import _native
from . import source
from .output import Output, pad, safe, width
from .result import Exit


def add(commands: Any) -> argparse.ArgumentParser:
    """Declares the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "inspect", help="show the structure of a sealed document", allow_abbrev=False,
        description="Shows the parts of an OFD package, a seal or a signature: name, size, offset, and what it says. "
        "Offsets count in the package for its files, and in the file for what is in it. Nothing is verified.",
    )  # fmt: skip
    command.add_argument("file", metavar="FILE", help="a document; - for stdin")
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it."""
    parts = _native.inspect(source.read(arguments.file))
    if output.format == "text":
        output.write("\n".join(_lines(json.loads(parts), output)))
    else:
        output.write_json(parts)
    return Exit.PASSED


def _lines(root: dict[str, Any], output: Output) -> list[str]:
    rows = list(_rows(root, 0))
    column = max(width(name) for name, *_ in rows) + 2
    digits = [max(len(row[place]) for row in rows) for place in (1, 2)]
    unit, begin = output.pick("字节", "bytes"), output.pick("起于", "at")
    lines = []
    for name, at, size, value in rows:
        places = f"{begin} {at.rjust(digits[0])}  {size.rjust(digits[1])} {unit}"
        taken = column + width(places) + 2
        said = output.fold(value, column, taken) if value else ""
        lines.append(f"{pad(name, column)}{output.paint(places, 'dim')}  {said}".rstrip())
    return lines


def _rows(part: dict[str, Any], depth: int) -> Iterator[tuple[str, str, str, str]]:
    yield "  " * depth + safe(part["name"]), str(part["at"]), str(part["size"]), safe(part["value"] or "")
    for child in part["children"]:
        yield from _rows(child, depth + 1)
