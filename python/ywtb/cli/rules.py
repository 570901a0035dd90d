"""`ywtb rules [ID]`: the rule table with citations and dates in force."""

from __future__ import annotations

import argparse
import json
from typing import Any

from .._errors import InputError
from .._tables import part, rules
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
    command.add_argument("--on", "--as-of", metavar="DATE", help="only what was in force on that day")
    command.add_argument("--chapter", metavar="CHAPTER", help="only a chapter, such as SHARE")
    command.add_argument("--instrument", metavar="NAME", help="only what rests on an instrument, such as SDR")
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it."""
    found = rules(None if arguments.on is None else day(arguments.on, "--on"))
    chapters = [one["id"] for one in part("chapters")]
    if arguments.chapter is not None:
        chapter = _known("chapter", arguments.chapter, chapters)
        found = [rule for rule in found if _chapter(rule["id"]) == chapter]
    if arguments.instrument is not None:
        name = _known("instrument", arguments.instrument, [one["abbr"] for one in part("instruments")])
        found = [rule for rule in found if name in _instruments(rule)]
    if arguments.id is not None:
        wanted = _chapter(arguments.id.upper())
        if wanted not in chapters:
            raise InputError("input.rule", [("", f"expected the id of a rule of {', '.join(chapters)}")])
        id = _known("rule", arguments.id, [one["id"] for one in part("rules") if _chapter(one["id"]) == wanted])
        found = [rule for rule in found if rule["id"] == id]
    if output.format == "text":
        whole = arguments.id is not None and len(found) == 1
        output.write(_full(found[0], output) if whole else _table(found, output))
    elif output.format == "json":
        output.write_json(_json(found))
    else:
        for rule in found:
            output.write_json(_json(rule))
    return Exit.PASSED if found else Exit.NOT_APPLICABLE


def _known(what: str, name: str, choices: list[str]) -> str:
    """The one of `choices` that `name` names, in whatever case it is written."""
    if name.upper() not in choices:
        raise InputError(f"input.{what}", [("", f"expected one of {', '.join(choices)}")])
    return name.upper()


def _chapter(id: str) -> str:
    return id.split("-", 1)[0]


def _instruments(rule: dict[str, Any]) -> set[str]:
    return {basis["citation"]["instrument"] for basis in rule["basis"]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _table(found: list[dict[str, Any]], output: Output) -> str:
    """Each rule in its own words, with the places it rests on, by chapter."""
    titles = {chapter["id"]: chapter["title"] for chapter in part("chapters")}
    column = max((width(rule["id"]) for rule in found), default=0) + 2
    lines: list[str] = []
    last = None
    for rule in found:
        chapter = _chapter(rule["id"])
        if chapter != last:
            lines += ([""] if last else []) + [output.paint(output.say(titles[chapter]), "bold")]
            last = chapter
        head = output.paint(pad(rule["id"], column), "bold")
        lines.append(head + output.fold(output.say(rule["title"]), column))
        lines += [" " * column + output.paint(words, "dim") for words in _bases(rule, output, column)]
    lines.append(output.pick(f"共 {len(found)} 条规则", f"{len(found)} rules"))
    return "\n".join(lines)


def _full(rule: dict[str, Any], output: Output) -> str:
    """One rule with everything that the table holds about it."""
    pick = output.pick
    lines = [
        f"{output.paint(rule['id'], 'bold')}  {output.fold(output.say(rule['title']), 2, width(rule['id']) + 2)}",
        *_said("条件", "when", output.say(rule["condition"]), output),
        *_said("结果", "then", output.say(rule["outcome"]), output),
        *_said("施行", "in force", _period(rule["period"], output), output),
    ]
    if rule["replaced_by"]:
        lines += _said("后由以下规则替代", "replaced by", ", ".join(rule["replaced_by"]), output)
    before = [other["id"] for other in part("rules") if rule["id"] in other["replaced_by"]]
    if before:
        lines += _said("替代", "replaces", ", ".join(before), output)
    lines.append(f"  {pick('依据', 'rests on')}:")
    lines += ["    " + words for words in _bases(rule, output, 4)]
    parameters = [one for one in part("parameters") if rule["id"] in one["rules"]]
    if parameters:
        lines.append(f"  {pick('参数', 'parameters')}:")
    for one in parameters:
        lines.append(f"    {output.paint(safe(one['id']), 'bold')}  {output.say(one['title'])}")
        lines += ["      " + output.fold(_setting(one, setting, output), 6) for setting in one["settings"]]
    if rule["codes"]:
        lines.append(f"  {pick('结论代码', 'codes')}:")
    for code in rule["codes"]:
        lines.append(f"    {output.paint(safe(code['code']), 'bold')}  {code['level']} · {code['result']}")
        lines.append("      " + output.fold(output.say(code["message"]), 6))
    return "\n".join(lines)


def _said(zh: str, en: str, text: str, output: Output) -> list[str]:
    head = f"  {output.pick(zh, en)}: "
    return [head + output.fold(text, 4, width(head))]


def _setting(parameter: dict[str, Any], setting: dict[str, Any], output: Output) -> str:
    zh, en = _UNITS[parameter["unit"]]
    value = setting["value"]
    amount = ", ".join(map(safe, value)) if isinstance(value, list) else f"{value}{output.pick(zh, en)}"
    return f"{amount} · {_basis(setting['basis'], output)}"


_UNITS = {
    "working_days": ("个工作日", " working days"),
    "days": ("日", " days"),
    "months": ("个月", " months"),
    "years": ("年", " years"),
    "ten_thousandths": ("（万分之一）", " ten-thousandths"),
    "words": ("", ""),
}


def _bases(rule: dict[str, Any], output: Output, indent: int) -> list[str]:
    return [output.fold(_basis(basis, output), indent) for basis in rule["basis"]]


def _basis(basis: dict[str, Any], output: Output) -> str:
    place = output.say(basis["citation"]["label"])
    bounded = basis["period"]["from"] or basis["period"]["to"]
    period = f" · {_period(basis['period'], output)}" if bounded else ""
    mark = output.confidence(basis["confidence"])
    return place + (f" · {mark}" if mark else "") + period


def _period(period: dict[str, str | None], output: Output) -> str:
    since, until = period["from"], period["to"]
    words = [output.pick(f"{since} 起", f"from {since}")] if since else []
    words += [output.pick(f"{until} 前", f"before {until}")] if until else []
    return output.pick("，", " ").join(words)
