"""What waits for whom."""

from hpccert.curate.queue import queue
from hpccert.model.people import Person
from tests.builders import bank, card, people, record

Q = card()
NOW = "2026-11-20T12:00:00Z"
PEOPLE = {each.id: each for each in people()}


def needs(person: str | None, *verdicts: tuple[str, str]) -> list[tuple[str, bool]]:
    records = [record(Q, by, verdict, second) for second, (by, verdict) in enumerate(verdicts)]
    asking: Person | None = next((each for id, each in PEOPLE.items() if id == person), None)
    return [(each.need, each.mine) for each in queue(bank([Q], records=records), asking, NOW)]


def test_drafts_and_finished_questions_do_not_wait() -> None:
    assert needs("bob") == []
    assert needs("bob", ("bob", "approve"), ("cyd", "approve"), ("dan", "accept")) == []


def test_a_submitted_question_waits_for_reviewers_but_not_for_its_author() -> None:
    assert needs("bob", ("ann", "submit")) == [("2 more approvals from other affiliations", True)]
    assert needs("ann", ("ann", "submit")) == [("2 more approvals from other affiliations", False)]


def test_who_approved_already_is_not_asked_again() -> None:
    assert needs("bob", ("ann", "submit"), ("bob", "approve")) == [("1 more approval from other affiliations", False)]


def test_an_approved_question_waits_for_a_curator() -> None:
    approved = (("bob", "approve"), ("cyd", "approve"))

    assert needs("dan", *approved) == needs("eve", *approved) == [("a curator must accept it", True)]
    assert needs("cyd", *approved) == [("a curator must accept it", False)]


def test_a_question_with_changes_requested_waits_for_its_author() -> None:
    assert needs("ann", ("bob", "request-changes")) == [("its author must mend it", True)]


def test_somebody_unknown_sees_the_queue_and_owns_nothing_of_it() -> None:
    assert needs(None, ("ann", "submit")) == [("2 more approvals from other affiliations", False)]


def test_where_affiliations_do_not_count_a_colleague_may_approve_as_well() -> None:
    told = {"ann": "Aachen", "bob": "Bern", "cyd": "Bern"}
    half = bank([Q], records=[record(Q, "bob", "approve", 1)], people_=people(told), distinct_affiliations=False)

    mine = {person.id: queue(half, person, NOW)[0].mine for person in people(told)}

    assert mine == {"ann": False, "bob": False, "cyd": True}
