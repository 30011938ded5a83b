"""Frames -> sentences; data -> YAML text as different contributors write it, which a digest of the data still fits."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.vocabulary import POOLS

PLAIN = re.compile(r"[A-Za-z][^\n:#]*[A-Za-z0-9.?)]")
FLOW = re.compile(r"[A-Za-z]([A-Za-z0-9. -]*[A-Za-z0-9])?")
TYPED = {"true", "false", "null"}


class Draw:
    """A slot's name -> one of its words, by chance; a mapping, so that `format_map` takes it."""

    def __init__(self, chance: random.Random) -> None:
        """Draw with this chance."""
        self._chance = chance

    def __getitem__(self, slot: str) -> str:
        """Return a word for a slot."""
        return self._chance.choice(POOLS[slot])


class Writer:
    """Writes sentences, each from a frame that it has not used for this purpose before."""

    def __init__(self, chance: random.Random) -> None:
        """Write with this chance."""
        self.chance = chance
        self._draw = Draw(chance)

    def sentence(self, frames: Sequence[str]) -> str:
        """Return a sentence of one of the frames."""
        return self._filled(self.chance.choice(frames))

    def sentences(self, frames: Sequence[str], count: int) -> list[str]:
        """Return so many sentences, each of another frame as long as there are frames; no two are equal."""
        whole, rest = divmod(count, len(frames))
        chosen = [*frames] * whole + self.chance.sample(frames, rest)
        self.chance.shuffle(chosen)
        made: dict[str, None] = {}
        while len(made) < count:
            made[self._filled(chosen[len(made)])] = None
        return list(made)

    def code(self, language: str, frames: Sequence[str]) -> str:
        """Return a fenced code block."""
        return f"```{language}\n{self.chance.choice(frames).format_map(self._draw)}\n```"

    def _filled(self, frame: str) -> str:
        text = frame.format_map(self._draw)
        return text[0].upper() + text[1:]


def scalar(text: str, quote: str = "") -> str:
    """Return a line of text as YAML: plain where it can be, unless the contributor quotes everything."""
    if not quote and PLAIN.fullmatch(text) and text not in TYPED:
        return text
    if quote != '"' and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(text: str, indent: str = "  ") -> str:
    """Return a text of several lines, which ends with a line feed, as a literal block."""
    return "|\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in text.splitlines()).rstrip("\n")


def flow(value: Any) -> str:
    """Return a value in one line, with brackets and braces."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if FLOW.fullmatch(value) and value not in TYPED else scalar(value, '"')
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return str(value)


def listed(items: Sequence[Mapping[str, Any]], quote: str) -> str:
    """Return a list of small mappings, a key a line."""
    lines = []
    for each in items:
        dash = "  - "
        for key, value in each.items():
            lines.append(f"{dash}{key}: {scalar(value, quote) if key in ('text', 'why') else flow(value)}")
            dash = "    "
    return "\n" + "\n".join(lines)


def flow_listed(items: Sequence[Mapping[str, Any]]) -> str:
    """Return a list of small mappings, a line each."""
    return "\n" + "\n".join(f"  - {flow(each)}" for each in items)
