"""`hpccert validate`: everything that is wrong with the workspace, at its place."""

from pathlib import Path
from typing import Annotated

import typer

from hpccert.cli import show
from hpccert.cli.shared import AsFormat, Root, TableFormat, new_app, opened, root_of
from hpccert.problems import Finding, HpccertError

app = new_app()


@app.command(no_args_is_help=False)
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Report only on these files or folders.", show_default=False)
    ] = None,
    format: AsFormat = TableFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    root: Root = None,
) -> None:
    """Check skills, questions, review records, certificates and people.

    References are looked up in the whole workspace, whatever PATHS are reported. Exit code 0: nothing
    is wrong; 1: there are findings; 2: the workspace could not be read.

    Example: hpccert validate questions/use-cli
    """
    folder = root_of(root)
    bank, findings = opened(folder)
    findings = [each for each in findings if paths is None or _within(each, folder, paths)]
    if format is TableFormat.JSON:
        show.as_json([show.as_data(each) for each in findings])
    else:
        show.findings_text(findings, bank.files)
    raise typer.Exit(show.exit_code(findings, strict))


def _within(finding: Finding, folder: Path, paths: list[Path]) -> bool:
    file = (folder / finding.spot.file).absolute()
    return any(file.is_relative_to(_existing(each)) for each in paths)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise HpccertError(f"no file or folder '{path}'")
    return path.resolve()
