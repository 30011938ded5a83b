"""A question, its records and the policy -> its state."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from hpccert.curate.diverse import counted
from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import Card, PersonId
from hpccert.model.review import Record, Verdict


class State(StrEnum):
    """Where a question stands on its way into exams."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    CHANGES_REQUESTED = "changes-requested"
    APPROVED = "approved"
    ACCEPTED = "accepted"
    STALE = "stale"
    REJECTED = "rejected"
    RETIRED = "retired"


BEGINNING = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.REQUEST_CHANGES, Verdict.REJECT)
WHATEVER_CONTENT = (Verdict.RETIRE, Verdict.REINSTATE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A question's state and what led to it.

    `approvals` is how many of the approvers' approvals count together, `missing` how many more the pool's policy asks
    for; `approving` are the records of the approvals, and `flags` those of doubts, on which no curator has decided.
    """

    state: State
    approvers: tuple[Person, ...]
    missing: int
    approvals: int = 0
    flags: tuple[Record, ...] = ()
    approving: tuple[Record, ...] = ()


def state_of(bank: Bank, question: Card) -> State:
    """Return the state of a question."""
    return standing(bank, question).state


def standing(bank: Bank, question: Card) -> Standing:
    """Return the state of a question with its approvals and flags.

    Only records count that their writers might make at that time, and of the present content; retiring and
    reinstating count for the question whatever its content. Records count in the order of their dates, and
    a record that is there twice, as a merge can leave it, counts once.
    """
    valid = _valid(bank, question)
    history = _history(bank, question, valid)
    return Standing(
        state=_state(valid, history),
        approvers=history.approvers,
        missing=history.missing,
        approvals=history.approvals,
        flags=tuple(history.flags),
        approving=history.approving,
    )


def revocable(bank: Bank, question: Card, person: Person) -> Record | None:
    """Return what a withdrawal by this person would take back: their newest judgment or flag that holds, if any."""
    return _history(bank, question, _valid(bank, question)).held_by(person.id)


class _History:
    """The records of the present content, one after the other."""

    def __init__(self, bank: Bank, question: Card) -> None:
        self._bank = bank
        self._needed = bank.workspace.approvals[question.pool]
        self.judgments: dict[PersonId, Record] = {}  # each reviewer's newest
        self.flags: list[Record] = []  # on which no curator has decided
        self.decision: Verdict | None = None  # the curators' newest that holds
        self.begun = False

    def add(self, record: Record) -> None:
        self.begun |= record.verdict in BEGINNING
        match record.verdict:
            case Verdict.APPROVE | Verdict.REQUEST_CHANGES:
                self.judgments[record.by] = record
            case Verdict.FLAG:
                self.flags.append(record)
            case Verdict.WITHDRAW:
                self._take_back(self.held_by(record.by))
            case Verdict.ACCEPT | Verdict.REJECT:
                self._decide(record.verdict)
            case Verdict.SUBMIT | Verdict.COMMENT | Verdict.RETIRE | Verdict.REINSTATE:
                pass
            case _:
                assert_never(record.verdict)
        if self.decision is Verdict.ACCEPT and not self.approved:
            self.decision = None  # what lost its approval must be accepted anew, even if it is approved again

    def held_by(self, person: PersonId) -> Record | None:
        """Return the newest judgment or flag of a person that still holds."""
        said = [each for each in (*self.judgments.values(), *self.flags) if each.by == person]
        return max(said, key=lambda each: each.moment, default=None)

    def _take_back(self, record: Record | None) -> None:
        """Take back a judgment or a flag; an earlier judgment does not come back to life."""
        if record in self.flags:
            self.flags.remove(record)
        elif record is not None:
            del self.judgments[record.by]

    def _decide(self, verdict: Verdict) -> None:
        """Let a curator's decision hold, which settles the flags until then; accepting takes an approved question."""
        if verdict is Verdict.REJECT or self.approved:
            self.decision = verdict
            self.flags = []

    @property
    def approving(self) -> tuple[Record, ...]:
        return tuple(each for each in self.judgments.values() if each.verdict is Verdict.APPROVE)

    @property
    def approvers(self) -> tuple[Person, ...]:
        return tuple(self._bank.by_person[each.by] for each in self.approving)

    @property
    def approvals(self) -> int:
        return counted(self._bank.workspace, self.approvers)

    @property
    def missing(self) -> int:
        """How many approvals are missing."""
        return max(0, self._needed - self.approvals)

    @property
    def doubted(self) -> bool:
        return any(each.verdict is Verdict.REQUEST_CHANGES for each in self.judgments.values())

    @property
    def approved(self) -> bool:
        return self.missing == 0 and not self.doubted


def _valid(bank: Bank, question: Card) -> list[Record]:
    return _in_order(each for each in bank.records.get(question.id, ()) if _counts(bank, question, each))


def _history(bank: Bank, question: Card, valid: Iterable[Record]) -> _History:
    history = _History(bank, question)
    for each in valid:
        if each.digest == question.digest:
            history.add(each)
    return history


def _counts(bank: Bank, question: Card, record: Record) -> bool:
    person = bank.by_person.get(record.by)
    return person is not None and objection(bank, question, person, record.verdict, record.at) is None


def _in_order(records: Iterable[Record]) -> list[Record]:
    """Return records by their dates, each once."""
    ordered = sorted(records, key=lambda each: each.moment)
    if len({(each.at, each.by) for each in ordered}) == len(ordered):
        return ordered
    once: dict[tuple[object, ...], Record] = {}
    for each in ordered:
        once.setdefault(tuple(each.data.items()), each)
    return list(once.values())


def _state(valid: list[Record], history: _History) -> State:
    lasting = [each.verdict for each in valid if each.verdict in WHATEVER_CONTENT]
    if lasting and lasting[-1] is Verdict.RETIRE:
        return State.RETIRED
    if not history.begun:
        return State.STALE if any(each.verdict in BEGINNING for each in valid) else State.DRAFT
    if history.decision is Verdict.REJECT:
        return State.REJECTED
    if history.doubted:
        return State.CHANGES_REQUESTED
    if history.approved:
        return State.ACCEPTED if history.decision is Verdict.ACCEPT else State.APPROVED
    return State.IN_REVIEW if history.approvers else State.SUBMITTED
