"""Other ways to run at once than threads: processes that are forked or spawned, asyncio, subinterpreters."""

from __future__ import annotations

import asyncio
import copy
import importlib.util
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest
import ywtb
from conftest import DAY, DOCUMENTS, GAS, TIME
from test_registry import ask, requests, world

ASKED = requests()[:20]
FILES = sorted(DOCUMENTS.iterdir())


def _decided(registry: ywtb.Registry) -> list[ywtb.Verdict]:
    return [ask(registry, request) for request in ASKED]


def _verified(moment: Any) -> list[str | None]:
    found = ywtb.verify_many(FILES, time=moment, threads=2)
    return [one.report.to_json() if one.report else None for one in found]


@pytest.mark.parametrize(
    "method", [method for method in ("fork", "spawn") if method in multiprocessing.get_all_start_methods()]
)
def test_a_registry_and_documents_go_to_processes(method: str) -> None:
    registry = ywtb.Registry.from_json(*world())
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        decided, verified = pool.submit(_decided, registry), pool.submit(_verified, TIME)
        assert decided.result(60) == _decided(registry)
        assert verified.result(60) == _verified(TIME)


def test_asyncio_asks_through_threads() -> None:
    registry = ywtb.Registry.from_json(*world())

    async def all_at_once() -> list[Any]:
        asked = [asyncio.to_thread(ywtb.verify, path, time=TIME) for path in FILES]
        return list(await asyncio.gather(asyncio.to_thread(_decided, registry), *asked))

    decided, *verified = asyncio.run(all_at_once())
    assert decided == _decided(registry)
    assert verified == [ywtb.verify(path, time=TIME) for path in FILES]


def test_what_is_handed_out_is_copied_pickled_and_hashed() -> None:
    registry = ywtb.Registry.from_json(*world())
    report = ywtb.evaluate("scope", GAS, as_of=DAY)
    for made in (report, ask(registry, ASKED[0])):
        for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
            assert again == made and hash(again) == hash(made) and len({made, again}) == 1
    for again in (copy.copy(registry), copy.deepcopy(registry)):
        assert again.sha256 == registry.sha256


@pytest.mark.skipif(importlib.util.find_spec("_xxsubinterpreters") is None, reason="this Python has no such module")
def test_a_subinterpreter_is_refused_by_name_and_the_process_goes_on() -> None:
    program = """
import _xxsubinterpreters as interpreters
import ywtb
try:
    interpreters.run_string(interpreters.create(), "import ywtb")
except interpreters.RunFailedError as error:
    assert "ImportError" in str(error) and "subinterpreters" in str(error), error
else:
    raise SystemExit("a subinterpreter got the package")
print(ywtb.__version__)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, ywtb.__version__), done.stderr
