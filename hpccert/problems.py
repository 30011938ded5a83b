"""What can be wrong: findings in the data, and errors that end a run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

Keys = tuple[str | int, ...]

NOWHERE = -1  # inside a text
MANY, NEAR = 1000, 3  # of so many words, only those of about the same length are compared with a misspelled one


class Severity(StrEnum):
    """How much a finding counts."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A value in a file of the workspace, by its data path: `Spot("q.yaml", ("choices", 0))`.

    `offset` is a place inside a text, in characters from its start; without one the whole text is meant.
    """

    file: str
    keys: Keys = ()
    offset: int = NOWHERE

    @property
    def is_inside(self) -> bool:
        """Whether this is a place inside a text."""
        return self.offset != NOWHERE

    def inside(self, offset: int) -> "Spot":
        """Return a place inside the text that is here."""
        return replace(self, offset=offset)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the data; line and column count from 1, 0 is "not looked up yet"."""

    spot: Spot
    code: str
    message: str
    severity: Severity = Severity.ERROR
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.spot.file}:{self.line}:{self.column}: {self.code} {self.message}"


Problems = Iterator[tuple[Spot, str]]


class HpccertError(Exception):
    """A run that cannot go on; the message is one sentence that says what to do."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" with the known word that is nearest, or nothing if none is near."""
    from difflib import get_close_matches  # only for a message

    words = list(known)
    if len(words) > MANY:
        words = [each for each in words if each[:2] == word[:2] and abs(len(each) - len(word)) <= NEAR]
    near = get_close_matches(word, words, 1, 0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def in_order(findings: list[Finding]) -> list[Finding]:
    """Return findings as people read them: by file, line, column, code."""
    return sorted(findings, key=lambda each: (each.spot.file, each.line, each.column, each.code, each.message))
