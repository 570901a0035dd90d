"""A page in a real browser: it renders, and the seal is there in its colour."""

from __future__ import annotations

import struct
import subprocess
import zlib
from pathlib import Path

import pytest
import ywtb
from conftest import DOCUMENTS, TIME, needs_program

SIZE = (700, 700)
SEAL = (212, 28, 28)
"""A red that only the pictures of the seals have here: that of a failed verdict is duller."""


def pixels(png: bytes) -> list[tuple[int, int, int]]:
    """The pixels of a PNG file with eight bits a channel, as Chromium writes it."""
    at, packed, width, height, channels = 8, b"", 0, 0, 0
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack_from(">IIBB", data)
            assert depth == 8 and colour in (2, 6)
            channels = 3 if colour == 2 else 4
        elif kind == b"IDAT":
            packed += data
        at += 12 + length
    raw, stride, above, found = zlib.decompress(packed), width * channels, bytes(width * channels), []
    for row in range(height):
        start = row * (stride + 1)
        line = bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            left, up = (line[i - channels], above[i - channels]) if i >= channels else (0, 0)
            line[i] = (line[i] + _guess(raw[start], left, above[i], up)) & 255
        found += [(line[i], line[i + 1], line[i + 2]) for i in range(0, stride, channels)]
        above = bytes(line)
    return found


def _guess(method: int, left: int, up: int, corner: int) -> int:
    if method == 4:
        paeth = left + up - corner
        return min((abs(paeth - left), 0, left), (abs(paeth - up), 1, up), (abs(paeth - corner), 2, corner))[2]
    return (0, left, up, (left + up) // 2)[method]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_renders(tmp_path: Path, lang: str) -> None:
    chromium = needs_program("the screenshot of a page", "chromium")
    document = DOCUMENTS / "genuine.ofd"
    page, image = tmp_path / "page.html", tmp_path / "page.png"
    report = ywtb.verify(document, time=TIME)
    page.write_text(report.to_html("zh" if lang == "zh" else "en", document=document.read_bytes()), encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--disable-sync", "--no-first-run", "--hide-scrollbars", f"--user-data-dir={tmp_path / 'profile'}"]
    command += [f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={image}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shown = pixels(image.read_bytes())
    assert len(shown) == SIZE[0] * SIZE[1]
    white = sum(pixel == (255, 255, 255) for pixel in shown)
    assert len(shown) // 3 < white < len(shown) * 97 // 100, "neither blank nor painted over"
    seal = sum(max(abs(one - other) for one, other in zip(pixel, SEAL)) < 24 for pixel in shown)
    assert seal > 500
