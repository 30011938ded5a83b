"""A certificate: its blueprint, its marking rule, and what it takes to pass."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, NewType

from hpccert.model.skill import SkillId
from hpccert.problems import Spot

CertificateId = NewType("CertificateId", str)
SHOWN_STATEMENTS = 4
UNLIMITED = 10**9


class Floor(StrEnum):
    """Where a negative sum of marks becomes zero."""

    QUESTION = "question"
    EXAM = "exam"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """So many questions from one leaf or branch of the tree, each worth so many marks."""

    skill: SkillId
    questions: int
    weight: int


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What every form must be like; minutes are sums over the form's questions."""

    lines: tuple[Line, ...]
    per_outcome: int
    statements: int
    minutes_min: int
    minutes_max: int

    @property
    def questions(self) -> int:
        """How many questions a form has."""
        return sum(each.questions for each in self.lines)

    @property
    def marks(self) -> int:
        """The full score of a form."""
        return sum(each.questions * each.weight for each in self.lines)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is earned, and the exam that earns it; scores are shares of the full score, 0 to 1."""

    id: CertificateId
    title: str
    description: str
    standard: str
    language: str
    blueprint: Blueprint
    time_limit: int
    rule: str
    floor: Floor
    cut_score: Fraction
    skill_minimum: Fraction | None
    approvals: int  # that each of its exam questions needs, should the workspace's policy ask for fewer
    file: str
    data: Mapping[str, Any] = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: dict[str, Any], file: str) -> "Certificate":
        """Build a certificate from data that `schemas/certificate.schema.json` has accepted."""
        return cls(
            id=CertificateId(data["id"]),
            title=data["title"],
            description=data["description"],
            standard=data["standard"],
            language=data["language"],
            blueprint=_blueprint(data["blueprint"]),
            time_limit=data["time_limit"],
            rule=data["marking"]["rule"],
            floor=Floor(data["marking"]["floor"]),
            cut_score=_share(data["cut_score"]),
            skill_minimum=_share(data["skill_minimum"]) if "skill_minimum" in data else None,
            approvals=data.get("approvals", 0),
            file=file,
            data=data,
        )

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this certificate."""
        return Spot(self.file, keys)


def _share(percent: float) -> Fraction:
    return Fraction(str(percent)) / 100


def _blueprint(data: dict[str, Any]) -> Blueprint:
    minutes = data.get("minutes", {})
    return Blueprint(
        lines=tuple(Line(SkillId(each["skill"]), each["questions"], each.get("weight", 1)) for each in data["skills"]),
        per_outcome=data.get("per_outcome", UNLIMITED),
        statements=data.get("statements", SHOWN_STATEMENTS),
        minutes_min=minutes.get("min", 0),
        minutes_max=minutes.get("max", UNLIMITED),
    )
