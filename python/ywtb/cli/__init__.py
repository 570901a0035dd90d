"""The command line `ywtb`: reports on stdout, words on stderr, an exit code that says what came out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from .. import __version__
from .._errors import Detail, InputError, InternalError, LimitError
from . import audit, evaluate, identify, inspect, rules, verify
from .output import Output, safe, warn
from .result import Exit

COMMANDS = (evaluate, verify, audit, inspect, rules, identify)
"""One module a command: `add(commands)` declares it, `run(arguments, output)` does it and returns the exit code."""


class _Parser(argparse.ArgumentParser):
    """A wrong call could not be run: 1. The code 2 that argparse has for it means "not met" here."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.COULD_NOT_RUN, f"{self.prog}: {safe(message)}\n")


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(
        prog="ywtb",
        description="Decisions under the Shanghai regulation on public data and one-net service (一网通办), and "
        "verification of sealed documents. Nothing opens a connection.",
        epilog="exit codes: 0 met, passed · 1 could not run · 2 not met, failed · 3 undetermined, indeterminate, "
        "conflict · 4 bad input · 5 not applicable",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"ywtb {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        added = command.add(commands)
        added.add_argument("--format", choices=("text", "json", "ndjson"), help="text on a terminal, else json")
        added.add_argument("--lang", choices=("zh", "en"), help="language of text; from LC_ALL or LANG")
        added.set_defaults(run=command.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    arguments = parser().parse_args(argv)
    output = Output.of(arguments.format, arguments.lang)
    try:
        code = int(arguments.run(arguments, output))
        output.flush()
        return code
    except (InputError, LimitError) as error:
        return _complain(Exit.BAD_INPUT, error.code, error.details)
    except InternalError as error:
        return _complain(Exit.COULD_NOT_RUN, error.code, error.details)
    except BrokenPipeError:
        # Whoever read has gone; nothing more can be said, and the interpreter must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.COULD_NOT_RUN
    except OSError as error:
        return _complain(Exit.COULD_NOT_RUN, f"{error.filename or ''}: {error.strerror or 'cannot be read'}")
    except KeyboardInterrupt:
        return _complain(Exit.COULD_NOT_RUN, "interrupted")
    except Exception as error:  # A traceback would show values of the input.
        if sys.flags.dev_mode:
            raise
        return _complain(Exit.COULD_NOT_RUN, f"a fault of the library: {type(error).__name__} (python -X dev shows it)")


def _complain(code: Exit, message: str, details: Sequence[Detail] = ()) -> Exit:
    warn(message, details)
    return code
