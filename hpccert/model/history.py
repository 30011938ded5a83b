"""What a version control system remembers of a workspace: commits, and what each did to which file."""

from dataclasses import dataclass

ABBREVIATED = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a commit changed: the ids of its contents in the parents, and in the commit; None where it is not.

    Of a merge all parents count, each different content once; those that have the file as the commit has it, too.
    """

    file: str  # below the workspace's folder, with slashes
    before: tuple[str | None, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, as far as it concerns a workspace."""

    id: str
    parents: tuple[str, ...]
    email: str  # of its author
    written: int  # seconds since 1970: what `git rebase` and `git commit --amend` keep
    committed: int  # and what they renew
    day: str  # on which it was written, as git tells it
    changes: tuple[Change, ...]
    cut: bool = False  # it has parents that this clone lacks

    @property
    def named(self) -> str:
        """The commit as a message names it."""
        return f"commit {self.id[:ABBREVIATED]} of {self.day}"


@dataclass(frozen=True, slots=True)
class Signature:
    """What came of checking a commit's signature: whether it is good, in a word, and the keys that may have made it."""

    good: bool
    said: str
    keys: frozenset[str] = frozenset()  # as people.yaml writes them
