"""A workspace's folder -> its bank and everything that is wrong with it: scan, memory and examination, joined.

Each file is examined by itself, in any process. What comes of it is an entry of bytes, and a remembered entry is as
good as a new one. Then come the rules over the whole bank, unless nothing has changed since they were run. What has
not changed is not imported for, either: a look that finds all as it was needs neither parser nor rules.
"""

import gc
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hpccert.cli.show import progress
from hpccert.load import memory
from hpccert.load.memory import MARK, Mark, mark_of, name_of
from hpccert.load.scan import NO_DRAFTS, File, contents, scanned, with_drafts
from hpccert.problems import Finding

if TYPE_CHECKING:
    from hpccert.load.workspace import Examined
    from hpccert.model.bank import Bank

WORTH_SPREADING = 1500  # files: with fewer, starting children costs more than they save
CHECKED_A_SECOND = 5000
KEPT_VERDICTS = 8  # of a workspace: branches, and drafts in an editor


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
        self.scan = with_drafts(scanned(root), drafts)
        self._root = root
        self._drafts = drafts
        self._place = memory.place_of(root)
        self._verdicts = memory.recalled(self._place / "verdict")
        self._marks: list[Mark] = []  # of the files, once they are known

    def remembered_verdict(self) -> list[Finding] | None:
        """Return the findings of an earlier look at just this content, if they are remembered."""
        if not self._verdicts:
            return None
        if not self._marks:
            self._marks = [self._marked(each)[0] for each in self.scan.files]
        mark = self._mark()
        entry = self._verdicts.get(name_of(mark))
        return None if entry is None else _findings(memory.unlocked(mark, entry))

    def bank_and_findings(self) -> "tuple[Bank, list[Finding]]":
        from hpccert.load.workspace import gathered

        bank, findings = gathered(self.scan, self._examined())
        known = self.remembered_verdict()
        return bank, self._judged(bank, findings) if known is None else known

    def _judged(self, bank: "Bank", findings: list[Finding]) -> list[Finding]:
        from hpccert.cli.examining import as_data, judged

        found = judged(bank, findings, lambda file: contents(self._root, file, self._drafts))
        mark = self._mark()
        entry = memory.locked(mark, json.dumps([as_data(each) for each in found]).encode())
        older = list(self._verdicts.items())[: KEPT_VERDICTS - 1]
        self._remember("verdict", dict([(name_of(mark), entry), *older]))
        return found

    def _examined(self) -> "Iterator[Examined]":
        """Yield the files with what came of them, in order; what is new is remembered in the end."""
        from hpccert.cli.examining import examined

        known = memory.recalled(self._place / "entries")
        marks, entries = [], {}
        for file, mark, entry in self._entries(known):
            marks.append(mark)
            entries[name_of(mark)] = entry
            yield file, *examined(file.name, memory.unlocked(mark, entry))
        self._marks = marks
        if entries.keys() - known.keys() and not self._drafts:
            self._remember("entries", entries)

    def _remember(self, what: str, entries: dict[bytes, bytes]) -> None:
        from hpccert.outside import write_cache

        write_cache(self._place / what, memory.remembered(entries))

    def _mark(self) -> Mark:
        """Return the mark of all there is: files by name and content, and what else lies among them."""
        names = [each.name for each in self.scan.files], [str(each) for each in self.scan.findings]
        return mark_of("all", json.dumps(names).encode() + b"".join(self._marks))

    def _entries(self, known: dict[bytes, bytes]) -> Iterator[tuple[File, Mark, bytes]]:
        """Yield each file with its mark and its entry, which is examined for where it is not known."""
        from hpccert.cli import examining
        from hpccert.cli.spread import spread

        def work(file: File) -> bytes:
            mark, data, unread = self._marked(file)
            entry = known.get(name_of(mark)) or memory.locked(mark, examining.entry(file.kind, data, unread))
            return mark + entry

        files, marks = self.scan.files, self._marks
        new = [each for each, mark in zip(files, marks, strict=True) if name_of(mark) not in known] if marks else files
        results = spread(work, new, None if len(new) >= WORTH_SPREADING else 1)
        for number, file in enumerate(progress(files, "checking", CHECKED_A_SECOND)):
            entry = known.get(name_of(marks[number])) if marks else None
            if entry is not None:
                yield file, marks[number], entry
            else:
                result = next(results)
                yield file, Mark(result[:MARK]), result[MARK:]

    def _marked(self, file: File) -> tuple[Mark, bytes | None, list[Finding]]:
        """Return the mark of a file, its content, and why it cannot be read if so."""
        data, unread = contents(self._root, file.name, self._drafts)
        return mark_of(file.kind, data if data is not None else str(unread[0]).encode()), data, unread


def _findings(entry: bytes) -> list[Finding]:
    if entry == b"[]":
        return []
    from hpccert.cli.examining import from_data

    return [from_data(each) for each in json.loads(entry)]
