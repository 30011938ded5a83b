"""A report -> JUnit XML, which GitLab, Jenkins and others show as tests beside a change.

A file is a test case, because that is what a reader of a merge request asks: which files are in order? It fails by its
errors (and by its warnings, if the validation is strict); what does not count is its output. Files in order are known
by number only: one more test case stands for them, which always passes, since readers take a report without any for a
fault. GitLab ignores a second test case of the same name, so that a name is there once.

Source: GitLab Docs, "Unit test reports", which lists the elements and attributes that are read.
"""

import re
from html import escape
from itertools import groupby

from hpccert.model.report import Report
from hpccert.problems import Finding

NAME = "junit"
SUITE = "hpccert validate"
HARMFUL = re.compile(  # what XML has no way to write, and what moves or hides other text
    "[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def render(report: Report) -> str:
    """Return one test suite."""
    by_file = groupby(report.findings, key=lambda each: each.spot.file)
    cases = [_case(report, file, list(found)) for file, found in by_file]
    failures = len({each.spot.file for each in report.findings if report.counts(each)})
    numbers = f'tests="{len(cases) + 1}" failures="{failures}" errors="0" skipped="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="{SUITE}" {numbers}>\n<testsuite name="{SUITE}" {numbers}>\n'
        f"{''.join(cases)}{_others(report)}</testsuite>\n</testsuites>\n"
    )


def _case(report: Report, file: str, found: list[Finding]) -> str:
    counting = [each for each in found if report.counts(each)]
    folder = file.rpartition("/")[0] or SUITE
    line = (counting or found)[0].line
    return (
        f'<testcase classname="{_safe(folder)}" name="{_safe(file)}" file="{_safe(file)}" line="{line}">\n'
        f"{_failure(counting)}{_output([each for each in found if each not in counting])}</testcase>\n"
    )


def _failure(counting: list[Finding]) -> str:
    if not counting:
        return ""
    first, *more = counting
    said = f"{first.code} {first.message}" + (f" (and {len(more)} more)" if more else "")
    return f'<failure type="{_safe(first.code)}" message="{_safe(said)}">{_lines(counting)}</failure>\n'


def _output(beside: list[Finding]) -> str:
    return f"<system-out>{_lines(beside)}</system-out>\n" if beside else ""


def _others(report: Report) -> str:
    return (
        f'<testcase classname="{SUITE}" name="all other files">\n'
        f"<system-out>files checked in all: {report.files}</system-out>\n</testcase>\n"
    )


def _lines(findings: list[Finding]) -> str:
    return "\n".join(_safe(f"{each.severity.value}: {each}") for each in findings)


def _safe(text: str) -> str:
    """Return a text for XML, on one line, and in ASCII: no encoding between here and the reader can break it."""
    visible = HARMFUL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return escape(visible).encode("ascii", "xmlcharrefreplace").decode()
