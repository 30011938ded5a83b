"""Rows of progress -> a table with bars, for a terminal of any width and as Markdown."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from hpccert.cli.show import one_line
from hpccert.curate.census import BLOOM, Sort, Stage, Tally
from hpccert.curate.progress import Part, Row
from hpccert.curate.state import State
from hpccert.model.kind import Kind
from hpccert.render.bar import BLOCKS, PLAIN, bar
from hpccert.render.tables import markdown_table

GAP = "  "
LEAST_LABEL, LEAST_BAR, MOST_BAR = 18, 8, 24
MARKDOWN_BAR = 10
CUT = "..."
GLUE = "\0"  # a space at which no line is broken

Sections = Sequence[Sequence[Row]]


class _Layout(NamedTuple):
    """The states that have a column, and how wide everything is; `taken` is all but label and bar."""

    states: Sequence[State]
    wide: Sequence[int]
    taken: int
    label: int
    bar: int


def text(sections: Sections, whole: Row, width: int, shows: Callable[[str], bool]) -> str:
    """Return the rows as a table, and what adds to it.

    Args:
        sections: of rows; a blank line stands between two.
        whole: the row of all that was asked for.
        width: columns of the terminal; in few there are bars instead of numbers.
        shows: whether the terminal can show some characters.
    """
    marks, all_ = BLOCKS if shows(BLOCKS) else PLAIN, _states(sections)
    layout = _layout(sections, all_, width)
    fits = width - layout.taken >= LEAST_LABEL + len(GAP) + LEAST_BAR
    layout = layout if fits else _layout(sections, [State.ACCEPTED], width)
    lines = [*_table(sections, layout, marks), *_legend(sections, marks, width)]
    if not fits and len(all_) > 1:
        lines += _wrapped("In a wider terminal, all states of questions have a column.", "", width)
    return "".join(f"{each}\n" for each in (*lines, *_shares(whole.tally)))


def markdown(sections: Sections) -> str:
    """Return the rows as a table of Markdown."""
    states = _states(sections)
    columns = ["".join(each) for each in zip(*_heads(states), strict=True)]
    rows = [
        [_label(row, "- "), *_numbers(row, states), f"`{_bar(row.tally, MARKDOWN_BAR, BLOCKS)}`"]
        for section in sections
        for row in section
    ]
    return markdown_table(["", *columns, ""], rows, columns)


def _percent(part: int, whole: int) -> str:
    """Return a share of something in percent, rounded down: only all of it is 100 %."""
    return f"{100 * part // whole} %" if whole else "-"


def _states(sections: Sections) -> list[State]:
    """Return the states that need a column: all that there are questions in, and accepted."""
    there = {each for section in sections for row in section for each in row.tally.states}
    return [each for each in State if each in there | {State.ACCEPTED}]


def _heads(states: Sequence[State]) -> tuple[list[str], list[str]]:
    """Return the heads of the columns of numbers, in two lines."""
    upper, lower = zip(*(each.rpartition("-")[::2] for each in states), strict=True)
    return ["", *(f"{each}-" if each else "" for each in upper), "", "", ""], ["wanted", *lower, "full", "gate", "exam"]


def _numbers(row: Row, states: Sequence[State]) -> list[str]:
    tally = row.tally
    counts = [f"{tally.states[each]:,}" if tally.states[each] else "." for each in states]
    return [f"{tally.asked:,}", *counts, _percent(tally.filled[Stage.ACCEPTED], tally.asked), _gate(row), _exam(row)]


def _gate(row: Row) -> str:
    if row.part is Part.OUTCOME:
        return ""
    if row.part is Part.LEAF:
        return ("yes" if row.ready else "no") if row.leaves else "-"
    return f"{row.ready}/{row.leaves}"


def _exam(row: Row) -> str:
    return "" if row.asked is None else f"{row.met}/{row.asked}"


def _label(row: Row, indent: str = GAP) -> str:
    """Return what a row is about; below a leaf the outcome's id, for its text is long."""
    name = row.id if row.part is Part.OUTCOME else f"{row.code} {row.title}".strip()
    return indent * (row.level - 1) + one_line(name)


def _layout(sections: Sections, states: Sequence[State], width: int) -> _Layout:
    cells = [_numbers(row, states) for section in sections for row in section]
    wide = [max(map(len, column)) for column in zip(*_heads(states), *cells, strict=True)]
    taken = sum(wide) + len(wide) + len(GAP) - 1
    longest = max(len(_label(row)) for section in sections for row in section)
    label = min(longest, max(LEAST_LABEL, width - taken - LEAST_BAR - len(GAP)))
    return _Layout(states, wide, taken, label, max(LEAST_BAR, min(MOST_BAR, width - taken - label - len(GAP))))


def _table(sections: Sections, layout: _Layout, marks: str) -> Iterator[str]:
    label, wide = layout.label, layout.wide
    for each in _heads(layout.states):
        if any(each):
            yield _line("", label, each, wide, "")
    for section in sections:
        for row in section:
            yield _line(_label(row), label, _numbers(row, layout.states), wide, _bar(row.tally, layout.bar, marks))
        yield ""


def _line(label: str, wide: int, cells: Sequence[str], widths: Sequence[int], bar: str) -> str:
    shown = label if len(label) <= wide else label[: wide - len(CUT)] + CUT
    numbers = " ".join(each.rjust(width) for each, width in zip(cells, widths, strict=True))
    return GAP.join([shown.ljust(wide), numbers, bar]).rstrip()


def _bar(tally: Tally, width: int, marks: str) -> str:
    filled = tally.filled
    begun = filled[Stage.MEND] + filled[Stage.SUBMIT]
    shares = [filled[Stage.ACCEPTED], filled[Stage.ACCEPT], filled[Stage.REVIEW], begun]
    return bar(shares, tally.asked, width, marks)


def _legend(sections: Sections, marks: str, width: int) -> Iterator[str]:
    words = ("accepted", "approved", "submitted or in review", "drafts or to be mended", "missing")
    exam = "lines of the blueprint that have enough questions to draw; on a line of it, questions"
    full = "share of the wanted questions that is accepted; what an outcome has beyond them does not count"
    yield from _wrapped(full, "full", width)
    yield from _wrapped("leaves with at least half of the wanted questions accepted", "gate", width)
    if any(_exam(row) for section in sections for row in section):
        yield from _wrapped(exam, "exam", width)
    glued = (f"{mark} {word}".replace(" ", GLUE) for mark, word in zip(marks, words, strict=True))
    yield from _wrapped(GAP.join(glued), "bar", width)


def _wrapped(said: str, name: str, width: int) -> list[str]:
    """Return a text in lines of a width, beside what it explains."""
    first = f"{name:6}" if name else ""
    lines = wrap(said, width, initial_indent=first, subsequent_indent=" " * len(first))
    return [each.replace(GLUE, " ") for each in lines]


def _shares(tally: Tally) -> Iterator[str]:
    """Yield the shares of Bloom's levels and of types, as small tables."""
    living, accepted = tally.living(), tally.living(accepted=True)
    blooms = [_by(living, "bloom"), _by(accepted, "bloom")]
    types = [_by(living, "type"), _by(accepted, "type")]
    yield from _shares_table([*BLOOM], [("wanted", tally.wanted), ("there", blooms[0]), ("accepted", blooms[1])])
    yield from _shares_table([*Kind], [("there", types[0]), ("accepted", types[1])])


def _shares_table(columns: Sequence[str], rows: Sequence[tuple[str, Counter[str]]]) -> Iterator[str]:
    """Yield a table of shares in percent, rounded; without columns and rows that have nothing."""
    rows = [(name, counts) for name, counts in rows if counts.total()]
    columns = [each for each in columns if any(counts[each] for _, counts in rows)]
    if rows:
        yield ""
        yield " " * 8 + "".join(f"{GAP}{each}" for each in columns)
    for name, counts in rows:
        shares = (f"{round(100 * counts[each] / counts.total())} %".rjust(len(each)) for each in columns)
        yield f"{name:8}" + "".join(f"{GAP}{each}" for each in shares)


def _by(sorts: Counter[Sort], key: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each, count in sorts.items():
        counts[getattr(each, key)] += count
    return counts
