"""`hpccert validate`: everything that is wrong with the workspace, at its place."""

from pathlib import Path
from typing import Annotated

import typer

from hpccert.cli.options import Format, Kind, Root, new_app

app = new_app()
MOST = 200


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
    from hpccert.cli.validating import Asked, validated

    asked = Asked(format, most, strict, fix=fix, yes=yes)
    raise typer.Exit(validated(root, paths, kind, asked))
