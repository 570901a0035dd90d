"""Pictures of an audit, as charts of Altair: `pip install ywtb[plot]`.

Each function takes an `Audit` and gives a chart: a notebook shows it, `chart.save("classes.html")` writes it, and all
that Altair can do may be done to it. Colours and words are those of the page of `audit.to_html`.

    audit = ywtb.audit("catalogue.parquet", as_of=date(2025, 9, 1))
    ywtb.plot.classes(audit, "open", by="topic", lang="zh")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import altair

from ._audit import Audit
from ._words import CLASSES, FRESHNESS, OUTCOMES, SHADE_OF, SHADES

__all__ = ["classes", "defects", "freshness", "overview", "quality"]

Language = Literal["zh", "en"]
By = Literal["department", "topic"]

_WIDTH = 560
_ROW = 22
_WORDS = {**{word: said[-2:] for word, said in OUTCOMES.items()}, **CLASSES, **FRESHNESS}


def classes(
    audit: Audit,
    of: Literal["share", "open", "outcomes"] = "share",
    *,
    by: By = "department",
    top: int = 20,
    lang: Language = "en",
) -> altair.Chart:
    """Sharing classes, opening classes or outcomes of the `top` largest departments or topics, as shares of each."""
    titles = {
        "share": ("共享类型", "Sharing classes"),
        "open": ("开放类型", "Opening classes"),
        "outcomes": ("结论", "Outcomes"),
    }
    groups = _largest(audit, by, top)
    counts = {name: group[of] for name, group in groups}
    return _shares(counts, _title(titles[of], by, len(groups), audit, lang), lang)


def freshness(audit: Audit, *, by: By = "department", top: int = 20, lang: Language = "en") -> altair.Chart:
    """How many entries are updated within their cycle, of the `top` largest departments or topics."""
    groups = _largest(audit, by, top)
    counts = {
        name: {
            "fresh": group["fresh"],
            "stale": group["stale"],
            "unknown": group["entries"] - group["fresh"] - group["stale"],
        }
        for name, group in groups
    }
    return _shares(counts, _title(("更新", "Freshness"), by, len(groups), audit, lang), lang)


def quality(audit: Audit, *, lang: Language = "en") -> altair.Chart:
    """Of each field that must be stated, in how many entries it is, is not, or is not known to be."""
    entries = audit.entries
    words = {"met": ("已载明", "stated"), "not_met": ("未载明", "missing"), "unknown": ("未知", "unknown")}
    ranked = sorted(audit["fields"].items(), key=lambda pair: -pair[1]["missing"] - pair[1]["unknown"])
    counts = {
        name: {
            "met": max(0, entries - field["missing"] - field["unknown"]),
            "not_met": field["missing"],
            "unknown": field["unknown"],
        }
        for name, field in ranked
    }
    return _shares(counts, _pick(("目录质量：应当载明的内容", "What entries must state"), lang), lang, words)


def defects(audit: Audit, *, top: int = 20, lang: Language = "en") -> altair.Chart:
    """The `top` most frequent defects, by rule: in how many entries, and how they weigh."""
    ranked = sorted(audit["rules"], key=lambda rule: -rule["entries"])[:top]
    effects = {"fail": ("不符合", "not met"), "unsure": ("不能确定", "undetermined"), "warn": ("提示", "warning")}
    shades = {"fail": 2, "unsure": 1, "warn": 4}
    rows = []
    for rule in ranked:
        effect = "unsure" if rule["result"] in ("undetermined", "conflict") else rule["level"]
        effect = "fail" if effect == "fail" else "unsure" if effect == "unsure" else "warn"
        shown = f"{rule['rule']} {rule['message'][lang]}"
        rows.append({"defect": shown, "entries": rule["entries"], "effect": effect, "code": rule["code"]})
    met = [effect for effect in effects if any(row["effect"] == effect for row in rows)]
    said = {effect: _pick(effects[effect], lang) for effect in met}
    rows = [{**row, "effect": said[row["effect"]]} for row in rows]
    entries, code = _pick(("条目", "entries"), lang), _pick(("代码", "code"), lang)
    bars = (
        altair.Chart(altair.Data(values=rows))
        .mark_bar()
        .encode(
            x=altair.X("entries:Q", title=entries, axis=altair.Axis(format=",d", tickMinStep=1)),
            y=altair.Y("defect:N", title=None, sort=[row["defect"] for row in rows], axis=_labels()),
            color=altair.Color(
                "effect:N",
                title=None,
                scale=altair.Scale(domain=list(said.values()), range=[SHADES[shades[effect]] for effect in met]),
            ),
            tooltip=[
                altair.Tooltip("code:N", title=code),
                altair.Tooltip("effect:N", title=" "),
                altair.Tooltip("entries:Q", title=entries, format=",d"),
            ],
        )
    )
    return _dressed(bars, _pick(("问题（按规则）", "Defects by rule"), lang), len(rows))


def overview(audit: Audit, *, by: By = "topic", top: int = 12, lang: Language = "en") -> altair.VConcatChart:
    """All of them, one below the other."""
    charts = [
        classes(audit, "outcomes", by=by, top=top, lang=lang),
        classes(audit, "share", by=by, top=top, lang=lang),
        classes(audit, "open", by=by, top=top, lang=lang),
        defects(audit, top=top, lang=lang),
        freshness(audit, by=by, top=top, lang=lang),
        quality(audit, lang=lang),
    ]
    return altair.vconcat(*charts).resolve_scale(color="independent")


def _pick(words: tuple[str, ...], lang: Language) -> str:
    return words[lang == "en"]


def _largest(audit: Audit, by: By, top: int) -> list[tuple[str, Mapping[str, Any]]]:
    groups: Iterable[tuple[str, Mapping[str, Any]]] = audit["departments" if by == "department" else "topics"].items()
    return sorted(groups, key=lambda pair: (-pair[1]["entries"], pair[0]))[:top]


def _title(what: tuple[str, str], by: By, shown: int, audit: Audit, lang: Language) -> altair.TitleParams:
    zh, en = {"department": ("部门", "department"), "topic": ("主题", "topic")}[by]
    title = _pick((f"{what[0]}（按{zh}）", f"{what[1]} by {en}"), lang)
    more = len(audit["departments" if by == "department" else "topics"]) - shown
    note = _pick(
        (f"条目最多的 {shown} 个，另有 {more} 个未列出", f"the {shown} largest; {more} more are not shown"), lang
    )
    return altair.TitleParams(title, subtitle=note if more else "")


def _shares(
    counts: Mapping[str, Mapping[str, int]],
    title: altair.TitleParams | str,
    lang: Language,
    words: Mapping[str, tuple[str, ...]] = _WORDS,
) -> altair.Chart:
    """A bar for each name, cut into the shares of its counts."""
    met = sorted(
        {word for each in counts.values() for word, n in each.items() if n}, key=lambda word: (_shade(word), word)
    )
    said = {word: _pick(words.get(word, (word, word)), lang) for word in met}
    rows = []
    for name, each in counts.items():
        whole, at = sum(each.values()) or 1, 0
        for word in met:
            if not each.get(word):
                continue
            row = {
                "name": name or _pick(("（未载明）", "(not stated)"), lang),
                "word": said[word],
                "entries": each[word],
            }
            rows.append({**row, "from": at / whole, "to": (at + each[word]) / whole, "share": each[word] / whole})
            at += each[word]
    share = _pick(("占比", "share"), lang)
    bars = (
        altair.Chart(altair.Data(values=rows))
        .mark_bar()
        .encode(
            x=altair.X("from:Q", title=share, axis=altair.Axis(format="%"), scale=altair.Scale(domain=[0, 1])),
            x2="to:Q",
            y=altair.Y("name:N", title=None, sort=list(dict.fromkeys(row["name"] for row in rows)), axis=_labels()),
            color=altair.Color(
                "word:N",
                title=None,
                scale=altair.Scale(domain=list(said.values()), range=[SHADES[_shade(word)] for word in met]),
            ),
            tooltip=[
                altair.Tooltip("name:N", title=" "),
                altair.Tooltip("word:N", title="  "),
                altair.Tooltip("entries:Q", title=_pick(("条目", "entries"), lang), format=",d"),
                altair.Tooltip("share:Q", title=share, format=".1%"),
            ],
        )
    )
    return _dressed(bars, title, len(counts))


def _shade(word: str) -> int:
    return SHADE_OF.get(word, len(SHADES) - 1)


def _labels() -> altair.Axis:
    return altair.Axis(labelLimit=480, labelPadding=6, ticks=False, domain=False)


def _dressed(bars: altair.Chart, title: altair.TitleParams | str, rows: int) -> altair.Chart:
    if isinstance(title, str):
        title = altair.TitleParams(title)
    title.anchor, title.frame, title.offset = "start", "group", 10
    return bars.properties(title=title, width=_WIDTH, height=max(1, rows) * _ROW)
