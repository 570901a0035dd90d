"""Exit codes: what came out, for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from .._enums import Outcome


class Exit(IntEnum):
    """The exit codes of every command."""

    PASSED = 0
    """Met; total_passed."""
    COULD_NOT_RUN = 1
    """A wrong call, a file that cannot be read, a fault of the library."""
    FAILED = 2
    """Not met; total_failed."""
    OPEN = 3
    """Undetermined; indeterminate; conflict."""
    BAD_INPUT = 4
    """Input that says nothing: wrong syntax, type, encoding, name, or over a limit."""
    NOT_APPLICABLE = 5
    """Nothing applies; no signature at all."""


_OF_OUTCOME = {
    Outcome.MET: Exit.PASSED,
    Outcome.NOT_MET: Exit.FAILED,
    Outcome.UNDETERMINED: Exit.OPEN,
    Outcome.CONFLICT: Exit.OPEN,
    Outcome.NOT_APPLICABLE: Exit.NOT_APPLICABLE,
}

_RANK = (Exit.COULD_NOT_RUN, Exit.BAD_INPUT, Exit.FAILED, Exit.OPEN, Exit.NOT_APPLICABLE, Exit.PASSED)


def of_outcome(outcome: Outcome) -> Exit:
    """The exit code of one answer."""
    return _OF_OUTCOME[outcome]


def of_several(codes: Iterable[Exit]) -> Exit:
    """The exit code of several answers: the first of 1, 4, 2, 3, 5, 0 that occurs.

    >>> of_several([Exit.PASSED, Exit.NOT_APPLICABLE, Exit.OPEN]).value
    3
    """
    return min(codes, key=_RANK.index, default=Exit.PASSED)
