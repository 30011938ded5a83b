"""Bytes of a data file -> its text together with what it says and where: what mends work on."""

from dataclasses import dataclass
from typing import Any

from hpccert.load import schemas, small_yaml
from hpccert.load.reading import SCHEMAS
from hpccert.problems import Keys


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: its text without byte order mark, and its document."""

    kind: str
    file: str
    text: str
    document: small_yaml.Document

    @property
    def schema(self) -> str | None:
        """The name of the schema that the file follows; none for a question without a known type."""
        if self.kind == "questions":
            return schemas.question_schema(self.document.value)[0]
        return SCHEMAS.get(self.kind, self.kind)

    @property
    def lines(self) -> list[str]:
        """The lines with their ends; what else might split a line is refused before it comes here."""
        return self.text.splitlines(keepends=True)

    @property
    def line_end(self) -> str:
        """How the file ends its lines, by the first one."""
        return "\r\n" if self.lines[0].endswith("\r\n") else "\n"

    def at(self, keys: Keys) -> Any:
        """Return the value at a place."""
        value = self.document.value
        for each in keys:
            value = value[each]
        return value


@dataclass(frozen=True, slots=True)
class Edit:
    """A new text, the value that it must have, order of keys included, and in words what was done."""

    text: str
    value: Any
    said: tuple[str, ...]


def read(data: bytes, kind: str, file: str) -> Source | None:
    """Return a file's source, or nothing if it cannot be read without faults."""
    document, _ = small_yaml.parse(data)
    return None if document is None else Source(kind, file, data.decode("utf-8-sig"), document)
