"""The state of a question follows from its records, its content and the policy."""

from dataclasses import replace

import pytest

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


# Comments, flags, withdrawals, reinstatement


FLAG = record(Q, "bob", "flag", 5)


def flaggers(*records: Record) -> list[str]:
    return [each.by for each in standing(bank([Q], records=records), Q).flags]


@pytest.mark.parametrize("verdict", ["comment", "flag", "withdraw"])
def test_saying_something_begins_no_review(verdict: str) -> None:
    said = record(Q, "bob", verdict, 1)

    assert state(said) is State.DRAFT
    assert state_of(bank([Q._replace(digest="sha256:" + "0" * 64)], records=[said]), Q) is State.DRAFT


def test_a_flag_leaves_an_accepted_question_accepted_until_a_curator_decides() -> None:
    assert state(BOB, CYD, DAN, FLAG) is State.ACCEPTED
    assert flaggers(BOB, CYD, DAN, FLAG) == ["bob"]
    assert flaggers(BOB, CYD, DAN, FLAG, record(Q, "eve", "accept", 6)) == []
    assert flaggers(BOB, CYD, DAN, FLAG, record(Q, "eve", "reject", 6)) == []


def test_nobody_but_a_curator_settles_the_flag_of_another() -> None:
    assert flaggers(BOB, CYD, DAN, FLAG, record(Q, "cyd", "withdraw", 6), record(Q, "cyd", "accept", 7)) == ["bob"]


def test_an_author_may_flag_their_own_question() -> None:
    assert flaggers(record(Q, "ann", "flag", 1)) == ["ann"]


def test_two_doubts_of_one_person_are_two() -> None:
    assert flaggers(record(Q, "bob", "flag", 1), FLAG, record(Q, "bob", "withdraw", 6)) == ["bob"]


def test_a_withdrawal_takes_back_the_newest_of_judgment_and_flag() -> None:
    back = record(Q, "bob", "withdraw", 8)

    assert (state(BOB, FLAG, back), flaggers(BOB, FLAG, back)) == (State.IN_REVIEW, [])
    assert (state(FLAG, replace(BOB, at="2026-11-20T10:00:07Z"), back), flaggers(FLAG, BOB)) == (
        State.SUBMITTED,
        ["bob"],
    )


def test_what_was_judged_before_a_judgment_that_is_taken_back_does_not_come_back() -> None:
    asks, back = record(Q, "bob", "request-changes", 5), record(Q, "bob", "withdraw", 6)

    assert state(BOB, CYD, asks, back) is State.IN_REVIEW


def test_who_takes_an_approval_back_undoes_the_acceptance_that_rests_on_it() -> None:
    back, again = record(Q, "bob", "withdraw", 5), record(Q, "bob", "approve", 6)

    assert state(BOB, CYD, DAN, back) is State.IN_REVIEW
    assert state(BOB, CYD, DAN, back, again) is State.APPROVED
    assert state(BOB, CYD, record(Q, "eve", "approve", 3), DAN, back) is State.ACCEPTED


def test_a_reinstated_question_is_what_its_other_records_make_of_it() -> None:
    gone, back = record(Q, "dan", "retire", 5), record(Q, "eve", "reinstate", 7)

    assert state(BOB, CYD, DAN, gone, back) is State.ACCEPTED
    assert state(BOB, gone, record(Q, "cyd", "approve", 6), back) is State.APPROVED
    assert state(gone, back) is State.DRAFT
    assert state(gone, back, record(Q, "dan", "retire", 8)) is State.RETIRED
    assert state(gone, record(Q, "bob", "reinstate", 7)) is State.RETIRED


def test_an_author_may_retire_a_question_of_their_own_but_not_reinstate_it() -> None:
    own = card(authors=["dan"])
    records = [record(own, "dan", "retire", 1), record(own, "dan", "reinstate", 2)]

    assert state_of(bank([own], records=records), own) is State.RETIRED


# The policy


def test_each_pool_may_ask_for_its_own_number_of_approvals() -> None:
    exam, practice = card("q1", pool="exam"), card("q2", pool="practice")
    records = [record(exam, "bob", "approve", 1), record(practice, "bob", "approve", 1)]
    both = bank([exam, practice], records=records, approvals={"practice": 1})

    assert (state_of(both, exam), state_of(both, practice)) == (State.IN_REVIEW, State.APPROVED)


def test_regions_count_where_the_policy_says_so() -> None:
    neighbors = tuple(replace(each, region="CH" if each.id in ("bob", "cyd") else None) for each in people())
    records = [BOB, CYD]

    assert state_of(bank([Q], records=records, people_=neighbors), Q) is State.APPROVED
    assert standing(bank([Q], records=records, people_=neighbors, distinct_regions=True), Q).missing == 1


# Odd records


def test_of_two_records_in_one_second_the_later_line_counts() -> None:
    asks = replace(record(Q, "bob", "request-changes", 2), index=9)

    assert state(BOB, CYD, asks) is State.CHANGES_REQUESTED
    assert state(replace(asks, index=0), CYD, replace(BOB, index=9)) is State.APPROVED


def test_a_record_that_a_merge_left_twice_counts_once() -> None:
    back = record(Q, "bob", "withdraw", 6)

    assert state(BOB, FLAG, back, replace(back, index=9)) is State.IN_REVIEW


def test_a_record_from_the_future_counts_by_its_date_whatever_the_day_is() -> None:
    assert state(replace(BOB, at="2926-11-20T10:00:00Z"), CYD) is State.APPROVED
    assert state(replace(DAN, at="2926-11-20T10:00:00Z"), BOB, CYD) is State.ACCEPTED


def test_what_somebody_said_before_leaving_counts_and_nothing_since() -> None:
    left = tuple(replace(each, until="2026-11-20") if each.id == "bob" else each for each in people())
    late = replace(record(Q, "bob", "request-changes"), at="2026-11-21T00:00:00Z")

    assert state_of(bank([Q], records=[BOB, CYD, late], people_=left), Q) is State.APPROVED


def test_a_curator_who_left_decides_nothing_even_if_the_role_has_no_end() -> None:
    left = tuple(replace(each, until="2026-11-19") if each.id == "dan" else each for each in people())

    assert state_of(bank([Q], records=[BOB, CYD, DAN], people_=left), Q) is State.APPROVED


def test_records_of_a_question_that_is_gone_are_kept_and_count_when_it_is_back() -> None:
    without = bank(records=[BOB, CYD])

    assert without.records[Q.id] == (BOB, CYD)
    assert state_of(replace(without, questions={Q.id: Q}), Q) is State.APPROVED
