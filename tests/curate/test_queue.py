"""What waits for whom."""

from dataclasses import replace

import pytest

from hpccert.curate.queue import queue
from hpccert.model.people import Person
from hpccert.model.question import PersonId
from tests.builders import bank, card, certificate, people, record

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


# Flags, and certificates that ask for more

ACCEPTED = (("bob", "approve"), ("cyd", "approve"), ("dan", "accept"))


def test_a_flagged_question_that_is_accepted_waits_for_its_curators() -> None:
    flagged = (*ACCEPTED, ("ann", "flag"))
    need = "flagged by ann: a curator must accept it again, reject or retire it"

    assert needs("dan", *flagged) == [(need, True)]
    assert needs("bob", *flagged) == needs(None, *flagged) == [(need, False)]
    assert needs("dan", *flagged, ("eve", "accept")) == []


def test_the_reason_of_a_flag_is_in_the_queue() -> None:
    doubt = replace(record(Q, "ann", "flag", 2), note="s3 is outdated")

    (waiting,) = queue(bank([Q], records=[record(Q, "ann", "submit", 1), doubt]), None, NOW)

    assert waiting.need == "2 more approvals from other affiliations; flagged by ann (s3 is outdated)"


def test_a_flag_on_what_nobody_waits_for_asks_nothing_of_anybody() -> None:
    assert needs("dan", ("ann", "flag")) == []
    assert needs("dan", ("dan", "reject"), ("ann", "flag")) == []


def test_an_edited_question_waits_for_its_author() -> None:
    stale = bank([Q], records=[record(Q, "ann", "submit", 1, digest="sha256:" + "0" * 64)])

    assert [(each.need, each.mine) for each in queue(stale, PEOPLE[PersonId("ann")], NOW)] == [
        ("edited since: submit it again", True)
    ]


def test_who_left_is_asked_for_nothing() -> None:
    waiting = bank([Q], records=[record(Q, "ann", "submit")])

    assert not queue(waiting, replace(PEOPLE[PersonId("bob")], until="2026-11-19"), NOW)[0].mine


def test_regions_are_asked_for_where_they_count() -> None:
    told = bank([Q], records=[record(Q, "ann", "submit")], distinct_regions=True)

    assert queue(told, None, NOW)[0].need == "2 more approvals from other affiliations and regions"


@pytest.mark.parametrize(
    ("pool", "asked", "line", "language", "expected"),
    [
        ("exam", 3, "cli", "en-GB", [("1 more approval from other affiliations for 'license'", True)]),
        ("exam", 3, "use", "en", [("1 more approval from other affiliations for 'license'", True)]),
        ("exam", 2, "cli", "en", []),
        ("exam", 3, "cli", "de", []),
        ("exam", 3, "ssh", "en", []),
        ("practice", 3, "cli", "en", []),
    ],
)
def test_an_accepted_question_waits_for_the_approvals_that_a_certificate_asks_for(
    pool: str, asked: int, line: str, language: str, expected: list[tuple[str, bool]]
) -> None:
    exam = card(pool=pool, language=language)
    records = [record(exam, by, verdict, second) for second, (by, verdict) in enumerate(ACCEPTED)]
    more = bank([exam], records=records, certificates=[certificate({line: 1}, approvals=asked)])

    assert [(each.need, each.mine) for each in queue(more, PEOPLE[PersonId("eve")], NOW)] == expected
