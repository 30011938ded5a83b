"""What to write, review or accept next."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.census import WITHDRAWN, Stage, Stock, census, states_of, stock
from hpccert.curate.progress import of_certificate
from hpccert.curate.state import State
from hpccert.curate.todo import Task, Urgency, todo
from hpccert.model.bank import Bank
from hpccert.model.certificate import Certificate
from hpccert.model.question import Card
from hpccert.model.review import Record
from tests.builders import bank, card, certificate, record, skill

TREE = (
    skill("use", "USE"),
    skill("cli", "USE1", ("run", "stop")),
    skill("ssh", "USE2", ("log-in",)),
    skill("job", "USE3", ("submit",)),
)
SAID = {
    State.DRAFT: (),
    State.SUBMITTED: (("ann", "submit"),),
    State.CHANGES_REQUESTED: (("bob", "request-changes"),),
    State.APPROVED: (("bob", "approve"), ("cyd", "approve")),
    State.ACCEPTED: (("bob", "approve"), ("cyd", "approve"), ("dan", "accept")),
    State.RETIRED: (("dan", "retire"),),
}
HOMES = {"run": "cli", "stop": "cli", "log-in": "ssh", "submit": "job"}


def stocked(*there: tuple[str, State], wanted: int = 2) -> Bank:
    """Return a bank with a question for each outcome and state that are named."""
    cards: list[Card] = []
    records: list[Record] = []
    for number, (outcome, state) in enumerate(there):
        cards.append(card(f"q{number}", skill=HOMES[outcome], outcomes=[outcome]))
        records += [record(cards[-1], by, verdict, second) for second, (by, verdict) in enumerate(SAID[state])]
    made = bank(cards, TREE, records)
    return replace(made, workspace=replace(made.workspace, wanted_questions=wanted))


def drawn(made: Bank, practice: bool = False) -> Stock:
    states, kept = states_of(made, "practice"), set(State) - WITHDRAWN if practice else {State.ACCEPTED}
    return stock(made, [id for id, state in states.items() if state in kept], "en")


def tasks(made: Bank, *certificates: Certificate, practice: bool = False) -> tuple[Task, ...]:
    stocks = {each.id: drawn(made, practice) for each in certificates}
    return todo(made, census(made, states_of(made, "practice")), certificates, stocks, None)


def order(made: Bank, *certificates: Certificate) -> list[tuple[str, str]]:
    return [(each.outcome.id, each.urgency.value) for each in tasks(made, *certificates)]


def needs(made: Bank, outcome: str) -> tuple[int, dict[Stage, int], int]:
    found = next(each for each in tasks(made) if each.outcome.id == outcome)
    return found.need, dict(found.there), found.write


ACCEPTED, APPROVED, SUBMITTED, DRAFT = State.ACCEPTED, State.APPROVED, State.SUBMITTED, State.DRAFT


def test_exams_come_first_then_the_leaves_of_certificates_then_the_gate_then_the_rest() -> None:
    made = stocked(("run", ACCEPTED), ("submit", ACCEPTED))

    assert order(made, certificate({"cli": 2}, per_outcome=1)) == [
        ("stop", "exam"),
        ("run", "certificate"),
        ("log-in", "gate"),
        ("submit", "wanted"),
    ]


def test_the_certificate_that_lacks_the_fewest_questions_comes_first() -> None:
    near, far = certificate({"job": 1}, id="near"), certificate({"cli": 2}, id="far")

    assert [each for each, why in order(stocked(), far, near) if why == "exam"] == ["submit", "run", "stop"]


def test_a_question_that_two_certificates_need_is_asked_for_once() -> None:
    one, two = certificate({"job": 1}, id="one"), certificate({"job": 1}, id="two")
    task = tasks(stocked(), one, two)[0]

    assert (task.outcome.id, task.now, [each.id for each in task.certificates]) == ("submit", 1, ["one"])


def test_a_line_is_filled_with_what_takes_the_least_work() -> None:
    made = stocked(("run", SUBMITTED), ("stop", APPROVED))

    assert order(made, certificate({"cli": 1}))[0] == ("stop", "exam")
    assert [each.now for each in tasks(made, certificate({"cli": 3}))][:2] == [1, 2]


def test_a_line_that_no_question_can_fill_asks_for_as_many_as_can_be() -> None:
    found = tasks(stocked(), certificate({"job": 3}, per_outcome=1))

    assert [(each.outcome.id, each.now) for each in found if each.urgency is Urgency.EXAM] == [("submit", 1)]


def test_an_exam_may_need_more_of_an_outcome_than_is_wanted() -> None:
    assert next(each.need for each in tasks(stocked(wanted=1), certificate({"job": 3}))) == 3


def test_what_is_there_is_told_by_what_is_to_be_done_with_it_until_it_suffices() -> None:
    made = stocked(("run", APPROVED), ("run", SUBMITTED), ("run", SUBMITTED), ("run", DRAFT), ("stop", State.RETIRED))

    assert needs(made, "run") == (2, {Stage.ACCEPT: 1, Stage.REVIEW: 2}, 0)
    assert needs(made, "stop") == (2, {}, 2)
    assert needs(stocked(("run", State.CHANGES_REQUESTED)), "run") == (2, {Stage.MEND: 1}, 1)


def test_of_leaves_the_one_that_passes_the_gate_soonest_comes_first() -> None:
    made = stocked(("submit", ACCEPTED), ("run", ACCEPTED), ("run", ACCEPTED), wanted=4)

    assert [each for each, _ in order(made)] == ["submit", "stop", "run", "log-in"]


def test_a_leaf_that_has_passed_the_gate_comes_after_those_that_have_not() -> None:
    made = stocked(*[("run", ACCEPTED), ("stop", ACCEPTED)] * 3, wanted=4)

    assert order(made) == [("log-in", "gate"), ("submit", "gate"), ("run", "wanted"), ("stop", "wanted")]


def test_nothing_is_to_be_done_where_all_is_there() -> None:
    assert tasks(stocked(*((each, ACCEPTED) for each in HOMES), wanted=1), certificate({"use": 4})) == ()


def test_the_practice_pool_draws_drafts_and_needs_new_questions_where_they_do_not_suffice() -> None:
    task = tasks(stocked(("submit", DRAFT), wanted=1), certificate({"job": 2}), practice=True)[0]

    assert (task.outcome.id, task.now, task.need, dict(task.there), task.write) == (
        "submit",
        1,
        2,
        {Stage.SUBMIT: 1},
        1,
    )


def test_an_accepted_question_that_cannot_be_drawn_for_a_certificate_does_not_help_it() -> None:
    made, asked = stocked(("submit", ACCEPTED), ("submit", SUBMITTED), wanted=1), certificate({"job": 1})

    found = todo(made, census(made, states_of(made, "practice")), [asked], {asked.id: {}}, None)[0]
    assert (found.outcome.id, found.now, found.need, dict(found.there)) == ("submit", 1, 1, {Stage.REVIEW: 1})


def test_a_line_of_a_skill_that_is_not_there_asks_for_nothing() -> None:
    assert {why for _, why in order(stocked(), certificate({"nowhere": 1}))} == {"gate"}


THERE = st.lists(st.tuples(st.sampled_from(sorted(HOMES)), st.sampled_from(sorted(SAID))), max_size=10)
BLUEPRINTS = st.dictionaries(st.sampled_from(["use", "cli", "ssh", "job"]), st.integers(1, 4), min_size=1)


@given(THERE, BLUEPRINTS, st.integers(1, 5))
def test_once_everything_is_done_nothing_is_left_and_exams_can_be_drawn(
    there: list[tuple[str, State]], plan: dict[str, int], cap: int
) -> None:
    asked = certificate(plan, per_outcome=cap)
    made = stocked(*there)
    now = [(each.outcome.id, ACCEPTED) for each in tasks(made, asked) for _ in range(each.now)]
    all_ = [(each.outcome.id, ACCEPTED) for each in tasks(made, asked) for _ in range(each.need)]

    room = {"use": 4 * cap, "cli": 2 * cap, "ssh": cap, "job": cap}
    drawable = stocked(*there, *now)
    row = of_certificate(drawable, census(drawable, states_of(drawable, "practice")), asked, drawn(drawable))
    assert row.met == sum(count <= room[id] for id, count in plan.items())
    assert tasks(stocked(*there, *all_), asked) == ()
    assert all(each.need <= sum(each.there.values()) + each.write for each in tasks(made, asked))
