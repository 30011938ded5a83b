"""What one commit did to review files, with all that is needed to judge it."""

from dataclasses import dataclass

from hpccert.model.account import Records
from hpccert.model.history import Commit, Signature


@dataclass(frozen=True, slots=True)
class Touched:
    """A review file that a commit changed: its records in each parent, and in the commit; None if it is gone."""

    file: str
    before: tuple[Records, ...]
    after: Records | None
    orphaned: bool = False  # there is no question where its question would be


@dataclass(frozen=True, slots=True)
class Step:
    """Review files before and after.

    A commit, or a comparison without one: of what is committed with the work tree, or of a history with another.
    """

    name: str
    touched: tuple[Touched, ...]
    commit: Commit | None = None
    owners: frozenset[str] = frozenset()  # the people to whom the author's address belongs
    signature: Signature | None = None  # None: the policy asks for none
    signers: frozenset[str] = frozenset()  # the people to whom the key belongs
    judged: bool = True  # otherwise what it did is only known
    adds: bool = True  # otherwise what is new here was added by steps before

    @property
    def is_merge(self) -> bool:
        """Whether this commit has several parents."""
        return self.commit is not None and len(self.commit.parents) > 1
