"""What touches the world: writing files, the clock, git, chance from the system, the typesetter."""

import errno
import os
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from hpccert.problems import HpccertError

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult, Pool

PRIVATE = 0o700
SEED_BYTES = 16

NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}
LOCK_TRIES, LOCK_SECONDS = 50, 0.1

MOST_CHILDREN = 8
MOST_WAITING = 32
PAPERS_PER_CHILD = 10
SECONDS_PER_PAPER = 120
CHILD_BYTES = 8 * 1024**3


def now() -> str:
    """Return the present second in UTC, as review records tell it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_seed() -> bytes:
    """Return 128 bits of chance from the operating system."""
    return secrets.token_bytes(SEED_BYTES)


def git_setting(folder: Path, name: str) -> str | None:
    """Return a setting of git that is in force in a folder, such as `user.email`, if there is one."""
    try:
        answer = subprocess.run(["git", "config", name], cwd=folder, capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.decode("utf-8", "replace").strip() or None


class NewFolder:
    """A folder that is being filled and does not yet stand where it will."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, name: str, content: bytes) -> None:
        """Write a file below the folder; what lies below `secret/` is for its owner's eyes alone."""
        path = self._path / name
        if not path.resolve().is_relative_to(self._path.resolve()):
            raise HpccertError(f"'{name}' would be written outside of the folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.startswith("secret/"):
            (self._path / "secret").chmod(PRIVATE)
        path.write_bytes(content)


@contextmanager
def new_folder(path: Path) -> Iterator[NewFolder]:
    """Fill a new folder; it appears whole at the end, or not at all.

    Raises:
        HpccertError: it exists already and is not empty, or cannot be written.
    """
    with _writing(path):
        if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            raise HpccertError(f"'{path}' exists already; name a new folder with --out, nothing is overwritten")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.parent / f".hpccert-{secrets.token_hex(8)}"
        try:  # from before it is there: told to end at any moment, it goes
            draft.mkdir(PRIVATE)
            yield NewFolder(draft)
            draft.chmod(0o755)
            draft.replace(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def write_file(path: Path, content: bytes, private: bool = False) -> None:
    """Write a file whole or not at all; an older one is replaced in one step.

    Args:
        path: where; its folders are made.
        content: what.
        private: only its owner may read it.

    Raises:
        HpccertError: it cannot be written.
    """
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, content, 0o600 if private else 0o644)
        try:
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


class CacheDraft:
    """A file of a cache that is being written, as long as nothing fails."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        with suppress(OSError):
            path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            self._file = tempfile.NamedTemporaryFile(prefix=".hpccert-", dir=path.parent, delete=False)  # noqa: SIM115

    def write(self, content: bytes) -> None:
        """Write more; where that fails there will be no file."""
        try:
            if self._file:
                self._file.write(content)
        except OSError:
            self.drop()

    def keep(self) -> None:
        """Let the file be there, whole."""
        with suppress(OSError):
            if self._file:
                self._file.close()
                Path(self._file.name).replace(self._path)
        self.drop()

    def drop(self) -> None:
        """Let nothing be left of the draft."""
        if self._file:
            with suppress(OSError):
                self._file.close()
            Path(self._file.name).unlink(missing_ok=True)
        self._file = None


@contextmanager
def new_cache(path: Path) -> Iterator[CacheDraft]:
    """Write a file of a cache; it is there at the end, whole, unless something went wrong meanwhile.

    A cache that cannot be written costs time and no more: that is no error.
    """
    draft = CacheDraft(path)
    try:
        yield draft
        draft.keep()
    finally:
        draft.drop()


def create_file(root: Path, name: str, content: bytes) -> None:
    """Write a new file below a folder whole or not at all; never over an existing one, nor through a link.

    Raises:
        HpccertError: it exists, its folder is a link, or it cannot be written.
    """
    path = root / name
    with _writing(path):
        _make_parent(root, path)
        draft = _draft(path, content, 0o644)
        try:
            os.link(draft, path)
        finally:
            draft.unlink()


def replace_file(root: Path, name: str, old: bytes, new: bytes) -> bool:
    """Replace a file below a folder in one step, if it still is what was read; its mode stays.

    Returns:
        whether it was replaced.

    Raises:
        HpccertError: its folder or itself is a link, or it cannot be written.
    """
    path = root / name
    with _writing(path):
        _refuse_links(root, path)
        mode = stat.S_IMODE(path.lstat().st_mode)
        draft = _draft(path, new, mode)
        try:
            unchanged = _content(path, len(old)) == old
            if unchanged:
                draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return unchanged


def _content(path: Path, size: int) -> bytes | None:
    """Return what a regular file holds, at most one byte more than a size."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(size + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else None


def append_line(root: Path, name: str, header: str, line: str) -> None:
    """Add one line at the end of a file below a folder; what is there is not touched, nor rewritten.

    The line reaches the file in one write under a lock; if only a part of it fits, the part is taken
    back. A file that does not exist begins with the header.

    Raises:
        HpccertError: its folder or itself is a link, or it cannot be written.
    """
    path = root / name
    with _writing(path):
        _make_parent(root, path)
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, flags, 0o644)
        try:
            _lock(handle, path)
            _append(handle, header, line)
        finally:
            os.close(handle)


def _append(handle: int, header: str, line: str) -> None:
    size = os.fstat(handle).st_size
    before = header if size == 0 else "" if os.pread(handle, 1, size - 1) == b"\n" else "\n"
    content = f"{before}{line}\n".encode()
    try:
        if os.write(handle, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _make_parent(root: Path, path: Path) -> None:
    """Make a file's folder below a root."""
    _refuse_links(root, path)
    path.parent.mkdir(parents=True, exist_ok=True)


def _refuse_links(root: Path, path: Path) -> None:
    """Stop at a link on the way to a file: it would lead elsewhere."""
    for each in (path.parent, *path.parent.parents):
        if each == root:
            break
        if each.is_symlink():
            raise HpccertError(f"'{each}' is a link; nothing is written through it")


def _lock(handle: int, path: Path) -> None:
    """Take the lock of a file; file systems without locks, and Windows, go without."""
    with suppress(ImportError):
        import fcntl

        for _ in range(LOCK_TRIES):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(LOCK_SECONDS)
            except OSError as error:
                if error.errno in NO_LOCKS:
                    return
                raise
            else:
                return
        raise HpccertError(f"another program holds the lock of '{path}'; try again")


class Typesetter:
    """Typst over a folder of templates; texts come in as data, never as a program.

    It works in child processes, on all cores, with limits of memory and time: what goes wrong in one
    ends that child. A child makes a few papers only, for its memory grows with each.
    """

    def __init__(self, folder: Path, standards: Sequence[str], pool: "Pool") -> None:
        self._folder = folder
        self._standards = list(standards)
        self._pool = pool

    def pdfs(self, jobs: Iterable[tuple[str, dict[str, str]]]) -> Iterator[bytes]:
        """Yield a PDF for each template and its inputs, in order; the same bytes for the same inputs.

        Raises:
            HpccertError: one cannot be set.
        """
        waiting: deque[AsyncResult[bytes]] = deque()
        for template, inputs in jobs:
            waiting.append(self._pool.apply_async(_pdf, (self._folder, template, inputs, self._standards)))
            if len(waiting) > MOST_WAITING:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


@contextmanager
def typesetter(templates: Mapping[str, bytes], standards: Sequence[str]) -> Iterator[Typesetter]:
    """Make a typesetter whose programs are these templates; it sees no other files, and no network.

    Raises:
        HpccertError: Typst is not installed.
    """
    if find_spec("typst") is None:  # 34 MB, an extra: only who prints papers needs it
        raise HpccertError("PDF papers need the package typst; install 'hpccert[pdf]', or ask for --paper html")
    import multiprocessing  # only when papers are set

    with tempfile.TemporaryDirectory(prefix="hpccert-") as folder:
        for name, content in templates.items():
            (Path(folder) / name).write_bytes(content)
        # spawned children know nothing of this one; the executor of concurrent.futures can deadlock when
        # it replaces them (CPython issue 115634), this older pool does not
        children = multiprocessing.get_context("spawn").Pool(
            min(os.cpu_count() or 1, MOST_CHILDREN), initializer=_limited, maxtasksperchild=PAPERS_PER_CHILD
        )
        with children:
            yield Typesetter(Path(folder), standards, children)


def _limited() -> None:
    """Bound what a child may use, and leave Ctrl-C to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))


def _pdf(folder: Path, template: str, inputs: dict[str, str], standards: list[str]) -> bytes:
    import typst

    made: bytes = typst.compile(
        str(folder / template),
        root=str(folder),
        ignore_system_fonts=True,
        font_paths=[],
        package_path=str(folder),
        package_cache_path=str(folder),
        sys_inputs=inputs,
        format="pdf",
        pdf_standards=cast("list[Any]", standards),
        timestamp=0,
    )
    return made


def _result(answer: "AsyncResult[bytes]") -> bytes:
    from multiprocessing import TimeoutError as TookTooLong

    try:
        return answer.get(SECONDS_PER_PAPER)
    except TookTooLong:
        raise HpccertError(f"the typesetter died, or took over {SECONDS_PER_PAPER} seconds for one paper") from None
    except RuntimeError as error:
        raise HpccertError(f"the typesetter failed: {str(error).strip().splitlines()[0]}") from None


def _draft(path: Path, content: bytes, mode: int) -> Path:
    handle, name = tempfile.mkstemp(prefix=".hpccert-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    return draft


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise HpccertError(f"'{path}' exists already; nothing is overwritten") from None
    except OSError as error:
        raise HpccertError(f"'{path}' cannot be written: {(error.strerror or str(error)).lower()}") from None
