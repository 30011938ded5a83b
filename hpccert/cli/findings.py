"""A report and the lines of its files -> the text a contributor reads.

Each finding is one line, `path:line:column: CODE message`, which can be searched for and clicked on; below it stands
its place in the file. A blank line separates files; a summary ends it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from hpccert.cli.excerpt import excerpt
from hpccert.cli.show import colored, one_line, plural, summary
from hpccert.model.report import Report
from hpccert.problems import Finding, Severity

Lines = Callable[[str], Sequence[str]]  # of a file, by its name

MANY = 20  # findings, from which on they are counted by rule
MOST_RULES = 15


def findings_text(report: Report, lines: Lines, most: int, width: int) -> str:
    """Return the findings for a terminal of so many columns, at most so many of them; 0 is all."""
    shown = report.foremost(most or len(report.findings))
    files = groupby(shown, key=lambda each: each.spot.file)
    parts = ["".join(_file(list(found), lines(file), width)) for file, found in files]
    parts.append(_counts(report))
    total = summary(report.findings, report.files, report.noun)
    parts.append(_left_out(len(report.findings) - len(shown)) + total + "\n")
    return "\n".join(each for each in parts if each)


def _file(found: list[Finding], lines: Sequence[str], width: int) -> Iterator[str]:
    """Yield the findings of a file; those at one place share what is shown of it."""
    gutter = len(str(max(each.line for each in found)))
    for (line, column, severity), here in groupby(found, key=lambda each: (each.line, each.column, each.severity)):
        yield from (_headline(each) for each in here)
        source = lines[line - 1].rstrip() if line <= len(lines) else ""
        if source:
            yield _place(source, line, column, severity, gutter, width)


def _headline(finding: Finding) -> str:
    place = colored(one_line(f"{finding.spot.file}:{finding.line}:{finding.column}:"), "bold")
    return f"{place} {colored(finding.code, finding.severity)} {one_line(finding.message)}\n"


def _place(source: str, line: int, column: int, severity: Severity, gutter: int, width: int) -> str:
    """Return a line of a file and a caret, which says how much it counts unless it is an error."""
    shown, before = excerpt(source, column, width - gutter - 5)
    edge, blank = colored(f"  {line:>{gutter}} |", "dim"), colored(f"  {'':{gutter}} |", "dim")
    caret = "^" if severity is Severity.ERROR else f"^ {severity.value}"
    return f"{edge} {shown}\n{blank} {' ' * before}{colored(caret, severity)}\n"


def _counts(report: Report) -> str:
    """Return how often each rule found something, where one cannot see it at a glance."""
    counts = Counter(each.code for each in report.findings)
    if len(report.findings) <= MANY or len(counts) == 1:
        return ""
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    wide = len(f"{ranked[0][1]:,}")
    rows = [f"  {count:>{wide},}  {code}  {report.title(code)}\n" for code, count in ranked[:MOST_RULES]]
    others = len(ranked) - MOST_RULES
    return "".join(rows) + (f"  and {plural(others, 'more rule')}\n" if others > 0 else "")


def _left_out(count: int) -> str:
    return f"{plural(count, 'more finding')} not shown; --max 0 shows all\n" if count else ""
