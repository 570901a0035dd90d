"""`ywtb verify FILE…`: is each document, certificate or archive package what it seems? One report a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from typing import Any

from .._archive import verify_archive
from .._certificate import verify_certificate
from .._enums import Role
from .._errors import Error, InputError, LimitError
from .._report import Report
from .._tables import schema
from .._trust import TrustStore, files
from .._verify import verify, verify_many
from . import document, source, text
from .arguments import moment, now
from .output import Output, safe, warn
from .pages import Pages
from .progress import Bar
from .result import Exit, of_outcome, of_several


def add(commands: Any) -> argparse.ArgumentParser:
    """Declares the command."""
    command: argparse.ArgumentParser = commands.add_parser(
        "verify", help="verify sealed documents", allow_abbrev=False,
        description="Verifies OFD packages, seals, signatures, metadata records of certificates (JSON) and archive "
        "packages, told apart by their bytes; --as says what bytes cannot say.",
    )  # fmt: skip
    command.add_argument("files", metavar="FILE", nargs="+", help="a document; - for stdin")
    command.add_argument(
        "--trust", metavar="[ROLE=]PATH", action="append", default=[],
        help="certificates to trust (PEM, DER, .p7b or a folder) in one role (signer, maker, tsa) or in all; as "
        "intermediate they only lead there",
    )  # fmt: skip
    command.add_argument("--crl", metavar="FILE", action="append", default=[], help="a list of revoked certificates")
    command.add_argument("--ocsp", metavar="FILE", action="append", default=[], help="an OCSP response")
    command.add_argument(
        "--status", metavar="FILE", help="answers about certificates and seals that you vouch for, JSON"
    )
    command.add_argument(
        "--as", dest="kind", choices=["document", "certificate", "archive"],
        help="what the files are, where they do not say it: an OFD may be an electronic certificate",
    )  # fmt: skip
    beside = command.add_mutually_exclusive_group()
    beside.add_argument(
        "--inquiry", metavar="FILE", help="what is asked and known about a certificate, JSON; means --as certificate"
    )
    beside.add_argument(
        "--known", metavar="FILE", help="what is known about an archive package, JSON; means --as archive"
    )
    command.add_argument("--original", metavar="FILE", help="what a single signature signs")
    command.add_argument("--time", metavar="T", help="the moment at which is asked, RFC 3339; now without it")
    command.add_argument(
        "--policy", metavar="default|integrity|FILE", default="default",
        help="how much each check weighs: a shipped policy, or the file of another",
    )  # fmt: skip
    command.add_argument("--html", metavar="DIR", help="also write a page for each file into this folder")
    return command


def run(arguments: argparse.Namespace, output: Output) -> Exit:
    """Does it. Of several files one that cannot be read or says nothing is told in its place, and the rest goes on."""
    question = _question(arguments)
    number = len(arguments.files)
    alone = number == 1
    codes: list[Exit] = []
    pages = None if arguments.html is None else Pages(arguments.html, output)
    bar = Bar(output.pick("验证", "verify"), number, lambda done: f"{done}/{number}")
    for path, report in question.ask_all(arguments.files):
        if isinstance(report, Error):
            codes.append(Exit.BAD_INPUT if isinstance(report, (InputError, LimitError)) else Exit.COULD_NOT_RUN)
            if alone or not (output.terminal and output.format == "text"):
                bar.clear()
                warn(f"{path}: {report.code}", report.details)
            if alone:
                return codes[0]
            written = _instead(path, report, output)
        else:
            codes.append(of_outcome(report.outcome))
            if pages:
                pages.write(path, report, question.read(path))
            written = _text(path, report, output) if output.format == "text" else report.to_json()
        if output.terminal:
            bar.clear()
        if output.format == "json":
            output.write_json(("[" if len(codes) == 1 else ",") + written, end="")
        elif output.format == "ndjson":
            output.write_json(written)
        else:
            output.write(written if alone else written + "\n")
        bar.show(len(codes))
    bar.clear()
    if output.format == "json":
        output.write("]")
    elif output.format == "text" and not alone:
        output.write(document.totals(codes, output))
    return of_several(codes)


def _text(path: str, report: Report, output: Output) -> str:
    if report.topic == "verify.archive":
        return f"{safe(path)}\n{text.answer(report, output)}"
    return document.verdict(path, report, output)


@dataclass(frozen=True)
class _Question:
    """What is asked of each file."""

    kind: str | None
    """What the files are; without it their bytes say."""
    options: dict[str, Any]
    """For `verify`."""
    original: bytes | None
    inquiry: bytes | None
    known: dict[str, Any]
    """For `verify_archive`."""
    stdin: list[bytes] = field(default_factory=list)

    def ask_all(self, paths: list[str]) -> Iterator[tuple[str, Report | Error]]:
        """The report on each file, or why there is none, in their order; documents are verified on all cores."""
        if self.kind in ("certificate", "archive") or self.original is not None:
            for path in paths:
                yield path, self._one(path)
            return
        named = ((_name(path), self.read("-") if path == "-" else path) for path in paths)
        for path, found in zip(paths, verify_many(named, **self.options)):
            if found.report is not None:
                yield path, found.report
            elif isinstance(found.error, OSError):
                yield path, Unreadable.of(found.error)
            elif found.error is not None:
                yield path, self._perhaps(path, found.error)

    def read(self, path: str) -> bytes:
        """The bytes of a file; what stdin gave is kept, as it gives it once."""
        if path != "-":
            return source.read(path)
        if not self.stdin:
            self.stdin.append(source.read(path))
        return self.stdin[0]

    def _one(self, path: str) -> Report | Error:
        """The report on one file by itself."""
        name = _name(path)
        try:
            data = self.read(path)
            if self.kind == "certificate":
                return verify_certificate(data, inquiry=self.inquiry, subject=name, **self.options)
            if self.kind == "archive":
                day = self.options["time"].astimezone(timezone(timedelta(hours=8))).date()
                return verify_archive(data, as_of=day, **{"subject": name, **self.known})
            return verify(data, subject=name, original=self.original, **self.options)
        except Error as error:
            return self._perhaps(path, error)
        except OSError as error:
            return Unreadable.of(error)

    def _perhaps(self, path: str, error: Error) -> Report | Error:
        """What is no document may be the record of a certificate or an archive package."""
        if self.kind is not None or error.code != "input.unrecognised":
            return error
        if _is_record(self.read(path)):
            return replace(self, kind="certificate")._one(path)
        found = replace(self, kind="archive")._one(path)
        return error if isinstance(found, InputError) else found


def _is_record(data: bytes) -> bool:
    """Whether a file says that it is the metadata record of a certificate: JSON with a name of those metadata."""
    if not data.lstrip().startswith(b"{"):
        return False
    try:
        names = json.loads(data).keys()
    except (ValueError, RecursionError):
        return False
    return not names.isdisjoint(schema("certificate.metadata")["properties"])


def _question(arguments: argparse.Namespace) -> _Question:
    kind = arguments.kind
    for name, means in (("inquiry", "certificate"), ("known", "archive")):
        if getattr(arguments, name) is not None:
            if kind not in (None, means):
                raise InputError("input.option", [(f"--{name}", f"expected --as {means} with it")])
            kind = means
    read = {name: _read(getattr(arguments, name)) for name in ("status", "original", "inquiry", "known")}
    options = {
        "time": now() if arguments.time is None else moment(arguments.time, "--time"),
        "policy": policy(arguments.policy),
        "trust": trust(arguments.trust),
        "crls": [source.read(path) for path in arguments.crl],
        "ocsp": [source.read(path) for path in arguments.ocsp],
        "status": read["status"],
    }
    return _Question(kind, options, read["original"], read["inquiry"], _known(read["known"]))


def _known(text: bytes | None) -> dict[str, Any]:
    """What is known about an archive package, as arguments of `verify_archive`."""
    names = ("stage", "plan", "registered", "verdicts", "subject")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError
        return dict(pairs)

    try:
        given = {} if text is None else json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not set(given) <= set(names):
        raise InputError("input.option", [("--known", f"expected a JSON object with some of {', '.join(names)}")])
    return given


def _read(path: str | None) -> bytes | None:
    return None if path is None else source.read(path)


def policy(given: str) -> str:
    """The policy of `--policy`: a shipped one by its name, or one in a file."""
    if given in ("default", "integrity"):
        return given
    text = source.read(given).decode("utf-8-sig", "replace")
    if not text.lstrip().startswith("{"):
        raise InputError("input.policy", [("", "expected a JSON object")])
    return text


class Unreadable(Error):
    """A file of several that the system would not give."""

    @classmethod
    def of(cls, error: OSError) -> Unreadable:
        """What the system said."""
        return cls("file.unreadable", [("", error.strerror or "cannot be read")])


def trust(given: list[str]) -> TrustStore:
    """The certificates of all `--trust` options."""
    store = TrustStore()
    for option in given:
        role, separator, path = option.partition("=")
        named = separator and role in {"intermediate", *(known.value for known in Role)}
        for file in files(path if named else option):
            certificates = source.read(file)
            if named and role == "intermediate":
                store |= TrustStore.of_intermediates(certificates)
            else:
                store |= TrustStore.from_bytes(certificates, role=role if named else None)
    return store


def _instead(path: str, fault: Error, output: Output) -> str:
    """What stands in the place of a report."""
    if output.format == "text":
        return document.unread(path, fault, output)
    error = {"code": fault.code, "path": fault.path, "message": fault.message}
    whole = {"error": error, "file": _name(path)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _name(path: str) -> str:
    """The name of a file, should it not be text either."""
    return path.encode(errors="replace").decode()
