"""Review records as an audit sees them: what was said, by whom, when; and to whom addresses and keys belong.

They are not the records of a bank: a version from long ago may say what today's schema would refuse.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Account:
    """A record in one version of a review file; `key` is all it says, so that equal ones are the same record."""

    key: bytes
    at: str
    moment: int | None  # seconds since 1970, if `at` is a date
    by: str
    verdict: str
    digest: str
    index: int = field(compare=False)
    data: Mapping[str, Any] = field(compare=False, repr=False)

    @property
    def named(self) -> str:
        """The record as a message names it."""
        return f"the record '{self.verdict}' of '{self.by}' of {self.at}"


Records = Mapping[bytes, Account]  # of one version of a file, by their keys, in the order of the file or not


@dataclass(frozen=True, slots=True)
class Roster:
    """A version of people.yaml: addresses in lower case, and keys, each with the id of a person."""

    emails: frozenset[tuple[str, str]] = frozenset()
    keys: frozenset[tuple[str, str]] = frozenset()

    def joined(self, other: "Roster") -> "Roster":
        """Return what either of two versions says."""
        return Roster(self.emails | other.emails, self.keys | other.keys)

    def with_address(self, email: str) -> frozenset[str]:
        """Return the ids of whom an address belongs to."""
        return frozenset(id for each, id in self.emails if each == email.lower())

    def with_keys(self, keys: frozenset[str]) -> frozenset[str]:
        """Return the ids of whom any of these keys belongs to."""
        return frozenset(id for each, id in self.keys if each in keys)
