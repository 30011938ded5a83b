"""A workspace's folder -> its bank and everything that is wrong with it: scan, memory and examination, joined.

Each file is examined by itself, in any process. What comes of it is an entry of bytes, and a remembered entry is as
good as a new one. Then come the rules over the whole bank, unless nothing has changed since they were run. What has
not changed is not imported for, either: a look that finds all as it was needs neither parser nor rules.
"""

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hpccert.cli.banks import banks_of
from hpccert.cli.show import progress
from hpccert.load import memory
from hpccert.load.memory import MARK, Mark, mark_of
from hpccert.load.scan import NO_DRAFTS, File, contents, scanned, with_drafts
from hpccert.problems import Finding

if TYPE_CHECKING:
    from hpccert.check.alike import Pair
    from hpccert.load.workspace import Examined
    from hpccert.model.bank import Bank

WORTH_SPREADING = 1500  # files: with fewer, starting children costs more than they save
CHECKED_A_SECOND = 5000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is wrong with a workspace, in order, and how many files it has."""

    findings: list[Finding]
    files: int


def checked(root: Path) -> "tuple[Bank, list[Finding]]":
    """Return the bank of a workspace as far as it loads, and everything that is wrong with it, in order."""
    return _Check(root).bank_and_findings()


def verdict(root: Path, drafts: Mapping[str, bytes] = NO_DRAFTS) -> Verdict:
    """Return everything that is wrong with a workspace; if nothing changed, no bank is made for it.

    Args:
        root: its folder.
        drafts: files as they would be, by name; they are looked at instead of what is on disk.
    """
    gc.disable()  # much is made and little dropped: looking for garbage would take half as long again
    try:
        check = _Check(root, drafts)
        known = check.remembered_verdict()
        return Verdict(check.bank_and_findings()[1] if known is None else known, len(check.scan.files))
    finally:
        gc.enable()


class _Check:
    """One look at a workspace."""

    def __init__(self, root: Path, drafts: Mapping[str, bytes] = NO_DRAFTS) -> None:
        self.scan = with_drafts(scanned(root, banks_of(root)), drafts)
        self._root = root
        self._drafts = drafts
        self._place = memory.place_of(root)
        self._marks: list[Mark] = []  # of the files, once they are known
        self._sketches: dict[str, bytes] = {}  # of the texts of questions, by file

    def remembered_verdict(self) -> list[Finding] | None:
        """Return the findings of an earlier look at just this content, if they are remembered."""
        known = memory.recalled(self._place / "verdict")
        if not known:
            return None
        if not self._marks:
            self._marks = [self._marked(each)[0] for each in self.scan.files]
        mark = self._mark()
        entry = known.get(mark)
        return None if entry is None else _findings(memory.unlocked(mark, entry))

    def bank_and_findings(self) -> "tuple[Bank, list[Finding]]":
        from hpccert.load.workspace import gathered

        bank, findings = gathered(self.scan, self._examined())
        known = self.remembered_verdict()
        return bank, self._judged(bank, findings) if known is None else known

    def _judged(self, bank: "Bank", findings: list[Finding]) -> list[Finding]:
        from hpccert.cli.examining import as_data, judged

        alike, still = self._alike(bank)
        found = judged(bank, alike, findings, self._contents)
        still = still and all(self._marked(each)[0] == mark for each, mark in self._looked_up(found))
        mark = self._mark()
        with self._notes("verdict" if still else None) as notes:
            notes.add(mark, memory.locked(mark, json.dumps([as_data(each) for each in found]).encode()))
        return found

    def _examined(self) -> "Iterator[Examined]":
        """Yield the files with what came of them, in order; what is new is remembered in the end."""
        from hpccert.cli.examining import examined

        known = memory.recalled(self._place / "entries")
        new = self._new(known)
        marks = []
        with self._notes("entries" if new else None) as notes:
            for file, mark, entry in self._entries(known, new):
                marks.append(mark)
                notes.add(mark, entry)
                value, sketch, findings = examined(file.name, memory.unlocked(mark, entry))
                if sketch:
                    self._sketches[file.name] = sketch
                yield file, value, findings
        self._marks = marks

    def _looked_up(self, findings: list[Finding]) -> list[tuple[File, Mark]]:
        """Return the files with findings and their marks, for places were looked up in what they hold now."""
        faulty = {each.spot.file for each in findings}
        return [pair for pair in zip(self.scan.files, self._marks, strict=True) if pair[0].name in faulty]

    def _alike(self, bank: "Bank") -> "tuple[list[Pair], bool]":
        """Return the pairs of questions that are nearly the same, and whether all could be compared."""
        from hpccert.cli.duplicates import pairs_of

        sketches = ((each.id, self._sketches[each.file]) for each in bank.questions.values())
        with self._notes("pairs") as notes:
            return pairs_of(bank.questions, sketches, self._contents, memory.recalled(self._place / "pairs"), notes)

    def _contents(self, file: str) -> tuple[bytes | None, list[Finding]]:
        return contents(self._root, file, self._drafts)

    @contextmanager
    def _notes(self, name: str | None) -> Iterator[memory.Notes]:
        """Make notes to be remembered by this name; of drafts, and without a name, nothing is remembered."""
        if name is None or self._drafts:
            yield memory.Notes(len)
            return
        from hpccert.outside import new_cache

        with new_cache(self._place / name) as draft:
            notes = memory.Notes(draft.write)
            yield notes
            notes.end()

    def _mark(self) -> Mark:
        """Return the mark of all there is: files by name and content, and what else lies among them."""
        names = mark_of("names", "\0".join(each.name for each in self.scan.files).encode())
        strays = mark_of("strays", "\0".join(str(each) for each in self.scan.findings).encode())
        return mark_of("all", names + strays + mark_of("files", b"".join(self._marks)))

    def _new(self, known: memory.Recalled) -> Sequence[File]:
        """Return the files of which nothing is remembered, as far as their marks tell."""
        if not self._marks:
            return self.scan.files
        pairs = zip(self.scan.files, self._marks, strict=True)
        return [each for each, mark in pairs if mark not in known]

    def _entries(self, known: memory.Recalled, new: Sequence[File]) -> Iterator[tuple[File, Mark, bytes]]:
        """Yield each file with its mark and its entry, which is examined for where it is not known."""
        from hpccert.cli import examining
        from hpccert.cli.spread import spread

        def work(file: File) -> bytes:
            mark, data, unread = self._marked(file)
            return mark + (known.get(mark) or memory.locked(mark, examining.entry(file.kind, data, unread)))

        results = spread(work, new, None if len(new) >= WORTH_SPREADING else 1)
        for number, file in enumerate(progress(self.scan.files, "checking", CHECKED_A_SECOND)):
            if self._marks and (entry := known.get(self._marks[number])):
                yield file, self._marks[number], entry
            else:
                result = next(results)
                yield file, Mark(result[:MARK]), result[MARK:]

    def _marked(self, file: File) -> tuple[Mark, bytes | None, list[Finding]]:
        """Return the mark of a file, its content, and why it cannot be read if so."""
        data, unread = self._contents(file.name)
        return mark_of(file.kind, data if data is not None else str(unread[0]).encode()), data, unread


def _findings(entry: bytes) -> list[Finding]:
    if entry == b"[]":
        return []
    from hpccert.cli.examining import from_data

    return [from_data(each) for each in json.loads(entry)]
