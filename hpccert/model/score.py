"""A candidate's result."""

from dataclasses import dataclass
from fractions import Fraction

from hpccert.model.skill import SkillId


@dataclass(frozen=True, slots=True)
class Score:
    """Marks and shares of the full score; without a floor, and by skill, they may be below 0."""

    candidate: str
    form: int
    marks: Fraction
    full: int
    by_skill: dict[SkillId, Fraction]
    answered: int  # questions with at least one judgment
    passed: bool

    @property
    def share(self) -> Fraction:
        """The score as a share of the full score, at most 1."""
        return self.marks / self.full
