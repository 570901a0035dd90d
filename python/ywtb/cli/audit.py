"""`ywtb audit CATALOGUE --as-of DATE`: every entry of a catalogue checked, totals, the worst first."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import _native
from .._audit import Audit, audit
from .._enums import Outcome
from .._words import CLASSES, OUTCOMES, mark_of
from . import text
from .arguments import day
from .output import Output, pad, safe, warn, width
from .progress import Bar
from .result import Exit, of_outcome, of_several

_SHOWN = 10
"""Of departments, topics, rules and rows so many stand in the text; all stand in JSON and on the page."""


def add(commands: Any) -> argparse.ArgumentParser:
    """Declares the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "audit", help="check a whole catalogue", allow_abbrev=False,
        description="Checks every entry of a catalogue (.json, .ndjson, .csv in UTF-8 or GB 18030; .parquet) of any "
        "size, as a stream. A row that holds no entry is told with its row and column, and the rest is checked.",
        epilog="--format json: one object; ndjson: a line for every row as it is checked, the summary last. The exit "
        "code is that of several answers: 4 when a row holds no entry, else 2, 3, 5, 0.",
    )  # fmt: skip
    command.add_argument("catalogue", metavar="CATALOGUE", help="the file; - for stdin")
    command.add_argument("--as-of", required=True, metavar="DATE", help="the evaluation date, YYYY-MM-DD")
    command.add_argument("--html", metavar="FILE", help="also write a page into this file")
    command.add_argument("--worst", metavar="N", type=int, default=50, help="so many of the worst entries (50)")
    command.add_argument(
        "--input",
        choices=("json", "ndjson", "csv", "parquet"),
        help="how the catalogue is written, where its name does not say",
    )
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it."""
    path = arguments.catalogue
    bar = _bar(path, output, (arguments.input or path.rsplit(".")[-1].lower()) == "parquet")
    found = audit(
        path,
        as_of=day(arguments.as_of, "--as-of"),
        format=arguments.input,
        worst=max(0, arguments.worst),
        rows=_rows(output) if output.format == "ndjson" else None,
        progress=bar.show,
    )
    bar.clear()
    if arguments.html is not None:
        page = found.to_html("zh" if output.lang == "zh" else "en", title="" if path == "-" else os.path.basename(path))
        Path(arguments.html).write_bytes(page.encode("utf-8", "backslashreplace"))
    if output.format == "text":
        output.write(_text(path, found, output))
    else:
        output.write_json(found.to_json())
        _complain(found)
    codes = [of_outcome(Outcome(word)) for word in found["totals"]["outcomes"]]
    if found.unreadable:
        codes.append(Exit.BAD_INPUT)
    return of_several(codes or [Exit.NOT_APPLICABLE])


def _rows(output: Output) -> Any:
    def write(rows: Iterator[dict[str, Any]]) -> None:
        for row in rows:
            output.write_json(json.dumps(row, ensure_ascii=False, separators=(",", ":")))

    return write


def _complain(found: Audit) -> None:
    """Names the first rows that hold no entry, on stderr."""
    for fault in found["unreadable"]["first"][:_SHOWN]:
        warn(f"{_place(fault)}: {fault['code']}: {safe(fault['message'])}")
    more = found.unreadable - min(found.unreadable, _SHOWN)
    if more:
        warn(f"{more} more rows hold no entry")


def _place(fault: dict[str, Any]) -> str:
    column = f", column {safe(fault['column'])}" if fault["column"] else ""
    path = f", {safe(fault['path'])}" if fault["path"] and not fault["column"] else ""
    return f"row {fault['row']}{column}{path}"


def _bar(path: str, output: Output, parquet: bool) -> Bar:
    """Of a Parquet file the rows are counted, of others the bytes."""
    size = 0
    if path != "-" and os.path.isfile(path):
        size = (parquet and _native.parquet_rows(path)) or os.path.getsize(path)
    return Bar(output.pick("审查", "audit"), size, lambda read: "" if size else f"{read / 1e6:.0f} MB")


def _text(path: str, found: Audit, output: Output) -> str:
    """The audit as a person reads it on a terminal."""
    mark, colour, zh, en = OUTCOMES[found.outcome]
    name = output.pick("标准输入", "standard input") if path == "-" else safe(path)
    lines = [f"{output.paint(f'{mark} {output.pick(zh, en)}', colour)}  {output.paint(name, 'bold')}"]
    totals = found["totals"]
    counts = {
        output.pick("条目", "entries"): str(found.entries),
        output.pick("结论", "outcomes"): _counts(totals["outcomes"], output, OUTCOMES),
        output.pick("共享类型", "sharing classes"): _counts(totals["share"], output),
        output.pick("开放类型", "opening classes"): _counts(totals["open"], output),
        output.pick("更新", "freshness"): output.pick(
            f"按期 {totals['fresh']} · 逾期 {totals['stale']}", f"fresh {totals['fresh']} · stale {totals['stale']}"
        ),
        output.pick("不是条目的行", "rows without an entry"): str(found.unreadable) if found.unreadable else None,
    }
    lines += text.table(counts, output)
    lines += _defects(found, output)
    for title, groups in (
        (output.pick("部门", "departments"), found["departments"]),
        (output.pick("主题", "topics"), found["topics"]),
    ):
        lines += _groups(title, groups, output)
    lines += _worst(found, output)
    if found.unreadable:
        lines.append(output.paint(output.pick("不是条目的行", "rows without an entry"), "dim"))
        for fault in found["unreadable"]["first"][:_SHOWN]:
            lines.append("  " + output.fold(f"{_place(fault)}: {fault['code']}: {safe(fault['message'])}", 4))
    made = f"{output.pick('评价日', 'as of')} {found['as_of']} · ywtb {found['library']}"
    return "\n".join([*lines, output.paint(made, "dim")])


def _counts(counts: dict[str, int], output: Output, words: dict[str, Any] = CLASSES) -> str:
    return " · ".join(f"{output.pick(*words[word][-2:]) if word in words else word} {n}" for word, n in counts.items())


def _defects(found: Audit, output: Output) -> list[str]:
    rules = sorted(found["rules"], key=lambda rule: (rule["level"] != "fail", -rule["entries"]))
    lines = [output.paint(output.pick("问题（按规则）", "defects by rule"), "dim")] if rules else []
    for rule in rules[:_SHOWN]:
        mark, colour = mark_of(rule["result"], rule["level"])
        head = f"  {output.paint(mark, colour)} {rule['entries']:>8} {rule['rule']:<9} "
        lines.append(head + output.fold(rule["message"][output.lang], 23, 23))
    return lines


def _groups(title: str, groups: dict[str, Any], output: Output) -> list[str]:
    def bad(group: dict[str, Any]) -> int:
        return int(group["outcomes"].get("not_met", 0))

    ranked = sorted(groups.items(), key=lambda pair: (-bad(pair[1]), -pair[1]["entries"], pair[0]))[:_SHOWN]
    names = [safe(name) or "–" for name, _ in ranked]
    column = max(map(width, names), default=0)
    lines = [output.paint(f"{title} {len(groups)}", "dim")]
    for name, (_, group) in zip(names, ranked):
        entries = output.pick(f"{group['entries']} 条", f"{group['entries']} entries")
        faulty = output.pick(f"不符合 {bad(group)}", f"not met {bad(group)}")
        lines.append(f"  {pad(name, column)}  {entries} · {faulty}")
    return lines


def _worst(found: Audit, output: Output) -> list[str]:
    worst = found["worst"][:_SHOWN]
    lines = [output.paint(output.pick("最差的条目", "the worst entries"), "dim")] if worst else []
    for row in worst:
        named = f"{safe(row['id'] or '')} {safe(row['department'] or '')}".strip()
        place = output.pick(f"第 {row['row']} 行", f"row {row['row']}")
        lines.append(f"  {output.paint(place, 'bold')} {named}")
        for reason in row["findings"][:5]:
            mark, colour = mark_of(reason["result"], reason["level"])
            said = f"{reason['rule']} {reason['message'][output.lang]}"
            lines.append(f"    {output.paint(mark, colour)} " + output.fold(said, 6, 6))
    return lines
