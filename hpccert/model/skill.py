"""A skill of the competence standard, its outcomes, and its place in the tree."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NewType

from hpccert.model.text import Texts
from hpccert.problems import Keys, Spot

SkillId = NewType("SkillId", str)
OutcomeId = NewType("OutcomeId", str)
Code = NewType("Code", str)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person with the skill can do."""

    id: OutcomeId
    text: str
    bloom: str | None
    level: str | None
    examinable: bool
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Skills of which a learner needs one; usually there is just one."""

    skills: tuple[SkillId, ...]
    strength: str
    named_by: tuple[str, ...]  # the keys that name them: `skill`, `any_of`; exactly one should
    keys: Keys


@dataclass(frozen=True)
class Skill:
    """A node of the tree; its parent follows from its code."""

    id: SkillId
    code: Code
    title: str
    description: str
    requires: tuple[Requirement, ...]
    outcomes: tuple[Outcome, ...]
    curators: tuple[str, ...]
    replaced_by: tuple[SkillId, ...]
    former_codes: tuple[Code, ...]
    file: str

    @classmethod
    def of(cls, data: dict[str, Any], file: str) -> "Skill":
        """Build a skill from data that `schemas/skill.schema.json` has accepted."""
        return cls(
            id=SkillId(data["id"]),
            code=Code(data["code"]),
            title=data["title"],
            description=data["description"],
            requires=tuple(_requirements(data)),
            outcomes=tuple(_outcome(each) for each in data["outcomes"]),
            curators=tuple(data.get("curators", ())),
            replaced_by=tuple(SkillId(each) for each in data.get("replaced_by", ())),
            former_codes=tuple(Code(each) for each in data.get("former_codes", ())),
            file=file,
        )

    @cached_property
    def texts(self) -> Texts:
        """Title and description, the outcomes and their topics, with their places."""
        return Texts.of(
            (
                (("title",), self.title),
                (("description",), self.description),
                *((("outcomes", index, "text"), each.text) for index, each in enumerate(self.outcomes)),
                *(
                    (("outcomes", index, "topics", number), topic)
                    for index, each in enumerate(self.outcomes)
                    for number, topic in enumerate(each.topics)
                ),
            )
        )

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this skill."""
        return Spot(self.file, keys)


def parent_code(code: Code) -> Code | None:
    """Return the code one level up: USE1.2 -> USE1 -> USE -> None."""
    if "." in code:
        return Code(code.rpartition(".")[0])
    letters = code.rstrip("0123456789")
    return Code(letters) if letters != code else None


def in_tree_order(code: Code) -> tuple[str, tuple[int, ...]]:
    """Return a sort key that puts USE1.10 behind USE1.9."""
    return re.sub(r"[0-9.]", "", code), tuple(int(each) for each in re.findall(r"[0-9]+", code))


def _outcome(data: dict[str, Any]) -> Outcome:
    return Outcome(
        id=OutcomeId(data["id"]),
        text=data["text"],
        bloom=data.get("bloom"),
        level=data.get("level"),
        examinable=data.get("examinable", True),
        topics=tuple(data.get("topics", ())),
    )


def _requirements(data: dict[str, Any]) -> list[Requirement]:
    return [_requirement(each, index) for index, each in enumerate(data.get("requires", ()))]


def _requirement(data: dict[str, Any], index: int) -> Requirement:
    named_by = tuple(key for key in ("skill", "any_of") if key in data)
    skills = data.get("any_of", [data["skill"]] if "skill" in data else [])
    return Requirement(
        tuple(SkillId(each) for each in skills), data["strength"], named_by, ("requires", index, *named_by[-1:])
    )
