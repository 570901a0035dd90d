"""`ywtb id SCHEME VALUE`: check an identifier."""

from __future__ import annotations

import argparse
import json
from typing import Any

from ..identifiers import SCHEMES, check
from .output import Output, safe
from .result import Exit

_WORDS = {
    "ok": ("校验通过", "valid"),
    "length": ("长度不对", "wrong length"),
    "alphabet": ("含有不允许的字符", "a character that the scheme does not have"),
    "structure": ("结构不对", "wrong structure"),
    "date": ("日期不存在", "a date that does not exist"),
    "check": ("校验码不符", "wrong check character"),
    "org_check": ("主体标识码（组织机构代码）校验码不符", "wrong check character of the organisation code inside"),
}
"""What the codes say; a code that is not here stands for itself."""


def add(commands: Any) -> argparse.ArgumentParser:
    """Declares the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "id", help="check an identifier", description="Checks an identifier.", epilog=f"schemes: {', '.join(SCHEMES)}",
        allow_abbrev=False,
    )  # fmt: skip
    command.add_argument("scheme", metavar="SCHEME", help="such as uscc")
    command.add_argument("value", metavar="VALUE", help="the identifier")
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it. The identifier itself is not repeated: it may be a person's."""
    found = check(arguments.scheme, arguments.value)
    if output.format == "text":
        zh, en = _WORDS.get(found.code, (found.code, found.code))
        mark, colour = ("✓", "green") if found.valid else ("✗", "red")
        lines = [f"{output.paint(mark, colour)} {found.scheme}: {output.paint(output.pick(zh, en), colour)}"]
        lines += [f"  {name}: {safe(part)}" for name, part in found.parts.items()]
        output.write("\n".join(lines))
    else:
        whole = {"code": found.code, "parts": dict(found.parts), "scheme": found.scheme, "valid": found.valid}
        output.write_json(json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return Exit.PASSED if found.valid else Exit.FAILED
