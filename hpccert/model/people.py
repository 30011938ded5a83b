"""People of the community and the roles they hold."""

from dataclasses import dataclass
from typing import Any

from hpccert.model.layout import PEOPLE
from hpccert.model.question import PersonId
from hpccert.model.skill import SkillId
from hpccert.problems import Spot

TOPIC_CURATOR = "topic-curator"
EXAMINATION_CURATOR = "examination-curator"


@dataclass(frozen=True, slots=True)
class Role:
    """A role, up to a day if it ends; a topic curator decides on questions of these topics."""

    name: str
    topics: tuple[SkillId, ...]
    until: str | None

    @property
    def every_topic(self) -> bool:
        """Whether who holds it decides on questions of every topic."""
        return self.name == EXAMINATION_CURATOR

    def held(self, at: str) -> bool:
        """Whether the role was held at a moment, given as ISO 8601."""
        return _not_after(self.until, at)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the community."""

    id: PersonId
    name: str
    emails: tuple[str, ...]
    affiliation: str
    region: str | None
    keys: tuple[str, ...]
    roles: tuple[Role, ...]
    public: bool  # wants to be named among the contributors
    index: int
    until: str | None = None  # the last day on which they took part, if they left

    @classmethod
    def of(cls, data: dict[str, Any], index: int) -> "Person":
        """Build a person from an entry that `schemas/people.schema.json` has accepted."""
        return cls(
            id=PersonId(data["id"]),
            name=data["name"],
            emails=tuple(data.get("emails", ())),
            affiliation=data["affiliation"],
            region=data.get("region"),
            keys=tuple(data.get("keys", ())),
            roles=tuple(_role(each) for each in data.get("roles", ())),
            public=data.get("public", False),
            index=index,
            until=data.get("until"),
        )

    def present(self, at: str) -> bool:
        """Whether the person took part at a moment, given as ISO 8601."""
        return _not_after(self.until, at)

    def at(self, *keys: str | int) -> Spot:
        """Return the place of a value of this person."""
        return Spot(PEOPLE, ("people", self.index, *keys))


def _not_after(day: str | None, at: str) -> bool:
    return day is None or at[: len(day)] <= day


def _role(data: dict[str, Any]) -> Role:
    topics = tuple(SkillId(each) for each in data.get("topics", ()))
    return Role(data["role"], topics, data.get("until"))
