"""The item-writing checklist: what a reviewer asks of a question before approving it, by version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hpccert.problems import Spot


@dataclass(frozen=True, slots=True)
class Item:
    """One question that a reviewer answers with yes, or asks for changes."""

    id: str
    text: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """One version of the checklist; once approvals name it, it stays as it is."""

    version: int
    title: str
    items: tuple[Item, ...]
    file: str
    data: Mapping[str, Any] = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: dict[str, Any], file: str) -> "Checklist":
        """Build a checklist from data that `schemas/checklist.schema.json` has accepted."""
        items = tuple(Item(each["id"], each["text"], each["why"], each["source"]) for each in data["items"])
        return cls(data["version"], data["title"], items, file, data)

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this checklist."""
        return Spot(self.file, keys)


def file_of(version: int) -> str:
    """Return where a version of the checklist lies in a workspace."""
    return f"review/checklist-{version}.yaml"
