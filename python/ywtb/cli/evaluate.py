"""`ywtb evaluate TOPIC FACTS.json --as-of DATE`: one report, or with `--against DATE` a comparison of two days."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from .. import _native
from .._enums import Outcome
from .._errors import InputError
from .._evaluate import compare, evaluate
from . import source, text
from .arguments import day
from .output import Output
from .result import Exit, of_outcome


def add(commands: Any) -> argparse.ArgumentParser:
    """Declares the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "evaluate", help="judge facts under a topic", description="Judges facts under a topic and cites the law.",
        epilog=f"topics: {', '.join(_native.topics())}", allow_abbrev=False,
    )  # fmt: skip
    command.add_argument("topic", metavar="TOPIC", help="what is asked, such as sharing.request")
    command.add_argument("facts", metavar="FACTS.json", help="the facts; - for stdin")
    command.add_argument("--as-of", required=True, metavar="DATE", help="the evaluation date, YYYY-MM-DD")
    command.add_argument(
        "--against", metavar="DATE", help="what changes from --as-of to this day, and by which instrument"
    )
    command.add_argument("--calendar", metavar="FILE|cn", help="holidays and make-up working days")
    command.add_argument(
        "--overlay", action="append", default=[], metavar="FILE", help="what is added to the law as data; repeatable"
    )
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it."""
    as_of = day(arguments.as_of, "--as-of")
    options: dict[str, Any] = {}
    if arguments.calendar is not None:
        options["calendar"] = calendar(arguments.calendar)
    options["overlays"] = [source.read(name) for name in arguments.overlay]
    if arguments.against is not None:
        return _compare(arguments, as_of, options, output)
    report = evaluate(arguments.topic, source.read(arguments.facts), as_of=as_of, **options)
    if output.format == "text":
        output.write(text.answer(report, output))
    else:
        output.write_json(report.to_json())
    return of_outcome(report.outcome)


def _compare(arguments: argparse.Namespace, first: date, options: dict[str, Any], output: Output) -> Exit:
    second = day(arguments.against, "--against")
    found = compare(arguments.topic, source.read(arguments.facts), first, second, **options)
    if output.format == "text":
        output.write(text.comparison(found, output))
    else:
        output.write_json(json.dumps(found, ensure_ascii=False, separators=(",", ":")))
    return of_outcome(Outcome(found["to"]["outcome"]))


def calendar(name: str) -> Any:
    """The calendar of a file, or the name of a shipped one."""
    if name == "cn":
        return name
    try:
        return json.loads(source.read(name), object_pairs_hook=_distinct)
    except InputError:
        raise
    except (ValueError, RecursionError):
        raise InputError("input.json", [(name, "expected a calendar in JSON")]) from None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no key stands twice, as the library wants all JSON."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InputError("input.duplicate_key", [("/calendar", "expected every key once")])
    return found
