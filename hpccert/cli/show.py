"""Values -> what people see in a terminal. Only here are colors and formats known.

All text from files passes `clean`: it can neither move the cursor nor hide itself.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, TypeVar

from hpccert.problems import Finding, Severity

T = TypeVar("T")

HIDDEN = {
    **{each: f"\\x{each:02x}" for each in (*range(0x20), *range(0x7F, 0xA0)) if chr(each) not in "\n\t"},
    **{
        each: f"\\u{each:04x}"
        for each in (0x061C, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
    },
}
WIDEST, NARROWEST = 120, 60  # longer lines are hard to read, shorter ones show too little
USUAL = 100  # columns where no terminal tells
COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36", "good": "32", "bold": "1", "dim": "2"}
DIFFERENCES = {"+": COLORS["good"], "-": COLORS[Severity.ERROR], "@": COLORS[Severity.HINT]}


def clean(text: str) -> str:
    """Return a text with its control and direction characters made visible."""
    return text.translate(HIDDEN)


def one_line(text: str) -> str:
    """Return a text made harmless, on one line: no name in a file can forge a line of output."""
    return clean(text).replace("\n", "\\n")


def say(text: str = "") -> None:
    """Print a text from wherever, made harmless."""
    sys.stdout.write(clean(text) + "\n")


def complain(text: str) -> None:
    """Print why a command could not run."""
    sys.stderr.write(f"{_colored('hpccert:', COLORS[Severity.ERROR], sys.stderr)} {clean(text)}\n")


def note(text: str) -> None:
    """Print a remark beside the output proper."""
    sys.stderr.write(clean(text) + "\n")


def title(text: str) -> None:
    """Print a heading."""
    sys.stdout.write(colored(text, "bold") + "\n")


def say_in(color: str, text: str) -> None:
    """Print a text in a color, where the terminal shows colors and the user wants them."""
    sys.stdout.write(colored(text, color) + "\n")


def colored(text: str, color: str) -> str:
    """Return a text in a color, where the terminal shows colors and the user wants them."""
    return _colored(clean(text), COLORS[color], sys.stdout)


def summary(findings: Sequence[Finding], checked: int, noun: str = "file") -> str:
    """Return what findings in so many files, or other things, add up to, in one line."""
    counts = Counter(each.severity for each in findings)
    if not counts:
        return f"{plural(checked, noun)} checked, nothing wrong"
    said = ", ".join(plural(counts[each], each.value) for each in Severity if counts[each])
    places = plural(len({each.spot.file for each in findings}), "file")
    return f"{said} in {places}; {plural(checked, noun)} checked ('hpccert rule CODE' explains)"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: 1 file, 2 files."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def as_json(value: Any) -> None:
    """Print a JSON value."""
    write(json.dumps(value, indent=2) + "\n")


def write(text: str) -> None:
    """Print a text as it is, line ends and all, made harmless."""
    sys.stdout.write(clean(text))


def columns() -> int:
    """Return how many columns a text may have: those of the terminal, within reason."""
    try:
        return min(max(os.get_terminal_size(sys.stdout.fileno()).columns or USUAL, NARROWEST), WIDEST)
    except OSError:  # no terminal
        return USUAL


def shows(text: str) -> bool:
    """Whether the output can show these characters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> None:
    """Print a table; the columns named in `right` are numbers."""
    from rich.box import SIMPLE_HEAD  # rich only when something is shown with it
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for each in columns:
        shown.add_column(each, justify="right" if each in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(clean(cell)) for cell in row))
    wide = None if sys.stdout.isatty() else 200
    Console(width=wide, markup=False, highlight=False, emoji=False).print(shown)


def difference(file: str, before: bytes, after: bytes, stream: IO[str]) -> None:
    """Print how the text of a file changes, line by line."""
    from difflib import unified_diff  # only for what is shown

    old, new = (each.decode().splitlines(keepends=True) for each in (before, after))
    for line in unified_diff(old, new, one_line(f"a/{file}"), one_line(f"b/{file}")):
        end = "\n" if line.endswith("\n") else "\n\\ No newline at end of file\n"
        shown = clean(line.removesuffix("\n"))
        stream.write((_colored(shown, DIFFERENCES[line[0]], stream) if line[0] in DIFFERENCES else shown) + end)


def exit_code(findings: Iterable[Finding], strict: bool = False) -> int:
    """Return 1 if findings count: errors, and with `strict` warnings too."""
    counting = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(each.severity in counting for each in findings))


def _colored(text: str, color: str, stream: IO[str]) -> str:
    wanted = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[{color}m{text}\x1b[0m" if wanted else text


def progress(items: Sequence[T], word: str, a_second: int) -> Iterator[T]:
    """Yield the items, with a bar on the error stream of a terminal if they take more than a second."""
    if len(items) < a_second or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, word, console=Console(stderr=True), transient=True)
