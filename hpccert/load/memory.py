"""The content of a file -> what an earlier run made of it, if it is remembered; and the bytes to remember.

Every entry is found and unlocked by a digest of the very content it speaks of: a memory tells nothing to
whoever does not hold the files. It is made for one state of this program; what is damaged, foreign or of
another state is not found, which costs time and nothing else.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NewType

from hpccert import __version__
from hpccert.load.scan import read_bytes
from hpccert.problems import HpccertError

Mark = NewType("Mark", bytes)  # of a content: the name of its entry, and the lock

NAME, MARK, LENGTH, CHECK = 16, 48, 4, 16
MAX_BYTES = 1 << 30


def place_of(root: Path) -> Path:
    """Return the folder in which what is remembered of a workspace is kept, in this user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    name = hashlib.blake2b(os.fsencode(root), digest_size=NAME).hexdigest()
    return (Path(cache) if cache else Path.home() / ".cache") / "hpccert" / name


def mark_of(kind: str, data: bytes) -> Mark:
    """Return the mark of a file's content; the kind of file belongs to it, and the state of this program."""
    return Mark(hashlib.blake2b(data, digest_size=MARK, key=_program(), person=kind.encode()).digest())


def locked(mark: Mark, content: bytes) -> bytes:
    """Return an entry that remembers what was made of a content, such that only its mark unlocks it.

    A stream of bits that follows from the mark is added; adding it again unlocks.
    """
    stream = hashlib.shake_128(mark[NAME:]).digest(len(content))
    return (int.from_bytes(content, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(content), "big")


unlocked = locked


class Recalled:
    """The locked entries of a memory."""

    def __init__(self, notes: bytes = b"") -> None:
        self._notes = notes
        self._places: dict[bytes, tuple[int, int]] = {}
        at = 0
        while at < len(notes):
            begin = at + NAME + LENGTH
            end = begin + int.from_bytes(notes[at + NAME : begin], "big")
            self._places[notes[at : at + NAME]] = begin, end
            at = end

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, mark: Mark) -> bool:
        return mark[:NAME] in self._places

    def get(self, mark: Mark) -> bytes | None:
        """Return the entry of what has this mark, if there is one."""
        place = self._places.get(mark[:NAME])
        return None if place is None else self._notes[slice(*place)]


def recalled(path: Path) -> Recalled:
    """Return the entries of a memory; none if there is no memory, or a damaged one."""
    try:
        data = read_bytes(path, MAX_BYTES)
    except HpccertError:
        return Recalled()
    notes = data[:-CHECK]
    whole = hashlib.blake2b(notes, digest_size=CHECK).digest() == data[-CHECK:]
    return Recalled(notes if whole else b"")


class Notes:
    """A memory that is being written."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._check = hashlib.blake2b(digest_size=CHECK)

    def add(self, mark: Mark, entry: bytes) -> None:
        """Note a locked entry."""
        note = mark[:NAME] + len(entry).to_bytes(LENGTH, "big") + entry
        self._check.update(note)
        self._write(note)

    def end(self) -> None:
        """Note that all is noted."""
        self._write(self._check.digest())


@cache
def _program() -> bytes:
    """Return a digest of the state of this program: its version, its files, and what was installed beside it."""
    package = Path(__file__).parents[1]
    folders = [each for each in (package, package.parent / "schemas") if each.is_dir()]
    yaml = find_spec("yaml")
    installed = Path(yaml.origin).parents[1].stat().st_mtime_ns if yaml and yaml.origin else 0
    state = [__version__, str(installed)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for each in sorted(entries, key=lambda one: one.name):
                if each.is_dir() and each.name != "__pycache__":
                    folders.append(Path(each.path))
                elif each.name.endswith((".py", ".json")):
                    state.append(f"{each.path} {each.stat().st_size} {each.stat().st_mtime_ns}")
    return hashlib.blake2b("\n".join(state).encode(), digest_size=CHECK).digest()
