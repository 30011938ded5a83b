"""A question, its records and the policy -> its state."""

from dataclasses import dataclass
from enum import StrEnum

from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import PersonId, Question
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


def state_of(bank: Bank, question: Question) -> State:
    """Return the state of a question."""
    return standing(bank, question).state


def standing(bank: Bank, question: Question) -> Standing:
    """Return the state of a question with its approvals.

    Only records count that their writers may make, and of the present content; retiring counts for
    the question whatever its content. Of each reviewer the newest judgment counts.
    """
    valid = [each for each in bank.records.get(question.id, ()) if _counts(bank, question, each)]
    current = [each for each in valid if each.digest == question.digest]
    approvers = tuple(bank.by_person[by] for by, verdict in _judgments(current).items() if verdict is Verdict.APPROVE)
    missing = max(0, bank.workspace.approvals - _weight(bank, approvers))
    return Standing(_state(valid, current, bool(approvers), missing), approvers, missing)


def _counts(bank: Bank, question: Question, record: Record) -> bool:
    person = bank.by_person.get(record.by)
    return person is not None and objection(bank, question, person, record.verdict) is None


def _judgments(records: list[Record]) -> dict[PersonId, Verdict]:
    """Return each reviewer's newest judgment; of two in one second the later in the file."""
    ordered = sorted(records, key=lambda each: (each.at, each.index))
    return {each.by: each.verdict for each in ordered if each.verdict in (Verdict.APPROVE, Verdict.REQUEST_CHANGES)}


def _weight(bank: Bank, approvers: tuple[Person, ...]) -> int:
    if bank.workspace.distinct_affiliations:
        return len({each.affiliation.casefold() for each in approvers})
    return len(approvers)


def _state(valid: list[Record], current: list[Record], approved_by_any: bool, missing: int) -> State:
    said = {each.verdict for each in current}
    if any(each.verdict is Verdict.RETIRE for each in valid):
        return State.RETIRED
    if not valid:
        return State.DRAFT
    if not current:
        return State.STALE
    if Verdict.REJECT in said:
        return State.REJECTED
    if Verdict.REQUEST_CHANGES in _judgments(current).values():
        return State.CHANGES_REQUESTED
    if missing == 0:
        return State.ACCEPTED if Verdict.ACCEPT in said else State.APPROVED
    return State.IN_REVIEW if approved_by_any else State.SUBMITTED
