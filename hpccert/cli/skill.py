"""`hpccert skill`: the tree of skills and a skill by itself."""

from typing import Annotated

import typer

from hpccert.cli import names
from hpccert.cli.options import AsFormat, Root, TableFormat, new_app

app = new_app()
Name = Annotated[
    str, typer.Argument(help="A skill's code or id, such as USE1.1 or use-cli.", autocompletion=names.skills)
]


@app.callback()
def skill() -> None:
    """Look at the skill tree."""


@app.command()
def tree(
    branch: Annotated[
        str | None,
        typer.Argument(
            help="Show only this skill and those below it.", show_default=False, autocompletion=names.skills
        ),
    ] = None,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show the tree with the number of outcomes and questions of each skill.

    Example: hpccert skill tree USE1
    """
    from hpccert.cli.skills import show_tree

    show_tree(root, branch, format)


@app.command("show")
def show_skill(name: Name, format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Show a skill: its outcomes, what it requires and what requires it, its questions.

    Example: hpccert skill show USE1.1
    """
    from hpccert.cli.skills import show_one

    show_one(root, name, format)
