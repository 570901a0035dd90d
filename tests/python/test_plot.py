"""Charts of an audit: they say what the audit says, and a browser draws them."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import ywtb
from conftest import DATA, needs_program
from test_screenshot import pixels
from ywtb._words import SHADES

pytest.importorskip("altair")

SIZE = (1000, 900)


@pytest.fixture(scope="module")
def audit() -> ywtb.Audit:
    return ywtb.audit(DATA / "catalogue.json", as_of=date(2019, 5, 1))


def rows(chart: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.to_dict()["data"]["values"]
    return found


def test_shares_are_those_of_the_audit(audit: ywtb.Audit) -> None:
    for of, by, groups in (("share", "department", "departments"), ("open", "topic", "topics")):
        drawn = rows(ywtb.plot.classes(audit, of, by=by, top=1_000))  # type: ignore[arg-type]
        told = {(name, n) for name, group in audit[groups].items() for n in group[of].values()}
        assert {(row["name"], row["entries"]) for row in drawn} == told
        for name in audit[groups]:
            parts = [row for row in drawn if row["name"] == name]
            assert parts[0]["from"] == 0 and parts[-1]["to"] == pytest.approx(1)
            assert all(left["to"] == pytest.approx(right["from"]) for left, right in zip(parts, parts[1:]))
    fresh = rows(ywtb.plot.freshness(audit, by="topic"))
    assert sum(row["entries"] for row in fresh) == audit.entries
    for row in rows(ywtb.plot.quality(audit)):
        field = audit["fields"][row["name"]]
        assert row["entries"] in (field["missing"], field["unknown"], audit.entries - sum(field.values()))


def test_defects_are_ranked_and_named_in_both_languages(audit: ywtb.Audit) -> None:
    for lang in ("zh", "en"):
        drawn = rows(ywtb.plot.defects(audit, top=5, lang=lang))  # type: ignore[arg-type]
        assert (
            len(drawn) == 5
            and [row["entries"] for row in drawn]
            == sorted((rule["entries"] for rule in audit["rules"]), reverse=True)[:5]
        )
        assert any(rule["message"][lang] in drawn[0]["defect"] for rule in audit["rules"])


def test_what_is_left_out_is_said(audit: ywtb.Audit) -> None:
    title = ywtb.plot.classes(audit, top=3, lang="zh").to_dict()["title"]
    assert title["subtitle"] == f"条目最多的 3 个，另有 {len(audit['departments']) - 3} 个未列出"
    assert not ywtb.plot.classes(audit, top=1_000).to_dict()["title"]["subtitle"]


def test_an_audit_without_entries_has_charts(tmp_path: Path) -> None:
    (tmp_path / "none.ndjson").write_bytes(b"")
    none = ywtb.audit(tmp_path / "none.ndjson", as_of=date(2019, 5, 1))
    assert ywtb.plot.overview(none).to_dict()["vconcat"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_browser_draws_them_without_a_network(audit: ywtb.Audit, tmp_path: Path, lang: Any) -> None:
    chromium = needs_program("the pictures of an audit", "chromium")
    page, image = tmp_path / "chart.html", tmp_path / "chart.png"
    ywtb.plot.overview(audit, top=6, lang=lang).save(page, inline=True)
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--disable-sync", "--no-first-run", "--hide-scrollbars", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=10000"]
    command += [f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={image}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    drawn = pixels(image.read_bytes())
    for shade in (SHADES[0], SHADES[2], SHADES[3], SHADES[4], SHADES[5], SHADES[6]):
        colour = tuple(bytes.fromhex(shade[1:]))
        assert sum(pixel == colour for pixel in drawn) > 1_000, shade
