"""An Angoff estimate and a certificate's marking -> the marks that it expects, as a share of the question."""

from collections.abc import Callable
from fractions import Fraction
from math import comb
from typing import assert_never

from hpccert.model.certificate import Certificate, Floor
from hpccert.model.kind import Kind
from hpccert.model.question import Card

Expectation = Callable[[Card, Fraction], Fraction]
ZERO, ONE = Fraction(0), Fraction(1)


def expected_mark(certificate: Certificate, question: Card, percent: int) -> Fraction:
    """Return the expected mark of a minimally competent examinee, as a share of the question, -1 to 1.

    The estimate is the percent of right judgments: of a single choice, of examinees who choose the right one; of a
    set, of statements judged rightly; of a multiple choice, the mean of the shares of right choices marked and of wrong
    ones left. What would be left blank counts as blind guessing does: a half, or of a single choice one in n.
    """
    share = Fraction(percent, 100)
    if certificate.floor is Floor.QUESTION:
        return FLOORED[certificate.rule](question, share, certificate.blueprint.statements)
    return EXPECTED[certificate.rule](question, share)


def chance(question: Card) -> Fraction:
    """Return the share of right judgments of blind guessing."""
    return Fraction(1, question.right + question.wrong) if question.type == Kind.SINGLE_CHOICE else Fraction(1, 2)


def net(question: Card, share: Fraction) -> Fraction:
    """Return the expected mark under `net`: (share - chance) / (1 - chance).

    It needs no assumption on blanks. Of the statements of a set let r be judged rightly, w wrongly, b left, together 1.
    The estimate is r + b/2, twice that less 1 is r - w, which is what `net` gives. For a single choice of n,
    with r right, w wrong and b blank, the estimate is r + b/n, and n times that less 1, over n - 1, is r - w / (n - 1).
    For a multiple choice with the share h of the right choices marked and f of the wrong ones, it is
    (h + 1 - f) / 2, and twice that less 1 is h - f.

    Source: the definition of `net`; it is the correction for guessing (Diamond & Evans 1973), which is linear, and so
    turns the expectation of one into that of the other.
    """
    by_chance = chance(question)
    return (share - by_chance) / (1 - by_chance)


def net_floored(question: Card, share: Fraction, statements: int) -> Fraction:
    """Return the expected mark under `net` where no question is worth less than 0.

    That is not linear, so more must be assumed than the estimate says: nothing is left blank, and each shown statement
    or choice is judged rightly with this probability, independently of the others.
    """
    right, wrong = question.right, question.wrong
    kind = Kind(question.type)
    match kind:
        case Kind.SINGLE_CHOICE:
            return share
        case Kind.TRUE_FALSE_SET:
            shown = min(statements, right + wrong)
            return sum(
                (_chance_of(k, shown, share) * max(Fraction(2 * k - shown, shown), ZERO) for k in range(shown + 1)),
                ZERO,
            )
        case Kind.MULTIPLE_CHOICE:
            pairs = ((hits, lapses) for hits in range(right + 1) for lapses in range(wrong + 1))
            return sum(
                (
                    _chance_of(hits, right, share)
                    * _chance_of(lapses, wrong, ONE - share)
                    * max(Fraction(hits, right) - Fraction(lapses, wrong), ZERO)
                    for hits, lapses in pairs
                ),
                ZERO,
            )
        case _:
            assert_never(kind)


def _chance_of(successes: int, trials: int, share: Fraction) -> Fraction:
    """Return the binomial probability of so many successes."""
    return comb(trials, successes) * share**successes * (1 - share) ** (trials - successes)


EXPECTED: dict[str, Expectation] = {"net": net}
FLOORED: dict[str, Callable[[Card, Fraction, int], Fraction]] = {"net": net_floored}
