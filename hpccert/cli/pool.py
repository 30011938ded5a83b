"""`hpccert pool`: how full the pool of questions is, what to write next, and who wrote and reviewed it."""

from typing import Annotated

import typer

from hpccert.cli import names
from hpccert.cli.options import AsList, ListFormat, Pool, PoolName, Root, new_app

app = new_app()


@app.callback()
def pool() -> None:
    """See how full the pool of questions is, and what to write next. Prints counts, never a question."""


@app.command(no_args_is_help=False)
def status(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A certificate, or a branch of the tree; by default all.",
            metavar="[BRANCH|CERTIFICATE]",
            autocompletion=names.branches,
            show_default=False,
        ),
    ] = None,
    pool: Pool = PoolName.EXAM,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth",
            min=1,
            help="How many levels to show; by default as many as fit on a screen, for programs all.",
            show_default=False,
        ),
    ] = None,
    format: AsList = ListFormat.TEXT,
    root: Root = None,
) -> None:
    """Show how many questions are wanted and there: by certificate, branch, leaf and outcome.

    Prints counts, never a question, so that they may be published, of a secret bank too. A question counts
    for the first outcome that it names. A leaf passes the gate of a release with half of what is wanted accepted.

    Example: hpccert pool status USE1 --depth 2
    """
    from hpccert.cli.progress import show_progress

    show_progress(root, name, pool, depth, format)


@app.command(no_args_is_help=False)
def todo(
    most: Annotated[int, typer.Option("--most", min=0, help="How many entries; 0 is all.")] = 20,
    certificate: Annotated[
        str | None,
        typer.Option(
            "--certificate",
            help="Only what this certificate needs.",
            show_default=False,
            autocompletion=names.certificates,
        ),
    ] = None,
    pool: Pool = PoolName.EXAM,
    format: AsList = ListFormat.TEXT,
    root: Root = None,
) -> None:
    """Show what to write, review or accept next, by outcome; what lets exams be drawn soonest comes first.

    As Markdown it is a list to tick off, with the outcomes and their topics: for those who meet to write questions.

    Example: hpccert pool todo --most 5 --format markdown
    """
    from hpccert.cli.agenda import show_agenda

    show_agenda(root, certificate, pool, most, format)


@app.command(no_args_is_help=False)
def contributors(format: AsList = ListFormat.TEXT, root: Root = None) -> None:
    """Show who wrote and reviewed how many of the accepted questions, of those who want to be named.

    Only who has `public: true` in people.yaml is named; the others are a number.

    Example: hpccert pool contributors --format markdown
    """
    from hpccert.cli.credits import show_contributors

    show_contributors(root, format)
