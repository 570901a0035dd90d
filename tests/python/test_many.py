"""Many documents at once: the answers of `verify`, in order, whatever stands among them; and the bar on a terminal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import ywtb
from conftest import DOCUMENTS, TIME, Run
from test_cli import AT, terminal

FILES = sorted(DOCUMENTS.iterdir())


@pytest.mark.parametrize("threads", [None, 1, 3])
def test_many_documents_get_the_answers_of_verify_in_their_order(threads: int | None) -> None:
    documents = [*FILES, *(path.read_bytes() for path in FILES), *((str(path), path) for path in FILES)] * 40
    assert len(documents) > 3 * 256
    alone = {path: ywtb.verify(path, time=TIME) for path in FILES}
    named = {path: ywtb.verify(path, time=TIME, subject=str(path)) for path in FILES}
    expected = [*alone.values(), *alone.values(), *named.values()] * 40
    found = list(ywtb.verify_many(documents, time=TIME, threads=threads))
    assert [one.report for one in found] == expected
    assert [one.document for one in found[: 2 * len(FILES)]] == documents[: 2 * len(FILES)]
    assert all(one.error is None for one in found)


def test_what_says_nothing_stands_in_its_place(tmp_path: Path) -> None:
    documents = [FILES[0], tmp_path / "none.ofd", b"a letter", tmp_path, memoryview(b"PK\x03\x04"), FILES[0]]
    found = list(ywtb.verify_many(documents, time=TIME))
    assert [type(one.error) for one in found] == [
        type(None), FileNotFoundError, ywtb.InputError, IsADirectoryError, type(None), type(None),
    ]  # fmt: skip
    missing = found[1].error
    assert isinstance(missing, OSError) and missing.filename == tmp_path / "none.ofd" and missing.strerror
    assert isinstance(found[2].error, ywtb.Error) and found[2].error.code == "input.unrecognised"
    assert found[4].report is not None and found[4].report.sub_indication == "format_failure"
    assert found[0].report == found[5].report == ywtb.verify(FILES[0], time=TIME)


def test_documents_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"PK\x03\x04"

    answers = ywtb.verify_many(endless(), time=TIME)
    assert taken == 0
    assert next(answers).report is not None
    assert taken == 256
    for _ in range(256):
        next(answers)
    assert taken == 512


def test_a_host_is_asked_from_all_threads_and_its_exception_means_unknown() -> None:
    asked: set[int] = set()

    def host(query: ywtb.StatusQuery) -> None:
        asked.add(threading.get_ident())
        raise RuntimeError(query)

    found = list(ywtb.verify_many(FILES * 20, time=TIME, status_host=host, threads=3))
    assert [one.report for one in found] == [ywtb.verify(path, time=TIME, status_host=host) for path in FILES] * 20
    assert len(asked) > 1


def test_wrong_calls() -> None:
    for wrong in ({"threads": 0}, {"threads": "2"}, {"policy": None}, {"trust": b"pem"}, {"crls": b"list"}):
        with pytest.raises(ywtb.InputError):
            ywtb.verify_many(FILES, time=TIME, **wrong)  # type: ignore[arg-type]
    with pytest.raises(ywtb.InputError):
        list(ywtb.verify_many(FILES, time=TIME, crls=[b"\x30"]))
    for wrong in (7, (), ("a",), ("a", FILES[0], "b"), (7, FILES[0]), (b"a", FILES[0]), ("a", 7), "\ud800.ofd"):
        with pytest.raises(ywtb.InputError) as caught:
            list(ywtb.verify_many([FILES[0], wrong], time=TIME))  # type: ignore[list-item]
        assert isinstance(caught.value, TypeError) and (caught.value.code, caught.value.path) == (
            "input.argument",
            "documents",
        )
    with pytest.raises(ywtb.InputError) as caught:
        list(ywtb.verify_many([("\ud800", FILES[0])], time=TIME))
    assert caught.value.code == "input.utf8"
    assert list(ywtb.verify_many([], time=TIME)) == []


def test_the_command_shows_how_far_it_is_on_a_terminal(tmp_path: Path, run: Run) -> None:
    large = tmp_path / "large.ofd"
    large.write_bytes((DOCUMENTS / "genuine.ofd").read_bytes())
    files = [str(large)] * 3000
    written = terminal("verify", *files, *AT, "--format", "text", "--lang", "en", NO_COLOR="1", TERM="xterm")
    if "░" in written:  # It shows after a second, which a fast machine may not need.
        assert "/3000" in written and "\r\x1b[K" in written
    assert written.rstrip().endswith("3000 files: passed 3000")
    quiet = run("verify", *files[:300], *AT, "--format", "ndjson")
    assert quiet.returncode == 0 and quiet.stderr == b"" and len(quiet.stdout.splitlines()) == 300
