"""A workspace and what is asked of it -> its findings, shown; and the exit code."""

import os
import posixpath
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hpccert import __version__
from hpccert.cli import show
from hpccert.cli.banks import banks_of
from hpccert.cli.checking import Verdict, verdict
from hpccert.cli.excerpt import lines_of
from hpccert.cli.findings import Lines, findings_text
from hpccert.cli.options import Format, Kind
from hpccert.cli.shared import root_of
from hpccert.model.layout import DEPTHS, IN_BANKS, PEOPLE, WORKSPACE
from hpccert.model.report import Report
from hpccert.problems import Finding, HpccertError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hpccert.model.report import Page

INPUT = [Path("-")]


@dataclass(frozen=True, slots=True)
class Asked:
    """How findings are shown and counted, and whether what is mechanical is mended first."""

    format: Format
    most: int
    strict: bool
    fix: bool
    yes: bool


def validated(root: Path | None, paths: Sequence[Path] | None, kind: Kind, asked: Asked) -> int:
    """Show what is wrong with a workspace, and return the exit code.

    Args:
        root: the workspace's folder; None: found upward from here.
        paths: what to show findings of; None: everything. `-` alone: a document on standard input.
        kind: what that document is.
        asked: how it is shown.
    """
    folder = root_of(root)
    if asked.yes and not asked.fix:
        raise HpccertError("--yes belongs to --fix; without it nothing is written")
    if paths == INPUT:
        if asked.fix:
            raise HpccertError("--fix mends files; what comes on standard input is only checked")
        from hpccert.cli.drafted import from_input  # for editors only

        found, lines = from_input(folder, kind)
    else:
        found, lines = _of_files(folder, paths, asked)
    report = Report(tuple(found.findings), found.files, __version__, _pages(found), asked.strict)
    print_report(report, lines, asked.format, asked.most)
    return show.exit_code(found.findings, asked.strict)


def _of_files(folder: Path, paths: Sequence[Path] | None, asked: Asked) -> tuple[Verdict, Lines]:
    wanted = None if paths is None else [_inside(each, folder) for each in paths]
    if asked.fix:
        from hpccert.cli.fixing import fix  # only when asked for

        fix(folder, wanted, agreed=asked.yes, stream=sys.stdout if asked.format is Format.TEXT else sys.stderr)
    found = verdict(folder)
    shown = [each for each in found.findings if wanted is None or _within(each, wanted)]
    named, lines = seen_from_here(shown, folder)
    return replace(found, findings=named), lines


def seen_from_here(findings: list[Finding], folder: Path) -> tuple[list[Finding], Lines]:
    """Return findings with the names of their files as one opens them from here, if the workspace lies below."""
    here = Path.cwd()
    if folder == here or not folder.is_relative_to(here):
        return findings, partial(lines_of, folder)
    way = folder.relative_to(here).as_posix()
    named = [replace(each, spot=replace(each.spot, file=_joined(way, each.spot.file))) for each in findings]
    return named, partial(lines_of, here)


def _joined(way: str, file: str) -> str:
    """Return a file's name as seen from another folder; one of a bank may lead upward first."""
    return posixpath.normpath(f"{way}/{file}") if file.startswith("../") else f"{way}/{file}"


def _pages(found: Verdict) -> "Mapping[str, Page]":
    if not found.findings:
        return {}
    from hpccert.cli.rule import pages  # it brings rooms that a clean workspace has no need of

    return pages()


def print_report(report: Report, lines: Lines, format: Format, most: int) -> None:
    """Print a report for people, at most so many of its findings, or for a program."""
    if format is Format.TEXT:
        sys.stdout.write(findings_text(report, lines, most, show.columns()))
    else:
        from hpccert.render.findings import FORMATS  # for programs only

        show.write(FORMATS[format](report))


def _inside(path: Path, folder: Path) -> PurePosixPath:
    """Return where in the workspace a path leads; one that leads elsewhere would seem to be clean."""
    try:
        path.lstat()
        found = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    except OSError:
        raise HpccertError(f"no file or folder '{path}'") from None
    places = [(bank, IN_BANKS) for bank in banks_of(folder)] + [("", (*DEPTHS, WORKSPACE, PEOPLE))]
    for home, names in places:
        top = os.path.realpath(folder / home)
        place = found.relative_to(top) if found.is_relative_to(top) else None
        if place is not None and (not place.parts or place.parts[0] in names):
            return PurePosixPath(home, place.as_posix())
    raise HpccertError(f"'{path}' is not among the data of this workspace: {', '.join(DEPTHS)}")


def _within(finding: Finding, wanted: list[PurePosixPath]) -> bool:
    return any(PurePosixPath(finding.spot.file).is_relative_to(each) for each in wanted)
