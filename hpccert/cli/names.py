"""The beginning of a word -> the ids and codes of the workspace that begin so, for completion in a shell.

Ids are the stems of files, so that their names are enough; of skills the line with the code is read, too. Nothing is
checked, and what is no id or code by its form is not offered: no name of a file can mean anything to a shell.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import typer

from hpccert.model.layout import DEPTHS, PEOPLE
from hpccert.model.slug import is_slug

ENDING = ".yaml"
MANY = 400  # words, from which on only their beginnings are offered
CODE = rb"""(?m)^code:[ \t]*["']?([A-Z]{1,4}(?:[1-9][0-9]*(?:\.[1-9][0-9]*)*)?)["']?[ \t\r]*$"""
ID = rb"""(?m)^[ \t]*(?:-[ \t]+)?(?:\{[ \t]*)?id:[ \t]*["']?([a-z0-9-]+)"""
HEAD = 4096  # bytes of a skill's file in which its code stands


def questions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of questions; of very many, the beginnings up to the next hyphen."""
    return _few(_root(ctx), "questions", incomplete)


def certificates(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of certificates."""
    return _few(_root(ctx), "certificates", incomplete)


def skills(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of skills with their codes beside, and the codes with the ids."""
    paths = [Path(folder, name) for folder, names in _files(_root(ctx), "skills") for name in names]
    coded = [(each.stem, _code(str(each))) for each in paths if is_slug(each.stem)]
    pairs = coded + [(code, id) for id, code in coded if code]
    return sorted(each for each in pairs if each[0].startswith(incomplete))


def branches(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of certificates, then what `skills` returns."""
    return [(each, "certificate") for each in certificates(ctx, incomplete)] + skills(ctx, incomplete)


def people(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of people."""
    from hpccert.load.scan import read_bytes

    ids = {each.decode() for each in re.findall(ID, read_bytes(_root(ctx) / PEOPLE))}
    return sorted(each for each in ids if each.startswith(incomplete) and is_slug(each))


def _root(ctx: typer.Context) -> Path:
    from hpccert.load.scan import root_of  # only to complete, not to declare

    named = ctx.params.get("root")
    return root_of(Path() if named is None else Path(named).expanduser())


def _files(root: Path, kind: str, beginning: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield each folder of a kind with the names of the data files in it that begin so."""
    for folder in _folders(f"{root}/{kind}", DEPTHS[kind] - 1):
        listed = os.listdir(folder)  # noqa: PTH208 - a path for each of 100,000 files would take a second
        names = [each for each in listed if each.startswith(beginning) and each.endswith(ENDING)]
        if names:
            yield folder, names


def _folders(top: str, depth: int) -> list[str]:
    """Return the folders so far below another; links are not followed."""
    if Path(top).is_symlink() or not Path(top).is_dir():
        return []
    if not depth:
        return [top]
    with os.scandir(top) as entries:
        return [each.path for each in entries if each.is_dir(follow_symlinks=False)]


def _few(root: Path, kind: str, beginning: str) -> list[str]:
    """Return the ids of a kind that begin so; of very many, their beginnings up to the next hyphen."""
    groups = [names for _, names in _files(root, kind, beginning)]
    if sum(map(len, groups)) > MANY:
        names = {each for group in groups for each in _beginnings(group, len(beginning))}
    else:
        names = {each for group in groups for each in group}
    words = {each.removesuffix(ENDING) for each in names}
    return sorted(each for each in words if is_slug(each.removesuffix("-")))


def _beginnings(names: list[str], known: int) -> set[str]:
    """Return the beginnings of names up to the first hyphen after so many letters; without one, the name."""
    first = min(names)
    end = first.find("-", known) + 1
    if end and max(names).startswith(first[:end]):  # then all between them do
        return {first[:end]}
    return {each[: each.find("-", known) + 1] or each for each in names}


def _code(path: str) -> str:
    """Return the code in a skill's file; an empty text for none."""
    from hpccert.load.scan import read_bytes
    from hpccert.problems import HpccertError

    try:
        found = re.search(CODE, read_bytes(path, HEAD))
    except HpccertError:
        return ""
    return found[1].decode() if found else ""
