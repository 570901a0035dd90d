"""The streams of the C library, written and read by pyarrow: an implementation that shares no code with it."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import needs

pyarrow = pytest.importorskip("pyarrow")

OK, INPUT = 0, 201
DAY = b"2019-05-01"
AGENCIES = [{"code": code, "kind": "administrative_organ"} for code in "AB"]
CATALOGUE = [
    {
        "code": "E",
        "provider_code": "B",
        "secret_flag": "none",
        "share_type": "unconditional",
        "items": [{"name": "甲"}, {"name": "乙"}],
    }
]
REQUESTERS = ["A", "Z", "A", "A"] * 5000
ITEMS = [["甲", "丙"], ["甲"], ["乙"], []] * 5000
DECISIONS = ["partial", None, "granted"]


class Options(ctypes.Structure):
    _fields_ = (
        ("struct_size", ctypes.c_size_t),
        ("as_of", ctypes.c_char_p),
        ("as_of_len", ctypes.c_size_t),
        ("options", ctypes.c_char_p),
        ("options_len", ctypes.c_size_t),
        ("cancel", ctypes.c_void_p),
    )


class Stream:
    """A place for `struct ArrowArrayStream`: five pointers, the fourth its `release`."""

    def __init__(self) -> None:
        self.words = (ctypes.c_void_p * 5)()
        self.address = ctypes.addressof(self.words)

    @property
    def is_released(self) -> bool:
        return self.words[3] is None


@pytest.fixture(scope="module")
def library() -> ctypes.CDLL:
    return ctypes.CDLL(needs("the streams of the C library", "YWTB_C_LIBRARY"))


@pytest.fixture(scope="module")
def registry(library: ctypes.CDLL) -> Iterator[ctypes.c_void_p]:
    found = ctypes.c_void_p()
    lists = [json.dumps(records).encode() for records in (CATALOGUE, [], AGENCIES)]
    texts = [part for text in lists for part in (text, ctypes.c_size_t(len(text)))]
    assert library.ywtb_registry_new(*texts, ctypes.byref(found), None) == OK
    yield found
    library.ywtb_registry_free(found)


Decide = Callable[..., Any]


@pytest.fixture
def decide(library: ctypes.CDLL, registry: ctypes.c_void_p) -> Decide:
    """Decides a reader's rows; gives the reader of the answers, which pyarrow imports."""

    def call(reader: Any, cancel: ctypes.c_void_p | None = None) -> Any:
        requests, answers = Stream(), Stream()
        reader._export_to_c(requests.address)
        options = Options(
            struct_size=ctypes.sizeof(Options),
            as_of=DAY,
            as_of_len=len(DAY),
            cancel=cancel.value if cancel else None,
        )
        status = library.ywtb_batch_decide(
            registry,
            ctypes.c_void_p(requests.address),
            ctypes.byref(options),
            ctypes.c_void_p(answers.address),
            None,
        )
        assert requests.is_released
        if status != OK:
            assert answers.is_released
            return status
        return pyarrow.RecordBatchReader._import_from_c(answers.address)

    return call


def table(texts: Any = None, lists: Any = None) -> Any:
    texts = texts or pyarrow.string()
    return pyarrow.table(
        {
            "id": pyarrow.array(range(len(REQUESTERS)), pyarrow.int64()),
            "requester": pyarrow.array(REQUESTERS, pyarrow.string()).cast(texts),
            "entry": pyarrow.array(["E"] * len(REQUESTERS), pyarrow.string()).cast(texts),
            "items": pyarrow.array(ITEMS, lists or pyarrow.list_(pyarrow.string())),
        }
    )


def check(answers: Any, ids: range) -> None:
    answers.validate(full=True)
    found = answers.to_pydict()
    assert found["id"] == list(ids)
    for row, number in enumerate(ids):
        assert found["requester"][row] == REQUESTERS[number]
        assert found["items"][row] == ITEMS[number]
        if number % 4 < 3:
            assert found["decision"][row] == DECISIONS[number % 4]
        assert found["cut"][row] == (["丙"] if number % 4 == 0 else [])
        assert found["error"][row] == ("registry.unknown_agency" if number % 4 == 1 else None)
        assert found["error_path"][row] == ("/requester" if number % 4 == 1 else None)


LAYOUTS = {
    "texts": (None, None),
    "large": (pyarrow.large_string(), pyarrow.large_list(pyarrow.large_string())),
    "dictionary": (pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), None),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [1, 7000, 20000])
def test_what_pyarrow_writes_is_answered_and_read_by_pyarrow(decide: Decide, layout: str, size: int) -> None:
    rows = table(*LAYOUTS[layout])
    if size == 1:
        rows = rows.slice(0, 50)
    check(decide(rows.to_reader(max_chunksize=size)).read_all(), range(rows.num_rows))


def test_slices_begin_where_they_begin(decide: Decide) -> None:
    check(decide(table().slice(13, 9001).to_reader()).read_all(), range(13, 9014))


def test_an_empty_stream_has_its_columns(decide: Decide) -> None:
    answers = decide(table().slice(0, 0).to_reader()).read_all()
    assert answers.num_rows == 0
    assert answers.column_names[-2:] == ["error", "error_path"]


def test_no_more_is_pulled_than_is_at_work(decide: Decide) -> None:
    pulled = 0

    def batches() -> Iterator[Any]:
        nonlocal pulled
        for batch in table().to_batches(max_chunksize=20000) * 100:
            pulled += 1
            yield batch

    reader = decide(pyarrow.RecordBatchReader.from_batches(table().schema, batches()))
    assert pulled == 0
    reader.read_next_batch()
    assert pulled < 50
    reader.close()


def test_what_breaks_off_or_is_ended_says_so(decide: Decide, library: ctypes.CDLL) -> None:
    def batches() -> Iterator[Any]:
        yield from table().slice(0, 10).to_batches()
        raise ValueError("the queue is gone")

    reader = decide(pyarrow.RecordBatchReader.from_batches(table().schema, batches()))
    assert reader.read_next_batch().num_rows == 10
    for _ in range(2):
        with pytest.raises(Exception, match=r"input\.stream: .*the queue is gone"):
            reader.read_next_batch()

    cancel = ctypes.c_void_p()
    assert library.ywtb_cancel_new(ctypes.byref(cancel), None) == OK
    reader = decide(table().to_reader(), cancel)
    reader.read_next_batch()
    library.ywtb_cancel_now(cancel)
    library.ywtb_cancel_free(cancel)
    with pytest.raises(Exception, match=r"limit\.cancelled"):
        reader.read_all()


def broken(column: Any) -> Any:
    rows = table().slice(0, 2)
    columns = [rows["id"].combine_chunks(), column, rows["entry"].combine_chunks(), rows["items"].combine_chunks()]
    batch = pyarrow.RecordBatch.from_arrays(columns, ["id", "requester", "entry", "items"])
    return pyarrow.RecordBatchReader.from_batches(batch.schema, [batch])


def words(*numbers: int) -> Any:
    return pyarrow.py_buffer(b"".join(number.to_bytes(4, "little", signed=True) for number in numbers))


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(
            lambda: pyarrow.StringArray.from_buffers(2, words(0, 1, 2), pyarrow.py_buffer(b"A\xff")), id="no UTF-8"
        ),
        pytest.param(
            lambda: pyarrow.StringArray.from_buffers(2, words(0, 9, 2), pyarrow.py_buffer(b"AZ")), id="offsets fall"
        ),
        pytest.param(
            lambda: pyarrow.StringArray.from_buffers(2, words(0, -1, 2), pyarrow.py_buffer(b"AZ")), id="no offset"
        ),
        pytest.param(
            lambda: pyarrow.DictionaryArray.from_arrays(
                pyarrow.Array.from_buffers(pyarrow.int32(), 2, [None, words(0, 7)]), ["A"], safe=False
            ),
            id="no key",
        ),
    ],
)
def test_what_breaks_the_format_is_an_error_of_the_stream(decide: Decide, column: Callable[[], Any]) -> None:
    with pytest.raises(Exception, match=r"input\.stream: "):
        decide(broken(column())).read_all()


def test_a_column_that_is_missing_is_an_error_of_the_call(decide: Decide) -> None:
    assert decide(table().drop_columns(["items"]).to_reader()) == INPUT
    assert decide(table().rename_columns(["decision", "requester", "entry", "items"]).to_reader()) == INPUT
    assert decide(table(pyarrow.binary()).to_reader()) == INPUT
