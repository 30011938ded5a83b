"""Columns and rows of text -> the table as CSV for a spreadsheet, or as Markdown."""

import csv
import io
from collections.abc import Iterable, Sequence

from hpccert.model.written import CODE_SPAN

FORMULA = tuple("=+-@\t\uff1d\uff0b\uff0d\uff20")


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table as CSV that is safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe(each) if isinstance(each, str) else each for each in row] for row in rows)
    return text.getvalue()


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[str] = ()) -> str:
    """Return a table as Markdown; the columns named in `right` are numbers."""
    numbers = set(right)
    rules = ["---:" if each in numbers else "---" for each in columns]
    lines = [columns, rules, *([plain_markdown(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def safe(cell: str) -> str:
    """Return a cell, led in by an apostrophe if a spreadsheet would take it for a formula.

    A carriage return, which the `csv` of some Pythons does not quote, would begin another line of cells.
    """
    shown = cell.replace("\r", " ")
    return "'" + shown if shown.lstrip(" ").startswith(FORMULA) else shown


def plain_markdown(text: str) -> str:
    """Return a text of a workspace as one line of Markdown in which no HTML can hide."""
    line, out, end = " ".join(text.split()), [], 0
    for span in CODE_SPAN.finditer(line):
        if span["code"]:
            out += [line[end : span.start()].replace("<", "\\<"), span[0]]
            end = span.end()
    return "".join([*out, line[end:].replace("<", "\\<")])
