"""The cut score that ratings propose: worked by hand, and what holds whatever the ratings."""

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hpccert.grade.standard import is_outlier, jackknife, standard
from hpccert.model.certificate import Certificate
from hpccert.model.question import PersonId, QuestionId
from hpccert.model.standard import RaterEstimate, Rating, Standard
from tests.builders import card, certificate, certificate_data

SET1, SINGLE, SET2 = card("q1", "TTTFFF"), card("q2", "+---"), card("q3", "TTTFFF", skill="ssh")
LINES = [[SET1, SINGLE], [SET2]]
BY_HAND = {
    "q1": {"bob": 70, "cyd": 80, "dan": 90},
    "q2": {"bob": 55, "cyd": 70, "dan": 85},
    "q3": {"bob": 60, "cyd": 70, "dan": 65},
}


def exam(**more: object) -> Certificate:
    """Return a certificate of 4 marks: two questions on `cli` of 1 mark each, one on `ssh` of 2 marks."""
    data = certificate_data({"cli": 2, "ssh": 1}, **more)
    data["blueprint"]["skills"][1]["weight"] = 2
    return Certificate.of(data, "certificates/license.yaml")


def ratings(given: dict[str, dict[str, int]]) -> list[Rating]:
    return [
        Rating(QuestionId(id), PersonId(rater), percent)
        for id, by_rater in given.items()
        for rater, percent in by_rater.items()
    ]


def proposed(given: dict[str, dict[str, int]]) -> Standard:
    return standard(exam(), LINES, ratings(given))


def rater(found: Standard, name: str) -> RaterEstimate:
    return next(each for each in found.raters if each.rater == name)


# Worked by hand: three raters, three questions, all rated by all


def test_each_question_is_worth_the_mean_of_what_its_raters_expect() -> None:
    # A set: 2a - 1, so bob .4, cyd .6, dan .8; a choice of four: (4a - 1) / 3, so .4, .6, .8; the last: .2, .4, .3.
    found = proposed(BY_HAND)

    assert [each.mark for each in found.questions] == [Fraction(6, 10), Fraction(6, 10), Fraction(3, 10)]
    assert [each.mean for each in found.questions] == [80, 70, 65]
    assert [each.variance for each in found.questions] == [100, 225, 25]


def test_the_cut_score_is_the_share_of_the_marks_that_an_average_form_expects() -> None:
    # cli: 2 questions x 1 mark x .6 = 1.2; ssh: 1 question x 2 marks x .3 = .6; of 4 marks that is .45.
    assert proposed(BY_HAND).cut == Fraction(45, 100)


def test_each_rater_has_a_cut_score_of_their_own() -> None:
    # bob: (2 x .4 + 2 x .2) / 4 = .3; cyd: (2 x .6 + 2 x .4) / 4 = .5; dan: (2 x .8 + 2 x .3) / 4 = .55.
    assert [each.cut for each in proposed(BY_HAND).raters] == [Fraction(3, 10), Fraction(1, 2), Fraction(55, 100)]


def test_the_standard_error_is_that_of_the_mean_of_the_raters_cut_scores() -> None:
    # From their mean .45: -.15, .05, .10; squares .0225 + .0025 + .0100 = .0350; / 2 = .0175; / 3 raters = 7/1200.
    found = proposed(BY_HAND)

    assert found.variance == Fraction(7, 1200)
    assert isclose(found.error or 0, 0.0763763, abs_tol=1e-6)
    assert found.missing == ()


def test_a_rater_is_compared_with_others_on_the_same_questions() -> None:
    # bob: 70 - 85 = -15, 55 - 77.5 = -22.5, 60 - 67.5 = -7.5, the mean is -15; cyd: 0, 0, 7.5; dan: 15, 22.5, 0.
    found = proposed(BY_HAND)

    assert [each.severity for each in found.raters] == [-15, Fraction(5, 2), Fraction(25, 2)]
    assert rater(found, "bob").mean == Fraction(185, 3)
    assert [each.rated for each in found.raters] == [3, 3, 3]


# Worked by hand: dan did not rate the second question


def test_raters_who_leave_a_question_out_count_where_they_rated() -> None:
    # q2 is worth (.4 + .6) / 2 = .5, so cli (.6 + .5) / 2 = .55: (2 x .55 + 2 x .3) / 4 = .425.
    # Without bob (2 x .65 + 2 x .35) / 4 = .5; without cyd (2 x .5 + 2 x .25) / 4 = .375; without dan
    # (2 x .5 + 2 x .3) / 4 = .4; from their mean .425: .075, -.05, -.025; squares .00875, x 2/3 = 7/1200.
    found = proposed({**BY_HAND, "q2": {"bob": 55, "cyd": 70}})

    assert found.cut == Fraction(425, 1000)
    assert found.variance == Fraction(7, 1200)
    assert rater(found, "dan").rated == 2


# What is missing


def test_a_line_without_estimates_keeps_back_the_cut_score() -> None:
    found = proposed({"q1": BY_HAND["q1"]})

    assert (found.cut, found.variance) == (None, None)
    assert found.missing == ("ssh: none of the 1 questions that may be drawn has an estimate",)
    assert [each.cut for each in found.raters] == [None, None, None]


def test_a_line_without_questions_keeps_back_the_cut_score() -> None:
    found = standard(exam(), [[SET1, SINGLE], []], ratings(BY_HAND))

    assert found.cut is None
    assert found.missing == ("ssh: there is no question that may be drawn; estimates of others do not count",)


def test_one_rater_proposes_a_cut_score_without_a_standard_error() -> None:
    found = proposed({id: {"bob": given["bob"]} for id, given in BY_HAND.items()})

    assert found.cut == Fraction(3, 10)
    assert (found.variance, found.error) == (None, None)
    assert found.missing == ("a standard error needs at least two raters",)
    assert (found.raters[0].severity, found.questions[0].judgments[0].others) == (None, None)


def test_a_line_that_hangs_on_one_rater_has_no_standard_error() -> None:
    found = proposed({**BY_HAND, "q3": {"cyd": 70}})

    assert found.cut is not None
    assert found.variance is None
    assert found.missing == ("a standard error needs another rater in the lines that only 'cyd' rated",)


def test_estimates_below_blind_guessing_are_doubted() -> None:
    found = proposed({id: {"bob": 20, "cyd": 20} for id in BY_HAND})

    assert found.cut is not None
    assert found.cut < 0
    assert "blind guessing would earn more" in found.missing[0]


def test_without_any_rating_nothing_is_proposed() -> None:
    found = proposed({})

    assert (found.cut, found.raters, found.questions, found.drawable) == (None, (), (), 3)


def test_ratings_of_questions_that_are_not_drawn_do_not_count() -> None:
    assert proposed({**BY_HAND, "retired": {"bob": 1, "zoe": 2}}) == proposed(BY_HAND)


# Outliers


@pytest.mark.parametrize(
    ("percent", "others", "far"),
    [
        (90, [], False),
        (90, [65], False),  # 25 points is not more than 25
        (91, [65], True),
        (40, [70], True),
        (70, [60, 60, 60], False),  # 10 points are never too far
        (71, [60, 60, 60], True),  # of three who agree, 11 are
        (71, [60, 60], False),  # two who agree may do so by chance
        (80, [50, 60, 70], False),  # 20 points are two standard deviations, not more
        (81, [50, 60, 70], True),
    ],
)
def test_a_rating_is_far_from_the_others_by_points_or_by_their_spread(
    percent: int, others: list[int], far: bool
) -> None:
    assert is_outlier(percent, others) is far


def test_an_outlier_is_marked_at_its_judgment() -> None:
    found = proposed({**BY_HAND, "q3": {"bob": 60, "cyd": 95, "dan": 65}})

    assert [each.outlier for each in found.questions[2].judgments] == [False, True, False]


# What holds whatever the ratings

NAMES = ("bob", "cyd", "dan", "eve")
PERCENTS = st.integers(0, 100)
CROSSED = st.lists(st.tuples(PERCENTS, PERCENTS, PERCENTS), min_size=2, max_size=4)
SPARSE = st.fixed_dictionaries({id: st.dictionaries(st.sampled_from(NAMES), PERCENTS) for id in ("q1", "q2", "q3")})
MARKINGS = st.sampled_from([{"rule": "net", "floor": each} for each in ("exam", "question", "none")])


def crossed(rows: list[tuple[int, int, int]]) -> dict[str, dict[str, int]]:
    return {
        id: {name: row[at] for name, row in zip(NAMES, rows, strict=False)} for at, id in enumerate(("q1", "q2", "q3"))
    }


@given(SPARSE, st.randoms(use_true_random=False))
def test_the_order_of_ratings_does_not_matter(given: dict[str, dict[str, int]], random: object) -> None:
    mixed = ratings(given)
    random.shuffle(mixed)  # type: ignore[attr-defined]

    assert standard(exam(), LINES, mixed) == proposed(given)


@given(SPARSE)
def test_who_is_called_what_does_not_matter(given: dict[str, dict[str, int]]) -> None:
    other = dict(zip(NAMES, reversed(NAMES), strict=True))
    renamed = {id: {other[by]: percent for by, percent in rated.items()} for id, rated in given.items()}

    assert (proposed(renamed).cut, proposed(renamed).variance) == (proposed(given).cut, proposed(given).variance)


@given(st.tuples(PERCENTS, PERCENTS, PERCENTS), st.integers(2, 4), MARKINGS)
def test_raters_who_agree_leave_no_error(row: tuple[int, int, int], count: int, marking: dict[str, str]) -> None:
    found = standard(exam(marking=marking), LINES, ratings(crossed([row] * count)))

    assert found.error == 0
    assert not any(each.outlier for one in found.questions for each in one.judgments)
    assert {each.severity for each in found.raters} == {0}


@given(SPARSE, MARKINGS)
def test_the_cut_lies_between_the_lowest_and_the_highest_expectation(
    given: dict[str, dict[str, int]], marking: dict[str, str]
) -> None:
    found = standard(exam(marking=marking), LINES, ratings(given))
    assume(found.cut is not None)

    marks = [each.mark for one in found.questions for each in one.judgments]
    assert min(marks) <= (found.cut or 0) <= max(marks)


@given(CROSSED, MARKINGS)
def test_where_all_rated_all_the_error_is_the_textbook_one(
    rows: list[tuple[int, int, int]], marking: dict[str, str]
) -> None:
    found = standard(exam(marking=marking), LINES, ratings(crossed(rows)))

    cuts = [each.cut or Fraction(0) for each in found.raters]
    middle = sum(cuts, Fraction(0)) / len(cuts)
    assert found.cut == middle
    assert found.variance == sum((each - middle) ** 2 for each in cuts) / (len(cuts) - 1) / len(cuts)


@given(CROSSED, st.integers(0, 2), st.integers(0, 3))
def test_a_higher_estimate_never_lowers_the_cut_score(rows: list[tuple[int, int, int]], at: int, by: int) -> None:
    given = crossed(rows)
    id, name = f"q{at + 1}", NAMES[by % len(rows)]
    higher = {**given, id: {**given[id], name: min(100, given[id][name] + 7)}}

    assert (proposed(higher).cut or 0) >= (proposed(given).cut or 0)


def test_the_jackknife_needs_every_rater_to_be_missable() -> None:
    assert jackknife([]) is None
    assert jackknife([Fraction(1)]) is None
    assert jackknife([Fraction(1), None]) is None
    assert jackknife([Fraction(1), Fraction(1)]) == 0


def test_a_certificate_of_one_line_needs_one_question() -> None:
    found = standard(certificate({"cli": 1}), [[SET1]], ratings({"q1": {"bob": 75}}))

    assert found.cut == Fraction(1, 2)
