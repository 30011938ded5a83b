"""`hpccert validate --fix`: mend what is mechanical, after showing each change."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import typer

from hpccert import outside
from hpccert.cli import show
from hpccert.cli.banks import banks_of
from hpccert.digest import digest
from hpccert.load import reading
from hpccert.load.mending import Mended, mended
from hpccert.load.scan import File, contents, read_bytes, scanned
from hpccert.model.layout import is_in_a_bank, records_of
from hpccert.problems import HpccertError

MENDED_A_SECOND = 2000
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class _Change:
    file: File
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
        show.difference(each.file.name, each.before, each.mended.data, stream)
    for each in changes:
        stream.write(f"{show.one_line(each.file.name)}: {show.one_line('; '.join(each.mended.said))}\n")
        if _becomes_stale(root, each):
            stream.write(
                f"{show.one_line(each.file.name)}: its content changes, so the reviews of it no longer count\n"
            )
    if not changes:
        stream.write("nothing to mend\n")
    elif agreed or _asked(len(changes), stream):
        written = sum(_written(root, each, stream) for each in changes)
        stream.write(f"{show.plural(written, 'file')} mended\n")
    else:
        stream.write("nothing written; --fix --yes writes these changes\n")


def _changes(root: Path, wanted: Sequence[PurePosixPath] | None) -> Iterator[_Change]:
    modeline = (root / "schemas").is_dir()  # without schemas it would lead nowhere
    files = [each for each in scanned(root, banks_of(root)).files if wanted is None or _within(each, wanted)]
    for file in show.progress(files, "mending", MENDED_A_SECOND):
        before, _ = contents(root, file.name)
        after = (
            None
            if before is None
            else mended(before, file.kind, file.name, modeline=modeline and not is_in_a_bank(file.name))
        )
        if before is not None and after is not None and after.data != before:
            yield _Change(file, before, after)


def _within(file: File, wanted: Sequence[PurePosixPath]) -> bool:
    return any(PurePosixPath(file.name).is_relative_to(each) for each in wanted)


def _becomes_stale(root: Path, change: _Change) -> bool:
    """Whether there are review records of the present content, and the content changes."""
    if change.file.kind != "questions":
        return False
    value, _ = reading.read("questions", change.before)
    after, _ = reading.read("questions", change.mended.data)
    if value is None or digest(value) == digest(after):
        return False
    try:
        records = read_bytes(root / records_of(change.file.name))
    except HpccertError:
        return False
    return digest(value).encode() in records


def _asked(count: int, stream: IO[str]) -> bool:
    if not (sys.stdin.isatty() and stream.isatty()):
        return False
    try:
        return typer.confirm(f"write these changes to {show.plural(count, 'file')}?", err=stream is sys.stderr)
    except typer.Abort:
        raise typer.Exit(INTERRUPTED) from None


def _written(root: Path, change: _Change, stream: IO[str]) -> bool:
    try:
        done = outside.replace_file(root, change.file.name, change.before, change.mended.data)
        said = "it changed while you were reading; not written"
    except HpccertError as error:
        done, said = False, str(error)
    if not done:
        stream.write(f"{show.one_line(change.file.name)}: {show.one_line(said)}\n")
    return done
