"""How many questions each outcome has, of those that are wanted."""

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hpccert.curate.census import STAGES, WITHDRAWN, Census, Sort, Stage, census, states_of, total
from hpccert.curate.state import State
from hpccert.model.question import Card
from hpccert.model.skill import OutcomeId, Skill, SkillId
from tests.builders import bank, card, record, skill, skill_data

CLI = SkillId("cli")
RUN, STOP, FLY = (OutcomeId(each) for each in ("run", "stop", "fly"))
TREE = (skill("use", "USE"), skill(outcomes=("run", "stop")))


def counted(*cards: Card, accepted: tuple[Card, ...] = (), language: str | None = None, wanted: int = 5) -> Census:
    records = [
        record(each, by, verdict, second)
        for each in accepted
        for second, (by, verdict) in enumerate((("bob", "approve"), ("cyd", "approve"), ("dan", "accept")))
    ]
    made = bank([*cards, *accepted], TREE, records)
    made = replace(made, workspace=replace(made.workspace, wanted_questions=wanted))
    return census(made, states_of(made, "practice"), language)


def test_five_questions_are_wanted_for_each_outcome_unless_the_policy_says_otherwise() -> None:
    assert [each.asked for each in counted().leaves[CLI].values()] == [5, 5]
    assert [each.asked for each in counted(wanted=2).leaves[CLI].values()] == [2, 2]


def test_questions_are_counted_by_outcome_and_state() -> None:
    found = counted(card("q1"), card("q2", outcomes=["stop"]), accepted=(card("q3"),))

    assert found.leaves[CLI][RUN].states == {State.DRAFT: 1, State.ACCEPTED: 1}
    assert found.leaves[CLI][STOP].states == {State.DRAFT: 1}


def test_a_question_on_several_outcomes_counts_for_the_first() -> None:
    found = counted(card(outcomes=["stop", "run"]))

    assert [each.states.total() for each in found.leaves[CLI].values()] == [0, 1]


def test_what_one_outcome_has_beyond_its_wanted_number_makes_up_for_no_other() -> None:
    found = total(counted(accepted=tuple(card(f"q{each}") for each in range(7))).leaves[CLI].values())

    assert (found.states[State.ACCEPTED], found.filled, found.asked) == (7, {Stage.ACCEPTED: 5}, 10)
    assert found.half_there


def test_what_is_accepted_fills_first_and_drafts_the_rest() -> None:
    found = counted(*(card(f"q{each}") for each in range(7)), accepted=(card("good"),)).leaves[CLI][RUN]

    assert found.filled == {Stage.ACCEPTED: 1, Stage.SUBMIT: 4}
    assert not found.half_there


def test_a_question_that_is_withdrawn_fills_nothing() -> None:
    gone = card("gone")
    made = bank([gone], TREE, [record(gone, "dan", "retire")])
    found = census(made, states_of(made, "practice")).leaves[CLI][RUN]

    assert (found.states, found.stages, found.filled, found.living()) == ({State.RETIRED: 1}, {}, {}, {})


def test_the_other_pool_and_other_languages_do_not_count() -> None:
    cards = (card("q1", pool="exam"), card("q2", language="de"), card("q3", language="en-US"))

    assert counted(*cards).leaves[CLI][RUN].states.total() == 2
    assert counted(*cards, language="en").leaves[CLI][RUN].states.total() == 1


def test_questions_on_nothing_that_is_examined_are_counted_apart() -> None:
    closed: dict[str, Any] = {
        "outcomes": [{"id": "run", "text": "Run."}, {"id": "fly", "text": "Fly.", "examinable": False}]
    }
    tree = (skill("use", "USE"), Skill.of({**skill_data(), **closed}, "skills/use/cli.yaml"))
    cards = (
        card("q1", outcomes=["fly"]),
        card("q2", outcomes=["none"]),
        card("q3", skill="use"),
        card("q4", skill="no"),
    )
    made = bank(cards, tree)
    found = census(made, states_of(made, "practice"))

    assert (list(found.leaves[CLI]), found.elsewhere) == ([RUN], 4)


def test_a_set_is_whole_with_the_statements_that_are_wanted() -> None:
    found = counted(card("q1", "TTTTTFFFFF"), card("q2", "TTTFF"), card("q3", "+---------")).leaves[CLI][RUN]

    assert sorted((each.type, each.whole) for each in found.sorts) == [
        ("single-choice", False),
        ("true-false-set", False),
        ("true-false-set", True),
    ]


def test_accepted_questions_are_a_part_of_those_that_are_there() -> None:
    found = counted(card("q1"), accepted=(card("q2", "+--"),)).leaves[CLI][RUN]

    assert found.living(accepted=True) == {Sort(State.ACCEPTED, "single-choice", "none", False): 1}
    assert found.living().total() == 2


def test_every_state_has_a_next_step_or_is_withdrawn() -> None:
    assert set(STAGES) | WITHDRAWN == set(State)
    assert not set(STAGES) & WITHDRAWN


@given(st.lists(st.tuples(st.sampled_from(["run", "stop", "fly"]), st.booleans()), max_size=12), st.integers(1, 4))
def test_whatever_there_is_adds_up(drawn: list[tuple[str, bool]], wanted: int) -> None:
    cards = [(card(f"q{number}", outcomes=[outcome]), good) for number, (outcome, good) in enumerate(drawn)]
    found = counted(
        *(each for each, good in cards if not good), accepted=tuple(each for each, good in cards if good), wanted=wanted
    )
    tally = total(found.leaves[CLI].values())

    told = Counter(State.ACCEPTED if good else State.DRAFT for outcome, good in drawn if outcome != "fly")
    assert tally.states == told
    assert found.elsewhere == sum(outcome == "fly" for outcome, _ in drawn)
    assert tally.asked == 2 * wanted
    assert tally.filled[Stage.ACCEPTED] == sum(min(wanted, drawn.count((each, True))) for each in ("run", "stop"))
    assert tally.filled.total() == sum(
        min(wanted, sum(outcome == each for outcome, _ in drawn)) for each in ("run", "stop")
    )
