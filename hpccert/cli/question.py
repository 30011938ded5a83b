"""`hpccert question`: write a question, look at one."""

from typing import Annotated

import typer

from hpccert.cli import names
from hpccert.cli.options import As, AsFormat, Root, TableFormat, new_app
from hpccert.model.kind import Kind

app = new_app()


@app.callback()
def question() -> None:
    """Write and look at questions."""


@app.command()
def new(
    skill: Annotated[
        str,
        typer.Argument(
            help="The leaf it belongs to: a code or id, such as USE1.1 or use-cli.", autocompletion=names.skills
        ),
    ],
    id: Annotated[str, typer.Argument(help="Its id, a slug that tells the subject: use-cli-pipes.")],
    type: Annotated[Kind, typer.Option("--type", help="How it is answered.")] = Kind.TRUE_FALSE_SET,
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", help="An outcome it examines; may be repeated.", show_default=False)
    ] = None,
    as_: As = None,
    root: Root = None,
) -> None:
    """Write a new question file to be filled in with any editor.

    Example: hpccert question new use-cli use-cli-pipes
    """
    from hpccert.cli.questions import begin

    begin(root, skill, id, type, outcome or [], as_)


@app.command("show")
def show_question(
    id: Annotated[str, typer.Argument(help="The question's id.", autocompletion=names.questions)],
    key: Annotated[bool, typer.Option("--key", help="Show the key and the explanation, too.")] = False,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show a question as an examinee reads it, with its state; the key only if asked for.

    Example: hpccert question show use-cli-quotes --key
    """
    from hpccert.cli.questions import show_one

    show_one(root, id, key, format)


@app.command()
def similar(
    question: Annotated[
        str,
        typer.Argument(help="A question's id, or the file of one, wherever it is.", autocompletion=names.questions),
    ],
    most: Annotated[int, typer.Option("--most", min=1, help="Show at most so many.")] = 10,
    format: AsFormat = TableFormat.TEXT,
    root: Root = None,
) -> None:
    """Show the questions that are most like one, and the passages they have in common.

    Case and punctuation count between backticks only: there -r is not -R. From 35 % in common on, 'hpccert validate'
    warns, unless one of the two names the other as an enemy.

    Example: hpccert question similar use-cli-quotes
    """
    from hpccert.cli.likeness import similar_to

    similar_to(root, question, most, format)
