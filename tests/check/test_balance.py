"""The keys of a whole pool: what chance allows is not told."""

import pytest

from hpccert.check.catalog import BANK_RULES
from hpccert.check.rules import run
from hpccert.model.question import Card
from hpccert.problems import Spot
from tests.builders import bank, card, choices


def told(cards: list[Card]) -> list[str]:
    found = run(BANK_RULES, bank(cards))

    assert {each.spot for each in found} <= {Spot("hpccert.yaml")}
    return [f"{each.code} {each.message}" for each in found]


def sets(key: str, count: int, pool: str = "practice") -> list[Card]:
    return [card(f"{pool}{each}", key, pool=pool) for each in range(count)]


def singles(right: int, others: int) -> list[Card]:
    """Return single-choice questions; of so many the right choice is the longest, of the others a wrong one is."""
    long = [{**each, "text": each["text"] + " Really." * each["correct"]} for each in choices("+--")]
    short = [{**each, "text": each["text"] + " Really." * (not each["correct"])} for each in choices("+--")]
    return [card(f"q{each}", "+--", choices=long if each < right else short) for each in range(right + others)]


@pytest.mark.parametrize(
    ("key", "count", "found"),
    [
        ("TTTTTTTFFF", 3, False),  # 21 of 30: by chance in 1 of 30 banks
        ("TTTTTTTFFF", 6, True),
        ("TTTFFFFFFF", 6, True),
        ("TTTTTTFFFF", 100, False),  # not chance, but it hardly pays
        ("TTTTTFFFFF", 100, False),
    ],
)
def test_a_pool_with_too_many_of_one_truth_is_told(key: str, count: int, found: bool) -> None:
    assert bool(told(sets(key, count))) == found


def test_each_pool_is_looked_at_by_itself() -> None:
    cards = [*sets("TTTTTTTFFF", 6, "exam"), *sets("TTTFFFFFFF", 6, "practice")]

    assert told(cards) == [
        "Q027 70 % of the 60 statements of the exam pool are true; 40 to 60 % would be balanced",
        "Q027 30 % of the 60 statements of the practice pool are true; 40 to 60 % would be balanced",
    ]


@pytest.mark.parametrize(("right", "others", "found"), [(4, 0, False), (7, 1, True), (8, 12, False), (50, 0, True)])
def test_a_pool_whose_keys_are_mostly_the_longest_choice_is_told(right: int, others: int, found: bool) -> None:
    assert bool(told(singles(right, others))) == found


def test_a_pool_of_single_choices_is_told_with_what_chance_would_give() -> None:
    (found,) = told(singles(20, 10))

    assert found == (
        "Q028 in 20 of 30 single-choice questions of the practice pool the key is the longest choice; "
        "by chance it would be in 10"
    )


@pytest.mark.parametrize(
    ("key", "counts"), [("TTTFF", (3, 2)), ("+--", (1, 2)), ("++-", (2, 1))], ids=["set", "single", "multiple"]
)
def test_a_card_counts_what_is_right_and_wrong(key: str, counts: tuple[int, int]) -> None:
    found = card("q1", key)

    assert (found.right, found.wrong) == counts
    assert not found.longest_is_right  # all are of one length
    assert Card.kept(found.values, found.file, {}) == found


def test_only_of_a_single_choice_the_longest_is_noted() -> None:
    longer = [{**each, "text": each["text"] + " Really." * each["correct"]} for each in choices("+--")]

    assert card("q1", "+--", choices=longer).longest_is_right
    assert not card("q1", "+--", choices=longer, type="multiple-choice").longest_is_right
