"""`hpccert validate --fix`: mend what is mechanical, after showing each change."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import typer

from hpccert import outside
from hpccert.cli import show
from hpccert.digest import digest
from hpccert.load import workspace
from hpccert.load.mending import Mended, mended
from hpccert.model import people
from hpccert.problems import HpccertError

SINGLE = {workspace.WORKSPACE: "workspace", people.FILE: "people"}
RECORDS = "reviews"  # to which lines are only added


@dataclass(frozen=True, slots=True)
class _Change:
    file: str
    folder: str
    before: bytes
    mended: Mended


def fix(root: Path, wanted: Sequence[PurePosixPath] | None, *, agreed: bool, stream: IO[str]) -> None:
    """Show what can be mended in the files of a workspace, and write it if that is wanted.

    Args:
        root: the workspace's folder.
        wanted: the files and folders to mend; nothing stands for all.
        agreed: write without asking; otherwise it is asked, or only shown where nobody can answer.
        stream: where to show it.
    """
    changes = list(_changes(root, wanted))
    for each in changes:
        show.difference(each.file, each.before, each.mended.data, stream)
    for each in changes:
        stream.write(f"{show.one_line(each.file)}: {show.one_line('; '.join(each.mended.said))}\n")
        if _becomes_stale(root, each):
            stream.write(f"{show.one_line(each.file)}: its content changes, so the reviews of it no longer count\n")
    if not changes:
        stream.write("nothing to mend\n")
    elif agreed or _asked(len(changes), stream):
        written = sum(_written(root, each, stream) for each in changes)
        stream.write(f"{show.plural(written, 'file')} mended\n")
    else:
        stream.write("nothing written; --fix --yes writes these changes\n")


def _changes(root: Path, wanted: Sequence[PurePosixPath] | None) -> Iterator[_Change]:
    modeline = (root / "schemas").is_dir()  # without schemas it would lead nowhere
    for file, folder in _files(root):
        if wanted is not None and not any(PurePosixPath(file).is_relative_to(each) for each in wanted):
            continue
        try:
            before = workspace.read_bytes(root / file)
        except HpccertError:
            continue  # what cannot be read is reported when the workspace is checked
        after = mended(before, folder, file, modeline=modeline)
        if after.data != before:
            yield _Change(file, folder, before, after)


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the data files that may be mended, each with its folder; none that a link leads to."""
    yield from ((file, folder) for file, folder in SINGLE.items() if os.path.lexists(root / file))
    for folder, depth in workspace.DEPTHS.items():
        if folder == RECORDS or (root / folder).is_symlink():
            continue
        for path in sorted((root / folder).glob("*/" * (depth - 1) + "*.yaml")):
            place = path.relative_to(root)
            if not path.parent.is_symlink() and not any(each.startswith(".") for each in place.parts):
                yield place.as_posix(), folder


def _becomes_stale(root: Path, change: _Change) -> bool:
    """Whether there are review records of the present content, and the content changes."""
    if change.folder != "questions":
        return False
    value, _ = workspace.check_text(change.before, change.folder, change.file)
    after, _ = workspace.check_text(change.mended.data, change.folder, change.file)
    if value is None or digest(value) == digest(after):
        return False
    try:
        records = workspace.read_bytes(root / RECORDS / PurePosixPath(change.file).relative_to("questions"))
    except HpccertError:
        return False
    return digest(value).encode() in records


def _asked(count: int, stream: IO[str]) -> bool:
    if not (sys.stdin.isatty() and stream.isatty()):
        return False
    return typer.confirm(f"write these changes to {show.plural(count, 'file')}?", err=stream is sys.stderr)


def _written(root: Path, change: _Change, stream: IO[str]) -> bool:
    try:
        done = outside.replace_file(root, change.file, change.before, change.mended.data)
        said = "it changed while you were reading; not written"
    except HpccertError as error:
        done, said = False, str(error)
    if not done:
        stream.write(f"{show.one_line(change.file)}: {show.one_line(said)}\n")
    return done
