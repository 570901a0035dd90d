"""Identifiers: the vectors of the project, and python-stdnum as another opinion where it is right."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import stdnum.numdb
import ywtb
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10, mod_37_36
from ywtb.identifiers import SCHEMES, check

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "identifiers.json").read_text("utf-8"))["vectors"]
DIGITS = "0123456789"
CAPITALS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.fixture(scope="module")
def chance() -> random.Random:
    return random.Random(36904)


def draw(chance: random.Random, alphabet: str, length: int) -> str:
    return "".join(chance.choice(alphabet) for _ in range(length))


def test_vectors() -> None:
    for vector in VECTORS:
        found = check(vector["scheme"], vector["value"])
        assert found.code == vector["expect"], vector
        assert found.valid == (vector["expect"] == "ok")
        if "parts" in vector:
            assert found.parts == vector["parts"]
    assert {vector["scheme"] for vector in VECTORS} == set(SCHEMES)


def test_certificate_identifiers_as_stdnum(chance: random.Random) -> None:
    for _ in range(500):
        parts = [
            draw(chance, CAPITALS, 21),
            draw(chance, CAPITALS, 18),
            draw(chance, CAPITALS, 9),
            draw(chance, DIGITS, 3),
        ]
        digit = mod_37_36.calc_check_digit("".join(parts))
        for given in {digit, chance.choice(CAPITALS)}:
            found = check("cert_id", ".".join(["1.2.156.3005.2", *parts, given]))
            assert found.valid == (given == digit)


def test_credit_codes_as_stdnum(chance: random.Random) -> None:
    """stdnum wants eight digits first and does not look at the organisation code inside."""
    valid = 0
    for _ in range(3000):
        body = draw(chance, DIGITS, 8) + draw(chance, USCC, 9)
        code = body + uscc.calc_check_digit(body)
        found = check("uscc", code)
        assert uscc.is_valid(code) and found.code in ("ok", "org_check")
        valid += found.valid
        other = chance.choice(USCC)
        assert (check("uscc", body + other).code == "check") == (other != code[-1])
    assert valid > 50


def test_identity_numbers_as_stdnum(chance: random.Random) -> None:
    """stdnum also asks whether the place of birth is in its table: a place that is keeps that out of the comparison."""
    for _ in range(2000):
        body = "310101" + draw(chance, "1", 1) + draw(chance, "89", 1) + draw(chance, DIGITS, 2)
        body += f"{chance.randrange(14):02}{chance.randrange(33):02}" + draw(chance, DIGITS, 3)
        number = body + chance.choice(DIGITS + "X")
        assert check("resident_id", number).valid == ric.is_valid(number)


def test_registration_numbers_as_stdnum(chance: random.Random) -> None:
    for _ in range(2000):
        number = draw(chance, DIGITS, 15)
        assert check("biz_reg_15", number).valid == mod_11_10.is_valid(number)


def test_divisions_as_stdnum() -> None:
    table = stdnum.numdb.get("cn/loc")
    for number in range(310000, 320000):
        found = check("division", str(number))
        county = table.info(str(number))[1][1].get("county") if len(table.info(str(number))) > 1 else None
        if county is None:
            assert found.code == "unknown"
            continue
        years, _, name = county.rpartition("]")
        first, _, last = years.lstrip("[").partition("-")
        assert found.code == ("historic" if last else "ok")
        assert found.parts == {k: v for k, v in (("name", name), ("from", first), ("to", last)) if v}


def test_notes() -> None:
    draft = check("cert_id", "1.2.156.3003.2-0001-1-V3.00-X")
    assert (draft.code, draft.notes) == ("root", ("arm_of_draft_2018",))
    assert check("service_item", "0100909004110X330002140X100").notes == ("local_form",)
    assert ywtb.identifiers.check("uscc", "91350100M000100Y43").notes == ()
