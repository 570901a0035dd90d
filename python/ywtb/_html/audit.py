"""The page of an audit: classes by department and topic, defects by rule, freshness, quality, the worst entries. One
script sorts and filters its tables; without it everything is there all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from .._words import CLASSES, FRESHNESS, OUTCOMES, SHADE_OF, SHADES, mark_of
from .element import Html, element
from .lang import Lang
from .shell import shell

_ROWS = 2_000
"""A table on a page has no more rows; all stand in the JSON."""

_STYLE = """
.ywtb { max-width: 80rem; }
.ywtb svg { display: block; width: 100%; height: .8rem; border-radius: .2rem; background: #eef1f4; }
.ywtb .bars { min-width: 9rem; }
.ywtb td.bars { vertical-align: middle; }
.ywtb .legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .85rem; margin: .3rem 0 .8rem; }
.ywtb .legend i { display: inline-block; width: .8rem; height: .8rem; border-radius: .15rem; margin-right: .35rem;
  vertical-align: -.1rem; }
.ywtb .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.ywtb th[aria-sort] { cursor: pointer; } .ywtb th[aria-sort]:hover { color: var(--ink); }
.ywtb th[aria-sort="ascending"]::after { content: " ▲"; } .ywtb th[aria-sort="descending"]::after { content: " ▼"; }
.ywtb input { font: inherit; width: 16rem; max-width: 100%; padding: .2rem .5rem; border: 1px solid var(--line);
  border-radius: .3rem; margin: .2rem 0 .4rem; }
.ywtb td.words { white-space: normal; min-width: 14rem; } .ywtb tr.hidden { display: none; }
.ywtb td li { margin: .1rem 0; }
@media print { .ywtb input { display: none; } }
""" + "".join(f".ywtb .c{n} {{ fill: {shade}; background: {shade}; }}\n" for n, shade in enumerate(SHADES))

_SCRIPT = """
for (const table of document.querySelectorAll("table.sorts")) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const field = table.previousElementSibling;
  if (field && field.tagName === "INPUT") field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of body.rows) row.classList.toggle("hidden", !row.textContent.toLowerCase().includes(wanted));
  });
  heads.forEach((head, at) => {
    const sort = () => {
      const up = head.getAttribute("aria-sort") === "descending";
      for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = row => row.cells[at].dataset.value ?? row.cells[at].textContent;
      const order = (a, b) => key(a).localeCompare(key(b), document.documentElement.lang, {numeric: true});
      body.append(...[...body.rows].sort((a, b) => up ? order(a, b) : order(b, a)));
    };
    if (head.hasAttribute("aria-sort")) {
      head.tabIndex = 0;
      head.addEventListener("click", sort);
      head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
    }
  });
}
"""

_WORDS: dict[str, tuple[str, ...]] = {**{word: said[-2:] for word, said in OUTCOMES.items()}, **CLASSES, **FRESHNESS}


def page(found: Mapping[str, Any], language: Literal["zh", "en"], name: str) -> str:
    """A whole page for the summary of an audit."""
    lang = Lang(language)
    title = lang("目录审查", "Audit of the catalogue") + (f"{lang('：', ': ')}{name}" if name else "")
    parts = [
        _verdict(found, lang),
        _classes(found["totals"], lang),
        _groups(lang("部门", "Departments"), lang("部门", "department"), found["departments"], lang),
        _groups(lang("主题", "Topics"), lang("主题", "topic"), found["topics"], lang),
        _defects(found["rules"], lang),
        _fresh(found, lang),
        _quality(found, lang),
        _worst(found["worst"], lang),
        _unreadable(found["unreadable"], lang),
        _made(found, lang),
    ]
    return shell(title, parts, lang, style=_STYLE, script=_SCRIPT)


def _verdict(found: Mapping[str, Any], lang: Lang) -> Html:
    mark, colour, zh, en = OUTCOMES[found["outcome"]]
    entries, bad = found["entries"], found["unreadable"]["count"]
    words = lang(f"共审查 {entries:,} 条", f"{entries:,} entries were checked")
    if bad:
        words += lang(f"，另有 {bad:,} 行不是条目", f"; {bad:,} rows hold no entry")
    said = element("strong", f"{mark} {lang(zh, en)}", class_=colour)
    return element("div", said, element("p", words), class_=f"verdict {colour}")


def _bar(counts: Mapping[str, int]) -> Html:
    """Shares of a whole, side by side."""
    whole, at, parts = sum(counts.values()) or 1, 0.0, []
    for word in sorted(counts, key=lambda word: _shade(word)):
        share = 100 * counts[word] / whole
        place = {"x": f"{at:.3f}", "y": "0", "width": f"{share:.3f}", "height": "8"}
        parts.append(element("rect", **place, class_=_colour(word)))
        at += share
    return element("svg", *parts, viewBox="0 0 100 8", preserveAspectRatio="none", role="img", focusable="false")


def _shade(word: str) -> int:
    return SHADE_OF.get(word, len(SHADES) - 1)


def _colour(word: str) -> str:
    return f"c{_shade(word)}"


def _legend(counts: Mapping[str, int], lang: Lang) -> Html:
    whole = sum(counts.values()) or 1
    items = [
        element("span", element("i", class_=_colour(word)), f"{_word(word, lang)} {n:,} ({n / whole:.1%})")
        for word, n in sorted(counts.items(), key=lambda pair: _shade(pair[0]))
    ]
    return element("div", *items, class_="legend")


def _word(word: str, lang: Lang) -> str:
    zh, en = _WORDS.get(word, (word, word))[:2]
    return lang(zh, en)


def _classes(totals: Mapping[str, Any], lang: Lang) -> Html:
    shown = (
        (lang("结论", "Outcomes"), totals["outcomes"]),
        (lang("共享类型", "Sharing classes"), totals["share"]),
        (lang("开放类型", "Opening classes"), totals["open"]),
    )
    cards = [element("section", element("h3", name), _bar(n), _legend(n, lang)) for name, n in shown if n]
    return element("div", element("h2", lang("总体", "All entries")), *cards)


def _table(heads: Iterable[str], rows: list[Html], lang: Lang, *, filters: bool = True) -> list[object]:
    field = element("input", type="search", placeholder=lang("筛选", "filter"), aria_label=lang("筛选", "filter"))
    head = element("tr", *(element("th", name, scope="col", aria_sort="none") for name in heads))
    more = len(rows) - _ROWS
    cut = element("p", lang(f"另有 {more:,} 行未列出", f"{more:,} more rows are not listed")) if more > 0 else None
    table = element("table", element("thead", head), element("tbody", *rows[:_ROWS]), class_="sorts")
    return [field if filters and len(rows) > 5 else None, table, cut]


def _number(n: int) -> Html:
    return element("td", f"{n:,}", class_="number", data_value=str(n))


def _groups(title: str, head: str, groups: Mapping[str, Any], lang: Lang) -> Html:
    rows = []
    for name, group in sorted(groups.items(), key=lambda pair: (-pair[1]["outcomes"].get("not_met", 0), pair[0])):
        entries = group["entries"]
        cells = [element("td", name or lang("（未载明）", "(not stated)"), class_="words"), _number(entries)]
        cells.append(_number(group["outcomes"].get("not_met", 0)))
        for counts in (group["outcomes"], group["share"], group["open"]):
            first = next(iter(sorted(counts, key=lambda word: _shade(word))), "")
            share = counts.get(first, 0) / (entries or 1)
            label = ", ".join(f"{_word(word, lang)} {n}" for word, n in counts.items())
            cells.append(element("td", _bar(counts), class_="bars", data_value=f"{share:.6f}", title=label))
        cells.append(_number(group["stale"]))
        cells.append(_number(group["unreadable"]))
        rows.append(element("tr", *cells))
    heads = (
        head, lang("条目", "entries"), lang("不符合", "not met"), lang("结论", "outcomes"), lang("共享", "sharing"),
        lang("开放", "opening"), lang("逾期", "stale"), lang("非条目行", "no entry"),
    )  # fmt: skip
    return element("section", element("h2", title), *_table(heads, rows, lang))


def _defects(rules: Iterable[Mapping[str, Any]], lang: Lang) -> Html:
    rows = []
    for rule in sorted(rules, key=lambda rule: (rule["level"] != "fail", -rule["entries"])):
        mark, colour = mark_of(rule["result"], rule["level"])
        named = lang(f"第 {'、'.join(map(str, rule['rows']))} 行", f"rows {', '.join(map(str, rule['rows']))}")
        words = element("td", element("span", f"{mark} ", class_=colour), rule["message"][lang.name], class_="words")
        cells = (
            element("td", rule["rule"]),
            words,
            _number(rule["entries"]),
            element("td", element("code", rule["code"])),
        )
        rows.append(element("tr", *cells, element("td", named, class_="words")))
    heads = (
        lang("规则", "rule"), lang("问题", "defect"), lang("条目", "entries"), lang("代码", "code"),
        lang("最先出现", "first met in"),
    )  # fmt: skip
    return element("section", element("h2", lang("问题（按规则）", "Defects by rule")), *_table(heads, rows, lang))


def _fresh(found: Mapping[str, Any], lang: Lang) -> Html:
    totals = found["totals"]
    unknown = found["entries"] - totals["fresh"] - totals["stale"]
    counts = {"fresh": totals["fresh"], "stale": totals["stale"], "unknown": unknown}
    note = lang("按更新周期和最近更新日期计算（AGG-4）。", "By the update cycle and the last update (AGG-4).")
    return element(
        "section", element("h2", lang("更新", "Freshness")), _bar(counts), _legend(counts, lang), element("p", note)
    )


def _quality(found: Mapping[str, Any], lang: Lang) -> Html | None:
    entries, rows = found["entries"] or 1, []
    for name, lacking in sorted(found["fields"].items(), key=lambda pair: -pair[1]["missing"] - pair[1]["unknown"]):
        stated = max(0, entries - lacking["missing"] - lacking["unknown"])
        bar = _bar({"met": stated, "not_met": lacking["missing"], "unknown": lacking["unknown"]})
        share = f"{stated / entries:.1%}"
        cells = (element("td", element("code", name)), _number(lacking["missing"]), _number(lacking["unknown"]))
        percent = element("td", share, class_="number", data_value=f"{stated / entries:.6f}")
        rows.append(element("tr", *cells, percent, element("td", bar, class_="bars")))
    if not rows:
        return None
    heads = (
        lang("应当载明", "must be stated"), lang("未载明", "missing"), lang("未知", "unknown"),
        lang("载明率", "stated"), "",
    )  # fmt: skip
    return element("section", element("h2", lang("目录质量", "Quality of the catalogue")), *_table(heads, rows, lang))


def _worst(worst: Iterable[Mapping[str, Any]], lang: Lang) -> Html | None:
    rows = []
    for row in worst:
        reasons = []
        for reason in row["findings"]:
            mark, colour = mark_of(reason["result"], reason["level"])
            places = reason["missing"] or [reason["path"]]
            said = element("span", f"{mark} ", class_=colour)
            at = element("code", ", ".join(filter(None, places)))
            reasons.append(element("li", said, f"{reason['rule']} {reason['message'][lang.name]} ", at))
        cells = (
            _number(row["row"]), element("td", row["id"] or "–"),
            element("td", row["department"] or "–", class_="words"),
            element("td", element("ul", *reasons), class_="words"), _number(len(reasons)),
        )  # fmt: skip
        rows.append(element("tr", *cells))
    if not rows:
        return None
    heads = (
        lang("行", "row"), lang("代码", "code"), lang("部门", "department"), lang("理由", "reasons"),
        lang("个数", "how many"),
    )  # fmt: skip
    return element("section", element("h2", lang("最差的条目", "The worst entries")), *_table(heads, rows, lang))


def _unreadable(faults: Mapping[str, Any], lang: Lang) -> Html | None:
    if not faults["count"]:
        return None
    rows = []
    for fault in faults["first"]:
        place = element("td", fault["column"] or fault["path"] or "–")
        code, words = element("td", element("code", fault["code"])), element("td", fault["message"], class_="words")
        rows.append(element("tr", _number(fault["row"]), place, code, words))
    heads = (lang("行", "row"), lang("列或者位置", "column or place"), lang("代码", "code"), lang("应为", "expected"))
    title = lang(f"不是条目的行（{faults['count']:,}）", f"Rows that hold no entry ({faults['count']:,})")
    return element("section", element("h2", title), *_table(heads, rows, lang))


def _made(found: Mapping[str, Any], lang: Lang) -> Html:
    words = lang(
        f"评价日 {found['as_of']} · ywtb {found['library']} · 规则集摘要 {found['rules_sha256'][:16]}… · "
        "分类由规则得出，由人确认",
        f"as of {found['as_of']} · ywtb {found['library']} · digest of the rules {found['rules_sha256'][:16]}… · "
        "classes follow from the rules; a person confirms",
    )
    return element("p", words, class_="receipt")
