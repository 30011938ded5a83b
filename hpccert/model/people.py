"""People of the community and the roles they hold."""

from dataclasses import dataclass
from typing import Any

from hpccert.model.question import PersonId
from hpccert.model.skill import SkillId
from hpccert.problems import Spot

FILE = "people.yaml"


@dataclass(frozen=True, slots=True)
class Person:
    """One person; `topics` are the branches whose questions they may accept."""

    id: PersonId
    name: str
    emails: tuple[str, ...]
    affiliation: str
    region: str | None
    topics: tuple[SkillId, ...]
    examination_curator: bool
    index: int

    @classmethod
    def of(cls, data: dict[str, Any], index: int) -> "Person":
        """Build a person from an entry that `schemas/people.schema.json` has accepted."""
        roles = data.get("roles", ())
        return cls(
            id=PersonId(data["id"]),
            name=data["name"],
            emails=tuple(data.get("emails", ())),
            affiliation=data["affiliation"],
            region=data.get("region"),
            topics=tuple(SkillId(topic) for role in roles for topic in role.get("topics", ())),
            examination_curator=any(role["role"] == "examination-curator" for role in roles),
            index=index,
        )

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this person."""
        return Spot(FILE, ("people", self.index, *keys))
