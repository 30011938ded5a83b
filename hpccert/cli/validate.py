"""`hpccert validate`: everything that is wrong with the workspace, at its place."""

import sys
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from hpccert import __version__
from hpccert.cli import show
from hpccert.cli.checking import Verdict, verdict
from hpccert.cli.drafted import Kind, from_input
from hpccert.cli.excerpt import lines_of
from hpccert.cli.findings import Lines, findings_text
from hpccert.cli.shared import Root, new_app, root_of
from hpccert.model.layout import DEPTHS, PEOPLE, WORKSPACE
from hpccert.model.report import Report
from hpccert.problems import Finding, HpccertError

app = new_app()
MOST = 200


class Format(StrEnum):
    """How findings are printed: for people, or for a program."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


@app.command(no_args_is_help=False)
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Report only on these files or folders; - reads one file from standard input.", show_default=False
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print what is found.")] = Format.TEXT,
    most: Annotated[int, typer.Option("--max", min=0, help="Show at most so many findings as text; 0 is all.")] = MOST,
    kind: Annotated[Kind, typer.Option("--as", help="What comes on standard input.")] = Kind.QUESTION,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend what is mechanical; the changes are shown before.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: write the changes without asking.")] = False,
    root: Root = None,
) -> None:
    """Check skills, questions, review records, certificates and people.

    Example: hpccert validate questions/use-cli

    \b
    questions/use-cli/pipes.yaml:3:12: Q003 skill 'use-cli' has no outcome 'pipe'
      3 | outcomes: [pipe]
        |            ^

    Each finding says where it is, then what would be right; 'hpccert rule CODE' says why. References are looked up
    in the whole workspace, whatever PATHS are reported. Exit code 0: nothing is wrong; 1: there are findings; 2: the
    workspace could not be read.

    Formats for programs: sarif for GitHub code scanning and editors, github for the annotations of a workflow, junit
    for GitLab and Jenkins, json for scripts.
    """  # noqa: D301 - the mark keeps the lines as they are
    folder = root_of(root)
    if yes and not fix:
        raise HpccertError("--yes belongs to --fix; without it nothing is written")
    if paths == [Path("-")]:
        if fix:
            raise HpccertError("--fix mends files; what comes on standard input is only checked")
        found, lines = from_input(folder, kind)
    else:
        wanted = None if paths is None else [_inside(each, folder) for each in paths]
        if fix:
            _mend(folder, wanted, yes, format)
        found = verdict(folder)
        found = replace(found, findings=[each for each in found.findings if wanted is None or _within(each, wanted)])
        found, lines = _seen_from_here(found, folder)
    _print(_report(found.findings, found.files, strict), lines, format, most)
    raise typer.Exit(show.exit_code(found.findings, strict))


def _seen_from_here(found: Verdict, folder: Path) -> tuple[Verdict, Lines]:
    """Return findings with the names of their files as one opens them from here, if the workspace lies below."""
    here = Path.cwd()
    if folder == here or not folder.is_relative_to(here):
        return found, partial(lines_of, folder)
    way = f"{folder.relative_to(here).as_posix()}/"
    named = [replace(each, spot=replace(each.spot, file=way + each.spot.file)) for each in found.findings]
    return replace(found, findings=named), partial(lines_of, here)


def _mend(folder: Path, wanted: list[PurePosixPath] | None, agreed: bool, format: Format) -> None:
    from hpccert.cli.fixing import fix  # only when asked for

    fix(folder, wanted, agreed=agreed, stream=sys.stdout if format is Format.TEXT else sys.stderr)


def _report(findings: list[Finding], files: int, strict: bool) -> Report:
    if not findings:
        return Report((), files, __version__, {}, strict)
    from hpccert.cli.rule import pages  # it brings rooms that a clean workspace has no need of

    return Report(tuple(findings), files, __version__, pages(), strict)


def _print(report: Report, lines: Lines, format: Format, most: int) -> None:
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
    place = PurePosixPath(found.relative_to(folder)) if found.is_relative_to(folder) else None
    if place is None or (place.parts and place.parts[0] not in (*DEPTHS, WORKSPACE, PEOPLE)):
        raise HpccertError(f"'{path}' is not among the data of this workspace: {', '.join(DEPTHS)}")
    return place


def _within(finding: Finding, wanted: list[PurePosixPath]) -> bool:
    return any(PurePosixPath(finding.spot.file).is_relative_to(each) for each in wanted)
