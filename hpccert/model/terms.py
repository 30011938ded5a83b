"""The terms on which a community takes contributions, and which of their versions a record may name."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the terms: the file with its text, and the day from which on it is agreed to."""

    version: str
    since: str
    text: str

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Edition":
        """Build it from data that `schemas/workspace.schema.json` has accepted."""
        return cls(data["version"], data["since"], data["text"])


@dataclass(frozen=True, slots=True)
class Terms:
    """The present version with its gist in a sentence, and the earlier ones, to which people agreed."""

    present: Edition
    summary: str
    earlier: tuple[Edition, ...]

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Terms":
        """Build it from data that `schemas/workspace.schema.json` has accepted."""
        return cls(Edition.of(data), data["summary"], tuple(Edition.of(each) for each in data.get("earlier", ())))

    @property
    def versions(self) -> tuple[str, ...]:
        """All versions, the present one first."""
        return tuple(each.version for each in (self.present, *self.earlier))

    def asked(self, at: str) -> bool:
        """Whether terms were in force at a moment, given as ISO 8601."""
        return at >= min(each.since for each in (self.present, *self.earlier))
