"""`hpccert validate`: everything that is wrong with the workspace, at its place."""

import sys
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from hpccert.cli import show
from hpccert.cli.checking import verdict
from hpccert.cli.shared import AsFormat, Root, TableFormat, new_app, root_of
from hpccert.model.layout import DEPTHS, PEOPLE, WORKSPACE
from hpccert.problems import Finding, HpccertError

app = new_app()


@app.command(no_args_is_help=False)
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Report only on these files or folders.", show_default=False)
    ] = None,
    format: AsFormat = TableFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend what is mechanical; the changes are shown before.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: write the changes without asking.")] = False,
    root: Root = None,
) -> None:
    """Check skills, questions, review records, certificates and people.

    References are looked up in the whole workspace, whatever PATHS are reported. Exit code 0: nothing
    is wrong; 1: there are findings; 2: the workspace could not be read.

    Example: hpccert validate questions/use-cli
    """
    folder = root_of(root)
    wanted = None if paths is None else [_inside(each, folder) for each in paths]
    if yes and not fix:
        raise HpccertError("--yes belongs to --fix; without it nothing is written")
    if fix:
        from hpccert.cli import fixing  # only when asked for

        aside = sys.stdout if format is TableFormat.TEXT else sys.stderr
        fixing.fix(folder, wanted, agreed=yes, stream=aside)
    found = verdict(folder)
    findings = [each for each in found.findings if wanted is None or _within(each, wanted)]
    if format is TableFormat.JSON:
        show.as_json([show.as_data(each) for each in findings])
    else:
        show.findings_text(findings, found.files)
    raise typer.Exit(show.exit_code(findings, strict))


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
