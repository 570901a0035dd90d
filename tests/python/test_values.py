"""Reports as values: equal, hashable, unchangeable, copied, pickled, shared between threads and processes."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
import ywtb
from conftest import DATA, DAY, DOCUMENTS, GAS, TIME


def report(kind: str) -> ywtb.Report:
    if kind == "decision":
        return ywtb.evaluate("scope", GAS, as_of=DAY)
    return ywtb.verify(DOCUMENTS / "altered_page.ofd", time=TIME)


@pytest.mark.parametrize("kind", ["decision", "verification"])
def test_equal_and_hashed_by_bytes(kind: str) -> None:
    one, other = report(kind), report(kind)
    assert one is not other and one == other and hash(one) == hash(other) and len({one, other}) == 1
    assert one != ywtb.evaluate("scope", {}, as_of=DAY) and one != one.to_json()
    assert {finding for finding in one.findings} == set(other.findings)
    assert set(one.signatures) == set(other.signatures)


@pytest.mark.parametrize("kind", ["decision", "verification"])
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickled_with_its_words(kind: str, protocol: int) -> None:
    whole = report(kind)
    again = pickle.loads(pickle.dumps(whole, protocol))
    assert again == whole and hash(again) == hash(whole)
    assert again.to_text("zh") == whole.to_text("zh") and again.to_text("en") == whole.to_text("en")
    twice = pickle.loads(pickle.dumps(again))
    assert twice == whole and twice.to_text("zh") == whole.to_text("zh")


def test_copied() -> None:
    whole = report("decision")
    for again in (copy.copy(whole), copy.deepcopy(whole), copy.deepcopy([whole])[0]):
        assert again == whole and again.to_text("zh") == whole.to_text("zh")


def test_cannot_be_changed() -> None:
    whole = report("decision")
    with pytest.raises(AttributeError):
        whole.outcome = ywtb.Outcome.NOT_MET  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del whole._native
    with pytest.raises(AttributeError):
        whole.findings[0].code = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        ywtb.Report("{}")  # type: ignore[arg-type]


def test_shown_without_facts() -> None:
    assert repr(report("decision")) == "<ywtb.Report scope met>"
    assert repr(report("verification")) == "<ywtb.Report verify.ofd not_met hash_failure>"


def test_eight_threads_give_the_same_bytes() -> None:
    def work(_: int) -> tuple[str, str]:
        return report("decision").to_json(), report("verification").to_json()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(80)))) == 1


def test_threads_share_one_report() -> None:
    shared = report("verification")
    with ThreadPoolExecutor(8) as pool:
        findings = list(pool.map(lambda _: (shared.findings, shared.signatures, shared.to_text("zh")), range(40)))
    assert all(found == findings[0] for found in findings)


def test_processes_hand_reports_over() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(ywtb.evaluate, "scope", GAS, as_of=DAY).result() == report("decision")


def test_trust_stores_are_values() -> None:
    root = (DATA / "trust" / "root.pem").read_bytes()
    store = ywtb.TrustStore.from_pem(root, role="signer") | ywtb.TrustStore.from_pem(
        root.decode(), role=ywtb.Role.MAKER
    )
    assert len(store) == 2 and [role for role, _ in store.anchors] == [ywtb.Role.MAKER, ywtb.Role.SIGNER]
    every = ywtb.TrustStore.from_pem(root)
    assert len(every) == 3 and every | store == every and hash(every | store) == hash(every)
    der = store.anchors[0][1]
    assert ywtb.TrustStore.from_bytes(der) == every == ywtb.TrustStore.from_file(DATA / "trust" / "root.pem")
    assert pickle.loads(pickle.dumps(every)) == every == copy.deepcopy(every)
    assert repr(store) == "<ywtb.TrustStore signer=1 maker=1 tsa=0>"
    assert ywtb.TrustStore() != every and ywtb.TrustStore()
    for wrong in (b"", root[:200], der[:-1], b"\x30"):
        with pytest.raises(ywtb.InputError) as caught:
            ywtb.TrustStore.from_bytes(wrong)
        assert caught.value.code == "input.certificate"
    with pytest.raises(ywtb.InputError):
        ywtb.TrustStore.from_pem(root, role="root")
    with pytest.raises(TypeError):
        every | 1  # type: ignore[operator]
