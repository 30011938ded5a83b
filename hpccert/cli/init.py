"""`hpccert init`: begin a workspace."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from hpccert.cli.options import new_app
from hpccert.problems import HpccertError

app = new_app()


@app.command(no_args_is_help=False)
def init(
    folder: Annotated[Path, typer.Argument(help="Where; it need not exist.")] = Path(),
    name: Annotated[
        str, typer.Option("--name", help="What the competence standard is called.")
    ] = "Competence Standard",
) -> None:
    """Begin a workspace: settings, people, a checklist for reviewers, schemas for editors. Nothing is overwritten.

    Example: hpccert init my-standard --name "My Standard"
    """
    from hpccert import outside  # a declaration imports no room
    from hpccert.cli import show
    from hpccert.load import schemas
    from hpccert.load.checklists import first_checklist
    from hpccert.render.start import start

    texts = {each: schemas.text_of(each) for each in schemas.names()}
    files = start(_plain(name), _person(folder), texts, first_checklist())
    taken = [each for each in (*files, "review", "schemas") if os.path.lexists(folder / each)]
    if taken:
        raise HpccertError(f"'{folder / taken[0]}' exists already; nothing is overwritten")
    for file, content in files.items():
        outside.create_file(folder, file, content)
    show.say(f"written to {folder}: {', '.join(each for each in files if '/' not in each)}, review/, schemas/")
    show.say("next: fill in people.yaml, write a first skill (skills/<set>/<id>.yaml), and run 'hpccert validate'")


def _plain(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise HpccertError("--name must be a line of plain text")
    return name.strip()


def _person(folder: Path) -> tuple[str, str, str] | None:
    """Return who the git identity says is beginning: id, name, e-mail address."""
    from hpccert.outside import git_setting

    near = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
    name, email = git_setting(near, "user.name"), git_setting(near, "user.email")
    id = "-".join(re.findall(r"[a-z0-9]+", (name or "").lower()))
    return (id, name, email) if name and email and id and (name + email).isprintable() else None
