"""
The native part of `ywtb`. Use the package, not this module: names here may change in any release.
"""

from typing import final

__all__ = ["Report", "check_identifier", "evaluate", "input_bytes", "rules_json", "schema", "schemes", "topics", "version"]

@final
class Report:
    """
    An answer: its canonical JSON, and its words in Chinese and English.
    """
    def __new__(cls, /, json: str, zh: str, en: str) -> Report:
        """
        A report that was kept: its JSON and its words.
        """
    def __reduce__(self, /) -> tuple[type, tuple[str, str, str]]: ...
    def en(self, /) -> str:
        """
        The report in words, in English (`en`).
        """
    @property
    def json(self, /) -> str:
        """
        The report as RFC 8785 canonical JSON.
        """
    def zh(self, /) -> str:
        """
        The report in words, in Chinese (`zh`).
        """

def check_identifier(scheme: str, value: str) -> tuple[str, bool, str, dict[str, str]]:
    """
    Checks `value` as an identifier of `scheme`. It is short work, done without leaving the interpreter.
    """

def evaluate(topic: str, facts: bytes, as_of: str, options: bytes) -> Report:
    """
    Judges facts. `facts` and `options` are JSON in UTF-8, `as_of` is written `YYYY-MM-DD`.
    """

def input_bytes() -> int:
    """
    How many bytes an input may have.
    """

def rules_json() -> str:
    """
    The rule table as canonical JSON: `version`, `instruments`, `rules`, `codes`.
    """

def schema(name: str) -> str | None:
    """
    The JSON Schema of a topic's facts, of `record` (what topics share) or of `report`.
    """

def schemes() -> list[str]:
    """
    The schemes that `check_identifier` knows.
    """

def topics() -> list[str]:
    """
    The topics of `evaluate`, in the order of the chapters.
    """

def version() -> str:
    """
    The version of the library.
    """
