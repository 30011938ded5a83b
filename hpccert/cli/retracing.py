"""A workspace and its git repository -> the steps that an audit judges, and what it must know to judge them.

git is asked a few times for all commits together, never once for each.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hpccert.history import Repository
from hpccert.load import versions
from hpccert.load.scan import contents, scanned
from hpccert.model.account import Records, Roster
from hpccert.model.history import Commit, Signature
from hpccert.model.layout import DEPTHS, PEOPLE, WORKSPACE, stem_of
from hpccert.model.step import Step, Touched

T = TypeVar("T")
WORK_TREE = "the work tree, which is not committed,"
NO_RECORDS: Records = {}


@dataclass(frozen=True)
class Retraced:
    """A history of review files as far as it is known: so many commits are judged, of so many the parents are not here.

    `present` has the review files that there are now; `digests` those of all contents that a question had.
    """

    steps: tuple[Step, ...]
    present: Mapping[str, Records]
    digests: Mapping[str, frozenset[str]]
    judged: int
    cut: int

    def existed(self, question: str, digest: str) -> bool:
        """Whether a question ever had a content, as far as that can be known."""
        return self.cut > 0 or digest in self.digests.get(question, ())


def retraced(root: Path, since: str | None, was: str | None) -> Retraced:
    """Return what became of a workspace's review files.

    Args:
        root: the workspace's folder.
        since: a commit; what it or any before it did is not judged.
        was: a commit that should have been kept; if it was not, what it held is compared with what is committed.

    Raises:
        HpccertError: there is no git, no repository, or no such commit.
    """
    past = _Past(root, since, was)
    steps = (*past.steps(), *past.comparisons())
    judged = sum(past.is_judged(each) for each in past.commits)
    return Retraced(steps, past.present, past.digests(), judged, sum(each.cut for each in past.commits))


@dataclass(frozen=True, slots=True)
class _Setting:
    """A commit, whose addresses and keys there were for it, and whether its records are to be signed."""

    commit: Commit
    roster: Roster
    signed: bool


class _Past:
    """The commits of a repository, and the versions of review files, which are read at once."""

    def __init__(self, root: Path, since: str | None, was: str | None) -> None:
        self._root = root
        self._repository = Repository(root)
        head = self._repository.head()
        trusted = None if since is None else self._repository.commit_named(since)
        self._trusted = self._repository.reachable(trusted) if trusted else frozenset()
        base = None if was is None else self._repository.commit_named(was)
        self._was = was
        self.commits = self._repository.commits(head) if head else []
        self._head_files = self._reviews_of(head)
        self._base_files = self._reviews_of(base) if base not in {each.id for each in self.commits} else {}
        self._files = frozenset(each.name for each in scanned(root).files)
        reader = versions.RecordReader()
        self.present = {each: reader(self._now(each)) for each in self._files if _is(each, "reviews")}
        listed = [id for files in (self._head_files, self._base_files) for id in files.values()]
        self._records = self._read([*self._versions("reviews"), *listed], reader)

    def is_judged(self, commit: Commit) -> bool:
        """Whether it is judged what a commit did: its parents are here, and nobody said that it is known."""
        return not commit.cut and commit.id not in self._trusted

    def steps(self) -> Iterator[Step]:
        """Yield the commits that touched review files."""
        settings = [each for each in self._settings() if any(_is(one.file, "reviews") for one in each.commit.changes)]
        signatures = self._signatures(settings)
        there = self._questions_left(settings)
        for each in settings:
            commit, signature = each.commit, signatures.get(each.commit.id)
            yield Step(
                commit.named,
                tuple(self._touched(commit, there)),
                commit,
                each.roster.with_address(commit.email),
                signature,
                each.roster.with_keys(signature.keys) if signature else frozenset(),
                self.is_judged(commit),
            )

    def comparisons(self) -> Iterator[Step]:
        """Yield how this history differs from one that was rewritten, and the work tree from what is committed."""
        committed = {file: self._version(id) for file, id in self._head_files.items()}
        if self._base_files:
            before = {file: self._version(id) for file, id in self._base_files.items()}
            name = f"the history, which was rewritten since '{self._was}',"
            yield Step(name, tuple(self._differing(before, committed)), adds=False)
        yield Step(WORK_TREE, tuple(self._differing(committed, self.present)))

    def digests(self) -> dict[str, frozenset[str]]:
        """Return the digests of all contents of the questions of which something was said."""
        spoken = {stem_of(file) for file in (*self.present, *(file for file, _ in self._changed("reviews")))}
        files = [(stem_of(file), id) for file, id in self._changed("questions") if stem_of(file) in spoken]
        of_id = self._read([id for _, id in files], versions.digest_of)
        now = [
            (stem_of(file), versions.digest_of(self._now(file)))
            for file in self._files
            if _is(file, "questions") and stem_of(file) in spoken
        ]
        found: dict[str, set[str]] = {}
        for question, digest in (*now, *((question, of_id.get(id)) for question, id in files)):
            found.setdefault(question, set()).update([digest] if digest else [])
        return {question: frozenset(each) for question, each in found.items()}

    def _settings(self) -> Iterator[_Setting]:
        """Yield each commit with what people.yaml says now and said before it, and the policy before it and in it."""
        rosters = self._read(self._versions(PEOPLE), versions.roster_of)
        asks = self._read(self._versions(WORKSPACE), versions.asks_for_signatures)
        now = versions.roster_of(self._now(PEOPLE))
        joined: dict[frozenset[str], Roster] = {frozenset(): now}
        people: dict[str, str | None] = {}
        policy: dict[str, str | None] = {}
        for each in self.commits:
            before = frozenset(id for parent in each.parents if (id := people.get(parent)))
            for id in before if before not in joined else ():
                joined[before] = joined.get(before, now).joined(rosters.get(id, now))
            policies = {policy.get(parent) for parent in each.parents}
            people[each.id] = _after(each, PEOPLE, people)
            policy[each.id] = _after(each, WORKSPACE, policy)
            signed = any(asks.get(id, False) for id in (*policies, policy[each.id]) if id)
            yield _Setting(each, joined[before], signed)

    def _signatures(self, settings: Iterable[_Setting]) -> dict[str, Signature]:
        """Return the signatures of commits that are to be signed, checked by all keys that there ever were."""
        wanted = [each for each in settings if each.signed and self.is_judged(each.commit)]
        keys = {key for each in wanted for key, _ in each.roster.keys}
        return self._repository.signatures([each.commit.id for each in wanted], sorted(keys))

    def _questions_left(self, settings: Iterable[_Setting]) -> set[tuple[str, str]]:
        """Return the commits and questions of which a commit removed the review file but left the question."""
        gone = [
            (each.commit.id, _question(change.file))
            for each in settings
            for change in each.commit.changes
            if change.after is None and _is(change.file, "reviews")
        ]
        return self._repository.there(gone)

    def _touched(self, commit: Commit, there: set[tuple[str, str]]) -> Iterator[Touched]:
        for each in commit.changes:
            if _is(each.file, "reviews"):
                before = tuple(self._version(id) for id in each.before)
                after = None if each.after is None else self._version(each.after)
                yield Touched(each.file, before, after, (commit.id, _question(each.file)) not in there)

    def _differing(self, before: Mapping[str, Records], after: Mapping[str, Records]) -> Iterator[Touched]:
        """Yield the review files whose records are not the same now."""
        for file in sorted(before.keys() | after.keys()):
            old, new = before.get(file, NO_RECORDS), after.get(file)
            if new is None or old.keys() != new.keys():
                yield Touched(file, (old,), new, _question(file) not in self._files)

    def _version(self, id: str | None) -> Records:
        """Return the records in a content; none in one that is too large, or where there is no file."""
        return self._records.get(id, NO_RECORDS) if id else NO_RECORDS

    def _reviews_of(self, commit: str | None) -> dict[str, str]:
        files = self._repository.files(commit, "reviews") if commit else {}
        return {file: id for file, id in files.items() if _is(file, "reviews")}

    def _changed(self, kind: str) -> list[tuple[str, str]]:
        """Return the files of a kind that commits wrote, with the ids of their contents."""
        changes = (each for commit in self.commits for each in commit.changes)
        pairs = ((each.file, id) for each in changes for id in (*each.before, each.after))
        return [(file, id) for file, id in pairs if id and _is(file, kind)]

    def _versions(self, kind: str) -> list[str]:
        return [id for _, id in self._changed(kind)]

    def _read(self, ids: Sequence[str], reader: Callable[[bytes], T]) -> dict[str, T]:
        return {id: reader(data) for id, data in self._repository.contents(ids)}

    def _now(self, file: str) -> bytes:
        """Return what a file holds now; nothing if it cannot be read, which `validate` tells of."""
        return contents(self._root, file)[0] or b""


def _is(file: str, kind: str) -> bool:
    """Whether a file lies where those of a kind do; kinds are folders, and files of their own."""
    if kind not in DEPTHS:
        return file == kind
    return file.startswith(f"{kind}/") and file.endswith(".yaml") and file.count("/") == DEPTHS[kind]


def _question(review_file: str) -> str:
    return review_file.replace("reviews/", "questions/", 1)


def _after(commit: Commit, file: str, known: Mapping[str, str | None]) -> str | None:
    """Return the content of a file in a commit; what it does not change is as in its first parent."""
    for each in commit.changes:
        if each.file == file:
            return each.after
    return known.get(commit.parents[0]) if commit.parents else None
