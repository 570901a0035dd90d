"""What a call costs from Python: an empty one, and `Registry.decide` with the same arguments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time_ns
from typing import Any

import ywtb

ROUNDS, CALLS = 50, 4_000
WORLD = Path("tests/calls")


class Empty:
    """A registry that decides nothing."""

    def decide(
        self,
        *,
        requester: object = ywtb.UNKNOWN,
        entry: object = ywtb.UNKNOWN,
        items: object = ywtb.UNKNOWN,
        purpose: object = ywtb.UNKNOWN,
        scenario: object = ywtb.UNKNOWN,
        as_of: date,
        reading: object = None,
        overlays: object = (),
        **facts: object,
    ) -> None:
        return None


def least(registry: Any, **more: object) -> float:
    """Nanoseconds of processor time a call."""
    asked = {
        "requester": "A",
        "entry": "E",
        "items": ["姓名", "地址"],
        "purpose": "核发许可证",
        "as_of": date(2019, 5, 1),
        **more,
    }
    spent = []
    for _ in range(ROUNDS):
        start = process_time_ns()
        for _ in range(CALLS):
            registry.decide(**asked)
        spent.append(process_time_ns() - start)
    return min(spent) / CALLS


catalogue, agencies = ((WORLD / f"{name}.json").read_bytes() for name in ("catalogue", "agencies"))
made = ywtb.Registry.from_json(catalogue, b"[]", agencies)
assert made.decide(requester="A", entry="E", items=["姓名"], as_of=date(2019, 5, 1)).decision == "granted"
print(
    f"Python: empty call {least(Empty()):.0f} ns, decide {least(made):.0f} ns, "
    f"decide on a request that goes as JSON {least(made, overlays=[]):.0f} ns"
)
