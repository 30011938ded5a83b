"""Standard setting: what raters estimate of questions, and the cut score that follows."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from hpccert.model.question import Card, PersonId, QuestionId
from hpccert.model.skill import SkillId


@dataclass(frozen=True, slots=True)
class Rating:
    """A rater's Angoff estimate for a question: the percent that a minimally competent examinee gets right."""

    question: QuestionId
    rater: PersonId
    percent: int


@dataclass(frozen=True, slots=True)
class Judgment:
    """A rating beside those of others; `mark` is what it expects under the marking rule, as a share of the question."""

    rater: PersonId
    percent: int
    mark: Fraction
    others: Fraction | None  # mean of the others' percent
    outlier: bool


@dataclass(frozen=True, slots=True)
class QuestionEstimate:
    """What the raters of a question make of it; `skill` names its line of the blueprint."""

    question: Card
    skill: SkillId
    judgments: tuple[Judgment, ...]
    mean: Fraction
    variance: Fraction | None
    mark: Fraction


@dataclass(frozen=True, slots=True)
class RaterEstimate:
    """How a rater rates: mean and variance in percent; how far above others of the same questions; their own cut."""

    rater: PersonId
    rated: int
    mean: Fraction
    variance: Fraction | None
    severity: Fraction | None  # points above the mean of the others, on the average question
    cut: Fraction | None  # share of the full score, as are all cuts


@dataclass(frozen=True, slots=True)
class Standard:
    """All estimates for a certificate, and the cut score they propose; or what is missing for one."""

    raters: tuple[RaterEstimate, ...]
    questions: tuple[QuestionEstimate, ...]
    drawable: int  # questions that an exam may draw, rated or not
    cut: Fraction | None
    variance: Fraction | None
    missing: tuple[str, ...]

    @property
    def error(self) -> float | None:
        """The standard error of the cut score, as a share of the full score."""
        return None if self.variance is None else sqrt(self.variance)
