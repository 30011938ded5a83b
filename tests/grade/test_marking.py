"""Marks: right minus wrong, exact, and nothing to be gained by guessing."""

from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.grade.marking import net
from hpccert.grade.scores import item_marks, scored
from hpccert.model.certificate import Certificate, Line
from hpccert.model.form import Form, Item
from hpccert.model.question import parts_of
from hpccert.model.response import Reply, Responses
from hpccert.model.skill import SkillId
from tests.builders import certificate, question

T, F, L = True, False, None  # judged true, judged false, left


def item(key: str, weight: int = 1, line: str = "cli", shown: int | None = None) -> Item:
    asked = question(key=key)
    return Item(asked, Line(SkillId(line), 1, weight), parts_of(asked.task)[:shown])


@pytest.mark.parametrize(
    ("reply", "mark"),
    [
        ((T, T, F, F), 1),
        ((T, T, F, T), Fraction(1, 2)),
        ((T, L, L, L), Fraction(1, 4)),
        ((L, L, L, L), 0),
        ((F, F, T, T), -1),
        ((T, F, L, L), 0),
    ],
)
def test_a_wrong_judgment_takes_away_what_a_right_one_gives(reply: Reply, mark: Fraction) -> None:
    assert net(item("TTFFF", shown=None) if len(reply) == 5 else item4(), reply) == mark


def item4() -> Item:
    """Return an item that shows two true and two false statements."""
    whole = item("TTFFF")
    return Item(whole.question, whole.line, whole.parts[:4])


@pytest.mark.parametrize(
    ("key", "reply", "mark"),
    [
        ("+---", (T, L, L, L), 1),
        ("+---", (L, T, L, L), Fraction(-1, 3)),
        ("+---", (L, L, L, L), 0),
        ("++---", (T, T, L, L, L), 1),
        ("++---", (T, L, L, L, L), Fraction(1, 2)),
        ("++---", (T, L, T, L, L), Fraction(1, 6)),
        ("++---", (T, T, T, T, T), 0),
        ("++---", (L, L, T, T, T), -1),
    ],
)
def test_choices_are_marked_so_that_wrong_ones_cost(key: str, reply: Reply, mark: Fraction) -> None:
    assert net(item(key), reply) == mark


def ways_to_guess(key: str) -> list[Reply]:
    """Return all replies of somebody who guesses blindly, each as likely as any other."""
    if set(key) <= {"T", "F"}:
        return list(product((True, False), repeat=len(key)))
    if key.count("+") == 1:
        return [tuple(True if each == pick else None for each in range(len(key))) for pick in range(len(key))]
    picks = [set(some) for size in range(len(key) + 1) for some in combinations(range(len(key)), size)]
    return [tuple(True if each in some else None for each in range(len(key))) for some in picks]


@given(
    st.one_of(
        st.text("TF", min_size=5, max_size=8),
        st.text("+-", min_size=3, max_size=6).filter(lambda each: "+" in each and "-" in each),
    )
)
def test_blind_guessing_gains_nothing_on_average(key: str) -> None:
    replies = ways_to_guess(key)

    assert sum(net(item(key), each) for each in replies) == 0


@given(st.text("TF", min_size=5, max_size=8), st.data())
def test_marks_lie_between_minus_one_and_one(key: str, data: st.DataObject) -> None:
    reply = tuple(data.draw(st.lists(st.sampled_from([True, False, None]), min_size=len(key), max_size=len(key))))

    assert -1 <= net(item(key), reply) <= 1


def score(asked: Certificate, *pairs: tuple[Item, Reply]) -> Any:
    form = Form(1, tuple(each for each, _ in pairs))
    replies = {number: reply for number, (_, reply) in enumerate(pairs, 1)}
    return scored(asked, [Responses("ada", form, replies)])[0]


def floor(kind: str, **more: Any) -> Certificate:
    return certificate(marking={"rule": "net", "floor": kind}, **more)


RIGHT, WRONG = (item("+--"), (T, L, L)), (item("+--"), (L, T, L))
LOST = (item("TTTFF"), (F, F, F, T, T))


@pytest.mark.parametrize(("kind", "marks"), [("question", 1), ("exam", 0), ("none", Fraction(0))])
def test_the_floor_is_where_the_certificate_puts_it(kind: str, marks: Fraction) -> None:
    assert score(floor(kind), RIGHT, LOST).marks == marks


def test_without_a_floor_a_score_may_be_negative() -> None:
    assert score(floor("none"), LOST).marks == -1
    assert score(floor("exam"), LOST).marks == 0


def test_a_question_weighs_what_the_blueprint_says() -> None:
    heavy = (item("+--", weight=3), (T, L, L))
    result = score(floor("exam"), heavy, WRONG)

    assert (result.marks, result.full) == (Fraction(5, 2), 4)


def test_a_question_without_a_reply_is_a_blank() -> None:
    form = Form(1, (item("+--"), item("TTTFF")))
    responses = Responses("ada", form, {1: (T, L, L)})

    assert item_marks(floor("exam"), responses) == (1, 0)


def test_the_cut_score_itself_passes() -> None:
    three_of_five = [RIGHT, RIGHT, RIGHT, (item("+--"), (L, L, L)), (item("+--"), (L, L, L))]

    assert score(floor("exam", cut_score=60), *three_of_five).passed
    assert not score(floor("exam", cut_score=60.1), *three_of_five).passed


def test_a_third_is_not_less_than_a_third() -> None:
    one_of_three = [RIGHT, (item("+--"), (L, L, L)), (item("+--"), (L, L, L))]

    assert score(floor("exam", cut_score=33.3), *one_of_three).passed
    assert not score(floor("exam", cut_score=33.4), *one_of_three).passed


def test_a_weak_skill_fails_where_the_certificate_asks_for_a_minimum() -> None:
    strong, weak = (item("+--", line="cli"), (T, L, L)), (item("+--", line="ssh"), (L, L, L))
    lenient = certificate({"cli": 1, "ssh": 1}, cut_score=50)
    strict = certificate({"cli": 1, "ssh": 1}, cut_score=50, skill_minimum=10)

    assert score(lenient, strong, weak).passed
    assert not score(strict, strong, weak).passed


def test_scores_by_skill_are_shares_of_the_skills_marks() -> None:
    result = score(floor("exam"), (item("+--", 3, "cli"), (T, L, L)), (item("+--", 1, "cli"), (L, T, L)), LOST)

    assert result.by_skill == {"cli": (3 - Fraction(1, 2) - 1) / 5}
