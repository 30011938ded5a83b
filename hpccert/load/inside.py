"""A place inside a text -> the line and column where it stands in the YAML file.

A text that stands there to the letter, on one line or below a `|`, has a place for each of its characters. A text
that YAML folds or unescapes has only its beginning.
"""

from collections.abc import Sequence

from hpccert.load.small_yaml import Document
from hpccert.problems import Keys


def inside(document: Document, keys: Keys, offset: int, lines: Sequence[str]) -> tuple[int, int]:
    """Return the line and column, from 1, of a character of a text; of the text itself where that is unclear.

    Args:
        document: what the file says.
        keys: where the text is in it.
        offset: the character, from 0.
        lines: of the file.
    """
    text = document.value
    for each in keys:
        text = text[each]
    line, column = document.places[keys]
    if not isinstance(text, str):
        return line, column
    if lines[line - 1][column - 1 : column] == "|":
        return _below(text, offset, lines, line) or (line, column)
    quoted = lines[line - 1][column - 1 : column] in ("'", '"')
    begin = column - 1 + quoted
    to_the_letter = lines[line - 1][begin : begin + len(text)] == text
    return (line, begin + offset + 1) if to_the_letter else (line, column)


def _below(text: str, offset: int, lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """Return where a character of a text stands that is written below a `|` in this line."""
    number = text.count("\n", 0, offset)
    written = text.split("\n")
    shown = [each.removesuffix("\r") for each in lines[line : line + len(written)]]
    first = next((index for index, each in enumerate(written) if each.strip()), 0)
    indent = len(shown[first]) - len(written[first]) if first < len(shown) else 0
    there = shown[number] if number < len(shown) else ""
    if indent < 0 or there[indent:] != written[number]:
        return None
    before = indent + offset - (text.rfind("\n", 0, offset) + 1)
    return line + 1 + number, min(before, len(there)) + 1  # an empty line may lack the indentation
