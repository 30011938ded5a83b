"""A folder in a git repository -> its commits, what its files held, and who signed.

git is only asked. It runs without shell, pager, hooks and helper programs of whatever configuration, answers within a
time and a size, and its answers are split at bytes that no name of a file or person can hold.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from threading import Timer
from typing import IO

from hpccert.model.history import Change, Commit, Signature
from hpccert.model.layout import PEOPLE, WORKSPACE
from hpccert.problems import HpccertError

SECONDS = 600
MOST_BYTES = 512 * 1024**2  # of an answer
LARGEST = 256 * 1024  # bytes of a file that is read; larger ones are no data of ours
ONE_ASKING = 16 * 1024**2  # bytes of files that are asked for at once

KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES")
FORCED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",  # history as it is, not as somebody would have it
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
SETTINGS = (
    *("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.quotePath=false", "core.alternateRefsCommand="),
    *("protocol.allow=never", "log.showSignature=false", "log.follow=false", "diff.relative=false"),
    *("gpg.program=gpg", "gpg.openpgp.program=gpg", "gpg.x509.program=false", "gpg.ssh.program=ssh-keygen"),
    *("gpg.minTrustLevel=undefined", "i18n.logOutputEncoding=UTF-8"),
)
HEADER = "%H%x00%P%x00%ae%x00%at%x00%ct%x00%as"
HISTORY = (
    *("log", "-z", f"--format={HEADER}", "--raw", "--no-abbrev", "--no-renames", "--root", "--relative"),
    *("-m", "--full-history", "--sparse", "--topo-order", "--reverse"),  # also merges that keep one side whole
    *(
        f"-O{os.devnull}",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--no-notes",
        "--no-mailmap",
        "--ignore-submodules=all",
    ),
)
PATHS = ("reviews", "questions", PEOPLE, WORKSPACE)
FIELDS = 6
REGULAR = (b"100644", b"100755")
SIGNED = "%H%x00%G?%x00%GS%x00%GF%x00%GP"
GOOD = ("G", "U", "Y")  # U: of a key without trust of its own; Y: of one that has expired since
BAD = {
    "N": "there is no signature",
    "B": "the signature is bad",
    "E": "the signature cannot be checked: its key is not known here",
    "X": "the signature has expired",
    "R": "the signature is of a revoked key",
}
OPENPGP = "openpgp:"


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that a folder lies in."""

    folder: Path

    def head(self) -> str | None:
        """Return the id of the commit that is checked out; None before the first one.

        Raises:
            HpccertError: git is not there, or the folder is in no repository.
        """
        status, out, said = self._ask("rev-parse", "--is-inside-work-tree")
        if status and "not a git repository" in said:
            raise HpccertError(f"'{self.folder}' is in no git repository, so there is no history to read")
        if status or out.strip() != b"true":
            raise HpccertError(f"git cannot read the history of '{self.folder}': {said or 'it has no work tree'}")
        status, out, _ = self._ask("rev-parse", "--verify", "--quiet", "HEAD")
        return None if status else out.decode().strip()

    def commits(self, head: str) -> list[Commit]:
        """Return all commits up to one, each after its parents."""
        told = _parsed(self._answer(*HISTORY, head, "--", *PATHS))
        found = [_whole(list(each)) for _, each in groupby(told, lambda commit: commit.id)]
        roots = [each.id for each in found if not each.parents]
        cut = {id for id, data in self.contents(roots) if b"\nparent " in data.partition(b"\n\n")[0]}
        return [replace(each, cut=True) if each.id in cut else each for each in found]

    def commit_named(self, name: str) -> str:
        """Return the id of a commit by a name that git knows, such as a branch, a tag or `HEAD~3`.

        Raises:
            HpccertError: there is none.
        """
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        status, out, _ = (1, b"", "") if "\0" in name else self._ask(*words)
        if status:
            raise HpccertError(f"there is no commit '{name}' in this clone; name one that 'git log' shows")
        return out.decode().strip()

    def reachable(self, commit: str) -> frozenset[str]:
        """Return the ids of a commit and all before it."""
        return frozenset(self._answer("rev-list", commit).decode().split())

    def files(self, commit: str, folder: str) -> dict[str, str]:
        """Return the regular files below a folder of a commit, by name, with the ids of their contents."""
        listed = self._answer("ls-tree", "-r", "-z", commit, "--", folder).split(b"\0")
        entries = (each.partition(b"\t") for each in listed if each)
        named = [(_name(name), about.split()) for about, _, name in entries]
        return {name: about[2].decode() for name, about in named if name and about[0] in REGULAR}

    def there(self, places: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those of these files that there were, each given by a commit and its name."""
        asked = [(commit, file) for commit, file in places if "\n" not in file]
        lines = self._checked(f"{commit}:./{file}" for commit, file in asked)
        return {pair for pair, line in zip(asked, lines, strict=True) if not line.endswith(b" missing")}

    def contents(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield what objects hold, by their ids; not of those that are too large.

        Raises:
            HpccertError: this clone lacks one.
        """
        wanted = list(dict.fromkeys(ids))
        sized = []
        for id, line in zip(wanted, self._checked(wanted), strict=True):
            if line.endswith(b" missing"):
                raise HpccertError(f"this clone lacks the content {id}; clone again without --filter")
            size = int(line.split()[-1])
            if size <= LARGEST:
                sized.append((id, size))
        for batch in _batches(sized):
            data = self._answer("cat-file", "--batch", asked="".join(f"{each}\n" for each in batch))
            at = 0
            for id in batch:
                start = data.index(b"\n", at) + 1
                end = start + int(data[at:start].split()[-1])
                yield id, data[start:end]
                at = end + 1

    def signatures(self, commits: Sequence[str], keys: Iterable[str]) -> dict[str, Signature]:
        """Return what came of checking the signatures of commits, by SSH keys or by OpenPGP keys of the user's ring.

        Args:
            commits: their ids.
            keys: as people.yaml writes them.
        """
        ssh = [each for each in dict.fromkeys(keys) if not each.startswith(OPENPGP)]
        with tempfile.TemporaryDirectory(prefix="hpccert-") as folder:
            allowed = Path(folder) / "signers"
            allowed.write_text("".join(f"{number} {each}\n" for number, each in enumerate(ssh)), "utf-8")
            words = ("log", "-z", "--no-walk=unsorted", "--stdin", f"--format={SIGNED}", "--no-color")
            setting = ("-c", f"gpg.ssh.allowedSignersFile={allowed}")
            out = self._answer(*setting, *words, asked="".join(f"{each}\n" for each in commits)) if commits else b""
        tokens = iter(out.decode("utf-8", "replace").split("\0"))
        rows = iter(lambda: tuple(islice(tokens, 5)), ("",))
        return {id: _signature(letter, signer, marks, ssh) for id, letter, signer, *marks in rows}

    def _checked(self, names: Iterable[str]) -> list[bytes]:
        """Return what git says of objects, a line each."""
        asked = "".join(f"{each}\n" for each in names)
        return self._answer("cat-file", "--batch-check", asked=asked).splitlines() if asked else []

    def _answer(self, *words: str, asked: str = "") -> bytes:
        status, out, said = self._ask(*words, asked=asked)
        if status:
            raise HpccertError(f"git cannot read the history of '{self.folder}': {said or 'it failed'}")
        return out

    def _ask(self, *words: str, asked: str = "") -> tuple[int, bytes, str]:
        """Return git's exit code, its answer, and the first line of what else it says."""
        settings = [word for each in SETTINGS for word in ("-c", each)]
        inherited = {name: text for name, text in os.environ.items() if name in KEPT or not name.startswith("GIT_")}
        with tempfile.TemporaryFile() as questions, tempfile.TemporaryFile() as remarks:  # no pipe can fill up
            questions.write(asked.encode())
            questions.seek(0)
            try:
                process = subprocess.Popen(
                    ["git", "--no-pager", *settings, *words],
                    cwd=self.folder,
                    env={**inherited, **FORCED},
                    stdin=questions,
                    stdout=subprocess.PIPE,
                    stderr=remarks,
                )
            except OSError:
                raise HpccertError("git is not there, and it keeps the history; install it, or check PATH") from None
            out = _read(process)
            remarks.seek(0)
            said = remarks.read(4096).decode("utf-8", "replace").partition("\n")[0].removeprefix("fatal: ")
        return process.returncode, out, said


def _read(process: "subprocess.Popen[bytes]") -> bytes:
    """Return what a process prints, within a time and a size."""
    late = Timer(SECONDS, process.kill)
    late.start()
    try:
        stream: IO[bytes] | None = process.stdout
        out = stream.read(MOST_BYTES + 1) if stream else b""
        if len(out) > MOST_BYTES:
            raise HpccertError(f"git answers with over {MOST_BYTES:,} bytes; this history is too large")
        process.wait()
    finally:
        on_time = late.is_alive()
        late.cancel()
        with suppress(OSError):
            process.kill()
        with process:
            pass
    if not on_time:
        raise HpccertError(f"git took over {SECONDS} seconds")
    return out


def _parsed(out: bytes) -> Iterator[Commit]:
    """Yield what git tells of commits; a merge comes once for each parent that it differs from."""
    tokens = iter(out.split(b"\0"))
    token = next(tokens)
    while token:
        id, parents, email, written, committed, day = (
            each.decode("utf-8", "replace") for each in (token, *islice(tokens, FIELDS - 1))
        )
        changes = []
        token = next(tokens)
        while (about := token.lstrip(b"\n")).startswith(b":"):
            name = _name(next(tokens))
            changes += [_change(name, about)] if name else []
            token = next(tokens)
        yield Commit(id, tuple(parents.split()), email, int(written), int(committed), day, tuple(changes))


def _change(name: str, about: bytes) -> Change:
    modes, ids = about[1:].split()[:2], about.split()[2:4]
    before, after = (id.decode() if mode in REGULAR else None for mode, id in zip(modes, ids, strict=True))
    return Change(name, (before,), after)


def _whole(told: Sequence[Commit]) -> Commit:
    """Return a commit with what it changed in comparison with any of its parents."""
    first = told[0]
    if len(first.parents) < 2:
        return first
    before: dict[str, list[str | None]] = {}
    after = {}
    for each in (change for commit in told for change in commit.changes):
        before.setdefault(each.file, []).extend(each.before)
        after[each.file] = each.after
    changes = []
    for file, contents in before.items():
        alike = () if len(contents) == len(first.parents) else (after[file],)
        changes.append(Change(file, tuple(dict.fromkeys((*contents, *alike))), after[file]))
    return replace(first, changes=tuple(changes))


def _signature(letter: str, signer: str, marks: Sequence[str], ssh: Sequence[str]) -> Signature:
    """Return a signature by what git says: of an SSH key its number in our list, of an OpenPGP key its fingerprints."""
    if letter not in GOOD:
        return Signature(False, BAD.get(letter, "the signature cannot be checked"))
    if not marks[0].startswith("SHA256:"):
        return Signature(True, "good", frozenset(f"{OPENPGP}{each}" for each in marks if each))
    known = letter == "G" and signer.isdecimal() and int(signer) < len(ssh)
    return Signature(True, "good", frozenset([ssh[int(signer)]]) if known else frozenset())


def _batches(sized: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Yield ids in groups whose contents are not too large together."""
    batch: list[str] = []
    total = 0
    for id, size in sized:
        if batch and total + size > ONE_ASKING:
            yield batch
            batch, total = [], 0
        batch.append(id)
        total += size
    if batch:
        yield batch


def _name(name: bytes) -> str | None:
    """Return the name of a file; None for one that no file of ours can have."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return None


def versions(folder: Path, id: str) -> Iterator[bytes]:
    """Yield what a question's file held in commits up to the present one, in whichever folder, the newest first.

    Args:
        folder: the one that holds questions/: a workspace or a secret bank.
        id: the question's.

    Raises:
        HpccertError: git cannot tell.
    """
    repository = Repository(folder)
    head = repository.head()
    changes = [each for commit in reversed(repository.commits(head) if head else []) for each in commit.changes]
    named = (each for each in changes if each.file.startswith("questions/") and each.file.endswith(f"/{id}.yaml"))
    yield from (data for _, data in repository.contents(each.after for each in named if each.after))
