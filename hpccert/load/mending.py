"""Bytes of a data file -> the bytes without what is mechanical to mend, and in words what was mended.

Each mend is a proposal: the new text is read again, and counts only if it says exactly what it should. A file that
cannot be read is left alone, and so are review records, to which lines are only ever added.
"""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from typing import Any

from hpccert.load import schemas
from hpccert.load.fences import named_fences
from hpccert.load.misspelled import renamed_keys
from hpccert.load.ordering import in_order
from hpccert.load.source import Edit, Source, read

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLANK = " \t\r\n"
SPACE_AT_END = re.compile(r"[ \t]\r?$", re.MULTILINE)
MODELINE = re.compile(r"[ \t]*#[ \t]*yaml-language-server[ \t]*:[ \t]*\$schema[ \t]*=[ \t]*(\S*)")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's new bytes, the same as before if there was nothing to mend, and what was done."""

    data: bytes
    said: tuple[str, ...] = ()


def mended(data: bytes, kind: str, file: str, *, modeline: bool = True) -> Mended:
    """Mend a file of a workspace.

    Args:
        data: its bytes.
        kind: "skills", "questions", "reviews", "certificates", or "people" or "workspace" for these files.
        file: its name, from the workspace's folder.
        modeline: name the file's schema to editors in its first line.
    """
    source = read(data, kind, file)
    if source is None or kind == "reviews":
        return Mended(data)
    said = ["byte order mark removed"] if data.startswith(BYTE_ORDER_MARK) else []
    steps = STEPS if modeline else STEPS[:-1]
    waiting = list(steps)
    while waiting:
        edit = waiting.pop(0)(source)
        after = edit and _verified(source, edit)
        if edit and after:
            source, waiting = after, list(steps)  # one mend may make way for another
            said += edit.said
    return Mended(source.text.encode(), tuple(dict.fromkeys(said))) if said else Mended(data)


def _verified(before: Source, edit: Edit) -> Source | None:
    """Return the source after an edit, if it says what it should and is not accepted any less."""
    after = read(edit.text.encode(), before.kind, before.file)
    if after is None or _exactly(after.document.value) != _exactly(edit.value):
        return None
    return None if _sound(before) and not _sound(after) else after


def _exactly(value: Any) -> str:
    return json.dumps(value)  # 1, 1.0 and true are equal to Python, and the order of keys does not count


def _sound(source: Source) -> bool:
    return source.schema is not None and schemas.accepts(source.schema, source.document.value)


def without_trailing_space(source: Source) -> Edit | None:
    """Remove white space at the ends of lines, but not in block texts, where it counts."""
    if not SPACE_AT_END.search(source.text):
        return None
    kept = _block_lines(source)
    lines = [line if number in kept else _stripped(line) for number, line in enumerate(source.lines, 1)]
    text = "".join(lines)
    return None if text == source.text else Edit(text, source.document.value, ("white space at line ends removed",))


def _stripped(line: str) -> str:
    content = line.rstrip("\r\n")
    bare = content.rstrip(" \t")
    return line if bare.endswith("\\") else bare + line[len(content) :]  # a space may be escaped


def _block_lines(source: Source) -> set[int]:
    """Return the numbers of the lines that may belong to a text after `|` or `>`."""
    document, lines = source.document, source.lines
    places = sorted({*document.places.values(), *document.key_places.values()})
    starts = [line for line, _ in places]
    begun = [line for line, column in places if line <= len(lines) and lines[line - 1][column - 1 :][:1] in ("|", ">")]
    after = [*starts, len(lines) + 1]
    return set(chain.from_iterable(range(line + 1, after[bisect_right(starts, line)]) for line in begun))


def ended(source: Source) -> Edit | None:
    """End the file with one line end."""
    lines = source.lines
    while not lines[-1].strip(BLANK):
        lines.pop()
    if not lines[-1].endswith("\n"):
        return Edit(source.text + source.line_end, source.document.value, ("final newline added",))
    text = "".join(lines)
    return None if text == source.text else Edit(text, source.document.value, ("blank lines at the end removed",))


def headed(source: Source) -> Edit | None:
    """Name the schema in a modeline: in that which is there, or in a new first line."""
    if source.schema is None:
        return None
    target = f"{'../' * source.file.count('/')}schemas/{source.schema}{schemas.ENDING}"
    right, lines = f"# yaml-language-server: $schema={target}", source.lines
    for index, line in enumerate(lines[: source.document.places[()][0] - 1]):
        if found := MODELINE.fullmatch(bare := line.rstrip(BLANK)):
            if bare == right or _published(found[1], source.schema):
                return None
            lines[index] = right + line[len(bare) :]
            return Edit("".join(lines), source.document.value, ("modeline corrected",))
    return Edit(right + source.line_end + source.text, source.document.value, ("modeline added",))


def _published(address: str, schema: str) -> bool:
    """Whether somebody chose the right schema at a place on the web."""
    return address.startswith("https://") and address.endswith(f"/{schema}{schemas.ENDING}")


STEPS = (renamed_keys, named_fences, in_order, without_trailing_space, ended, headed)
