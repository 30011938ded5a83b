"""A question, its records and the policy -> its state."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Standing:
    """A question's state and what led to it: who approved, and how many approvals are missing."""

    state: State
    approvers: tuple[Person, ...]
    missing: int


def state_of(bank: Bank, question: Card) -> State:
    """Return the state of a question."""
    return standing(bank, question).state


def standing(bank: Bank, question: Card) -> Standing:
    """Return the state of a question with its approvals.

    Only records count that their writers might make at that time, and of the present content; retiring
    counts for the question whatever its content. Records count in the order of their dates.
    """
    valid = [each for each in bank.records.get(question.id, ()) if _counts(bank, question, each)]
    valid.sort(key=lambda each: each.moment)
    history = _History(bank)
    for each in valid:
        if each.digest == question.digest:
            history.add(each)
    return Standing(_state(valid, history), history.approvers, history.missing)


class _History:
    """The records of the present content, one after the other."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self.judgments: dict[PersonId, Verdict] = {}  # each reviewer's newest
        self.decision: Verdict | None = None  # the curators' newest that holds
        self.begun = False

    def add(self, record: Record) -> None:
        self.begun = True
        match record.verdict:
            case Verdict.APPROVE:
                self.judgments[record.by] = record.verdict
            case Verdict.REQUEST_CHANGES:
                self.judgments[record.by] = record.verdict
                if self.decision is Verdict.ACCEPT:
                    self.decision = None  # what was accepted is in doubt again
            case Verdict.ACCEPT if self.approved:
                self.decision = record.verdict
            case Verdict.REJECT:
                self.decision = record.verdict

    @property
    def approvers(self) -> tuple[Person, ...]:
        approving = [by for by, verdict in self.judgments.items() if verdict is Verdict.APPROVE]
        return tuple(self._bank.by_person[each] for each in approving)

    @property
    def missing(self) -> int:
        """How many approvals are missing."""
        distinct = self._bank.workspace.distinct_affiliations
        counted = {each.affiliation.casefold() if distinct else str(each.id) for each in self.approvers}
        return max(0, self._bank.workspace.approvals - len(counted))

    @property
    def approved(self) -> bool:
        return self.missing == 0 and Verdict.REQUEST_CHANGES not in self.judgments.values()


def _counts(bank: Bank, question: Card, record: Record) -> bool:
    person = bank.by_person.get(record.by)
    return person is not None and objection(bank, question, person, record.verdict, record.at) is None


def _state(valid: list[Record], history: _History) -> State:
    if any(each.verdict is Verdict.RETIRE for each in valid):
        return State.RETIRED
    if not history.begun:
        return State.STALE if valid else State.DRAFT
    if history.decision is Verdict.REJECT:
        return State.REJECTED
    if Verdict.REQUEST_CHANGES in history.judgments.values():
        return State.CHANGES_REQUESTED
    if history.approved:
        return State.ACCEPTED if history.decision is Verdict.ACCEPT else State.APPROVED
    return State.IN_REVIEW if history.approvers else State.SUBMITTED
