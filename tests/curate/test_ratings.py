"""An estimate counts exactly while the approval counts that it came with."""

from dataclasses import replace

from hpccert.curate.ratings import ratings
from hpccert.model.review import Record
from tests.builders import bank, card, record

Q = card()
OTHER = "sha256:" + "0" * 64


def estimate(by: str, percent: int, second: int = 0, digest: str | None = None) -> Record:
    return replace(record(Q, by, "approve", second, digest), angoff=percent)


def counted(*records: Record) -> dict[str, int]:
    return {each.rater: each.percent for each in ratings(bank([Q], records=records))}


def test_the_estimates_of_a_questions_reviewers_count() -> None:
    assert counted(estimate("cyd", 80), estimate("bob", 60)) == {"bob": 60, "cyd": 80}


def test_estimates_are_in_the_order_of_questions_and_raters() -> None:
    second = card("q0")
    other = replace(record(second, "dan", "approve"), angoff=5)

    found = ratings(bank([Q, second], records=[estimate("cyd", 80), estimate("bob", 60), other]))

    assert [(each.question, each.rater) for each in found] == [("q0", "dan"), ("q1", "bob"), ("q1", "cyd")]


def test_an_author_is_no_rater_of_their_own_question() -> None:
    assert counted(estimate("ann", 90), estimate("bob", 60)) == {"bob": 60}


def test_who_is_not_among_the_people_is_no_rater() -> None:
    assert counted(estimate("zoe", 90)) == {}


def test_an_estimate_of_other_content_does_not_count() -> None:
    assert counted(estimate("bob", 60, digest=OTHER)) == {}


def test_a_newer_approval_replaces_the_estimate_even_without_a_new_one() -> None:
    assert counted(estimate("bob", 60, 1), estimate("bob", 75, 2)) == {"bob": 75}
    assert counted(estimate("bob", 75, 2), estimate("bob", 60, 1)) == {"bob": 75}
    assert counted(estimate("bob", 60, 1), record(Q, "bob", "approve", 2)) == {}


def test_who_asks_for_changes_takes_the_estimate_back() -> None:
    assert counted(estimate("bob", 60, 1), record(Q, "bob", "request-changes", 2)) == {}


def test_an_estimate_of_zero_is_one() -> None:
    assert counted(estimate("bob", 0)) == {"bob": 0}


def test_an_approval_needs_no_estimate() -> None:
    assert counted(record(Q, "bob", "approve"), estimate("cyd", 70)) == {"cyd": 70}


def test_who_takes_the_approval_back_takes_the_estimate_back() -> None:
    assert counted(estimate("bob", 60, 1), record(Q, "bob", "withdraw", 2)) == {}
