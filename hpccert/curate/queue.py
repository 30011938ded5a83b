"""A bank and a person -> what waits for whom."""

from dataclasses import dataclass

from hpccert.curate.state import State, standing
from hpccert.model.authority import objection
from hpccert.model.bank import Bank
from hpccert.model.people import Person
from hpccert.model.question import Card
from hpccert.model.review import Verdict


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question and what it waits for, in words."""

    question: Card
    state: State
    need: str
    mine: bool  # the person asking can do something about it


def queue(bank: Bank, person: Person | None, now: str) -> tuple[Waiting, ...]:
    """Return the questions that wait for somebody, by state and id; drafts and finished ones do not."""
    found = (_waiting(bank, question, person, now) for _, question in sorted(bank.questions.items()))
    order = list(State)
    return tuple(sorted((each for each in found if each), key=lambda each: (not each.mine, order.index(each.state))))


def _waiting(bank: Bank, question: Card, person: Person | None, now: str) -> Waiting | None:
    stands = standing(bank, question)
    match stands.state:
        case State.SUBMITTED | State.IN_REVIEW:
            return Waiting(
                question,
                stands.state,
                _reviewers(bank, stands.missing),
                _may_add(bank, question, person, stands.approvers, now),
            )
        case State.CHANGES_REQUESTED | State.STALE:
            need = (
                "its author must mend it"
                if stands.state is State.CHANGES_REQUESTED
                else "edited since: submit it again"
            )
            return Waiting(question, stands.state, need, person is not None and person.id in question.authors)
        case State.APPROVED:
            mine = person is not None and objection(bank, question, person, Verdict.ACCEPT, now) is None
            return Waiting(question, stands.state, "a curator must accept it", mine)
        case _:
            return None


def _reviewers(bank: Bank, missing: int) -> str:
    other = " from other affiliations" if bank.workspace.distinct_affiliations and missing else ""
    return f"{missing} more approval{'s' if missing != 1 else ''}{other}"


def _may_add(bank: Bank, question: Card, person: Person | None, others: tuple[Person, ...], now: str) -> bool:
    """Whether a further approval by this person would count."""
    if person is None or objection(bank, question, person, Verdict.APPROVE, now):
        return False
    if bank.workspace.distinct_affiliations:
        return person.affiliation.casefold() not in {each.affiliation.casefold() for each in others}
    return person not in others
