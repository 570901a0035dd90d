"""Exceptions: why no answer could be given. A negative answer is not one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ._report import Report


class Detail(NamedTuple):
    """One place that is wrong, and what was expected there."""

    path: str
    """JSON pointer into the facts, file in a package, or byte offset (`@123`); empty for the whole input."""
    message: str
    """What was expected there. Never a value of the input."""


class Error(Exception):
    """A call that could not be answered: a stable code and every place that is wrong.

    >>> import datetime, ywtb
    >>> try:
    ...     ywtb.evaluate("scope", {"agency": {"kind": 7}, "dta": {}}, as_of=datetime.date(2019, 5, 1))
    ... except ywtb.Error as error:
    ...     print(error.code, [detail.path for detail in error.details])
    input.schema ['/agency/kind', '/dta']
    """

    code: str
    """The stable code, such as `input.schema` or `limit.depth`."""
    details: tuple[Detail, ...]
    """Every place that is wrong, the first one included."""

    def __init__(self, code: str, details: Iterable[tuple[str, str]]) -> None:
        self.code = code
        self.details = tuple(Detail(*detail) for detail in details)
        super().__init__(code, self.details)

    @property
    def path(self) -> str:
        """Where the first fault lies; empty when the whole input is meant."""
        return self.details[0].path if self.details else ""

    @property
    def message(self) -> str:
        """What was expected, place by place."""
        return "; ".join(f"{path}: {message}" if path else message for path, message in self.details)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class InputError(Error, ValueError):
    """What was handed in cannot be read: wrong syntax, type, encoding, name, date or option."""


class ArgumentError(InputError, TypeError):
    """An argument of the wrong Python type; `path` is the argument's name."""

    @classmethod
    def expected(cls, argument: str, what: str) -> ArgumentError:
        """The error for `argument`, which should have been `what`."""
        return cls("input.argument", [(argument, f"expected {what}")])


class LimitError(Error):
    """A limit was reached before an answer could be given."""


class InternalError(Error):
    """A fault of the library itself."""


class NotSatisfied(Exception):
    """Raised by `Report.require`, and by nothing else, when the outcome is not `met`."""

    report: Report
    """The answer."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report)

    def __str__(self) -> str:
        return repr(self.report)
