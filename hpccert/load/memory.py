"""The content of a file -> what an earlier run made of it, if it is remembered; and the bytes to remember.

Every entry is found and unlocked by a digest of the very content it speaks of: a memory tells nothing to
whoever does not hold the files. It is made for one state of this program; what is damaged, foreign or of
another state is not found, which costs time and nothing else.
"""

import hashlib
import os
from collections.abc import Mapping
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


def name_of(mark: Mark) -> bytes:
    """Return the name under which what has this mark is remembered."""
    return mark[:NAME]


def locked(mark: Mark, content: bytes) -> bytes:
    """Return an entry that remembers what was made of a content, such that only its mark unlocks it.

    A stream of bits that follows from the mark is added; adding it again unlocks.
    """
    stream = hashlib.shake_128(mark[NAME:]).digest(len(content))
    return (int.from_bytes(content, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(content), "big")


unlocked = locked


def recalled(path: Path) -> dict[bytes, bytes]:
    """Return the locked entries of a memory by their names; none if there is no memory, or a damaged one."""
    try:
        data = read_bytes(path, MAX_BYTES)
    except HpccertError:
        return {}
    found, at = {}, CHECK
    if data[:CHECK] != _check(data[CHECK:]):
        return {}
    while at < len(data):
        begin = at + NAME + LENGTH
        end = begin + int.from_bytes(data[at + NAME : begin], "big")
        found[data[at : at + NAME]] = data[begin:end]
        at = end
    return found


def remembered(entries: Mapping[bytes, bytes]) -> bytes:
    """Return a memory with these locked entries; `recalled` returns them again."""
    parts = (part for name, locked in entries.items() for part in (name, len(locked).to_bytes(LENGTH, "big"), locked))
    body = b"".join(parts)
    return _check(body) + body


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECK).digest()


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
