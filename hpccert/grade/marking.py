"""Replies and keys -> marks, by rules that have names, formulas and sources."""

from collections.abc import Callable
from fractions import Fraction

from hpccert.model.form import Item
from hpccert.model.question import MultipleChoice, SingleChoice, TrueFalseSet
from hpccert.model.response import Reply

Rule = Callable[[Item, Reply], Fraction]


def net(item: Item, reply: Reply) -> Fraction:
    """Return right minus wrong judgments as a share of the question, -1 to 1; a blank counts nothing.

    A true-false set of n statements: (right - wrong) / n. A single choice of n: 1 if right, else
    -1 / (n - 1). A multiple choice: the share of the right choices that are marked, minus the share of
    the wrong ones that are. So whoever guesses blindly gains nothing on average, in every type.

    Source: HPC-CF deducts each wrong judgment of a statement; the others are correction for guessing
    (Thurstone 1919; Diamond & Evans 1973), of which the first is the case n = 2.
    """
    keys = tuple(each.right for each in item.parts)
    pairs = list(zip(reply, keys, strict=True))
    match item.question.task:
        case TrueFalseSet():
            return Fraction(sum(_judged(said, key) for said, key in pairs), len(keys))
        case SingleChoice():
            return sum(
                (Fraction(1) if key else Fraction(-1, len(keys) - 1) for said, key in pairs if said), Fraction(0)
            )
        case MultipleChoice():
            marked = [key for said, key in pairs if said]
            return Fraction(sum(marked), sum(keys)) - Fraction(len(marked) - sum(marked), len(keys) - sum(keys))


def _judged(said: bool | None, key: bool) -> int:
    return 0 if said is None else 1 if said is key else -1


RULES: dict[str, Rule] = {"net": net}
