"""Rules for the keys of a whole pool: nothing is gained by responding without reading."""

from collections.abc import Iterable

from hpccert.check.rules import rule
from hpccert.model.bank import Bank
from hpccert.model.kind import Kind
from hpccert.model.question import Card
from hpccert.problems import Problems, Severity, Spot

PLACE = Spot("hpccert.yaml")
LEAST_SHARE, LARGEST_SHARE = 0.4, 0.6
SURE = 3  # standard deviations: chance alone goes beyond them about once in 370 banks


@rule("Q027", Severity.HINT)
def true_and_false_are_balanced_over_a_pool(bank: Bank) -> Problems:
    """Of all statements of a pool 40 to 60 % are true, when there are enough to tell this from chance.

    A pool is told of if its share is outside, and three standard deviations of a binomial distribution from one half.

    Why: under net marking, of a pool with 65 % true statements "true" throughout earns 30 % of the marks.
    """
    for pool, cards in _pools(bank, Kind.TRUE_FALSE_SET):
        true = sum(each.right for each in cards)
        count = true + sum(each.wrong for each in cards)
        far = abs(true - count / 2) > SURE * (count / 4) ** 0.5
        if far and not LEAST_SHARE * count <= true <= LARGEST_SHARE * count:
            share = f"{round(100 * true / count)} % of the {count} statements of the {pool} pool are true"
            yield PLACE, f"{share}; 40 to 60 % would be balanced"


@rule("Q028", Severity.HINT)
def longest_choice_is_no_clue_over_a_pool(bank: Bank) -> Problems:
    """Over a pool, the key of single-choice questions is not the longest choice much more often than by chance.

    Much more often: half as often again as with choices of like length, and three standard deviations.

    Why: an examinee who picks the longest choice throughout would know nothing and score well above chance. Source:
    Haladyna, Downing & Rodriguez (2002), guideline "keep the length of choices about equal".
    """
    for pool, cards in _pools(bank, Kind.SINGLE_CHOICE):
        found = sum(each.longest_is_right for each in cards)
        chances = [1 / (each.right + each.wrong) for each in cards]
        usual, spread = sum(chances), sum(each * (1 - each) for each in chances) ** 0.5
        if found > usual + SURE * spread and found > 1.5 * usual:
            share = (
                f"in {found} of {len(cards)} single-choice questions of the {pool} pool the key is the longest choice"
            )
            yield PLACE, f"{share}; by chance it would be in {round(usual)}"


def _pools(bank: Bank, kind: Kind) -> Iterable[tuple[str, list[Card]]]:
    pools: dict[str, list[Card]] = {}
    for each in bank.questions.values():
        if each.type == kind:
            pools.setdefault(each.pool, []).append(each)
    return sorted(pools.items())
