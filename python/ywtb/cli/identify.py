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
    "root": ("不是电子证照标识的根代码", "not the root of certificate identifiers"),
    "parts": ("分段数不对", "wrong number of parts"),
    "alphabet": ("含有不允许的字符", "a character that the scheme does not have"),
    "format": ("格式不对", "wrong format"),
    "type": ("证照类型代码不是21位", "the type code does not have 21 characters"),
    "version": ("版本号不是三位数字", "the version is not three digits"),
    "date": ("日期不存在", "a date that does not exist"),
    "check": ("校验码不符", "wrong check character"),
    "nonstandard_variant": ("校验码出自一种已知的错误算法", "the check character of a known wrong computation"),
    "uscc_check": ("其中的统一社会信用代码校验不符", "wrong check of the unified social credit code inside"),
    "historic": ("区划已撤销", "a division that has ended"),
    "unknown": ("代码表中没有", "not in the table of codes"),
    "org_check": ("主体标识码（组织机构代码）校验码不符", "wrong check character of the organisation code inside"),
}
"""What the codes say; a code that is not here stands for itself."""

_NOTES = {
    "category_unknown": ("标准未列出的机构类别", "a kind of body that the standard does not list"),
    "type_definer_not_uscc": (
        "类型代码前18位不是有效的统一社会信用代码",
        "the type code does not begin with a valid unified social credit code",
    ),
    "authority_not_uscc": (
        "颁发机构代码不是有效的统一社会信用代码或者区划代码",
        "the authority is neither a valid unified social credit code nor the code of a division",
    ),
    "local_form": ("旧的地方编码，无法校验", "an older local form: nothing in it can be checked"),
    "arm_of_draft_2018": ("2018年征求意见稿的标识", "an identifier of a draft of 2018"),
    "arm_of_document_files": ("公文等的文件标识", "a file identifier of other government documents"),
}
"""What the notes say."""


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
        lines += [f"  ! {output.pick(*_NOTES.get(note, (note, note)))}" for note in found.notes]
        output.write("\n".join(lines))
    else:
        whole = {
            "code": found.code,
            "notes": found.notes,
            "parts": dict(found.parts),
            "scheme": found.scheme,
            "valid": found.valid,
        }
        output.write_json(json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
    return Exit.PASSED if found.valid else Exit.FAILED
