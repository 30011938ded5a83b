"""Angoff ratings and a certificate -> the cut score that they propose, its error, and how the raters agree.

Source: Angoff (1971), Scales, norms, and equivalent scores; Cizek & Bunch (2007), Standard Setting, chapter on the
Angoff method; the error across raters is the jackknife (Efron & Tibshirani 1993, An Introduction to the Bootstrap,
chapter 11).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from hpccert.grade.expectation import expected_mark
from hpccert.model.certificate import Blueprint, Certificate
from hpccert.model.question import Card, PersonId, QuestionId
from hpccert.model.standard import Judgment, QuestionEstimate, RaterEstimate, Rating, Standard

FAR = 25  # points from the mean of the others: always an outlier
NEAR = 10  # points from it: never one
ENOUGH = 3  # others, from which on their standard deviation tells something

Percents = dict[PersonId, int]
Marks = Mapping[QuestionId, Mapping[PersonId, Fraction]]
Lines = Sequence[Sequence[Card]]
Worth = Callable[[QuestionId], Fraction | None]  # the mean mark that some raters expect, None without any


def standard(certificate: Certificate, lines: Lines, ratings: Iterable[Rating]) -> Standard:
    """Return what ratings say of a certificate.

    Args:
        certificate: whose blueprint and marking turn estimates into marks.
        lines: the questions that may be drawn for each line of its blueprint, in order.
        ratings: of these questions, others are left out; one for each question and rater.
    """
    given = _by_question(ratings)
    rated = [(card, given[card.id]) for line in lines for card in line if card.id in given]
    marks = {
        card.id: {by: expected_mark(certificate, card, percent) for by, percent in percents.items()}
        for card, percents in rated
    }
    plan, raters = certificate.blueprint, sorted({by for _, percents in rated for by in percents})
    means = {id: mean(own.values()) for id, own in marks.items()}
    cut = _cut(plan, lines, means.get)
    without = {by: _cut(plan, lines, _without(by, marks, means)) for by in raters}
    return Standard(
        raters=tuple(_rater(by, rated, _cut(plan, lines, _alone(by, marks))) for by in raters),
        questions=tuple(_questions(plan, lines, given, marks)),
        drawable=sum(map(len, lines)),
        cut=cut,
        variance=None if cut is None else jackknife(list(without.values())),
        missing=tuple(_missing(plan, lines, given)) or tuple(_doubts(cut, without)),
    )


def jackknife(without: Sequence[Fraction | None]) -> Fraction | None:
    """Return the variance of a value from what it is without each rater; None if it is unknown without one of them.

    (k - 1) / k times the sum of squares of their differences from their mean. If k raters rated the same questions,
    this is the variance of their own cut scores over k, the usual standard error of a mean, squared.
    """
    known = [each for each in without if each is not None]
    count = len(known)
    if count < max(2, len(without)):
        return None
    middle = mean(known)
    return Fraction(count - 1, count) * sum(((each - middle) ** 2 for each in known), Fraction(0))


def mean(values: Collection[Fraction | int]) -> Fraction:
    """Return the mean of at least one value."""
    return Fraction(sum(values)) / len(values)


def variance(values: Collection[Fraction | int]) -> Fraction | None:
    """Return the variance of a sample, with n - 1; None of a single value."""
    if len(values) < 2:
        return None
    middle = mean(values)
    return sum(((each - middle) ** 2 for each in values), Fraction(0)) / (len(values) - 1)


def is_outlier(percent: int, others: Collection[int]) -> bool:
    """Whether a rating is so far from those of others that the raters should talk about it.

    More than 25 points from their mean; or, with three or more others, more than 10 points and more than two of
    their standard deviations.
    """
    if not others:
        return False
    off, spread = abs(percent - mean(others)), variance(others)
    return off > FAR or (len(others) >= ENOUGH and spread is not None and off > NEAR and off**2 > 4 * spread)


def _by_question(ratings: Iterable[Rating]) -> dict[QuestionId, Percents]:
    given: dict[QuestionId, Percents] = {}
    for each in sorted(ratings, key=lambda one: (one.question, one.rater)):
        given.setdefault(each.question, {})[each.rater] = each.percent
    return given


def _cut(plan: Blueprint, lines: Lines, worth: Worth) -> Fraction | None:
    """Return the share of the full score that some raters expect; None if they rated nothing of some line.

    Each line counts with its marks, each rated question of a line alike, each rater of a question alike.
    """
    total = Fraction(0)
    for line, cards in zip(plan.lines, lines, strict=True):
        means = [each for card in cards if (each := worth(card.id)) is not None]
        if not means:
            return None
        total += line.questions * line.weight * mean(means)
    return total / plan.marks


def _alone(by: PersonId, marks: Marks) -> Worth:
    return lambda id: marks[id].get(by) if id in marks else None


def _without(by: PersonId, marks: Marks, means: Mapping[QuestionId, Fraction]) -> Worth:
    def worth(id: QuestionId) -> Fraction | None:
        own = marks.get(id, {})
        if by not in own:
            return means.get(id)
        return (means[id] * len(own) - own[by]) / (len(own) - 1) if len(own) > 1 else None

    return worth


def _questions(
    plan: Blueprint, lines: Lines, given: Mapping[QuestionId, Percents], marks: Marks
) -> Iterator[QuestionEstimate]:
    for line, cards in zip(plan.lines, lines, strict=True):
        for card in cards:
            if card.id in given:
                percents, own = given[card.id], marks[card.id]
                yield QuestionEstimate(
                    question=card,
                    skill=line.skill,
                    judgments=tuple(_judgment(by, percents, own[by]) for by in percents),
                    mean=mean(percents.values()),
                    variance=variance(percents.values()),
                    mark=mean(own.values()),
                )


def _judgment(by: PersonId, percents: Percents, mark: Fraction) -> Judgment:
    others = [each for other, each in percents.items() if other != by]
    return Judgment(by, percents[by], mark, mean(others) if others else None, is_outlier(percents[by], others))


def _rater(by: PersonId, rated: Sequence[tuple[Card, Percents]], cut: Fraction | None) -> RaterEstimate:
    own = [percents for _, percents in rated if by in percents]
    given = [each[by] for each in own]
    above = [
        each[by] - mean([percent for other, percent in each.items() if other != by]) for each in own if len(each) > 1
    ]
    return RaterEstimate(by, len(given), mean(given), variance(given), mean(above) if above else None, cut)


def _missing(plan: Blueprint, lines: Lines, given: Mapping[QuestionId, Percents]) -> Iterator[str]:
    """Yield what is missing for a cut score."""
    for line, cards in zip(plan.lines, lines, strict=True):
        if not cards:
            yield f"{line.skill}: there is no question that may be drawn; estimates of others do not count"
        elif not any(each.id in given for each in cards):
            yield f"{line.skill}: none of the {len(cards)} questions that may be drawn has an estimate"


def _doubts(cut: Fraction | None, without: Mapping[PersonId, Fraction | None]) -> Iterator[str]:
    """Yield what speaks against a cut score, and what is missing for its standard error."""
    if cut is not None and cut < 0:
        yield "blind guessing would earn more than these estimates expect; ask the raters what they meant"
    if len(without) < 2:
        yield "a standard error needs at least two raters"
        return
    for by, rest in without.items():
        if rest is None:
            yield f"a standard error needs another rater in the lines that only '{by}' rated"
