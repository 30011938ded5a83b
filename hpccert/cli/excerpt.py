"""A line of a file and a column -> what a terminal shows of it, and where the caret stands below.

Columns count characters; a terminal counts cells: a tab has four here, a character such as U+6F22 two, an accent none.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from hpccert.cli.show import one_line
from hpccert.load.scan import ENDINGS, read_bytes
from hpccert.problems import HpccertError

TAB = " " * 4
CUT = "..."
NO_CELL = {"Mn", "Me", "Cf"}
SOFT_HYPHEN = "\xad"  # terminals show it


def lines_of(root: Path, file: str) -> list[str]:
    """Return the lines of a data file; none if it is no text of ours, has gone, or cannot be read."""
    if not file.endswith(ENDINGS):
        return []
    try:
        return read_bytes(root / file).decode("utf-8-sig", "replace").split("\n")
    except HpccertError:
        return []


def excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """Return the part of a line around a column that fits, and how many cells stand before the column.

    Args:
        line: a line as it stands in the file, whatever is in it.
        column: counts from 1; one past the end is the end.
        width: at most so many cells are shown, at least 40.
    """
    at = min(column - 1, len(line))
    before = [_shown(each) for each in line[max(0, at - width) : at]]  # what is further away cannot fit
    after = [_shown(each) for each in line[at : at + width]]
    if len(before) == at and len(after) == len(line) - at and cells(before) + cells(after) <= width:
        return "".join(before + after), cells(before)
    room = width - 2 * len(CUT)
    right = _fitting(after, max(room // 2, room - cells(before)))
    left = _fitting(reversed(before), room - cells(right))[::-1]
    start = CUT if len(left) < at else ""
    end = CUT if len(right) < len(line) - at else ""
    return "".join([start, *left, *right, end]), len(start) + cells(left)


def cells(shown: Iterable[str]) -> int:
    """Return how many cells of a terminal these take, each a character or what stands for one."""
    return sum(_cells(each) for each in shown)


def _shown(character: str) -> str:
    return TAB if character == "\t" else one_line(character)


def _cells(shown: str) -> int:
    if len(shown) > 1 or shown == SOFT_HYPHEN:
        return len(shown)
    if unicodedata.category(shown) in NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1


def _fitting(shown: Iterable[str], room: int) -> list[str]:
    out = []
    for each in shown:
        room -= _cells(each)
        if room < 0:
            break
        out.append(each)
    return out
