"""A source -> its top-level keys in the order of their schema, as whole lines with their comments."""

from itertools import pairwise

from hpccert.load import schemas
from hpccert.load.source import Edit, Source


def in_order(source: Source) -> Edit | None:
    """Bring the keys into order; where it is not plain what a line belongs to, nothing is moved."""
    value = source.document.value
    known = schemas.known_keys(source.schema, ()) if source.schema else ()
    if not isinstance(value, dict) or not set(value) <= set(known):
        return None
    wanted = sorted(value, key=known.index)
    starts = _starts(source) if wanted != list(value) else None
    if starts is None or (wanted[0] != next(iter(value)) and _has_comment_above(source.lines, starts[0])):
        return None
    lines = source.lines
    bounds = [*starts, len(lines)]
    blocks = dict(zip(value, ("".join(lines[one:other]) for one, other in pairwise(bounds)), strict=True))
    moved = [blocks[each] if blocks[each].endswith("\n") else blocks[each] + source.line_end for each in wanted]
    text = "".join((*lines[: starts[0]], *moved))
    return Edit(text, {each: value[each] for each in wanted}, ("keys put in the order of the schema",))


def _starts(source: Source) -> list[int] | None:
    """Return the index of the first line of each key's block, or nothing if a line's owner is unclear."""
    document, lines = source.document, source.lines
    places = [document.key_places[each,] for each in document.value]
    numbers = [line for line, _ in places]
    unusual = (
        document.places[()] != places[0]  # in brackets
        or any(column != 1 for _, column in places)  # after `? `
        or len(set(numbers)) < len(numbers)
        or any(line.startswith(("---", "...")) for line in lines)
    )
    if unusual:
        return None
    starts = [numbers[0] - 1, *(_with_comments(lines, each - 1) for each in numbers[1:])]
    if any(_has_loose_comment(lines, each) for each in (*starts[1:], len(lines))):
        return None
    return starts


def _with_comments(lines: list[str], index: int) -> int:
    """Return where the comments directly above a line begin, with the blank lines that set them off."""
    first = index
    while first and lines[first - 1].startswith("#"):
        first -= 1
    while 0 < first < index and not lines[first - 1].strip():
        first -= 1
    return first


def _has_loose_comment(lines: list[str], index: int) -> bool:
    """Whether between a line and the content above it stands a comment that is of neither."""
    while not (above := lines[index - 1].strip()) or above.startswith("#"):
        index -= 1
        if lines[index].startswith("#"):
            return True
    return False


def _has_comment_above(lines: list[str], index: int) -> bool:
    """Whether a comment stands on the first key, which is to move: it may be meant for the file."""
    above = lines[_with_comments(lines, index) : index]
    return any(each.strip() and "yaml-language-server" not in each for each in above)
