"""The shipped calendar against an independent, well-kept one, day by day."""

from __future__ import annotations

import json
from datetime import date, timedelta

import chinese_calendar
from conftest import ROOT


def test_every_day_of_the_shipped_calendar_is_what_was_announced() -> None:
    shipped = json.loads((ROOT / "core/src/law/calendar_cn.json").read_text("utf-8"))
    holidays, workdays = set(shipped["holidays"]), set(shipped["workdays"])
    day, end = date.fromisoformat(shipped["from"]), date.fromisoformat(shipped["to"])
    assert day == date(2018, 11, 1) and end >= date(2026, 12, 31)
    while day <= end:
        name = day.isoformat()
        working = name in workdays or (day.weekday() < 5 and name not in holidays)
        assert working == chinese_calendar.is_workday(day), name
        day += timedelta(days=1)
