"""What commits did to review records, one after the other -> what should never have been done.

A record is all that its line says. Whoever puts the files in order makes an error a warning: history keeps what was
done, but it no longer has an effect.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hpccert.curate.objections import CODES, Existed, Objection, objections
from hpccert.model.account import Account, Records
from hpccert.model.layout import WORKSPACE
from hpccert.model.step import Step, Touched
from hpccert.problems import Finding, Severity, Spot

NO_RECORDS: Records = {}
TELLING = ("at", "by", "verdict", "digest")
ALIKE = 2  # of these, from which on a record that came is one that went, changed


def audited(steps: Iterable[Step], present: Mapping[str, Records], existed: Existed) -> list[Finding]:
    """Return what should not have been done to review records, by rules G001 to G008.

    Args:
        steps: the history, each commit after its parents, then what is not committed.
        present: the review files that there are now, by name.
        existed: whether a question ever had a content.
    """
    audit = _Audit(present, existed)
    for each in steps:
        audit.take(each)
    return [*audit.findings(), *audit.found]


def unknown(cut: int) -> list[Finding]:
    """Return a warning if so many commits are here whose parents are not."""
    what = "commits before the first ones here were not audited, and whether approved content existed cannot be told"
    message = f"this is a shallow clone: {what}; 'git fetch --unshallow' gets all"
    return [_finding("G009", Spot(WORKSPACE), message, stands=False)] if cut else []


@dataclass(slots=True)
class _Audit:
    present: Mapping[str, Records]
    existed: Existed
    found: list[Finding] = field(default_factory=list)
    added: dict[bytes, list[tuple[str, Account, Step]]] = field(default_factory=dict)  # file, record, by which commit
    changed: set[bytes] = field(default_factory=set)  # records that others were changed to
    gone: set[bytes] = field(default_factory=set)
    standing: dict[bytes, tuple[str, Account]] = field(init=False)

    def __post_init__(self) -> None:
        self.standing = {key: (file, each) for file, here in self.present.items() for key, each in here.items()}

    def take(self, step: Step) -> None:
        """Look at what a step did."""
        for each in step.touched:
            after = each.after or NO_RECORDS
            lost = {key: one for before in each.before for key, one in before.items() if key not in after}
            fresh = [one for key, one in after.items() if not any(key in before for before in each.before)]
            pairs = _pairs(lost.values(), fresh)
            if _has_moved(each, step):
                continue
            missed = {key: one for key, one in lost.items() if self._is_missed(key, step)}
            if missed and step.judged:
                self.found += self._losses(each, missed, pairs, step)
            self.changed |= {new.key for old, new in pairs.items() if old in missed and new.key not in self.added}
            self.gone |= lost.keys()
            self.gone -= {one.key for one in fresh}
            if step.adds:
                self._add(each.file, fresh, step)

    def findings(self) -> list[Finding]:
        """Return what speaks against the records that were added."""
        return [each for key in self.added for each in self._against(key)]

    def _add(self, file: str, fresh: list[Account], step: Step) -> None:
        for each in fresh:
            if each.key not in self.changed:
                self.added.setdefault(each.key, []).append((file, each, step))

    def _is_missed(self, key: bytes, step: Step) -> bool:
        """Whether a record that a step lost should be there."""
        if key in self.gone and step.is_merge:
            return False  # it went on one side, and was told of there
        return key not in self.changed and not any(_is_error(code) for code, *_ in self._objections(key)[1])

    def _objections(self, key: bytes) -> tuple[int, list[Objection]]:
        """Return the addition against which least speaks, and what does: whoever else copied a record did no harm."""
        additions = self.added.get(key, [])
        if not additions or not all(step.judged for _, _, step in additions):
            return 0, []
        all_of = [list(objections(record, file, step, self.existed)) for file, record, step in additions]
        best = min(range(len(all_of)), key=lambda index: (sum(_is_error(each[0]) for each in all_of[index]), index))
        return best, all_of[best]

    def _against(self, key: bytes) -> Iterator[Finding]:
        best, against = self._objections(key)
        for code, name, message in against:
            file, _, _ = self.added[key][best]
            yield _finding(code, self._spot(key, name) or Spot(file), message, key in self.standing)

    def _losses(
        self, touched: Touched, missed: Records, pairs: Mapping[bytes, Account], step: Step
    ) -> Iterator[Finding]:
        """Yield what is to be said of records that a step lost from a file."""
        lacking = {key for key in missed if key not in self.standing}
        if touched.after is None:
            count = f"{len(missed)} record{'' if len(missed) == 1 else 's'}"
            message = f"{step.name} removes this file with {count}; put it back"
            yield _finding("G003", Spot(touched.file), message, bool(lacking))
            return
        for key, old in missed.items():
            new = pairs.get(key)
            if new is None:
                message = f"{step.name} removes {old.named}; put the line back"
                yield _finding("G002", Spot(touched.file), message, key in lacking)
                continue
            names = [each for each in (*new.data, *old.data) if new.data.get(each) != old.data.get(each)]
            what = ", ".join(f"'{each}'" for each in dict.fromkeys(names))
            message = f"{step.name} changes {what} of {old.named}; put the line back, and add a record instead"
            spot = self._spot(new.key, *[each for each in names[:1] if each in new.data]) or Spot(touched.file)
            yield _finding("G001", spot, message, key in lacking or new.key in self.standing)

    def _spot(self, key: bytes, *names: str) -> Spot | None:
        """Return where a record, or a value of it, stands now."""
        found = self.standing.get(key)
        return None if found is None else Spot(found[0], (found[1].index, *names))


def _finding(code: str, spot: Spot, message: str, stands: bool) -> Finding:
    severity = Severity.WARNING if not stands else CODES[code][1]
    return Finding(spot, code, message, severity, *(() if spot.keys else (1, 1)))


def _is_error(code: str) -> bool:
    return CODES[code][1] is Severity.ERROR


def _has_moved(touched: Touched, step: Step) -> bool:
    """Whether a file went, with its question, and another one has all its records."""
    if touched.after is not None or not touched.orphaned:
        return False
    lost = {key for before in touched.before for key in before}
    return any(each.after is not None and lost <= each.after.keys() for each in step.touched)


def _pairs(lost: Iterable[Account], fresh: Iterable[Account]) -> dict[bytes, Account]:
    """Return, for each record that went, the one that came and is so much alike that it is the same, changed."""
    left, pairs = list(fresh), {}
    for old in lost:
        alike = [sum(getattr(old, name) == getattr(new, name) for name in TELLING) for new in left]
        if alike and max(alike) >= ALIKE:
            pairs[old.key] = left.pop(alike.index(max(alike)))
    return pairs
