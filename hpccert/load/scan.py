"""A folder -> the workspace it is in, and the data files there by kind; what lies there and is not one."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from hpccert.model.layout import DEPTHS, IN_BANKS, LAYOUT, PEOPLE, WORKSPACE, below, stem_of
from hpccert.problems import Finding, HpccertError, Severity, Spot

MAX_BYTES = 256 * 1024
ENDING = ".yaml"
ENDINGS = (".yaml", ".yml")
IGNORED = {"README.md"}
NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
NO_WAITING = getattr(os, "O_NONBLOCK", 0)
NO_DRAFTS: Mapping[str, bytes] = MappingProxyType({})

CODES = {
    "Y006": (
        "file_lies_in_its_place",
        "Data files end in `.yaml` and lie where the layout of a workspace puts them; links are not read.\n\n"
        "Why: a file in the wrong place would be skipped, and its author would not notice.",
    ),
}


@dataclass(frozen=True, slots=True)
class File:
    """A data file by its kind and name; the kind is the top folder, or `workspace` and `people`."""

    kind: str
    name: str  # as seen from the root, with slashes

    @property
    def stem(self) -> str:
        """The file's name without folders and ending."""
        return stem_of(self.name)


@dataclass(frozen=True, slots=True)
class Scan:
    """The data files of a workspace in order, and what else lies among them.

    `broken` has the kind and stem of what is there and cannot be read; a stem `*` is a whole folder.
    """

    files: tuple[File, ...]
    findings: tuple[Finding, ...]
    broken: frozenset[tuple[str, str]]


@dataclass(slots=True)
class _Found:
    findings: list[Finding] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)


def root_of(start: Path) -> Path:
    """Return the workspace folder that a folder is in: the nearest one above with `hpccert.yaml`.

    Raises:
        HpccertError: there is none.
    """
    try:
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / WORKSPACE).is_file():
                return folder
    except OSError as error:
        raise HpccertError(f"'{start}' cannot be read: {(error.strerror or str(error)).lower()}") from None
    raise HpccertError(f"no {WORKSPACE} in '{start}' or above; change to a workspace or name one with --root")


def scanned(root: Path, banks: Sequence[str] = ()) -> Scan:
    """Return the data files of a workspace by kind, then by name, with `hpccert.yaml` first; then those of its banks.

    Args:
        root: the workspace's folder.
        banks: the folders of its secret banks as seen from there.
    """
    found = _Found()
    files = [File("workspace", WORKSPACE)]
    if os.path.lexists(root / PEOPLE):
        files.append(File("people", PEOPLE))
    for kind in DEPTHS:
        files += [File(kind, name) for name in _files(root, kind, kind, found)]
    for bank in banks:
        _look_for_strays(root, bank, found)
        for kind in IN_BANKS:
            files += [File(kind, name) for name in _files(root, below(bank, kind), kind, found)]
    return Scan(tuple(files), tuple(found.findings), frozenset(found.broken))


def read_bytes(path: str | os.PathLike[str], limit: int = MAX_BYTES, follow: bool = False) -> bytes:
    """Read a regular file, at most a byte more than the limit; links are followed only if asked for.

    Raises:
        HpccertError: it is no regular file or cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | NO_WAITING | (0 if follow else NO_LINKS))
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise HpccertError(f"'{Path(path).name}' is not a regular file")
            data = os.read(handle, min(status.st_size, limit) + 1)
            return data if len(data) == status.st_size else data + _rest(handle, limit + 1 - len(data))
        finally:
            os.close(handle)
    except OSError as error:
        name = Path(path).name
        if error.errno == errno.ELOOP:
            raise HpccertError(f"'{name}' is a link; put the file itself here") from None
        raise HpccertError(f"'{name}' cannot be read: {(error.strerror or str(error)).lower()}") from None


def _rest(handle: int, most: int) -> bytes:
    """Return what is left of a file that is not read in one go, or grew meanwhile."""
    blocks = []
    while most > 0 and (block := os.read(handle, min(most, 1 << 24))):
        blocks.append(block)
        most -= len(block)
    return b"".join(blocks)


def contents(root: Path, file: str, drafts: Mapping[str, bytes] = NO_DRAFTS) -> tuple[bytes | None, list[Finding]]:
    """Return the bytes of a data file or of its draft, or a finding that says why it cannot be read."""
    if file in drafts:
        return drafts[file], []
    try:
        return read_bytes(f"{root}/{file}"), []
    except HpccertError as error:
        return None, [Finding(Spot(file), "Y001", str(error), line=1, column=1)]


def with_drafts(scan: Scan, drafts: Mapping[str, bytes]) -> Scan:
    """Return a scan with files that are only drafted, each at the place its name gives it."""
    there = {each.name for each in scan.files}
    new = [File(_kind(each), each) for each in drafts if each not in there]
    return replace(scan, files=(*scan.files, *new)) if new else scan


def _kind(name: str) -> str:
    """Return the kind of file that a name is of; of a bank only questions are drafted."""
    first = name.split("/", 1)[0]
    return {WORKSPACE: "workspace", PEOPLE: "people"}.get(name, first if first in DEPTHS else "questions")


def _look_for_strays(root: Path, bank: str, found: _Found) -> None:
    """Note what a bank has of a workspace and a reader would take for a part of it."""
    for each in (WORKSPACE, PEOPLE, *DEPTHS):
        name = below(bank, each)
        if each not in IN_BANKS and os.path.lexists(root / name):
            _misplaced(found, name, "not read; a bank has only questions/ and reviews/", Severity.WARNING)


def _files(root: Path, folder: str, kind: str, found: _Found) -> Iterator[str]:
    """Yield the data files of a kind in a folder in order; note what lies there and is not one."""
    if (root / folder).is_symlink():
        _misplaced(found, folder, "links are not read; put the folder itself here")
        found.broken.add((kind, "*"))
        return
    for name, entry in _entries(str(root), folder):
        if entry is None:
            _misplaced(found, name, "the folder cannot be read; check its permissions")
            found.broken.add((kind, "*"))
        elif why := _objection(name, entry, kind, name.count("/") - folder.count("/")):
            if _misplaced(found, name, *why):
                found.broken.add((kind, stem_of(name)))
        elif name.endswith(ENDING):
            yield name


def _objection(name: str, entry: "os.DirEntry[str]", kind: str, depth: int) -> tuple[str, Severity] | None:
    """Return why a file is not read, if that needs to be said."""
    if not entry.is_file(follow_symlinks=False):
        return "links and special files are not read; put the file itself here", Severity.ERROR
    if not _is_utf8(name):
        return "the name of this file is not UTF-8; rename it", Severity.ERROR
    if not name.endswith(ENDING):
        if entry.name in IGNORED:
            return None
        meant = name.lower().endswith(ENDINGS)
        return "this file is not read; data files are named <id>.yaml", Severity.ERROR if meant else Severity.WARNING
    if depth != DEPTHS[kind]:
        return f"this file lies in the wrong place; the layout is {LAYOUT[kind]}", Severity.ERROR
    return None


def _misplaced(found: _Found, name: str, message: str, severity: Severity = Severity.ERROR) -> bool:
    """Note what lies in a wrong place; return whether it is an error, so that what names it is not at fault."""
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    found.findings.append(Finding(Spot(shown), "Y006", message, severity, 1, 1))
    return severity is Severity.ERROR


def _is_utf8(name: str) -> bool:
    try:
        return name.isascii() or bool(name.encode())
    except UnicodeEncodeError:
        return False


def _entries(root: str, folder: str) -> Iterator[tuple[str, "os.DirEntry[str] | None"]]:
    """Yield the entries below a folder, without hidden ones; no entry for a folder without rights."""
    waiting: list[tuple[str, os.DirEntry[str] | None]] = [(folder, None)]
    while waiting:
        name, entry = waiting.pop()
        if entry is not None and not entry.is_dir(follow_symlinks=False):
            yield name, entry
            continue
        try:
            with os.scandir(f"{root}/{name}") as entries:
                below = sorted(entries, key=lambda each: each.name, reverse=True)
        except FileNotFoundError:
            continue
        except OSError:
            yield name, None
            continue
        waiting += [(f"{name}/{each.name}", each) for each in below if not each.name.startswith(".")]
