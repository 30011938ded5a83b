"""The state of a question follows from its records, its content and the policy."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.state import State, standing, state_of
from hpccert.model.people import Person
from hpccert.model.review import Record
from tests.builders import bank, card, people, people_data, record

Q = card()


def state(*records: Record, approvals: int = 2, distinct_affiliations: bool = True) -> State:
    return state_of(bank([Q], records=records, approvals=approvals, distinct_affiliations=distinct_affiliations), Q)


SUBMIT = record(Q, "ann", "submit", 1)
BOB = record(Q, "bob", "approve", 2)
CYD = record(Q, "cyd", "approve", 3)
DAN = record(Q, "dan", "accept", 4)


def test_a_question_without_records_is_a_draft() -> None:
    assert state() is State.DRAFT


def test_a_question_goes_from_submitted_over_review_and_approval_to_accepted() -> None:
    steps = [state(*(SUBMIT, BOB, CYD, DAN)[:count]) for count in range(1, 5)]

    assert steps == [State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.ACCEPTED]


def test_an_author_cannot_approve_their_own_question() -> None:
    assert state(SUBMIT, record(Q, "ann", "approve", 2), approvals=1) is State.SUBMITTED


def test_an_author_who_is_a_curator_cannot_accept_their_own_question() -> None:
    own = card(authors=["dan"])
    records = [record(own, "bob", "approve", 1), record(own, "cyd", "approve", 2), record(own, "dan", "accept", 3)]

    assert state_of(bank([own], records=records), own) is State.APPROVED


def test_two_approvals_from_one_affiliation_count_once() -> None:
    told = {"ann": "Aachen", "bob": "Bern", "cyd": "BERN", "dan": "Delft", "eve": "Essen"}
    colleagues = bank([Q], records=[BOB, CYD], people_=people(told))

    assert standing(colleagues, Q).missing == 1
    assert state_of(colleagues, Q) is State.IN_REVIEW


def test_affiliations_do_not_count_where_the_policy_says_so() -> None:
    told = {"ann": "Aachen", "bob": "Bern", "cyd": "Bern"}
    colleagues = bank([Q], records=[BOB, CYD], people_=people(told), distinct_affiliations=False)

    assert state_of(colleagues, Q) is State.APPROVED


def test_two_approvals_of_one_reviewer_count_once() -> None:
    assert state(BOB, record(Q, "bob", "approve", 5)) is State.IN_REVIEW


def test_an_edit_after_approval_makes_the_records_stale() -> None:
    edited = Q._replace(digest="sha256:" + "0" * 64)

    assert state_of(bank([edited], records=[SUBMIT, BOB, CYD, DAN]), edited) is State.STALE


def test_the_newest_judgment_of_a_reviewer_counts() -> None:
    asks = record(Q, "bob", "request-changes", 1)

    assert state(asks, CYD) is State.CHANGES_REQUESTED
    assert state(asks, BOB, CYD) is State.APPROVED
    assert state(BOB, CYD, DAN, record(Q, "bob", "request-changes", 9)) is State.CHANGES_REQUESTED


def test_the_order_of_lines_does_not_matter_only_the_time() -> None:
    asks = record(Q, "bob", "request-changes", 1)

    assert state(BOB, CYD, asks) is state(asks, CYD, BOB) is State.APPROVED


def test_acceptance_without_enough_approvals_is_no_acceptance() -> None:
    assert state(SUBMIT, BOB, DAN) is State.IN_REVIEW


def test_an_early_acceptance_does_not_count_when_the_approvals_come() -> None:
    assert state(record(Q, "dan", "accept", 1), BOB, CYD) is State.APPROVED


def test_what_was_accepted_and_then_doubted_must_be_accepted_again() -> None:
    doubt, settled = record(Q, "bob", "request-changes", 5), record(Q, "bob", "approve", 6)

    assert state(BOB, CYD, DAN, doubt) is State.CHANGES_REQUESTED
    assert state(BOB, CYD, DAN, doubt, settled) is State.APPROVED
    assert state(BOB, CYD, DAN, doubt, settled, record(Q, "eve", "accept", 7)) is State.ACCEPTED


def test_nobody_but_a_curator_lifts_a_rejection() -> None:
    asks, approves = record(Q, "bob", "request-changes", 6), record(Q, "bob", "approve", 7)

    assert state(BOB, CYD, record(Q, "dan", "reject", 5), asks, approves) is State.REJECTED


def test_a_curator_may_take_a_rejection_back() -> None:
    assert state(BOB, CYD, record(Q, "dan", "reject", 5), record(Q, "eve", "accept", 6)) is State.ACCEPTED


def test_what_a_curator_accepted_stays_accepted_when_the_role_ends() -> None:
    former = [dict(each) for each in people_data()]
    former[3]["roles"] = [{"role": "examination-curator", "until": "2026-11-20"}]
    ended = tuple(Person.of(each, index) for index, each in enumerate(former))
    late = replace(DAN, at="2026-11-21T00:00:00Z")

    assert state_of(bank([Q], records=[BOB, CYD, DAN], people_=ended), Q) is State.ACCEPTED
    assert state_of(bank([Q], records=[BOB, CYD, late], people_=ended), Q) is State.APPROVED


@pytest.mark.parametrize(
    ("by", "expected"), [("dan", State.ACCEPTED), ("eve", State.ACCEPTED), ("bob", State.APPROVED)]
)
def test_only_curators_of_the_topic_accept(by: str, expected: State) -> None:
    assert state(BOB, CYD, record(Q, by, "accept", 4)) is expected


def test_a_topic_curator_decides_nothing_outside_of_the_topic() -> None:
    other = card("q2", skill="ssh")
    records = [
        record(other, "bob", "approve", 1),
        record(other, "cyd", "approve", 2),
        record(other, "eve", "accept", 3),
    ]

    assert state_of(bank([other], records=records), other) is State.APPROVED


def test_a_rejection_counts_for_the_content_it_was_made_on() -> None:
    refused = record(Q, "dan", "reject", 5)
    edited = Q._replace(digest="sha256:" + "0" * 64)

    assert state(BOB, CYD, refused) is State.REJECTED
    assert state_of(bank([edited], records=[refused]), edited) is State.STALE


def test_a_retired_question_stays_retired_when_it_is_edited() -> None:
    gone = record(Q, "dan", "retire", 5)
    edited = Q._replace(digest="sha256:" + "0" * 64)

    assert state(BOB, CYD, DAN, gone) is State.RETIRED
    assert state_of(bank([edited], records=[gone]), edited) is State.RETIRED


def test_records_of_strangers_count_for_nothing() -> None:
    assert state(record(Q, "mallory", "approve", 1), record(Q, "trudy", "approve", 2)) is State.DRAFT


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ann", "bob", "cyd", "dan", "eve", "zoe"]),
            st.sampled_from(["submit", "approve", "request-changes", "reject", "accept", "retire"]),
            st.booleans(),
        ),
        max_size=7,
    )
)
def test_any_history_gives_the_state_that_the_policy_tells(history: list[tuple[str, str, bool]]) -> None:
    records = [
        record(Q, by, verdict, second, None if present else "sha256:" + "0" * 64)
        for second, (by, verdict, present) in enumerate(history)
    ]

    assert state(*records) is policy_in_words(history)


def policy_in_words(history: list[tuple[str, str, bool]]) -> State:
    """Tell the state in the plainest way: by walking through the history, one sentence of the policy a line."""
    curator = {"dan", "eve"}
    allowed = [
        (by, verdict, present)
        for by, verdict, present in history
        if by != "zoe"
        and (
            verdict == "submit"
            or (verdict in ("approve", "request-changes") and by != "ann")
            or (verdict in ("accept", "reject", "retire") and by in curator)
        )
    ]
    judged: dict[str, str] = {}
    decided = ""
    for by, verdict, present in allowed:
        if present and verdict in ("approve", "request-changes"):
            judged[by] = verdict
            decided = "" if (verdict, decided) == ("request-changes", "accept") else decided
        enough = list(judged.values()).count("approve") >= 2 and "request-changes" not in judged.values()
        if present and (verdict == "reject" or (verdict == "accept" and enough)):
            decided = verdict
    if any(verdict == "retire" for _, verdict, _ in allowed):
        return State.RETIRED
    begun = [
        present for _, verdict, present in allowed if verdict in ("submit", "approve", "request-changes", "reject")
    ]
    if not any(begun):
        return State.STALE if begun else State.DRAFT
    if decided == "reject":
        return State.REJECTED
    if "request-changes" in judged.values():
        return State.CHANGES_REQUESTED
    approvals = list(judged.values()).count("approve")
    if approvals >= 2:
        return State.ACCEPTED if decided else State.APPROVED
    return State.IN_REVIEW if approvals else State.SUBMITTED
