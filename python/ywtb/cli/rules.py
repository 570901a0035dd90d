"""`ywtb rules [ID]`: the rule table with citations and dates in force."""

from __future__ import annotations

import argparse
import json
from typing import Any

from .._errors import InputError
from .._tables import rules
from .arguments import day
from .output import Output, pad, safe, width
from .result import Exit


def add(commands: Any) -> argparse.ArgumentParser:
    """Declares the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "rules", help="the rule table", description="The rule table with citations and dates in force.",
        allow_abbrev=False,
    )  # fmt: skip
    command.add_argument("id", metavar="ID", nargs="?", help="one rule in full, such as SCOPE-3")
    command.add_argument("--as-of", metavar="DATE", help="only what was in force on that day")
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it."""
    found = rules(None if arguments.as_of is None else day(arguments.as_of, "--as-of"))
    if arguments.id is not None:
        found = [rule for rule in found if rule["id"] == arguments.id.upper()]
        if not found:
            raise InputError("input.rule", [("", "expected the id of a rule; `ywtb rules` lists them")])
    if output.format == "text":
        output.write(_full(found[0], output) if arguments.id is not None else _table(found, output))
    elif output.format == "json":
        output.write_json(_json(found))
    else:
        for rule in found:
            output.write_json(_json(rule))
    return Exit.PASSED


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _table(found: list[dict[str, Any]], output: Output) -> str:
    """Each rule in its own words, with the places it rests on."""
    column = max((width(rule["id"]) for rule in found), default=0) + 2
    lines = []
    for rule in found:
        head = output.paint(pad(rule["id"], column), "bold")
        lines.append(head + output.fold(output.say(rule["title"]), column))
        lines += [" " * column + output.paint(words, "dim") for words in _bases(rule, output, column)]
    lines.append(output.pick(f"共 {len(found)} 条规则", f"{len(found)} rules"))
    return "\n".join(lines)


def _full(rule: dict[str, Any], output: Output) -> str:
    """One rule with everything that the table holds about it."""
    say, pick = output.say, output.pick
    lines = [
        f"{output.paint(rule['id'], 'bold')}  {output.fold(say(rule['title']), 2, width(rule['id']) + 2)}",
        f"  {pick('施行', 'in force')}: {_period(rule['period'], output)}",
    ]
    if rule["replaced_by"]:
        lines.append(f"  {pick('后由以下规则替代', 'replaced by')}: {', '.join(rule['replaced_by'])}")
    lines.append(f"  {pick('依据', 'rests on')}:")
    lines += ["    " + words for words in _bases(rule, output, 4)]
    if rule["codes"]:
        lines.append(f"  {pick('结论代码', 'codes')}:")
    for code in rule["codes"]:
        lines.append(f"    {output.paint(safe(code['code']), 'bold')}  {code['level']} · {code['result']}")
        lines.append("      " + output.fold(say(code["message"]), 6))
    return "\n".join(lines)


def _bases(rule: dict[str, Any], output: Output, indent: int) -> list[str]:
    words = []
    for basis in rule["basis"]:
        place = output.say(basis["citation"]["label"])
        bounded = basis["period"]["from"] or basis["period"]["to"]
        period = f" · {_period(basis['period'], output)}" if bounded else ""
        mark = output.confidence(basis["confidence"])
        words.append(output.fold(place + (f" · {mark}" if mark else "") + period, indent))
    return words


def _period(period: dict[str, str | None], output: Output) -> str:
    since, until = period["from"], period["to"]
    words = [output.pick(f"{since} 起", f"from {since}")] if since else []
    words += [output.pick(f"{until} 前", f"before {until}")] if until else []
    return output.pick("，", " ").join(words)
