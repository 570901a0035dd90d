"""Reports as pages: what they say, and that nothing of a document can become markup."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

import pytest
import ywtb
from conftest import DAY, DOCUMENTS, GAS, TIME, Run
from ywtb import _html, _native

Lang = Literal["zh", "en"]
HOSTILE = "</p><script>alert('x')</script>\"><img src=http://x.example/?&amp;\u202egnp.\u0000"
FREE = {"subject", "issuer", "name", "id", "detail", "code", "path", "layout", "sub_indication", "rule", "policy"}
LISTS = {"covered", "uncovered", "extra", "missing"}
"""Members of a report whose text comes from documents or callers, or is shown as it stands."""


class Strict(HTMLParser):
    """Refuses what is not nested properly, and remembers what it saw."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in ("meta", "img", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(page: str) -> Strict:
    """The page is well formed, closed to the outside and without anything that runs."""
    seen = Strict(page)
    assert not seen.tags & {"script", "link", "iframe", "object", "embed", "a", "form", "base", "svg"}
    for tag, name, value in seen.attributes:
        assert not name.startswith("on") and name not in ("href", "style"), (tag, name)
        assert name != "src" or (value or "").startswith("data:image/"), (tag, value)
    assert "url(" not in page and "@import" not in page
    return seen


def verified(name: str, **options: Any) -> ywtb.Report:
    return ywtb.verify(DOCUMENTS / name, time=TIME, **options)


def with_texts(report: ywtb.Report, text: str) -> ywtb.Report:
    """The report as if the document had said `text` wherever it can say something."""

    def put(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: put(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [text if name in LISTS else put(inner) for inner in value]
        return text if isinstance(value, str) and name in FREE else value

    changed = {name: put(value, name) for name, value in report.to_dict().items()}
    return ywtb.Report(_native.Report(json.dumps(changed), "", ""))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("document", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_every_page_is_closed(document: Path, lang: Lang) -> None:
    report = ywtb.verify(document, time=TIME, subject=document.name)
    page = report.to_html(lang, document=document.read_bytes())
    seen = check(page)
    assert ("html", "lang", {"zh": "zh-CN", "en": "en"}[lang]) in seen.attributes
    assert page.count("<img") == len(report.signatures)
    for signature in report.signatures:
        assert escape((signature.seal or {})["name"]) in page


def test_the_style_is_the_one_that_the_policy_allows() -> None:
    page = verified("unsigned.ofd").to_html()
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = next(value for tag, name, value in check(page).attributes if name == "content" and "src" in (value or ""))
    assert policy is not None and policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["altered_page.ofd", "uncovered_page.ofd", "seal_v4.esl"])
def test_hostile_texts_stay_texts(name: str) -> None:
    report = verified(name)
    plain = check(report.to_html()).tags
    hostile = with_texts(report, HOSTILE)
    for html in (hostile.to_html("zh"), hostile.to_html("en"), hostile._repr_html_()):
        assert check(html).tags <= plain
        assert "<script" not in html and "&lt;script&gt;" in html
        assert "\u202e" not in html and "\x00" not in html and "\\u202e" in html


def test_a_hostile_name_in_a_package() -> None:
    data = io.BytesIO((DOCUMENTS / "genuine.ofd").read_bytes())
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("Doc_0/<img src=x onerror=alert(1)>.xml", b"")
    report = ywtb.verify(data.getvalue(), time=TIME, subject="<b>.ofd")
    page = report.to_html(document=data.getvalue())
    check(page)
    assert "&lt;img src=x onerror=alert(1)&gt;.xml" in page and "&lt;b&gt;.ofd" in page


def test_only_a_picture_with_the_digest_of_the_report_is_shown() -> None:
    report = verified("genuine.ofd")
    (signature,) = report.signatures
    assert signature.seal is not None
    digest = signature.seal["picture"]["sha256"]
    pictures = _native.seal_pictures((DOCUMENTS / "genuine.ofd").read_bytes())
    assert {name: hashlib.sha256(data).hexdigest() for name, data in pictures.items()} == {digest: digest}
    assert "<img" in report.to_html(document=(DOCUMENTS / "genuine.ofd").read_bytes())
    assert "<img" not in report.to_html()
    assert "<img" not in report.to_html(document=(DOCUMENTS / "unsigned.ofd").read_bytes())
    # What a browser should not open is named: a package, an SVG that could run something, a picture without end.
    for data in (b"PK\x03\x04", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff" + bytes(3 << 20)):
        page = _html.page(report, "zh", {digest: data})
        assert "<img" not in page and "40 × 40 毫米" in page
    for data, kind in ((b"GIF89a", "gif"), (b"BM", "bmp"), (b"\xff\xd8\xff", "jpeg")):
        assert f"data:image/{kind};base64," in _html.page(report, "zh", {digest: data})


def test_files_are_shown_as_a_tree() -> None:
    genuine = verified("genuine.ofd", policy="integrity")
    assert "Doc_0/Document.xml" in genuine.value["covered"] and not genuine.value["uncovered"]
    page = genuine.to_html()
    assert "Document.xml" in page and "not covered" not in page
    assert "Content.xml<span" in verified("uncovered_page.ofd", policy="integrity").to_html()
    assert "differs from what was signed" in verified("altered_page.ofd").to_html()


def test_thousands_of_files_and_folders_in_folders_do_not_hurt() -> None:
    report = verified("uncovered_page.ofd").to_dict()
    report["value"]["covered"] = [f"Doc_0/{number}.xml" for number in range(5000)]
    report["value"]["extra"] = ["a/" * 20000 + "b", "a", "a/b", "/", "//", ""]
    page = ywtb.Report(_native.Report(json.dumps(report), "", "")).to_html()
    check(page)
    assert "more files are not listed" in page


@pytest.mark.parametrize("name", ["forged_seal", "altered_page", "seal_out_of_period", "uncovered_page"])
def test_why_another_reader_may_accept_it(name: str) -> None:
    report = verified(f"{name}.ofd", policy="integrity")
    assert "Why another reader may accept it" in report.to_html()
    assert "为何其他阅读器可能认可" in report.to_html("zh")


def test_what_was_not_asked_is_not_claimed() -> None:
    anchors = ywtb.TrustStore.from_pem((DOCUMENTS.parent / "trust" / "root.pem").read_bytes())
    assert "whether its signers can be trusted is not asked" in verified("genuine.ofd", policy="integrity").to_html()
    assert "the signers can be trusted" not in verified("genuine.ofd", trust=anchors).to_html()


def test_a_good_document_needs_no_such_remark() -> None:
    assert "Why another reader" not in verified("genuine.ofd", policy="integrity").to_html()


def test_every_remark_is_about_a_check_or_a_sub_indication() -> None:
    from ywtb._html.why import ELSEWHERE, MEANINGS

    assert set(ELSEWHERE) <= {name for name, _, _ in _native.checks()} | set(MEANINGS)


def test_notebooks_show_both_kinds_of_report() -> None:
    answer = ywtb.evaluate("scope", GAS, as_of=DAY)
    assert "SCOPE-3" in answer._repr_html_() and "direct" in answer._repr_html_()
    forged = verified("forged_seal.ofd")
    for report in (answer, forged, verified("unsigned.ofd")):
        html = report._repr_html_()
        check(html)
        assert html.startswith('<div class="ywtb">')
    assert "failed" in forged._repr_html_()
    check(answer.to_html("zh"))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ywtb.InputError):
        verified("unsigned.ofd").to_html("fr")  # type: ignore[arg-type]


def test_the_command_writes_a_page_a_file(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other" / "genuine.ofd"
    other.parent.mkdir()
    other.write_bytes((DOCUMENTS / "genuine.ofd").read_bytes())
    broken = tmp_path / "broken.ofd"
    broken.write_bytes(b"nothing")
    pages = tmp_path / "new" / "pages"
    files = (DOCUMENTS / "genuine.ofd", other, broken, DOCUMENTS / "forged_seal.ofd")
    done = run("verify", *files, "--html", pages, "--lang", "zh", "--time", "2026-11-23T09:00:00+08:00")
    assert done.returncode == 4
    assert sorted(page.name for page in pages.iterdir()) == [
        "forged_seal.ofd.html",
        "genuine.ofd-2.html",
        "genuine.ofd.html",
    ]
    for page in pages.iterdir():
        assert "<img" in page.read_text("utf-8") and 'lang="zh-CN"' in page.read_text("utf-8")
        check(page.read_text("utf-8"))
    # The reports on stdout are what they are without it.
    assert len(json.loads(done.stdout)) == 4


def test_a_folder_that_cannot_be_made_stops_the_command(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"")
    assert run("verify", DOCUMENTS / "genuine.ofd", "--html", taken).returncode == 1
