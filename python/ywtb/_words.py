"""Words of answers in Chinese and English, for terminal and page alike."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

OUTCOMES: dict[str, tuple[str, str, str, str]] = {
    "met": ("✓", "green", "符合", "met"),
    "not_met": ("✗", "red", "不符合", "not met"),
    "undetermined": ("?", "yellow", "不能确定", "undetermined"),
    "conflict": ("?", "yellow", "规范冲突", "rules disagree"),
    "not_applicable": ("–", "dim", "不适用", "not applicable"),
}
"""Mark, colour and words of each outcome."""

CLASSES: dict[str, tuple[str, str]] = {
    "unconditional": ("无条件", "unconditional"),
    "authorised": ("授权", "authorised"),
    "conditional": ("有条件", "conditional"),
    "not_shared": ("不予共享", "not shared"),
    "shareable": ("可共享", "shareable"),
    "negative_list": ("负面清单", "negative list"),
    "not_open": ("非开放", "not open"),
    "unknown": ("未知", "unknown"),
}
"""Words of the sharing and opening classes."""

FRESHNESS: dict[str, tuple[str, str]] = {
    "fresh": ("按期更新", "fresh"),
    "stale": ("逾期未更新", "stale"),
    "unknown": ("未知", "unknown"),
}
"""Words of whether data are updated within their cycle."""

SHADES = ("#1a7f4b", "#d9a300", "#b3261e", "#7db8dc", "#3a7fb8", "#123f73", "#b4bcc6")
"""Good, unsure and bad; open, limited and closed, of which none is better; unknown."""

SHADE_OF = {
    "met": 0, "fresh": 0, "undetermined": 1, "conflict": 1, "not_met": 2, "stale": 2,
    "unconditional": 3, "shareable": 3, "authorised": 4, "conditional": 4, "not_shared": 5, "not_open": 5,
    "negative_list": 5, "not_applicable": 6, "unknown": 6,
}  # fmt: skip
"""The shade of each word."""

INDICATIONS: dict[str | None, tuple[str, str, str, str]] = {
    "total_passed": ("✓", "green", "通过验证", "passed"),
    "total_failed": ("✗", "red", "未通过验证", "failed"),
    "indeterminate": ("?", "yellow", "不能确认", "indeterminate"),
    None: ("–", "dim", "没有签名", "no signature"),
}
"""Mark, colour and words of each indication."""

ANSWERS: dict[str, tuple[str, str]] = {
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "unknown": ("未知", "unknown"),
    "whole": ("全部", "whole"),
    "content": ("显示内容", "content"),
    "part": ("部分", "part"),
    "none": ("无", "none"),
    "claimed": ("签署者自称", "claimed"),
    "timestamp": ("时间戳证明", "proven by timestamp"),
}
"""Words of the four answers, and of who says when it was signed."""

CONFIDENCE: dict[str, tuple[str, str]] = {
    "seed": ("依新闻发布稿", "as the press release puts it"),
    "secondary": ("依二手资料", "from a secondary source"),
    "inferred": ("推定", "inferred"),
}
"""How sure the text is that something rests on; no word where the text itself is at hand."""

PARTIES: dict[str, tuple[str, str]] = {"requester": ("需求方", "requester"), "provider": ("提供方", "provider")}
"""On whom a duty falls."""

_CHINA = timezone(timedelta(hours=8))


def mark_of(result: str, level: str) -> tuple[str, str]:
    """Mark and colour of what a finding or a check came to, as it weighs."""
    mark, colour = OUTCOMES[result][:2]
    if level == "fail" or result in ("met", "not_applicable"):
        return mark, colour
    return ("!", "yellow") if level == "warn" else ("·", "dim")


def local_time(moment: str | None) -> str | None:
    """A moment as clocks in China show it.

    >>> local_time("2024-05-20T02:30:00Z")
    '2024-05-20 10:30:00 +08:00'
    """
    try:
        local = datetime.fromisoformat((moment or "").replace("Z", "+00:00")).astimezone(_CHINA)
    except (ValueError, OverflowError):
        return moment
    return local.strftime("%Y-%m-%d %H:%M:%S +08:00")
