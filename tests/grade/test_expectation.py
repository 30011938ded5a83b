"""What an estimate expects is what marking gives: for every reply, and on average over all of them."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpccert.grade import expectation, marking
from hpccert.grade.expectation import EXPECTED, FLOORED, chance, expected_mark
from hpccert.model.certificate import Line
from hpccert.model.form import Item
from hpccert.model.question import parts_of
from hpccert.model.response import Reply
from hpccert.model.skill import SkillId
from tests.builders import card, certificate, question

SET, SINGLE, MULTIPLE = "TTTFFF", "+---", "++---"
HALF = Fraction(1, 2)


def item(key: str) -> Item:
    asked = question(key=key)
    return Item(asked, Line(SkillId("cli"), 1, 1), parts_of(asked.task))


def right_share(key: str, reply: Reply) -> Fraction:
    """Return the share of right judgments in a reply, as raters are told to count it."""
    said = dict(enumerate(reply))
    rights = [number for number, each in enumerate(key) if each in "T+"]
    wrongs = [number for number, each in enumerate(key) if each in "F-"]
    if key == SINGLE:
        return Fraction(said[rights[0]] or 0) if any(reply) else Fraction(1, len(key))
    if key == MULTIPLE:
        marked, left = sum(bool(said[each]) for each in rights), sum(not said[each] for each in wrongs)
        return (Fraction(marked, len(rights)) + Fraction(left, len(wrongs))) / 2
    judged = [HALF if said[each] is None else Fraction(said[each] is (each in rights)) for each in said]
    return sum(judged, Fraction(0)) / len(judged)


def replies(key: str) -> st.SearchStrategy[Reply]:
    if key == SINGLE:
        one = st.integers(0, len(key))
        return one.map(lambda chosen: tuple(True if number == chosen else None for number in range(len(key))))
    said = st.sampled_from((True, False, None) if key == SET else (True, None))
    return st.tuples(*[said] * len(key))


@pytest.mark.parametrize("key", [SET, SINGLE, MULTIPLE])
@given(data=st.data())
def test_the_expected_mark_of_one_who_surely_replies_so_is_the_mark_of_the_reply(key: str, data: st.DataObject) -> None:
    reply = data.draw(replies(key))

    assert expectation.net(card(key=key), right_share(key, reply)) == marking.net(item(key), reply)


@pytest.mark.parametrize(
    ("key", "percent", "mark"),
    [
        (SET, 100, Fraction(1)),
        (SET, 80, Fraction(3, 5)),  # 8 of 10 right, 2 wrong
        (SET, 50, Fraction(0)),
        (SET, 0, Fraction(-1)),
        (SINGLE, 70, Fraction(3, 5)),  # 70 % right; 30 % lose a third
        (SINGLE, 25, Fraction(0)),
        (SINGLE, 0, Fraction(-1, 3)),
        (MULTIPLE, 90, Fraction(4, 5)),
        (MULTIPLE, 50, Fraction(0)),
    ],
)
def test_an_estimate_becomes_right_minus_wrong(key: str, percent: int, mark: Fraction) -> None:
    assert expected_mark(certificate(), card(key=key), percent) == mark


@pytest.mark.parametrize("key", [SET, SINGLE, MULTIPLE])
def test_blind_guessing_is_expected_to_earn_nothing(key: str) -> None:
    assert expectation.net(card(key=key), chance(card(key=key))) == 0


def brute_force(key: str, shown: int, share: Fraction) -> Fraction:
    """Return the mean of the marks, none below 0, of one who judges each part rightly with this probability."""
    whole = item(key)
    mixed = whole.parts[::2] + whole.parts[1::2]
    asked = Item(whole.question, whole.line, mixed[:shown])
    total = Fraction(0)
    for rightly in product((True, False), repeat=len(asked.parts)):
        reply = tuple(part.right is right for part, right in zip(asked.parts, rightly, strict=True))
        weight = share ** sum(rightly) * (1 - share) ** (len(rightly) - sum(rightly))
        total += weight * max(marking.net(asked, reply), Fraction(0))
    return total


@pytest.mark.parametrize(("key", "shown"), [(SET, 4), (SET, 5), (SET, 6), (MULTIPLE, 5)])
@pytest.mark.parametrize("percent", [0, 30, 50, 65, 100])
def test_with_a_floor_by_question_the_expectation_is_that_of_independent_judgments(
    key: str, shown: int, percent: int
) -> None:
    floored = certificate(marking={"rule": "net", "floor": "question"}, statements=shown)

    assert expected_mark(floored, card(key=key), percent) == brute_force(key, shown, Fraction(percent, 100))


def test_with_a_floor_by_question_a_wrong_choice_costs_nothing() -> None:
    floored = certificate(marking={"rule": "net", "floor": "question"})

    assert expected_mark(floored, card(key=SINGLE), 70) == Fraction(7, 10)


def test_guessing_at_four_statements_earns_what_a_floor_by_question_gives_away() -> None:
    floored = certificate(marking={"rule": "net", "floor": "question"}, statements=4)

    assert expected_mark(floored, card(key=SET), 50) == Fraction(3, 16)  # 18.75 %


def test_every_marking_rule_has_its_expectations() -> None:
    assert EXPECTED.keys() == FLOORED.keys() == marking.RULES.keys()


@pytest.mark.parametrize("floor", ["exam", "question", "none"])
@pytest.mark.parametrize("key", [SET, SINGLE, MULTIPLE])
def test_a_higher_estimate_never_expects_fewer_marks(key: str, floor: str) -> None:
    exam = certificate(marking={"rule": "net", "floor": floor})

    marks = [expected_mark(exam, card(key=key), percent) for percent in range(0, 101, 5)]

    assert marks == sorted(marks)
    assert marks[-1] == 1
